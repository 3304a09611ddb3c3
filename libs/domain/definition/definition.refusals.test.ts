import { facts, landes } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Facts } from '../facts'
import { definitionDecider } from './definition.decider'
import type { DefinitionEvent, DefinitionState } from './definition.state'
import type { Draft } from './version.state'

const { decide, evolve, initialState } = definitionDecider
type Command = Parameters<typeof decide>[0]
const at = '2026-03-02T09:00:00Z'
const id = 'landes-mon-ordi-pin40.v2'
const v2: Draft = { ...landes, id }
const ordinary = { shipped: null, zone: 'Europe/Paris', demonstration: true }
const given = (over: Partial<NonNullable<Facts['outside']['publication']>> = {}): Facts =>
  facts({ publication: { ...ordinary, ...over } }, at)
const draft = (content: object = v2) => ({ type: 'DraftDefinition', data: { id, content } }) as Command
const publish = (adoptedBy: unknown = null) => ({ type: 'PublishDefinition', data: { id, adoptedBy } }) as Command
const retire: Command = { type: 'RetireDefinition', data: { id } }
const fold = (...events: readonly DefinitionEvent[]): DefinitionState => events.reduce(evolve, initialState)
const drafted: DefinitionEvent = { type: 'DefinitionDrafted', data: { content: v2 }, at }
const published = { type: 'DefinitionPublished', data: { content: { ...landes, id }, adoptedBy: null }, at } as const
const retired: DefinitionEvent = { type: 'DefinitionRetired', data: {}, at }
const come = (command: Command, state: DefinitionState, known = given()) => {
  const decision = decide(command, state, known)
  return decision.ok ? decision.events : whyNot(decision)
}

test('a version is drafted, published and retired, each told whole', () => {
  expect(come(draft(), initialState)).toEqual([drafted])
  expect(come(publish(), fold(drafted))).toEqual([published])
  expect(come(retire, fold(drafted, published))).toEqual([retired])
})

test.each<[string, Command, DefinitionState, Facts?]>([
  [`other_definition_id field=content.id id=${id}`, draft({ ...v2, id: 'autre.v1' }), initialState],
  [`definition_published definition=${id}`, draft(), fold(drafted, published)],
  [`definition_published definition=${id}`, draft(), initialState, given({ shipped: landes })],
  ['other_territory', draft({ ...v2, territory: '64' }), fold(drafted)],
  [`definition_published definition=${id}`, publish({ group: 'g', on: '2026-03-01' }), fold(drafted, published)],
  [`definition_retired definition=${id}`, publish(), fold(drafted, published, retired)],
  [`definition_not_published definition=${id}`, retire, fold(drafted)],
  [
    'other_zone field=zone zone=Europe/Paris expected=Indian/Reunion',
    ...([publish(), fold(drafted), given({ zone: 'Indian/Reunion' })] as const),
  ],
  [
    'date_in_future field=adoptedBy.on date=2026-03-03',
    publish({ group: 'g', reference: 'r', on: '2026-03-03' }),
    fold(drafted),
  ],
])('no: %s', (...[expected, command, state, known]) => {
  expect(come(command, state, known)).toBe(expected)
})

test('a version is decided with what is published already, or the installation is at fault', () => {
  expect(() => come(draft(), initialState, facts({ publication: undefined }, at))).toThrow('what is published already')
})

test('a version becomes what its events say', () => {
  const whole = { content: { ...landes, id }, adoptedBy: null, publishedAt: at }
  expect(fold(drafted)).toEqual({ status: 'draft', content: v2 })
  expect(fold(drafted, published)).toEqual({ status: 'published', ...whole, retiredAt: null })
  expect(fold(drafted, published, retired)).toEqual({ status: 'retired', ...whole, retiredAt: at })
  expect(fold(drafted, retired)).toEqual(fold(drafted))
})

test('a draft that is too large is refused with its size, a faulty version with its first fault', () => {
  const large = { ...v2, more: 'x'.repeat(200_000) }
  expect(decide(draft(large), initialState, given())).toMatchObject({
    ...{ rule: 'definition_faulty', details: { count: 1, field: '' } },
    issues: [{ field: '', fr: expect.stringContaining('trop grand'), en: expect.stringContaining('too large') }],
  })
  expect(decide(publish(), fold({ ...drafted, data: { content: { ...v2, zone: 'x' } } }), given())).toMatchObject({
    ...{ rule: 'definition_faulty', details: { count: 1, field: 'zone' } },
    issues: [{ field: 'zone' }],
  })
})
