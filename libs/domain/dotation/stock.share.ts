import type { Stock } from './dotation.events'

/** A stock as it is counted: its free laptops by what they have, and those who wait on it by what they need. */
export interface SeenStock {
  readonly free: readonly { readonly features: readonly string[]; readonly number: number }[]
  readonly waiting: readonly { readonly needs: readonly string[]; readonly number: number }[]
  readonly recyclerie: string | null
}

/** What of the needs a laptop lacks. */
export const lacksOf = (features: readonly string[], needs: readonly string[]): readonly string[] =>
  needs.filter((need) => !features.includes(need))

/** Whether a laptop has all that is needed. */
export const meets = (features: readonly string[], needs: readonly string[]): boolean =>
  lacksOf(features, needs).length === 0

/**
 * A stock as it is for somebody with these needs. Those who wait come first, and each takes the plainest laptop that does,
 * those who need most before the others; `ready` is more than `waiting` only where a laptop that meets the needs is left.
 */
export function stockFor(needs: readonly string[], { free, waiting, recyclerie }: SeenStock): Stock {
  const left = free.map(({ features, number }) => ({ features, number }))
  left.sort((a, b) => a.features.length - b.features.length)
  let unserved = 0
  for (const group of [...waiting].sort((a, b) => b.needs.length - a.needs.length)) {
    let asking = group.number
    for (const same of left.filter(({ features }) => meets(features, group.needs))) {
      const taken = Math.min(asking, same.number)
      same.number -= taken
      asking -= taken
    }
    unserved += asking
  }
  const count = (laptops: SeenStock['free']) =>
    laptops.filter(({ features }) => meets(features, needs)).reduce((sum, { number }) => sum + number, 0)
  const [ready, rest] = [count(free), count(left)]
  return { ready, waiting: ready - rest + (rest > 0 ? 0 : unserved), recyclerie }
}
