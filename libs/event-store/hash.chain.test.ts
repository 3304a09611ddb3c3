import fc from 'fast-check'
import { canonicalJson } from './canonical.json'
import { firstBroken, seal } from './hash.chain'
import type { EventRow } from './stored.rows'

const event = (version: number, previous: string | null, data: unknown = {}): EventRow =>
  seal({
    stream: 'journey-00000000-0000-4000-8000-000000000001',
    version,
    epoch: 1,
    type: 'Something',
    schema_version: 1,
    occurred_on: null,
    recorded_at: '2026-01-05T09:00:00.000Z',
    actor: 'someone',
    on_behalf_of: null,
    origin: 'live',
    cause: 'command:1',
    definition: null,
    territory: '40',
    data,
    previous_hash: previous,
  })

function chain(length: number): EventRow[] {
  const events: EventRow[] = []
  for (let version = 1; version <= length; version += 1) events.push(event(version, events.at(-1)?.hash ?? null))
  return events
}

test('one text for one value, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}')
  const shuffled = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).reverse())
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a chain as it was written fits', () => {
  expect(firstBroken([])).toBeNull()
  expect(firstBroken(chain(5))).toBeNull()
})

test('any field of any event that changed is found, and where', () => {
  const fields = Object.keys(event(1, null)).filter((field) => field !== 'hash')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...fields), (index, field) => {
      const events = chain(5)
      events[index] = { ...(events[index] as EventRow), [field]: 'changed' }
      expect(firstBroken(events)).toBe(events[index]?.version)
    }),
  )
})

test('a missing event, or one resealed alone, is found by the next', () => {
  const events = chain(4)
  expect(firstBroken(events.toSpliced(1, 1))).toBe(3)
  const resealed = event(2, events[0]?.hash ?? null, { changed: true })
  expect(firstBroken(events.with(1, resealed))).toBe(3)
})
