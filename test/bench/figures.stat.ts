/** The value below which a share of the values lie, by the nearest rank. Throws a TypeError on no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new TypeError('a percentile of nothing')
  return found
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new TypeError('a median of nothing')
  return (low + high) / 2
}

/** Instants, in milliseconds from the start, at which `perSecond` independent arrivals a second come; always the same. */
export function arrivals(perSecond: number, seconds: number): readonly number[] {
  const instants: number[] = []
  const next = mulberry32(20_240_601)
  for (let at = 0; ; ) {
    at -= (Math.log(1 - next()) / perSecond) * 1000
    if (at >= seconds * 1000) return instants
    instants.push(at)
  }
}

/** Numbers in [0, 1) that look drawn: Mulberry32, Tommy Ettinger, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
