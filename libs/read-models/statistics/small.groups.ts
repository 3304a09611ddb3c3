import { determined, type Equation } from './linear.known'

/** A group of journeys, and how many people it has at least. A hidden one is never shown, but follows from others. */
export interface Cell {
  readonly journeys: number
  readonly people: number
  readonly hidden?: true
}

/** A cell that is the sum of others: whoever knows all of them but one knows that one too. */
export interface Sum {
  readonly total: string
  readonly parts: readonly string[]
}

export interface Table {
  readonly cells: ReadonlyMap<string, Cell>
  readonly sums: readonly Sum[]
}

/** The smallest group of people that may be told apart. */
export const LEAST_PEOPLE = 11

/**
 * The shown cells to withhold: those of fewer than `least` people, then, smallest first, as many others as it takes
 * for none of them, and no hidden small group, to follow from what is still shown; nor may what is withheld in one sum
 * be a small group as a whole. A hidden cell without journeys is no group: it holds nobody.
 */
export function withheldCells(table: Table, least = LEAST_PEOPLE): ReadonlySet<string> {
  const withheld = new Set<string>()
  for (const [name, { people, hidden }] of table.cells) if (!hidden && people < least) withheld.add(name)
  for (;;) {
    const next = exposed(table, withheld, least)
    if (next === null) return withheld
    withheld.add(next)
  }
}

/** One more cell to withhold, or null where nothing is exposed any more. */
function exposed(table: Table, withheld: ReadonlySet<string>, least: number): string | null {
  const unknown = (name: string) => cellOf(table, name).hidden === true || withheld.has(name)
  const isEmpty = (name: string) => cellOf(table, name).hidden === true && cellOf(table, name).journeys === 0
  for (const { total, parts } of table.sums) {
    const left = parts.filter((name) => unknown(name) && !isEmpty(name))
    const people = left.reduce((sum, name) => sum + cellOf(table, name).people, 0)
    const next = left.length > 0 && people < least ? smallestShown(table, withheld, [parts, [total]]) : null
    if (next !== null) return next
  }
  for (const name of determined(equationsOf(table, unknown))) {
    const { hidden, people } = cellOf(table, name)
    if (isEmpty(name) || (hidden && people >= least)) continue
    const near = table.sums.filter(({ total, parts }) => total === name || parts.includes(name))
    return smallestShown(table, withheld, [
      near.flatMap(({ parts }) => parts),
      near.map(({ total }) => total),
      [...table.cells.keys()],
    ])
  }
  return null
}

/** Each sum as an equation between what is unknown in it. */
function equationsOf({ sums }: Table, unknown: (name: string) => boolean): readonly Equation[] {
  return sums.map(({ total, parts }) => {
    const signed = [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]
    return new Map(signed.filter(([name]) => unknown(name)))
  })
}

/** The smallest cell still shown of the first list that has any; null where all is withheld. */
function smallestShown(
  table: Table,
  withheld: ReadonlySet<string>,
  lists: readonly (readonly string[])[],
): string | null {
  for (const names of lists) {
    const shown = names.filter((name) => !withheld.has(name) && !cellOf(table, name).hidden)
    const [smallest] = shown.sort((a, b) => cellOf(table, a).people - cellOf(table, b).people || (a < b ? -1 : 1))
    if (smallest !== undefined) return smallest
  }
  return null
}

function cellOf({ cells }: Table, name: string): Cell {
  const cell = cells.get(name)
  if (!cell) throw new TypeError(`no such cell: ${name}`)
  return cell
}
