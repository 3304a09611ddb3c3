import { facts, ids } from '../../testing/journey.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import type { PersonState } from './person.state'

const { decide, evolve, initialState } = personDecider
const now = '2026-03-02T09:00:00Z'
const territory = { territory: '40', epci: '244000808' }
const likeness = { person: ids.person, score: 0.9, why: ['name'] }
const taken = { ...territory, bornInFuture: false, likelyDuplicates: [likeness] }
const given = (outside: Partial<OutsideFacts> = { taken }, over: Partial<Facts> = {}) => facts(outside, now, over)

const handOver = (on = '2024-05-06', over: object = {}): PersonCommand => ({
  type: 'TakeOverHandOver',
  data: { on, source: 'precurseur', laptop: null, ...over },
})
function run(state: PersonState, command: PersonCommand, outside = given()): PersonState {
  const decision = decide(command, state, outside)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}
const erased = () => run(run(initialState, handOver()), { type: 'ErasePerson', data: { cause: 'demande' } })

describe('somebody who was equipped before this service', () => {
  test('is known from then on, with the day and where it came from; who they may be is for a human', () => {
    expect(decide(handOver(), initialState, given())).toEqual({
      ok: true,
      events: [
        { type: 'PersonRegistered', data: territory, at: now },
        { type: 'LikelyDuplicateFlagged', data: likeness, at: now },
        { type: 'LaptopReceived', data: { device: null, source: 'precurseur' }, at: now, on: '2024-05-06' },
      ],
    })
    expect(run(initialState, handOver())).toMatchObject({
      ...{ status: 'known', takenOverOn: '2024-05-06', lastHandedOverOn: '2024-05-06' },
      duplicates: [{ person: ids.person, state: 'open' }],
    })
  })

  test('and of whose laptop more is known, has that one', () => {
    const laptop = { device: ids.device }
    expect(run(initialState, handOver('2024-05-06', { laptop }))).toMatchObject({ handOvers: [{ device: ids.device }] })
  })

  test('is told once; another day puts right the first', () => {
    const known = run(initialState, handOver())
    expect(decide(handOver(), known, given())).toEqual({ ok: true, events: [] })
    expect(decide(handOver('2024-06-01'), known, given())).toMatchObject({
      events: [{ type: 'HandOverCorrected', data: { device: null, on: '2024-06-01', was: '2024-05-06' } }],
    })
  })

  test('today is a day that is there', () => {
    expect(decide(handOver('2026-03-02'), initialState, given())).toMatchObject({ ok: true })
  })

  test.each<[string, () => PersonState, PersonCommand, Facts, object]>([
    ['erased', erased, handOver(), given(), { rule: 'person_erased' }],
    [
      'of no commune of the territory',
      () => initialState,
      handOver(),
      given({}),
      { rule: 'unknown_commune', details: { field: 'personal.communeInsee' } },
    ],
    [
      'who is not born',
      () => initialState,
      handOver(),
      given({ taken: { ...taken, bornInFuture: true } }),
      { rule: 'birth_date_in_future', details: { field: 'personal.birthDate' } },
    ],
    [
      'equipped tomorrow',
      () => initialState,
      handOver('2026-03-03'),
      given(),
      { rule: 'date_in_future', details: { field: 'on', date: '2026-03-03' } },
    ],
  ])('%s: no', (_, state, command, outside, refusal) => {
    expect(decide(command, state(), outside)).toMatchObject({ ok: false, ...refusal })
  })
})

describe('whoever a case of the former tool is about', () => {
  const command = (handedOverOn: string | null): PersonCommand => ({
    type: 'TakeOverJourney',
    data: {
      consent: { textVersion: 'ancien', date: '2024-01-10', mode: 'papier' },
      ...{ handedOverOn },
    } as Extract<PersonCommand, { type: 'TakeOverJourney' }>['data'],
  })
  const refer = facts().outside.refer as NonNullable<OutsideFacts['refer']>
  const event = { type: 'JourneyTakenOver', data: {}, at: now }
  const decided = [{ stream: ids.journey, event }]
  const told = (over: Partial<Facts> = {}) => given({ refer }, { decided, ...over })

  test('has agreed on the day of the paper, and follows what was decided of the case', () => {
    expect(decide(command(null), initialState, told())).toMatchObject({
      events: [
        { type: 'PersonRegistered' },
        {
          ...{ type: 'ConsentGiven', on: '2024-01-10' },
          data: { textVersion: 'ancien', date: '2024-01-10', mode: 'papier', by: 'person' },
        },
      ],
    })
    expect(decide(command(null), initialState, told({ decided: [] }))).toEqual({ ok: true, events: [] })
  })

  test('with a laptop, counts in the look-back from its day', () => {
    expect(run(initialState, command('2025-04-02'), told())).toMatchObject({
      ...{ lastHandedOverOn: '2025-04-02', takenOverOn: null, handOvers: [{ device: null, on: '2025-04-02' }] },
    })
  })

  test('is registered once', () => {
    const known = run(initialState, handOver())
    const decision = decide(command(null), known, told())
    expect(decision.ok && decision.events.map(({ type }) => type)).toEqual(['ConsentGiven'])
  })

  test('erased, or of nowhere: no', () => {
    expect(decide(command(null), erased(), told())).toMatchObject({ rule: 'person_erased' })
    expect(decide(command(null), initialState, given({ refer: undefined }, { decided }))).toMatchObject({
      rule: 'unknown_commune',
    })
  })
})
