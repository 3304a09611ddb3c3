import type { Table } from './small.groups'

/** Below 2^26, so that products of two residues stay exact. */
const prime = 67_108_859

/** The rank of whole numbers modulo a prime: another way to ask what follows from what, in another arithmetic. */
function rankOf(given: readonly (readonly number[])[]): number {
  const rows = given.map((row) => row.map((value) => (value + prime) % prime))
  let rank = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, index) => index >= rank && row[column] !== 0)
    if (at < 0) continue
    const pivot = rows[at] as number[]
    rows[at] = rows[rank] as number[]
    rows[rank] = pivot
    const inverse = power(pivot[column] as number, prime - 2)
    for (const row of rows.slice(rank + 1)) {
      const factor = ((row[column] as number) * inverse) % prime
      if (factor === 0) continue
      row.forEach((value, index) => {
        row[index] = (value + (prime - factor) * (pivot[index] as number)) % prime
      })
    }
    rank += 1
  }
  return rank
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base]
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % prime
    square = (square * square) % prime
  }
  return result
}

/** What someone who reads the shown cells, and knows how all add up, can compute of the others. */
export function revealed({ cells, sums }: Table, withheld: ReadonlySet<string>): string[] {
  const unknown = [...cells].filter(([name, cell]) => withheld.has(name) || cell.hidden).map(([name]) => name)
  const rows = sums.map(({ total, parts }) =>
    unknown.map((name) => (name === total ? -1 : parts.includes(name) ? 1 : 0)),
  )
  const rank = rankOf(rows)
  return unknown.filter((name) => rankOf([...rows, unknown.map((other) => (other === name ? 1 : 0))]) === rank)
}
