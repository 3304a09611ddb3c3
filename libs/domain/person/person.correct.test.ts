import { commands, facts, ids } from '../../testing/journey.fixtures'
import type { CorrectedPersonFacts, Facts } from '../facts'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import type { PersonState } from './person.state'

const { decide, evolve, initialState } = personDecider
const run = (state: PersonState, command: PersonCommand, given: Facts = facts()): PersonState => {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}
const known = () => run(initialState, commands.Refer)
const erased = () => run(known(), { type: 'ErasePerson', data: { cause: 'demande' } })
const told: CorrectedPersonFacts = {
  ...{
    fields: ['birthDate', 'gender'],
    bornInFuture: false,
    bornAfterConsent: false,
    consentedAlone: ['2026-03-01'],
    communeKnown: true,
    ownJourney: true,
  },
  on: {},
}
const correcting = (state: PersonState, over: Partial<CorrectedPersonFacts> = {}, reason = 'erreur_de_saisie') =>
  decide(
    { type: 'CorrectPerson', data: { journey: ids.journey, reason } },
    state,
    facts({ corrected: { ...told, ...over } }),
  )

test('which fields were put right and why; never what they say', () => {
  const decision = correcting(known())
  expect(decision).toMatchObject({
    events: [{ type: 'PersonCorrected', data: { fields: ['birthDate', 'gender'], reason: 'erreur_de_saisie' } }],
  })
  expect(decision.ok && decision.events.reduce(evolve, known())).toEqual(known())
})

test('what is as it was told changes nothing', () => {
  expect(correcting(known(), { fields: [] })).toEqual({ ok: true, events: [] })
})

test.each<[string, PersonState, Partial<CorrectedPersonFacts>, string]>([
  ['nobody', initialState, {}, 'unknown_stream'],
  ['somebody who was erased', erased(), {}, 'person_erased'],
  ['by a journey of somebody else', known(), { ownJourney: false }, 'unknown_stream'],
  ['a birth to come', known(), { bornInFuture: true }, 'birth_date_in_future'],
  ['a commune of another territory', known(), { communeKnown: false }, 'unknown_commune'],
  ['a birth after the consent', known(), { bornAfterConsent: true }, 'consent_before_birth'],
])('%s is not corrected', (_, state, over, rule) => {
  expect(correcting(state, over)).toMatchObject({ ok: false, rule })
})

test('a reason out of the list is refused', () => {
  expect(correcting(known(), {}, 'pourquoi_pas')).toMatchObject({ rule: 'unknown_code' })
})

describe('the day of a hand-over', () => {
  const at = '2026-05-04T09:00:00Z'
  const handed = (device: string, on: string) =>
    facts({}, at, {
      decided: [{ stream: ids.dotation, event: { type: 'DotationHandedOver', data: { device }, at, on } }],
    })
  const corrected = (device: string, on: string) =>
    facts({}, at, {
      decided: [{ stream: ids.dotation, event: { type: 'HandOverCorrected', data: { device, on }, at } }],
    })
  const handOver: PersonCommand = { type: 'HandOver', data: {} }
  const correct: PersonCommand = { type: 'Correct', data: {} }
  const equipped = () =>
    run(run(known(), handOver, handed('first', '2022-01-10')), handOver, handed('second', '2026-05-03'))

  test('the look-back counts from the right day, of the last laptop', () => {
    expect(run(equipped(), correct, corrected('second', '2026-05-01'))).toMatchObject({
      lastHandedOverOn: '2026-05-01',
    })
    expect(run(equipped(), correct, corrected('first', '2022-02-10'))).toMatchObject({ lastHandedOverOn: '2026-05-03' })
  })

  test('a correction of something else is not this person’s, and nobody erased has one', () => {
    expect(decide(correct, equipped(), facts())).toEqual({ ok: true, events: [] })
    expect(decide(correct, erased(), corrected('second', '2026-05-01'))).toMatchObject({ rule: 'person_erased' })
  })
})

test('a journey is reopened for somebody who is still there', () => {
  expect(decide({ type: 'Reopen', data: {} }, known(), facts())).toEqual({ ok: true, events: [] })
  expect(decide({ type: 'Reopen', data: {} }, erased(), facts())).toMatchObject({ rule: 'person_erased' })
})
