import { completed, yearsLater } from '../../testing/correction.fixtures'
import { commands, facts, fold, ids, journeyAt, landes, ordinary, played } from '../../testing/journey.fixtures'
import type { CorrectedPersonFacts, OutsideFacts } from '../facts'
import { decide } from './journey.decide'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const seniors = {
  ...landes,
  eligibility: [{ code: 'senior', rule: '!ageKnown || age >= 60', fr: 'Il faut avoir 60 ans.', en: 'From 60 on.' }],
}
const told = (ages: CorrectedPersonFacts['on'][string]['ages'], ageBand = '18_29'): CorrectedPersonFacts => ({
  ...{
    fields: ['birthDate'],
    bornInFuture: false,
    bornAfterConsent: false,
    consentedAlone: ['2026-03-01'],
    communeKnown: true,
    ownJourney: true,
  },
  on: { '2026-03-02': { coarse: { ageBand, gender: 'female' }, ages } },
})
const correct = (state: JourneyState, corrected: CorrectedPersonFacts, definition = landes) =>
  decide({ type: 'CorrectPerson', data: {} }, state, facts({ corrected }, yearsLater, { definition }))

test('the codes that were counted at the end follow the birth as it is told now', () => {
  const { state } = completed()
  const decision = correct(state, told({ before: 52, after: 25 }))
  expect(decision).toMatchObject({
    events: [{ type: 'CodesCorrected', data: { ageBand: '18_29', gender: 'female', differs: [] } }],
  })
  if (!decision.ok) throw new Error(decision.rule)
  expect(fold(state, decision.events)).toEqual({ ...state, ageBand: '18_29', gender: 'female' })
})

test('codes that are the same, and journeys that are not over, have nothing to follow', () => {
  const quiet = { ok: true, events: [] }
  expect(correct(completed().state, told({ before: 52, after: 51 }, '50_54'))).toEqual(quiet)
  expect(correct(journeyAt.plan_training(), told({ before: 52, after: 25 }))).toEqual(quiet)
  expect(correct({ stage: 'unknown' }, told({ before: 52, after: 25 }))).toMatchObject({ rule: 'unknown_stream' })
})

test('somebody who was refused for their age and would not be: it is said, and the journey stays closed', () => {
  const refer = { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), age: 52 }
  const given = facts({ refer }, '2026-03-02T09:00:00Z', { definition: seniors })
  const { state } = played([commands.Refer, given])
  expect(state).toMatchObject({ outcome: 'not_eligible', unmet: ['senior'] })
  const decision = correct(state, told({ before: 52, after: 62 }), seniors)
  if (!decision.ok) throw new Error(decision.rule)
  expect(decision.events).toMatchObject([
    { data: { differs: [{ event: 'JourneyClosed', version: 2, code: 'eligibility', to: null }] } },
  ])
  const after = fold(state, decision.events)
  expect(after).toMatchObject({ stage: 'closed', outcome: 'not_eligible' })
  const mails = decision.events.flatMap((event) => react(event, after, seniors, ids.journey, given.actor))
  expect(mails).toMatchObject([
    { mail: 'correction_differs', to: { role: 'coordinator' }, data: { codes: 'eligibility' } },
  ])
})

test('somebody who was taken and would not be: it is said, while the journey goes on', () => {
  const decision = correct(journeyAt.plan_training(), told({ before: null, after: 52 }), seniors)
  expect(decision).toMatchObject({
    events: [{ data: { differs: [{ event: 'JourneyReferred', version: 1, code: 'eligibility', to: 'senior' }] } }],
  })
})

test('somebody who turns out to have been a minor and agreed alone: it is said, and the coordinator is told', () => {
  const state = journeyAt.plan_training()
  const decision = correct(state, told({ before: 52, after: 15 }, 'under_18'))
  if (!decision.ok) throw new Error(decision.rule)
  expect(decision.events).toMatchObject([
    { data: { differs: [{ event: 'JourneyReferred', version: 1, code: 'consented_alone', to: null }] } },
  ])
  const mails = decision.events.flatMap((event) => react(event, state, landes, ids.journey, facts().actor))
  expect(mails).toMatchObject([
    { mail: 'correction_differs', to: { role: 'coordinator' }, data: { codes: 'consented_alone' } },
  ])
  const represented = { ...told({ before: 52, after: 15 }), consentedAlone: [] }
  expect(correct(state, represented)).toEqual({ ok: true, events: [] })
  expect(correct(state, told({ before: 16, after: 15 }))).toEqual({ ok: true, events: [] })
})
