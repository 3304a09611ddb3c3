import { commands, facts, ids, ordinary } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Facts, OutsideFacts } from '../facts'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import { evolve, type PersonEvent, type PersonState } from './person.state'

const { decide, initialState } = personDecider
const at = '2026-03-02T09:00:00Z'
const other = ids.person.replace(/2$/, '3')
const household = '00000000-0000-4000-8000-000000000009'
const registered: PersonEvent = { type: 'PersonRegistered', data: { territory: '40', epci: '244000808' }, at }
const after = (...events: readonly PersonEvent[]): PersonState =>
  events.reduce(evolve, evolve(initialState, registered))
const given = (outside: Partial<OutsideFacts> = {}, over: Partial<Facts> = {}) => facts(outside, at, over)
const come = (command: PersonCommand, state: PersonState = after(), known = given()) => {
  const decision = decide(command, state, known)
  return decision.ok ? decision.events : whyNot(decision)
}
const saidBy = (stream: string, event: object) => ({ decided: [{ stream, event: event as PersonEvent }] })

test('somebody is referred: who they are to the territory, what they agreed to on its day, with whom they live', () => {
  const likeness = { person: other, score: 0.93, why: ['same_phone'] }
  const refer = { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), likelyDuplicates: [likeness] }
  const command: PersonCommand = { type: 'Refer', data: { ...commands.Refer.data, household } }
  const { consent } = commands.Refer.data
  const rest = [
    { type: 'ConsentGiven', data: consent, at, on: '2026-03-01' },
    { type: 'HouseholdJoined', data: { household }, at },
    { type: 'LikelyDuplicateFlagged', data: likeness, at },
  ]
  expect(come(command, initialState, given({ refer }))).toEqual([registered, ...rest])
  expect(come(command, after(), given({ refer }))).toEqual(rest)
  expect(come(command, initialState, given({ refer: undefined }))).toBe('unknown_commune')
})

test('a laptop that a dotation hands over is received on its day', () => {
  const handed = { type: 'DotationHandedOver', data: { device: ids.device }, at, on: '2026-03-01' }
  const command: PersonCommand = { type: 'HandOver', data: {} }
  expect(come(command, after(), given({}, saidBy(ids.dotation, handed)))).toEqual([
    { type: 'LaptopReceived', data: { device: ids.device }, at, on: '2026-03-01' },
  ])
  const elsewhere = { ...handed, type: 'ReplacementHandedOver' }
  expect(come(command, after(), given({}, saidBy(ids.dotation, elsewhere)))).toEqual([])
})

test('known, then consenting, equipped, housed, merged and erased: what is kept of a person at each', () => {
  const known = after()
  expect(known).toEqual({
    ...{ status: 'known', territory: '40', epci: '244000808', consents: [], duplicates: [], handOvers: [] },
    ...{ lastHandedOverOn: null, takenOverOn: null, mergedInto: null, aliases: [], household: null },
  })
  const consent = { textVersion: 'v', date: '2026-03-01', mode: 'papier', by: 'person' }
  const second = { ...consent, textVersion: 'w' }
  const given = (data: typeof consent): PersonEvent => ({ type: 'ConsentGiven', data, at })
  expect(after(given(consent), given(second))).toEqual({ ...known, consents: [consent, second] })
  const received: PersonEvent = { type: 'LaptopReceived', data: { device: ids.device }, at }
  expect(after(received)).toEqual({
    ...{ ...known, handOvers: [{ device: ids.device, on: '2026-03-02' }], lastHandedOverOn: '2026-03-02' },
  })
  const alias = (person: string): PersonEvent => ({ type: 'AliasAdded', data: { person }, at })
  const removed: PersonEvent = { type: 'AliasRemoved', data: { person: other }, at }
  expect(after(alias(other), alias(ids.person), removed)).toEqual({ ...known, aliases: [ids.person] })
  const erased: PersonEvent = { type: 'PersonErased', data: { cause: 'c', ageBand: 'x', gender: 'x', epci: 'x' }, at }
  const flag: PersonEvent = { type: 'LikelyDuplicateFlagged', data: { person: other, score: 1, why: [] }, at }
  const joined: PersonEvent = { type: 'HouseholdJoined', data: { household }, at }
  expect(after(given(consent), flag, joined, received, erased)).toEqual({
    ...{ ...after(received), status: 'erased' },
  })
})

