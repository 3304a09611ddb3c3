/** One equation on unknown numbers: the coefficient of each unknown that is in it. */
export type Equation = ReadonlyMap<string, number>

/** Coefficients are small whole numbers: what is smaller than this is zero, rounded. */
const zero = 1e-9

/**
 * The unknowns whose value follows from equations between them, whatever the known numbers on the other side are:
 * those that stand alone in a row of the reduced echelon form.
 */
export function determined(equations: readonly Equation[]): ReadonlySet<string> {
  const names = [...new Set(equations.flatMap((equation) => [...equation.keys()]))]
  const rows = equations.map((equation) => names.map((name) => equation.get(name) ?? 0))
  reduce(rows, names.length)
  const alone = rows.flatMap((row) => {
    const [first, second] = row.flatMap((coefficient, column) => (Math.abs(coefficient) > zero ? [column] : []))
    return first !== undefined && second === undefined ? [names[first] as string] : []
  })
  return new Set(alone)
}

/** Gauss–Jordan elimination in place. */
function reduce(rows: number[][], columns: number): void {
  let done = 0
  for (let column = 0; column < columns && done < rows.length; column += 1) {
    const size = (row: number) => Math.abs(rows[row]?.[column] ?? 0)
    let best = done
    for (let row = done + 1; row < rows.length; row += 1) if (size(row) > size(best)) best = row
    if (size(best) <= zero) continue
    const pivot = rows[best] as number[]
    rows[best] = rows[done] as number[]
    const scale = pivot[column] as number
    rows[done] = pivot.map((coefficient) => coefficient / scale)
    rows.forEach((row, index) => {
      const factor = row[column] as number
      if (index !== done && Math.abs(factor) > zero) subtract(row, rows[done] as number[], factor)
    })
    done += 1
  }
}

function subtract(row: number[], other: readonly number[], factor: number): void {
  for (let column = 0; column < row.length; column += 1)
    row[column] = (row[column] as number) - factor * (other[column] as number)
}
