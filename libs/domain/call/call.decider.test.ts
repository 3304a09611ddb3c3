import { lightCall } from '../../testing/call.fixtures'
import { facts } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Draft } from '../definition/version.state'
import type { Facts } from '../facts'
import { callDecider } from './call.decider'
import type { CallEvent, CallState } from './call.state'

const { decide, evolve, initialState } = callDecider
type Command = Parameters<typeof decide>[0]
const at = '2026-03-02T09:00:00Z'
const { id } = lightCall
const content: Draft = { ...lightCall }
const ordinary = { shipped: null, zone: 'Europe/Paris', demonstration: true }
const given = (over: Partial<NonNullable<Facts['outside']['publication']>> = {}): Facts =>
  facts({ publication: { ...ordinary, ...over } }, at)

const draft = (over: object = {}) => ({ type: 'DraftCall', data: { id, content: { ...content, ...over } } }) as Command
const publish = (adoptedBy: unknown = null) => ({ type: 'PublishCall', data: { id, adoptedBy } }) as Command
const retire: Command = { type: 'RetireCall', data: { id } }

const drafted: CallEvent = { type: 'CallDrafted', data: { content }, at }
const published: CallEvent = { type: 'CallPublished', data: { content: lightCall, adoptedBy: null }, at }
const retired: CallEvent = { type: 'CallRetired', data: {}, at }
const fold = (...events: readonly CallEvent[]): CallState => events.reduce(evolve, initialState)
const states = {
  unknown: initialState,
  draft: fold(drafted),
  published: fold(drafted, published),
  retired: fold(drafted, published, retired),
}
const come = (command: Command, state: CallState, known = given()) => {
  const decision = decide(command, state, known)
  return decision.ok ? decision.events : whyNot(decision)
}
const other = { title: 'Un autre titre' }
const changed: CallEvent = { type: 'CallDrafted', data: { content: { ...content, ...other } }, at }
const [isPublished, isRetired] = [`call_published call=${id}`, `call_retired call=${id}`]

test.each<[keyof typeof states, string, Command, string | readonly CallEvent[]]>([
  ['unknown', 'draft', draft(), [drafted]],
  ['unknown', 'publish', publish(), 'unknown_stream'],
  ['unknown', 'retire', retire, 'unknown_stream'],
  ['draft', 'the same draft', draft(), []],
  ['draft', 'another draft', draft(other), [changed]],
  ['draft', 'publish', publish(), [published]],
  ['draft', 'retire', retire, `call_not_published call=${id}`],
  ['published', 'draft', draft(other), isPublished],
  ['published', 'publish', publish(), []],
  ['published', 'publish by another decision', publish({ group: 'copil', on: '2026-03-01' }), isPublished],
  ['published', 'retire', retire, [retired]],
  ['retired', 'draft', draft(), isPublished],
  ['retired', 'publish', publish(), isRetired],
  ['retired', 'retire', retire, []],
])('%s, %s', (status, _, command, expected) => {
  expect(come(command, states[status])).toEqual(expected)
})

test.each<[string, Command, CallState, Facts?]>([
  [`other_definition_id field=content.id id=${id}`, draft({ id: 'autre.v1' }), initialState],
  ['other_territory', draft({ territory: '64' }), states.draft],
  [
    'other_zone field=zone zone=Europe/Paris expected=Indian/Reunion',
    ...([publish(), states.draft, given({ zone: 'Indian/Reunion' })] as const),
  ],
  [
    'date_in_future field=adoptedBy.on date=2026-03-03',
    publish({ group: 'copil', reference: null, on: '2026-03-03' }),
    states.draft,
  ],
])('no: %s', (...[expected, command, state, known]) => {
  expect(come(command, state, known)).toBe(expected)
})

test('a draft may hold any fault but one that cannot be kept; its publication names them all', () => {
  const faulty = fold({
    type: 'CallDrafted',
    data: { content: { ...content, closesOn: '2026-01-01', course: [] } },
    at,
  })
  const decision = decide(publish(), faulty, given())
  if (decision.ok) throw new Error('accepted')
  expect(decision).toMatchObject({ rule: 'call_faulty', details: { count: 2, field: 'course' } })
  expect(decision.issues?.map(({ field }) => field)).toEqual(['course', 'closesOn'])
  expect(come(draft({ more: 'x'.repeat(200_001) }), initialState)).toMatch(/^call_faulty/)
})

test.each([
  ['waits.decide.remindAfter', { decide: { ...lightCall.waits.decide, remindAfter: 'PT60S', reminders: 1 } }],
  ['waits.decide.expireAfter', { decide: { ...lightCall.waits.decide, reminders: 0, expireAfter: 'PT90S' } }],
  ['waits.hand_in_report.remindBefore.0', { hand_in_report: { remindBefore: ['PT30S'], onTheDay: true } }],
])('in production no delay of a demonstration is published: %s', (field, waits) => {
  const hasty = fold({
    type: 'CallDrafted',
    data: { content: { ...content, waits: { ...lightCall.waits, ...waits } } },
    at,
  })
  expect(come(publish(), hasty, given({ demonstration: false }))).toBe(`demonstration_delay field=${field}`)
  expect(come(publish(), hasty)).toMatchObject([{ type: 'CallPublished' }])
})

test('nor a report that is due in a minute', () => {
  const [payment, report] = lightCall.course
  const hasty = fold({
    type: 'CallDrafted',
    data: { content: { ...content, course: [payment, { ...report, after: 'PT60S' }] } },
    at,
  })
  expect(come(publish(), hasty, given({ demonstration: false }))).toBe('demonstration_delay field=course.1.after')
  expect(come(publish(), states.draft, given({ demonstration: false }))).toEqual([published])
})

test('a call becomes what its events say', () => {
  const adoptedBy = { group: 'copil', on: '2026-03-01', reference: 'CR-3' }
  const whole = { content: lightCall, adoptedBy, publishedAt: at }
  const adopted: CallEvent = { type: 'CallPublished', data: { content: lightCall, adoptedBy }, at }
  expect(fold(drafted)).toEqual({ status: 'draft', content })
  expect(fold(drafted, adopted)).toEqual({ status: 'published', ...whole, retiredAt: null })
  expect(fold(drafted, adopted, retired)).toEqual({ status: 'retired', ...whole, retiredAt: at })
  expect(fold(drafted, retired)).toEqual(fold(drafted))
})
