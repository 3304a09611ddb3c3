import { commands as journeyCommands, facts, ids, ordinary } from '../../testing/journey.fixtures'
import type { Facts, LaptopHeld, OutsideFacts } from '../facts'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import { evolve, type PersonEvent, type PersonState } from './person.state'

const { decide, initialState } = personDecider
const at = '2026-03-02T09:00:00Z'
const [alias, other, stranger] = [ids.person, ids.person.replace(/2$/, '3'), ids.person.replace(/2$/, '4')] as const
const household = '00000000-0000-4000-8000-000000000009'

const after = (...events: readonly PersonEvent[]): PersonState =>
  events.reduce(
    evolve,
    evolve(initialState, { type: 'PersonRegistered', data: { territory: '40', epci: '244000808' }, at }),
  )
const flag: PersonEvent = {
  type: 'LikelyDuplicateFlagged',
  data: { person: other, score: 0.9, why: ['same_name'] },
  at,
}
const mergedEvent: PersonEvent = { type: 'PersonMerged', data: { into: other, reason: 'meme_personne' }, at }

const states = {
  unknown: initialState,
  known: after(),
  flagged: after(flag),
  asked: after(flag, { type: 'MergeAsked', data: { person: other, reason: 'vue' }, at }),
  dismissed: after(flag, { type: 'DuplicateDismissed', data: { person: other, reason: 'freres' }, at }),
  alias: after(flag, mergedEvent),
  canonical: after(flag, { type: 'AliasAdded', data: { person: other }, at }),
  housed: after({ type: 'HouseholdJoined', data: { household }, at }),
  erased: after(flag, { type: 'PersonErased', data: { cause: 'demande', ageBand: 'x', gender: 'x', epci: 'x' }, at }),
} as const satisfies Record<string, PersonState>

const commands = {
  Refer: journeyCommands.Refer,
  HandOver: { type: 'HandOver', data: {} },
  DismissDuplicate: { type: 'DismissDuplicate', data: { person: other, reason: 'freres' } },
  AskMerge: { type: 'AskMerge', data: { person: other, reason: 'vue' } },
  MergePersons: { type: 'MergePersons', data: { into: other, reason: 'meme_personne' } },
  'MergePersons elsewhere': { type: 'MergePersons', data: { into: stranger, reason: 'meme_personne' } },
  UnmergePersons: { type: 'UnmergePersons', data: { reason: 'erreur' } },
  JoinHousehold: { type: 'JoinHousehold', data: { household } },
  LeaveHousehold: { type: 'LeaveHousehold', data: {} },
  ErasePerson: { type: 'ErasePerson', data: { cause: 'demande' } },
} as const satisfies Record<string, PersonCommand>

const free: OutsideFacts['merge'] = { same: false, known: true, already: false, ofAlias: [], ofOther: [] }
const withMerge = (over: Partial<NonNullable<OutsideFacts['merge']>> = {}, given: Partial<Facts> = {}) =>
  facts({ merge: { ...free, ...over } }, at, given)

const told = (command: PersonCommand, state: PersonState, given = withMerge()) => {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events.map(({ type }) => type).join(' ') || 'quiet' : decision.rule
}

