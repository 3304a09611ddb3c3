import { after, commands, facts, fold, ids, journeyAt, type Moment } from '../../testing/journey.fixtures'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'

// Everything is written down months later: only the days that people gave are compared.
const now = '2026-09-01T09:00:00Z'

function told(state: JourneyState, command: JourneyCommand, on: string, over: object = {}) {
  const decision = decide(
    { type: command.type, data: { ...(command.data as object), ...over, on } } as JourneyCommand,
    state,
    facts({}, now),
  )
  return decision.ok ? 'accepted' : decision.details
}

test.each<[string, Moment, JourneyCommand, object, string, string, string]>([
  ['a session', 'follow_training', commands.RecordAttendance, { session: 2 }, 'diagnostic', '2026-03-09', '2026-03-10'],
  ['the end of a training', 'follow_training', commands.AssessTraining, {}, 'diagnostic', '2026-03-09', '2026-03-10'],
  ['a miss', 'hold_diagnostic', commands.RecordMissed, {}, 'appointment', '2026-03-09', '2026-03-10'],
  ['an attempt', 'ask_follow_up', commands.RecordAttempt, {}, 'hand_over', '2026-05-03', '2026-05-04'],
  ['a follow-up', 'ask_follow_up', commands.RecordFollowUp, {}, 'hand_over', '2026-05-03', '2026-05-04'],
])('%s at %s is not before what it follows, and may be on the same day', (_, moment, command, over, what, on, day) => {
  const state = journeyAt[moment]()
  expect(told(state, command, on, over)).toEqual({ field: 'on', date: on, what, day })
  expect(told(state, command, day, over)).toBe('accepted')
})

const abandoned = { type: 'DotationAbandoned', data: { cause: 'no_laptop' }, at: now }
const givenUp: JourneyCommand = { type: 'ExpireDotation', data: {} }
const needs = { ...commands.RecordDiagnostic.data.needs, training: false, laptop: true }
const untrained = () => take(journeyAt.hold_diagnostic(), commands.RecordDiagnostic, { needs })

function take(state: JourneyState, command: JourneyCommand, over: object = {}): JourneyState {
  const given = facts({}, now, { decided: [{ stream: ids.dotation, event: abandoned }] })
  const decision = decide(
    { type: command.type, data: { ...(command.data as object), ...over } } as JourneyCommand,
    state,
    given,
  )
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return fold(state, decision.events)
}

test.each<[string, () => JourneyState, string, string]>([
  ['a training', journeyAt.dotation, '2026-04-19', '2026-04-20'],
  ['a diagnostic alone', untrained, '2026-03-09', '2026-03-10'],
])('without a laptop the follow-up of %s is not before the last assessment', (_, from, on, day) => {
  const state = take(take(from(), givenUp), commands.OpenFollowUp)
  for (const command of [commands.RecordAttempt, commands.RecordFollowUp]) {
    expect(told(state, command, on)).toEqual({ field: 'on', date: on, what: 'last_assessment', day })
    expect(told(state, command, day)).toBe('accepted')
  }
})

test('the day of an appointment is that of the territory', () => {
  const late = { type: 'BookAppointment', data: { at: '2026-03-10T23:30:00Z' } } as const
  const booked = decide(late, journeyAt.book_diagnostic(), facts())
  const state = booked.ok ? fold(journeyAt.book_diagnostic(), booked.events) : journeyAt.unknown()
  expect(told(state, commands.RecordMissed, '2026-03-10')).toMatchObject({ what: 'appointment', day: '2026-03-11' })
  expect(told(state, commands.RecordMissed, '2026-03-11')).toBe('accepted')
})

test('people read before what the day is, in both languages', () => {
  const early = { ...commands.AssessTraining, data: { ...commands.AssessTraining.data, on: '2026-03-09' } }
  expect(decide(early, journeyAt.follow_training(), facts({}, now))).toMatchObject({
    fr: 'La date « on » (2026-03-09) précède le diagnostic du 2026-03-10.',
    en: 'The date "on" (2026-03-09) is before the diagnostic of 2026-03-10.',
  })
})

test.each([
  ['the training', journeyAt.follow_training, commands.AssessTraining, '2026-04-20'],
  [
    'the diagnostic',
    journeyAt.hold_diagnostic,
    { ...commands.RecordDiagnostic, data: { ...commands.RecordDiagnostic.data, needs } },
    '2026-03-10',
  ],
] as const)('a laptop is asked for with the day on which %s was assessed', (_, moment, command, assessedOn) => {
  expect(decide(command, moment(), facts({}, now))).toMatchObject({
    events: [{}, { type: 'StageLeft' }, { type: 'DotationRequested', data: { assessedOn } }],
  })
})

test('somebody seen after they agreed and before their referral was typed is recorded on the true day', () => {
  const late = after(
    [commands.Refer, facts({}, '2026-03-09T09:00:00Z')],
    [commands.Accept, facts({}, '2026-03-09T09:10:00Z')],
  )
  const seen = { ...commands.RecordDiagnostic.data, on: '2026-03-05' }
  const decision = decide({ type: 'RecordDiagnostic', data: seen }, late, facts({}, '2026-03-09T09:20:00Z'))
  expect(decision.ok).toBe(true)
})
