import fc from 'fast-check'
import { kilometresBetween, type Located, middleOf, nearestFirst } from './orientation.order'

const dax = { insee: '40088', epci: 'grand-dax' }
const at = (stream: string, over: Partial<Located> = {}): Located => ({
  ...{ stream, name: stream, communeInsee: '40000', epci: 'autre', latitude: null, longitude: null },
  ...over,
})
const order = (places: readonly Located[], from: Parameters<typeof nearestFirst>[2]) =>
  nearestFirst(places, dax, from).map(({ place }) => place.stream)

const daxPoint = { latitude: 43.71, longitude: -1.05 }
const places = [
  at('far', { latitude: 44.4, longitude: -0.9 }),
  at('unknown-epci', { epci: 'grand-dax' }),
  at('unknown'),
  at('near', { latitude: 43.73, longitude: -1.05 }),
  at('here', { communeInsee: '40088', epci: 'grand-dax' }),
]

test('the commune comes first, then the distance, then those whose distance nobody knows', () => {
  expect(order(places, daxPoint)).toEqual(['here', 'near', 'far', 'unknown-epci', 'unknown'])
  expect(nearestFirst(places, dax, daxPoint)[1]).toMatchObject({ near: 'territory', kilometres: 2.2 })
  expect(nearestFirst(places, dax, daxPoint)[0]).toMatchObject({ near: 'commune', kilometres: null })
})

test('without a point to start from, the same EPCI comes before the rest, by name', () => {
  expect(order(places, null)).toEqual(['here', 'unknown-epci', 'far', 'near', 'unknown'])
})

test('the order is the same whatever the order in which places are read', () => {
  const stream = fc.constantFrom('a', 'b', 'c', 'd', 'é')
  const point = fc.constantFrom(null, 43.7, 44.1)
  const some = fc.uniqueArray(
    fc
      .record({ stream, name: fc.constantFrom('x', 'y'), latitude: point, longitude: fc.constant(-1) })
      .map((given) => at(given.stream, given)),
    { selector: (place) => place.stream },
  )
  fc.assert(fc.property(some, (given) => expect(order([...given].reverse(), daxPoint)).toEqual(order(given, daxPoint))))
})

test('the middle of points is their mean; of none, nothing', () => {
  expect(middleOf([])).toBeNull()
  expect(middleOf([daxPoint, { latitude: 43.91, longitude: -1.15 }])).toEqual({ latitude: 43.81, longitude: -1.1 })
})

test('distances are those of the earth', () => {
  // Dax to Mont-de-Marsan, some 48 km as the crow flies.
  expect(
    kilometresBetween({ latitude: 43.7102, longitude: -1.0536 }, { latitude: 43.8933, longitude: -0.4994 }),
  ).toBeCloseTo(48.9, 0)
  expect(kilometresBetween(daxPoint, daxPoint)).toBe(0)
})
