import fc from 'fast-check'
import { evolveRegistered, sameJson } from './registered'

test('an entry is what was told of it last, whether registered or updated; a plan computed anew tells nothing', () => {
  const registered = evolveRegistered({ status: 'unknown' }, { type: 'ThingRegistered', data: { name: 'A' }, at: '' })
  expect(registered).toEqual({ status: 'known', data: { name: 'A' } })
  expect(evolveRegistered(registered, { type: 'ThingUpdated', data: { name: 'B' }, at: '' })).toEqual({
    ...{ status: 'known', data: { name: 'B' } },
  })
  expect(evolveRegistered(registered, { type: 'PlanRecomputed', data: {}, at: '' })).toBe(registered)
})

test('sameness of JSON does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text)
      const reversed = JSON.parse(text, (_key, each: unknown) =>
        each && typeof each === 'object' && !Array.isArray(each)
          ? Object.fromEntries(Object.entries(each).reverse())
          : each,
      ) as unknown
      expect(sameJson(value, reversed)).toBe(true)
      expect(sameJson(value, { other: value })).toBe(false)
    }),
  )
})

test.each([
  [1, 1, true],
  [1, '1', false],
  [null, null, true],
  [null, {}, false],
  [{}, null, false],
  [{ a: 1 }, 1, false],
  [1, { a: 1 }, false],
  [{ a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { a: 2 }, false],
  [[1, 2], [2, 1], false],
])('%j and %j say the same: %s', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same)
})
