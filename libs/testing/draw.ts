/** Numbers that look drawn and are the same for the same seed: a round that fails can be played again. */
export type Draw = (below: number) => number

/** A draw of whole numbers from 0 to below `below` (mulberry32, 32 bits of state). */
export function drawOf(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** The same items in a drawn order. */
export function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  const order = [...items]
  for (let left = order.length; left > 1; left -= 1) {
    const other = draw(left)
    const last = left - 1
    ;[order[last], order[other]] = [order[other] as T, order[last] as T]
  }
  return order
}