test('nothing that is told of somebody before they are known is kept, nor what a plan or a correction says', () => {
  const corrected: PersonEvent = { type: 'PersonCorrected', data: { fields: ['gender'], reason: 'r' }, at }
  const recomputed: PersonEvent = { type: 'PlanRecomputed', data: {}, at }
  expect([corrected, recomputed].reduce(evolve, initialState)).toBe(initialState)
  expect(after(corrected, recomputed)).toEqual(after())
})

test('of two likenesses, the one that was spoken of is asked or dismissed', () => {
  const flag = (person: string): PersonEvent => ({
    ...{ type: 'LikelyDuplicateFlagged', data: { person, score: 0.9, why: ['same_name'] }, at },
  })
  const asked: PersonEvent = { type: 'MergeAsked', data: { person: other, reason: 'vue' }, at }
  const dismissed: PersonEvent = { type: 'DuplicateDismissed', data: { person: ids.person, reason: 'freres' }, at }
  expect(after(flag(ids.person), flag(other), asked, dismissed)).toMatchObject({
    duplicates: [
      { person: ids.person, score: 0.9, why: ['same_name'], state: 'dismissed' },
      { person: other, state: 'asked' },
    ],
  })
  expect(
    come({ type: 'AskMerge', data: { person: other, reason: 'vue' } }, after(flag(ids.person), flag(other))),
  ).toEqual([asked])
  const say: PersonCommand = { type: 'DismissDuplicate', data: { person: ids.person, reason: 'freres' } }
  expect(come(say, after(flag(other), flag(ids.person)))).toEqual([dismissed])
})

describe('a merge is told to both, and so is its end', () => {
  const free = { same: false, known: true, already: false, ofAlias: [], ofOther: [] }
  const merged: PersonEvent = { type: 'PersonMerged', data: { into: other, reason: 'meme_personne' }, at }
  const merge: PersonCommand = { type: 'MergePersons', data: { into: other, reason: 'meme_personne' } }
  const unmerge: PersonCommand = { type: 'UnmergePersons', data: { reason: 'erreur' } }
  const unmerged: PersonEvent = { type: 'PersonUnmerged', data: { from: other, reason: 'erreur' }, at }

  test('by events that name the other one', () => {
    expect(come(merge, after(), given({ merge: free }))).toEqual([merged])
    expect(come(merge, after(), given({ merge: free }, saidBy(ids.person, merged)))).toEqual([
      { type: 'AliasAdded', data: { person: ids.person }, at },
    ])
    expect(come(unmerge, after(merged))).toEqual([unmerged])
    expect(come(unmerge, after(), given({}, saidBy(ids.person, unmerged)))).toEqual([
      { type: 'AliasRemoved', data: { person: ids.person }, at },
    ])
  })

  test.each<[string, PersonCommand, PersonState, Partial<Facts['outside']>]>([
    ['same_person field=into', merge, after(), { merge: { ...free, same: true } }],
    ['unknown_person field=into', merge, after(), { merge: { ...free, known: false } }],
    [`person_merged into=${other}`, merge, after(merged), { merge: free }],
    ['not_merged', unmerge, after(), {}],
    [`person_merged into=${other}`, { type: 'JoinHousehold', data: { household } }, after(merged), {}],
    [`person_merged into=${other}`, { type: 'ErasePerson', data: { cause: 'demande' } }, after(merged), {}],
    ['not_flagged field=person', { type: 'AskMerge', data: { person: other, reason: 'vue' } }, after(), {}],
  ])('no: %s', (expected, command, state, outside) => {
    expect(come(command, state, given(outside))).toBe(expected)
  })

  test('and needs what each of them holds', () => {
    expect(() => come(merge, after(), given({ merge: undefined }))).toThrow('what each of them holds')
  })

  test.each([
    ['a laptop was given at the very instant of the referral of the other', '2026-01-01T09:00:00Z', [merged]],
    ['a laptop was given a second later', '2026-01-01T09:00:01Z', 'two_laptops_bound one=promised other=given'],
  ])('%s', (_, handedOverAt, expected) => {
    const ofAlias = [{ dotation: 'promised', referredAt: '2026-01-01T09:00:00Z', handedOverAt: null }]
    const ofOther = [{ dotation: 'given', referredAt: '2025-01-01T09:00:00Z', handedOverAt }]
    expect(come(merge, after(), given({ merge: { ...free, ofAlias, ofOther } }))).toEqual(expected)
  })
})

