/** What may directly follow each stage; the same stage again is always possible and is not written. */
export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>

/**
 * True where `to` can be seen after `from`, directly or over stages between them: wakes are coalesced, so a run that was
 * away may see a journey two stages further on.
 */
export function reaches<S extends string>(transitions: Transitions<S>, from: S, to: S): boolean {
  const seen = new Set<S>([from])
  for (const stage of seen) for (const next of transitions[stage]) seen.add(next)
  return seen.has(to)
}

/**
 * Refuses a stage that cannot follow. It throws a plain Error, which fails the workflow task and not the workflow: the
 * journey is never lost to a wrong table, the block is visible in Temporal's page and as lateness, it heals by itself
 * when the right code is deployed, and else `reconcile` ends the run and starts another from the log.
 */
export function assertReaches<S extends string>(transitions: Transitions<S>, from: S, to: S): void {
  if (!reaches(transitions, from, to)) throw new Error(`impossible stage: ${to} after ${from}`)
}
