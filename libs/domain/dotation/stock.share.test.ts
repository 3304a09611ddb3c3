import fc from 'fast-check'
import { meets, type SeenStock, stockFor } from './stock.share'

const recyclerie = null
const free = (...laptops: readonly (readonly string[])[]) => laptops.map((features) => ({ features, number: 1 }))
const waiting = (...people: readonly (readonly string[])[]) => people.map((needs) => ({ needs, number: 1 }))
const isLeft = (needs: readonly string[], seen: Omit<SeenStock, 'recyclerie'>) => {
  const { ready, waiting } = stockFor(needs, { ...seen, recyclerie })
  return ready > waiting
}

test.each([
  ['a plain one is left for whoever needs nothing, while somebody waits for another kind', [], [[]], [['loupe']], true],
  ['the only one that does is theirs who waited', ['loupe'], [['loupe']], [['loupe']], false],
  ['whoever needs nothing takes the plain one first', ['loupe'], [['loupe'], []], [[]], true],
  ['whoever needs most is served first', [], [['loupe'], []], [[], ['loupe']], false],
  ['none that does', ['loupe'], [[], ['windows']], [], false],
] as const)('%s', (_, needs, laptops, people, left) => {
  expect(isLeft(needs, { free: free(...laptops), waiting: waiting(...people) })).toBe(left)
})

test('what lacks is counted among those who wait for the same', () => {
  expect(stockFor([], { free: [], waiting: [{ needs: [], number: 2 }], recyclerie })).toEqual({
    ...{ ready: 0, waiting: 2, recyclerie },
  })
  expect(stockFor(['loupe'], { free: free([]), waiting: waiting([], ['loupe']), recyclerie })).toEqual({
    ...{ ready: 0, waiting: 1, recyclerie },
  })
})

const codes = fc.subarray(['a', 'b', 'c'])
const counted = <K extends string>(key: K) =>
  fc.array(
    fc.record({ [key]: codes, number: fc.integer({ min: 1, max: 4 }) }) as fc.Arbitrary<
      Record<K, string[]> & { number: number }
    >,
    { maxLength: 6 },
  )

test('where nobody needs anything, it is the two counts', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (laptops, people) => {
      const seen = {
        free: [{ features: ['a'], number: laptops }],
        waiting: [{ needs: [], number: people }],
        recyclerie,
      }
      expect(stockFor([], seen)).toEqual({ ready: laptops, waiting: people, recyclerie })
    }),
  )
})

test('a laptop that is said to be left is there, has what is needed, and one more who waits never makes more of them', () => {
  fc.assert(
    fc.property(codes, counted('features'), counted('needs'), codes, (needs, laptops, people, other) => {
      const stock = stockFor(needs, { free: laptops, waiting: people, recyclerie })
      const fitting = laptops
        .filter(({ features }) => meets(features, needs))
        .reduce((sum, { number }) => sum + number, 0)
      expect(stock.ready).toBe(fitting)
      const left = (seen: typeof people) => {
        const { ready, waiting } = stockFor(needs, { free: laptops, waiting: seen, recyclerie })
        return Math.max(0, ready - waiting)
      }
      expect(left([...people, { needs: other, number: 1 }])).toBeLessThanOrEqual(left(people))
    }),
  )
})
