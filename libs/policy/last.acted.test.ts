import { lastActedFor } from './last.acted'

const untold = { by: '—', event: '—', at: '—' }
const last = (event: string) => ({ by: 'actor-1', event, at: '2026-03-02T09:00:00.000Z' })
const outsiders = ['applicant', 'reviewer', 'member', 'payer', 'funder'] as const

test.each(outsiders)('%s is told what was decided, and nobody’s name', (role) => {
  expect(lastActedFor(role, last('ApplicationAdmitted'))).toEqual({ ...last('ApplicationAdmitted'), by: '—' })
  expect(lastActedFor(role, last('GrantAwarded'))).toEqual({ ...last('GrantAwarded'), by: '—' })
})

test.each(outsiders)('%s is told neither who studied or voted, nor that they did', (role) => {
  for (const event of ['ReviewAsked', 'ReviewGiven', 'ReviewDeclined', 'CommitteeHeard', 'VoteCast', 'Unknown']) {
    expect(lastActedFor(role, last(event))).toEqual(untold)
  }
})

test('a prescriber is told of what they read of a journey; those who work there, and the fund manager, of all', () => {
  expect(lastActedFor('prescriber', last('DiagnosticMissed'))).toEqual(untold)
  expect(lastActedFor('prescriber', last('DiagnosticHeld'))).toEqual(last('DiagnosticHeld'))
  for (const role of ['mediator', 'coordinator', 'recyclerie'] as const) {
    expect(lastActedFor(role, last('DiagnosticMissed'))).toEqual(last('DiagnosticMissed'))
  }
  expect(lastActedFor('fund_manager', last('ReviewGiven'))).toEqual(last('ReviewGiven'))
})
