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

test('priority comes first, then the day of the referral, then the journey', () => {
  const keys = [keyOf(0, 9, 1), keyOf(1, 1, 2), keyOf(1, 2, 0), keyOf(1, 2, 3), keyOf(10, 1, 4)]
  expect([...keys].sort()).toEqual(keys)
})

test('whoever is more urgent goes before all who were told nothing, and behind those who were told a rank', () => {
  const first = { own: keyOf(5, 1, 1), order: keyOf(5, 1, 1), told: 1 }
  const second = { own: keyOf(6, 1, 2), order: keyOf(6, 1, 2), told: null }
  const order = orderIn(keyOf(0, 1, 3), told([first, second]))
  expect(sorted([second, { own: '', order, told: null }, first]).map((each) => each.order)).toEqual([
    first.order,
    order,
    second.order,
  ])
  expect(rankIn(order, told([first, second]))).toBe(2)
})

test('whoever is less urgent than those who were told a rank goes by their own key', () => {
  const line = (...orders: readonly string[]) => ({ waiting: orders.map((order) => ({ order, told: true })) })
  expect(orderIn('6', line())).toBe('6')
  expect(orderIn('6', line('5'))).toBe('6')
  expect(orderIn('4', line('5'))).toBe('5>4')
  expect(orderIn('4', line('5>3'))).toBe('5>4')
  expect(orderIn('2', line('5>3'))).toBe('5>3>2')
})