/** What each command comes to on each state. */
const table: Readonly<Record<keyof typeof commands, Readonly<Record<keyof typeof states, string>>>> = {
  Refer: {
    ...{ unknown: 'PersonRegistered ConsentGiven', known: 'ConsentGiven', flagged: 'ConsentGiven' },
    ...{ asked: 'ConsentGiven', dismissed: 'ConsentGiven', alias: 'ConsentGiven', canonical: 'ConsentGiven' },
    ...{ housed: 'ConsentGiven', erased: 'person_erased' },
  },
  HandOver: {
    ...{ unknown: 'unknown_stream', known: 'quiet', flagged: 'quiet', asked: 'quiet', dismissed: 'quiet' },
    ...{ alias: 'quiet', canonical: 'quiet', housed: 'quiet', erased: 'quiet' },
  },
  DismissDuplicate: {
    ...{ unknown: 'unknown_stream', known: 'not_flagged', flagged: 'DuplicateDismissed', asked: 'DuplicateDismissed' },
    ...{ dismissed: 'quiet', alias: 'already_merged', canonical: 'already_merged', housed: 'not_flagged' },
    ...{ erased: 'person_erased' },
  },
  AskMerge: {
    ...{ unknown: 'unknown_stream', known: 'not_flagged', flagged: 'MergeAsked', asked: 'quiet' },
    ...{ dismissed: 'MergeAsked', alias: 'already_merged', canonical: 'already_merged', housed: 'not_flagged' },
    ...{ erased: 'person_erased' },
  },
  MergePersons: {
    ...{ unknown: 'unknown_stream', known: 'PersonMerged', flagged: 'PersonMerged', asked: 'PersonMerged' },
    ...{ dismissed: 'PersonMerged', alias: 'person_merged', canonical: 'PersonMerged', housed: 'PersonMerged' },
    ...{ erased: 'person_erased' },
  },
  'MergePersons elsewhere': {
    ...{ unknown: 'unknown_stream', known: 'PersonMerged', flagged: 'PersonMerged', asked: 'PersonMerged' },
    ...{ dismissed: 'PersonMerged', alias: 'person_merged', canonical: 'PersonMerged', housed: 'PersonMerged' },
    ...{ erased: 'person_erased' },
  },
  UnmergePersons: {
    ...{ unknown: 'unknown_stream', known: 'not_merged', flagged: 'not_merged', asked: 'not_merged' },
    ...{ dismissed: 'not_merged', alias: 'PersonUnmerged', canonical: 'not_merged', housed: 'not_merged' },
    ...{ erased: 'person_erased' },
  },
  JoinHousehold: {
    ...{ unknown: 'unknown_stream', known: 'HouseholdJoined', flagged: 'HouseholdJoined', asked: 'HouseholdJoined' },
    ...{ dismissed: 'HouseholdJoined', alias: 'person_merged', canonical: 'HouseholdJoined', housed: 'quiet' },
    ...{ erased: 'person_erased' },
  },
  LeaveHousehold: {
    ...{ unknown: 'unknown_stream', known: 'quiet', flagged: 'quiet', asked: 'quiet', dismissed: 'quiet' },
    ...{ alias: 'quiet', canonical: 'quiet', housed: 'HouseholdLeft', erased: 'person_erased' },
  },
  ErasePerson: {
    ...{ unknown: 'unknown_stream', known: 'PersonErased', flagged: 'PersonErased', asked: 'PersonErased' },
    ...{ dismissed: 'PersonErased', alias: 'person_merged', canonical: 'PersonErased', housed: 'PersonErased' },
    ...{ erased: 'quiet' },
  },
}

const cells = (Object.keys(commands) as (keyof typeof commands)[]).flatMap((command) =>
  (Object.keys(states) as (keyof typeof states)[]).map((state) => ({ command, state })),
)

test.each(cells)('$command when $state', ({ command, state }) => {
  const before = JSON.stringify(states[state])
  expect(told(commands[command], states[state])).toBe(table[command][state])
  expect(JSON.stringify(states[state])).toBe(before)
})

const decidedBy = (stream: string, event: PersonEvent): Partial<Facts> => ({ decided: [{ stream, event }] })

describe('a merge', () => {
  test('makes the leading person an alias, and tells the one who stays', () => {
    const given = withMerge({}, decidedBy(alias, mergedEvent))
    const decision = decide(commands.MergePersons, states.known, given)
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'AliasAdded', data: { person: alias } }] })
  })

  test.each([
    ['with itself', { same: true }, 'same_person'],
    ['with nobody known', { known: false }, 'unknown_person'],
  ])('%s is refused', (_, over, rule) => {
    expect(told(commands.MergePersons, states.known, withMerge(over))).toBe(rule)
  })

  test.each([
    ['alias', 'person_merged'],
    ['erased', 'person_erased'],
  ] as const)('into somebody who is %s is refused', (state, rule) => {
    expect(told(commands.MergePersons, states[state], withMerge({}, decidedBy(alias, mergedEvent)))).toBe(rule)
  })

  test('that is there changes neither of the two', () => {
    for (const state of ['alias', 'canonical'] as const) {
      expect(told(commands.MergePersons, states[state], withMerge({ already: true }))).toBe('quiet')
    }
  })

  test('undone, leaves both as they were', () => {
    const unmerged: PersonEvent = { type: 'PersonUnmerged', data: { from: other, reason: 'erreur' }, at }
    expect(evolve(states.alias, unmerged)).toEqual(states.flagged)
    const given = withMerge({}, decidedBy(other, unmerged))
    const decision = decide(commands.UnmergePersons, states.canonical, given)
    if (!decision.ok) throw new Error(decision.rule)
    expect(decision.events.reduce(evolve, states.canonical)).toEqual(states.flagged)
  })
})

