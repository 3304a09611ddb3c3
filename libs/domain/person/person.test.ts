import { commands, facts, ids, ordinary } from '../../testing/journey.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import type { PersonState } from './person.state'

const { decide, evolve, initialState } = personDecider
const refer = commands.Refer as PersonCommand
const run = (state: PersonState, command: PersonCommand, given: Facts = facts()): PersonState => {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}
const known = () => run(initialState, refer)
const erase: PersonCommand = { type: 'ErasePerson', data: { cause: 'demande' } }

test('is opened by a first referral, with the consent that was given', () => {
  expect(known()).toMatchObject({
    status: 'known',
    territory: '40',
    consents: [{ textVersion: 'landes-2026-01', mode: 'papier' }],
  })
})

test('a second referral adds a consent and registers nobody anew', () => {
  const decision = decide(refer, known(), facts())
  expect(decision.ok && decision.events.map(({ type }) => type)).toEqual(['ConsentGiven'])
})

test('a likely duplicate is flagged with its score and why, for a human', () => {
  const likelyDuplicates = [{ person: ids.person, score: 0.93, why: ['same_phone'] }]
  const given = facts({ refer: { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), likelyDuplicates } })
  expect(run(initialState, refer, given)).toMatchObject({
    status: 'known',
    duplicates: [{ person: ids.person, score: 0.93, why: ['same_phone'], state: 'open' }],
  })
})

test('remembers the day of the last laptop', () => {
  const decided = [
    {
      stream: ids.dotation,
      event: { type: 'DotationHandedOver', data: { device: ids.device }, at: '2026-05-04T09:00:00Z', on: '2026-05-03' },
    },
  ]
  const given = facts({}, '2026-05-04T09:00:00Z', { decided })
  expect(run(known(), { type: 'HandOver', data: {} }, given)).toMatchObject({ lastHandedOverOn: '2026-05-03' })
  expect(decide({ type: 'HandOver', data: {} }, known(), facts())).toEqual({ ok: true, events: [] })
  expect(decide({ type: 'HandOver', data: {} }, initialState, given)).toMatchObject({ rule: 'unknown_stream' })
})

test('erased, keeps only coarse codes and is not referred again', () => {
  const decision = decide(erase, known(), facts())
  expect(decision).toMatchObject({
    events: [{ type: 'PersonErased', data: { ageBand: '50_54', gender: 'female', epci: '244000808' } }],
  })
  const erased = run(known(), erase)
  expect(decide(refer, erased, facts())).toMatchObject({ ok: false, rule: 'person_erased' })
  expect(decide(erase, erased, facts())).toEqual({ ok: true, events: [] })
  expect(decide(erase, initialState, facts())).toMatchObject({ ok: false, rule: 'unknown_stream' })
})
