import { type Draw, shuffled } from '../../libs/testing/draw'

/** Each item to one process, and every tenth to the next one as well, as by somebody who has lost patience. */
export const sharesOf = <T>(items: readonly T[], processes: number): readonly (readonly T[])[] =>
  Array.from({ length: processes }, (_, index) =>
    items.filter((_item, at) => at % processes === index || (at % 10 === 0 && (at + 1) % processes === index)),
  )

/**
 * After how many answers each process is killed; null lets it live. `lengths`: how many each gives. Early mostly: that is
 * when there is something left to take.
 */
export function deathsOf(lengths: readonly number[], crashes: number, draw: Draw): readonly (number | null)[] {
  const victims = new Set(shuffled([...lengths.keys()], draw).slice(0, crashes))
  return lengths.map((length, index) =>
    victims.has(index) ? 1 + draw(draw(3) === 0 ? length - 1 : Math.min(length - 1, 15)) : null,
  )
}