test('a household is joined and left by its number', () => {
  const joined: PersonEvent = { type: 'HouseholdJoined', data: { household }, at }
  expect(come({ type: 'JoinHousehold', data: { household } })).toEqual([joined])
  expect(come({ type: 'LeaveHousehold', data: {} }, after(joined))).toEqual([
    { type: 'HouseholdLeft', data: { household }, at },
  ])
})

describe('somebody is erased', () => {
  const erase: PersonCommand = { type: 'ErasePerson', data: { cause: 'demande' } }
  const data = { cause: 'demande', ageBand: '50_54', gender: 'female', epci: '244000808' }

  test('to coarse codes, or to none where nothing is known', () => {
    expect(come(erase)).toEqual([{ type: 'PersonErased', data, at }])
    expect(come(erase, after(), given({ coarse: undefined }))).toMatchObject([
      { data: { ageBand: 'unknown', gender: 'unknown' } },
    ])
  })

  test('once no journey follows them any more', () => {
    expect(come(erase, after(), given({ following: ['one', 'two'] as never }))).toBe('journeys_open journeys=2')
    expect(come(erase, after(), given({ following: undefined }))).toHaveLength(1)
  })
})

describe('what was told of a person is put right', () => {
  const correct: PersonCommand = { type: 'CorrectPerson', data: { journey: ids.journey, reason: 'erreur_de_saisie' } }
  const corrected = {
    ...{ fields: ['gender'], bornInFuture: false, bornAfterConsent: false, consentedAlone: [], on: {} },
    ...{ communeKnown: true, ownJourney: true },
  } as NonNullable<OutsideFacts['corrected']>

  test('by the names of its fields and the reason', () => {
    expect(come(correct, after(), given({ corrected }))).toEqual([
      { type: 'PersonCorrected', data: { fields: ['gender'], reason: 'erreur_de_saisie' }, at },
    ])
  })

  test.each<[string, object, string?]>([
    ['unknown_stream field=journey', { ownJourney: false }],
    ['unknown_code field=reason code=envie list=corrections', {}, 'envie'],
    ['birth_date_in_future field=personal.birthDate', { bornInFuture: true }],
    ['consent_before_birth field=personal.birthDate', { bornAfterConsent: true }],
    ['unknown_commune field=personal.communeInsee', { communeKnown: false }],
  ])('no: %s', (...[expected, over, reason = 'erreur_de_saisie']) => {
    const command: PersonCommand = { type: 'CorrectPerson', data: { journey: ids.journey, reason } }
    expect(come(command, after(), given({ corrected: { ...corrected, ...over } }))).toBe(expected)
  })

  test('with its facts and a definition, or the installation is at fault', () => {
    expect(() => come(correct, after(), given({ corrected: undefined }))).toThrow('the facts and a definition')
    expect(() => come(correct, after(), given({ corrected }, { definition: null }))).toThrow('a definition')
  })
})

describe('the day of a laptop', () => {
  const correct: PersonCommand = { type: 'Correct', data: {} }
  const received = (device: string | null, on: string, source: string | null = null): PersonEvent => ({
    ...{ type: 'LaptopReceived', data: { device, source }, at, on },
  })

  test('is put right as its dotation says', () => {
    const data = { device: ids.device, on: '2026-03-01' }
    const said = given({}, saidBy(ids.dotation, { type: 'HandOverCorrected', data, at }))
    expect(come(correct, after(received(ids.device, '2026-03-02')), said)).toEqual([
      { type: 'HandOverCorrected', data, at },
    ])
  })

  test('of before this service is found by the day that was told, and moves with it', () => {
    const state = after(received(null, '2024-05-06', 'precurseur'), received(null, '2024-07-01'))
    expect(state).toMatchObject({ takenOverOn: '2024-05-06', lastHandedOverOn: '2024-07-01' })
    const moved = evolve(state, {
      ...{ type: 'HandOverCorrected', data: { device: null, on: '2024-08-01', was: '2024-05-06' }, at },
    })
    expect(moved).toMatchObject({
      takenOverOn: '2024-08-01',
      handOvers: [
        { device: null, on: '2024-08-01' },
        { device: null, on: '2024-07-01' },
      ],
      lastHandedOverOn: '2024-08-01',
    })
    const other = {
      type: 'HandOverCorrected',
      data: { device: null, on: '2024-06-30', was: '2024-07-01' },
      at,
    } as const
    expect(evolve(state, other)).toMatchObject({ takenOverOn: '2024-05-06', lastHandedOverOn: '2024-06-30' })
  })
})
