import { didIt, type Doer, type Recipient } from './decider'
import { accept, never, refuse, refuseBefore, refuseWith } from './refusal'

test('a refusal names its rule and fills its sentences with what it is about', () => {
  const refusal = refuse('date_in_future', { field: 'on', date: '2026-05-02' })
  expect(refusal).toMatchObject({ ok: false, rule: 'date_in_future', details: { field: 'on', date: '2026-05-02' } })
  expect([refusal.fr, refusal.en].every((text) => text.includes('2026-05-02') && !text.includes('{'))).toBe(true)
})

test('without anything to tell there are no details, and what is not told stays as it is', () => {
  expect(refuse('journey_paused')).toMatchObject({ fr: expect.stringContaining('{until}') })
  expect(Object.keys(refuse('not_paused'))).toEqual(['ok', 'rule', 'fr', 'en'])
})

test('where several things are wrong, each has its place', () => {
  const issues = [{ field: 'zone', fr: 'inconnue', en: 'unknown' }]
  expect(refuseWith('definition_faulty', { count: 1, field: 'zone' }, issues)).toEqual({
    ...refuse('definition_faulty', { count: 1, field: 'zone' }),
    issues,
  })
})

test('a day that precedes an earlier step says which one in words, and keeps its code', () => {
  const refusal = refuseBefore('diagnostic', '2026-03-10', 'on', '2026-03-09')
  expect(refusal).toMatchObject({
    ...{ ok: false, rule: 'date_before' },
    details: { field: 'on', date: '2026-03-09', what: 'diagnostic', day: '2026-03-10' },
  })
  for (const text of [refusal.fr, refusal.en]) expect(text).toMatch(/2026-03-09.*2026-03-10|2026-03-10.*2026-03-09/)
  expect(refusal.fr).not.toContain('{')
  expect(refusal.fr).not.toBe(refuseBefore('hand_over', '2026-03-10', 'on', '2026-03-09').fr)
})

test('what is accepted is its events in order; what no case can reach is a fault', () => {
  expect(accept('a', 'b')).toEqual({ ok: true, events: ['a', 'b'] })
  expect(() => never('strange' as never)).toThrow('unhandled case: "strange"')
})

const by = (over: Partial<Doer> = {}): Doer => ({ sub: 'actor-1', role: 'mediator', lieu: 'place-1', ...over })
test.each<[string, Doer, Recipient, boolean]>([
  ['themselves', by(), { role: 'mediator', id: 'actor-1' }, true],
  ['a colleague', by(), { role: 'mediator', id: 'actor-2' }, false],
  ['their own lieu', by(), { role: 'lieu', id: 'place-1' }, true],
  ['another lieu', by(), { role: 'lieu', id: 'place-2' }, false],
  ['somebody with the id of a place', by(), { role: 'mediator', id: 'place-1' }, false],
  ['the coordinator that they are', by({ role: 'coordinator' }), { role: 'coordinator', id: '40' }, true],
  ['a coordinator', by(), { role: 'coordinator', id: '40' }, false],
  ['another role', by({ role: 'owner' }), { role: 'owner', id: 'x' }, false],
])('nobody is told of what they did: %s', (_, doer, to, expected) => {
  expect(didIt(doer, to)).toBe(expected)
})
