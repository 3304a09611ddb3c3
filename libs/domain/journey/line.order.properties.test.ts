import fc from 'fast-check'
import { orderIn, ownKey, rankIn } from './line.order'

interface Person {
  readonly own: string
  readonly order: string
  told: number | null
}

const keyOf = (priority: number, day: number, id: number) =>
  ownKey(priority, `2026-03-${String(day).padStart(2, '0')}`, `journey-${String(id).padStart(4, '0')}`)

const told = (line: readonly Person[]) => ({ waiting: line.map(({ order, told }) => ({ order, told: told !== null })) })
const sorted = (line: readonly Person[]) => [...line].sort((a, b) => (a.order < b.order ? -1 : 1))

type Step =
  | { readonly does: 'enters'; readonly priority: number; readonly day: number }
  | { readonly does: 'told' | 'leaves'; readonly at: number }
  | { readonly does: 'offered' }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('enters' as const), priority: fc.nat(5), day: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('told' as const, 'leaves' as const), at: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('offered' as const) }) },
)

/** Those who may be overtaken: everybody behind the last who was told a rank, in the order of their own keys. */
const untoldOf = (line: readonly Person[]) => line.slice(line.findLastIndex((each) => each.told !== null) + 1)

test('whoever enters, leaves, is told or is served: ranks told only go down, and urgency counts among all others', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let line: Person[] = []
      steps.forEach((each, id) => {
        const before = line
        if (each.does === 'enters') {
          const own = keyOf(each.priority, each.day + 1, id)
          const person = { own, order: orderIn(own, told(line)), told: null }
          line = sorted([...line, person])
          // Nobody else has moved, and who was told a rank is not behind the one who came.
          expect(line.filter((other) => other !== person)).toEqual(before)
          expect(untoldOf(line)).toContain(person)
          const overtaken = untoldOf(line).slice(untoldOf(line).indexOf(person) + 1)
          for (const other of overtaken) expect(own < other.own).toBe(true)
        } else if (each.does === 'told') {
          const person = line[each.at]
          if (person) person.told = rankIn(person.order, told(line))
        } else if (each.does === 'leaves') {
          line = line.filter((_, index) => index !== each.at)
        } else {
          line = line.slice(1)
        }
        line.forEach((person, index) => {
          if (person.told !== null) expect(index + 1).toBeLessThanOrEqual(person.told)
        })
      })
    }),
    { numRuns: 10_000 },
  )
})
