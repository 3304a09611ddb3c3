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

test('a gender that is another one alone is followed, and nothing is decided without what is told now', () => {
  const { state } = completed()
  const male = told({ before: 52, after: 52 }, '50_54')
  const on = { '2026-03-02': { coarse: { ageBand: '50_54', gender: 'male' }, ages: { before: 52, after: 52 } } }
  expect(correct(state, { ...male, on })).toMatchObject({ events: [{ data: { ageBand: '50_54', gender: 'male' } }] })
  expect(() => correct(state, { ...male, on: {} })).toThrow('codes are corrected with the person as they are told now')
  expect(() => decide({ type: 'CorrectPerson', data: {} }, state, facts())).toThrow('codes are corrected')
})

describe('the rules are asked again of the person as they are', () => {
  const differs = (rule: string, ages: { before: number; after: number }, state = journeyAt.plan_training()) => {
    const decision = correct(state, told(ages), { ...landes, eligibility: [{ code: 'rule', rule, fr: '', en: '' }] })
    return decision.ok && decision.events.flatMap(({ data }) => ('differs' in data ? data.differs : []))
  }
  const difference = { event: 'JourneyReferred', version: 1, at: '2026-03-02T09:00:00Z', code: 'eligibility' }

  test('who came for themselves, and had no laptop', () => {
    expect(differs('naturalPerson || age >= 60', { before: 52, after: 62 })).toEqual([])
    expect(differs('!equipped || age >= 60', { before: 52, after: 62 })).toEqual([])
    expect(differs('age >= 60', { before: 62, after: 52 })).toEqual([{ ...difference, to: 'rule' }])
    expect(differs('age >= 60', { before: 52, after: 62 })).toEqual([{ ...difference, to: null }])
  })

  test('of a journey that was let in and is over, as of one that goes on', () => {
    const { state } = completed()
    expect(differs('age >= 60', { before: 62, after: 52 }, state)).toEqual([{ ...difference, to: 'rule' }])
  })

  test('every rule that is not met any more is named', () => {
    const rules = ['first', 'second'].map((code) => ({ code, rule: 'age >= 60', fr: '', en: '' }))
    const decision = correct(journeyAt.plan_training(), told({ before: 62, after: 52 }), {
      ...landes,
      eligibility: rules,
    })
    expect(decision).toMatchObject({ events: [{ data: { differs: [{ to: 'first second' }] } }] })
  })

  test('somebody who was refused for a laptop that counts for the young alone', () => {
    const young = { code: 'young', rule: 'age >= 60 || !equipped', fr: '', en: '' }
    const definition = { ...landes, eligibility: [young] }
    const refer = { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), lastHandedOverOn: '2025-01-01' }
    const { state } = played([commands.Refer, facts({ refer }, '2026-03-02T09:00:00Z', { definition })])
    expect(state).toMatchObject({ outcome: 'not_eligible', unmet: ['young'] })
    expect(correct(state, told({ before: 52, after: 62 }), definition)).toMatchObject({
      events: [{ data: { differs: [{ ...difference, event: 'JourneyClosed', version: 2, to: null }] } }],
    })
  })
})
