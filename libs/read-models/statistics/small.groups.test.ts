import fc from 'fast-check'
import { determined } from './linear.known'
import { revealed } from './reader.fixture'
import { type Cell, type Sum, type Table, withheldCells } from './small.groups'

const group = (people: number, hidden?: true): Cell => ({ journeys: people, people, ...(hidden ? { hidden } : {}) })
const tableOf = (cells: Record<string, Cell>, sums: readonly Sum[]): Table => ({
  cells: new Map(Object.entries(cells)),
  sums,
})

/** A breakdown in which `total` is shown beside its parts. */
function breakdown(...people: number[]): Table {
  const names = people.map((_, index) => `part${index}`)
  const total = people.reduce((sum, one) => sum + one, 0)
  const cells = Object.fromEntries(people.map((one, index) => [`part${index}`, group(one)]))
  return tableOf({ total: group(total), ...cells }, [{ total: 'total', parts: names }])
}

test.each([
  ['nothing is withheld of large groups', [11, 12, 30], []],
  ['one small group takes the next smallest with it', [4, 12, 30], ['part0', 'part1']],
  ['two small groups that are small together take a third', [4, 5, 12, 30], ['part0', 'part1', 'part2']],
  ['two small groups that are large together are enough', [6, 5, 12, 30], ['part0', 'part1']],
  ['a group of nobody is not told either', [0, 12, 30], ['part0', 'part1']],
  ['where all but a few are in one group, only the total is told', [52, 8], ['part0', 'part1']],
  ['of fewer than eleven, nothing is told', [4, 5], ['part0', 'part1', 'total']],
])('%s', (_name, people, expected) => {
  expect([...withheldCells(breakdown(...people))].sort()).toEqual(expected)
})

test('many journeys of few people are a small group', () => {
  const cells = {
    total: { journeys: 57, people: 55 },
    few: { journeys: 12, people: 10 },
    many: group(30),
    more: group(15),
  }
  const parts = ['few', 'many', 'more']
  expect([...withheldCells(tableOf(cells, [{ total: 'total', parts }]))].sort()).toEqual(['few', 'more'])
})

test('a small complement that is never shown takes what would reveal it', () => {
  const cells = { epci: group(40), laptops: group(34), without: group(6, true) }
  const sums = [{ total: 'epci', parts: ['laptops', 'without'] }]
  expect([...withheldCells(tableOf(cells, sums))]).toEqual(['laptops'])
})

test('a large group that was withheld does not follow from the others of its column', () => {
  const rows = {
    epci0: group(40),
    laptops0: group(34),
    without0: group(6, true),
    epci1: group(80),
    laptops1: group(40),
  }
  const cells = { laptops: group(74), ...rows, without1: group(40, true) }
  const sums = [
    { total: 'epci0', parts: ['laptops0', 'without0'] },
    { total: 'epci1', parts: ['laptops1', 'without1'] },
    { total: 'laptops', parts: ['laptops0', 'laptops1'] },
  ]
  expect([...withheldCells(tableOf(cells, sums))].sort()).toEqual(['laptops0', 'laptops1'])
})

test('a large complement, or one of nobody, takes nothing', () => {
  for (const without of [15, 0]) {
    const cells = { epci: group(40), laptops: group(40 - without), without: group(without, true) }
    expect(withheldCells(tableOf(cells, [{ total: 'epci', parts: ['laptops', 'without'] }])).size).toBe(0)
  }
})

test('what follows from several sums together is withheld as well', () => {
  // Rows and columns of two blocks that touch in one cell, which no single sum would tell: x = (a + b + x) − (a + c) …
  const known = determined([
    new Map([
      ['a', 1],
      ['b', 1],
      ['x', 1],
    ]),
    new Map([
      ['a', 1],
      ['c', 1],
    ]),
    new Map([
      ['b', 1],
      ['c', -1],
    ]),
  ])
  expect([...known]).toEqual(['x'])
})

test('a sum of two unknowns tells neither', () => {
  expect(
    determined([
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    ]).size,
  ).toBe(0)
  expect(determined([]).size).toBe(0)
})

const people = fc.integer({ min: 0, max: 18 })

/** Journeys by territory and result, with laptops: the shape of an answer, its complements hidden. */
const answers = fc.array(fc.tuple(people, people, people, people), { minLength: 1, maxLength: 6 }).map((rows) => {
  const cells: Record<string, Cell> = {}
  const sums: Sum[] = []
  const add = (name: string, people: number, hidden?: true) => {
    cells[name] = group((cells[name]?.people ?? 0) + people, hidden)
  }
  for (const name of ['all', 'completed', 'withdrawn', 'open', 'laptops']) cells[name] = group(0)
  rows.forEach(([withLaptop, without, withdrawn, open], row) => {
    const completed = withLaptop + without
    const here = completed + withdrawn + open
    add('all', here)
    add('completed', completed)
    add('withdrawn', withdrawn)
    add('open', open)
    add('laptops', withLaptop)
    add(`all${row}`, here)
    add(`completed${row}`, completed)
    add(`laptops${row}`, withLaptop)
    add(`others${row}`, here - completed, true)
    add(`without${row}`, here - withLaptop, true)
    sums.push({ total: `all${row}`, parts: [`completed${row}`, `others${row}`] })
    sums.push({ total: `all${row}`, parts: [`laptops${row}`, `without${row}`] })
  })
  for (const name of ['all', 'completed', 'laptops'])
    sums.push({ total: name, parts: rows.map((_, row) => `${name}${row}`) })
  sums.push({ total: 'all', parts: ['completed', 'withdrawn', 'open'] })
  return tableOf(cells, sums)
})

test('whatever is counted, nothing withheld and no small complement can be computed from what is shown', () => {
  let withSome = 0
  fc.assert(
    fc.property(answers, (table) => {
      const withheld = withheldCells(table)
      const shown = [...table.cells].filter(([name, cell]) => !cell.hidden && !withheld.has(name))
      if (shown.length > 0 && withheld.size > 0) withSome += 1
      for (const [, cell] of shown) expect(cell.people).toBeGreaterThanOrEqual(11)
      const told = revealed(table, withheld).filter((name) => {
        const cell = table.cells.get(name) as Cell
        return !cell.hidden || (cell.people < 11 && cell.journeys > 0)
      })
      expect(told).toEqual([])
    }),
    { numRuns: 400, seed: 20260302 },
  )
  // The property would hold of an empty answer too: most of these show something and withhold something.
  expect(withSome).toBeGreaterThan(250)
})

test('whatever is counted, what is withheld of one sum is not a small group as a whole', () => {
  fc.assert(
    fc.property(answers, (table) => {
      const withheld = withheldCells(table)
      for (const { total, parts } of table.sums) {
        if (withheld.has(total)) continue
        const shown = parts.filter((name) => !withheld.has(name) && !table.cells.get(name)?.hidden)
        const [all = 0, told = 0] = [[total], shown].map((names) =>
          names.reduce((sum, name) => sum + (table.cells.get(name)?.people ?? 0), 0),
        )
        if (all !== told) expect(all - told).toBeGreaterThanOrEqual(11)
      }
    }),
    { numRuns: 400, seed: 20260303 },
  )
})

test('without the second look, something would be told: the property can fail', () => {
  const table = breakdown(4, 12, 30)
  expect(revealed(table, new Set(['part0']))).toEqual(['part0'])
})