describe('two laptops stop a merge until someone decides', () => {
  const promised = (day: string, number: number): LaptopHeld => ({
    ...{ dotation: `dotation-${number}`, referredAt: `${day}T09:00:00.000Z`, handedOverAt: null },
  })
  const given = (referred: string, handedOver: string, number: number): LaptopHeld => ({
    ...promised(referred, number),
    handedOverAt: `${handedOver}T09:00:00.000Z`,
  })

  test.each<[string, LaptopHeld[], LaptopHeld[], string]>([
    ['both promised', [promised('2026-01-01', 1)], [promised('2026-02-01', 2)], 'two_laptops_bound'],
    [
      'one promised, one given since its referral',
      [promised('2026-01-01', 1)],
      [given('2026-01-01', '2026-02-01', 2)],
      'two_laptops_bound',
    ],
    [
      'the same the other way round',
      [given('2026-01-01', '2026-02-01', 2)],
      [promised('2026-01-01', 1)],
      'two_laptops_bound',
    ],
    [
      'one promised, one given years before its referral',
      [promised('2026-01-01', 1)],
      [given('2020-01-01', '2020-02-01', 2)],
      'PersonMerged',
    ],
    [
      'both given: that is done',
      [given('2026-01-01', '2026-02-01', 1)],
      [given('2026-01-01', '2026-02-02', 2)],
      'PersonMerged',
    ],
    ['one promised alone', [promised('2026-01-01', 1)], [], 'PersonMerged'],
  ])('%s', (_, ofAlias, ofOther, expected) => {
    expect(told(commands.MergePersons, states.known, withMerge({ ofAlias, ofOther }))).toBe(expected)
  })

  test('the refusal names both dotations', () => {
    const laptops = { ofAlias: [promised('2026-01-01', 1)], ofOther: [promised('2026-02-01', 2)] }
    const decision = decide(commands.MergePersons, states.known, withMerge(laptops))
    expect(decision).toMatchObject({ details: { one: 'dotation-1', other: 'dotation-2' } })
  })
})

describe('a household', () => {
  const refer = (told: string): PersonCommand => ({
    type: 'Refer',
    data: { ...journeyCommands.Refer.data, household: told },
  })
  const elsewhere = '00000000-0000-4000-8000-000000000010'

  test('may be told with the referral, and is told once', () => {
    expect(told(refer(household), states.unknown)).toBe('PersonRegistered ConsentGiven HouseholdJoined')
    expect(told(refer(household), states.housed)).toBe('ConsentGiven')
    expect(told(refer(elsewhere), states.housed)).toBe('ConsentGiven HouseholdJoined')
  })

  test('is one at a time, and is left', () => {
    const join: PersonCommand = { type: 'JoinHousehold', data: { household: elsewhere } }
    const decision = decide(join, states.housed, facts())
    if (!decision.ok) throw new Error(decision.rule)
    expect(decision.events.reduce(evolve, states.housed)).toMatchObject({ household: elsewhere })
    const left = decide(commands.LeaveHousehold, states.housed, facts())
    expect(left.ok && left.events.reduce(evolve, states.housed)).toEqual(states.known)
  })
})

test('whoever was merged into somebody is erased with them, and is flagged no more', () => {
  const erased: PersonEvent = {
    type: 'PersonErased',
    data: { cause: 'demande', ageBand: 'x', gender: 'x', epci: 'x' },
    at,
  }
  expect(told(commands.ErasePerson, states.alias, facts({}, at, decidedBy(other, erased)))).toBe('PersonErased')
  expect(states.erased).toMatchObject({ duplicates: [], household: null, consents: [] })
  const likelyDuplicates = [{ person: other, score: 0.93, why: ['same_phone'] }]
  const again = facts({ refer: { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), likelyDuplicates } })
  expect(told(commands.Refer, states.dismissed, again)).toBe('ConsentGiven')
})
