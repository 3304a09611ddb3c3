/**
 * The watchdog decides nothing: it wakes again what seems to have been forgotten, and a run that knows its Plan already
 * is not disturbed by it. A timer may fire a little late and a wake take a little time: that is no fault yet.
 */
export const deadlineGraceMs = 120_000
export const wakeGraceMs = 60_000

/** What is known of a stream that waits; instants are UTC, ISO 8601. */
export interface Watched {
  readonly version: number
  /** The newest version that a run was told of. */
  readonly woken_version: number
  readonly changed_at: string
  readonly deadline_at: string | null
}

/** True where a stream's deadline is over two minutes late, or its newest version over a minute untold. */
export function isForgotten(stream: Watched, now: string): boolean {
  const ageMs = (instant: string) => Date.parse(now) - Date.parse(instant)
  const isLate = stream.deadline_at !== null && ageMs(stream.deadline_at) > deadlineGraceMs
  const isBehind = stream.woken_version < stream.version && ageMs(stream.changed_at) > wakeGraceMs
  return isLate || isBehind
}
