import { facts, landes } from '../../testing/journey.fixtures'
import type { Facts } from '../facts'
import { definitionDecider } from './definition.decider'
import type { DefinitionState } from './definition.state'
import type { Draft } from './version.state'

const { decide, evolve, initialState } = definitionDecider
const v2: Draft = { ...landes, id: 'landes-mon-ordi-pin40.v2' }
type Command = Parameters<typeof decide>[0]

const ordinary = { shipped: null, zone: 'Europe/Paris', demonstration: true }
const given = (over: Partial<NonNullable<Facts['outside']['publication']>> = {}): Facts =>
  facts({ publication: { ...ordinary, ...over } })

const drafting = (content: Draft = v2): Command => ({ type: 'DraftDefinition', data: { id: v2.id, content } })
const publishing = (adoptedBy: unknown = null) =>
  ({ type: 'PublishDefinition', data: { id: v2.id, adoptedBy } }) as Command
const retiring: Command = { type: 'RetireDefinition', data: { id: v2.id } }

function after(...commands: readonly Command[]): DefinitionState {
  return commands.reduce<DefinitionState>((state, command) => {
    const decision = decide(command, state, given())
    if (!decision.ok) throw new Error(decision.rule)
    return decision.events.reduce(evolve, state)
  }, initialState)
}

const states = {
  unknown: initialState,
  draft: after(drafting()),
  published: after(drafting(), publishing()),
  retired: after(drafting(), publishing(), retiring),
}
const other = { ...v2, title: 'Un autre titre' }

test.each<[keyof typeof states, string, Command, string | readonly string[]]>([
  ['unknown', 'draft', drafting(), ['DefinitionDrafted']],
  ['unknown', 'publish', publishing(), 'unknown_stream'],
  ['unknown', 'retire', retiring, 'unknown_stream'],
  ['draft', 'the same draft', drafting(), []],
  ['draft', 'another draft', drafting(other), ['DefinitionDrafted']],
  ['draft', 'publish', publishing(), ['DefinitionPublished']],
  ['draft', 'retire', retiring, 'definition_not_published'],
  ['published', 'draft', drafting(other), 'definition_published'],
  ['published', 'publish', publishing(), []],
  ['published', 'publish by another decision', publishing({ group: 'cotech' }), 'definition_published'],
  ['published', 'retire', retiring, ['DefinitionRetired']],
  ['retired', 'draft', drafting(), 'definition_published'],
  ['retired', 'publish', publishing(), 'definition_retired'],
  ['retired', 'retire', retiring, []],
])('%s, %s: %j → %j', (status, _, command, expected) => {
  const decision = decide(command, states[status], given())
  expect(decision.ok ? decision.events.map(({ type }) => type) : decision.rule).toEqual(expected)
})

test('a draft may hold any fault; its publication names them all, with their places', () => {
  const faulty = { ...v2, zone: 'Europe/Pariss', waits: {} }
  const decision = decide(publishing(), after(drafting(faulty)), given())
  expect(decision).toMatchObject({ ok: false, rule: 'definition_faulty' })
  if (decision.ok) throw new Error('accepted')
  const fields = decision.issues?.map(({ field }) => field)
  expect(fields).toEqual(expect.arrayContaining(['zone', 'waits.answer_referral', 'waits.ask_follow_up']))
  expect(decision.details?.count).toBe(fields?.length)
})

test.each([
  ['of another version', { ...v2, id: landes.id }, 'other_definition_id', {}],
  ['of another territory than before', { ...v2, territory: '32' }, 'other_territory', {}],
  ['too large to be kept', { ...v2, more: 'x'.repeat(200_001) }, 'definition_faulty', {}],
  ['under the name of one of the project', v2, 'definition_published', { shipped: landes }],
])('a draft %s is refused', (_, content, rule, over) => {
  expect(decide(drafting(content), states.draft, given(over))).toMatchObject({ ok: false, rule })
})

test('neither delays of a demonstration in production, nor a second zone, nor a decision to come', () => {
  const wait = { ...landes.waits.choose_lieu, remindAfter: 'PT60S', reminders: 1, expireAfter: 'PT600S' }
  const hasty = after(drafting({ ...v2, waits: { ...landes.waits, choose_lieu: wait } }))
  const real = given({ demonstration: false })
  const field = 'waits.choose_lieu.remindAfter'
  expect(decide(publishing(), hasty, real)).toMatchObject({ rule: 'demonstration_delay', details: { field } })
  expect(decide(publishing(), hasty, given())).toMatchObject({ ok: true })
  expect(decide(publishing(), states.draft, real)).toMatchObject({ ok: true })
  const elsewhere = given({ zone: 'Indian/Reunion' })
  expect(decide(publishing(), states.draft, elsewhere)).toMatchObject({ rule: 'other_zone' })
  expect(decide(publishing(), states.draft, given({ zone: null }))).toMatchObject({ ok: true })
  const adopted = (on: string) => publishing({ group: 'groupe_parcours', on, reference: 'CR-12' })
  expect(decide(adopted('2026-03-03'), states.draft, given())).toMatchObject({ rule: 'date_in_future' })
  const decision = decide(adopted('2026-03-02'), states.draft, given())
  expect(decision.ok && decision.events[0]?.data).toMatchObject({ adoptedBy: { group: 'groupe_parcours' } })
})

test('a version of the project is retired with the content that journeys follow', () => {
  const decision = decide(retiring, initialState, given({ shipped: landes }))
  expect(decision.ok && decision.events).toMatchObject([
    { type: 'DefinitionPublished', data: { content: landes, adoptedBy: null } },
    { type: 'DefinitionRetired' },
  ])
})

test('what was published is what was drafted, with everything that was left unsaid', () => {
  const { published } = states
  expect(published.status === 'published' && published.content).toEqual({ ...landes, id: v2.id })
})
