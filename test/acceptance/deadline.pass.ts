import type { HeadNow } from '../../libs/engine/wake.plans'
import type { TimedWorld } from '../../libs/testing/temporal.world'

export const minute = 60_000
export const day = 86_400_000

/** A deadline that was seen to fire. */
export interface Passed {
  readonly command: string
  /** Days from `since`, whole. */
  readonly days: number
  readonly events: readonly string[]
}

/**
 * Lets time pass to the next deadline of a stream: nothing may happen a minute before it, and what its command decides
 * must be recorded within the minute after it, by the machine. `since` is when the wait began.
 */
export async function passDeadline(world: TimedWorld, stream: string, since: string): Promise<Passed> {
  const before = await world.head(stream)
  if (before.deadline_at === null || before.deadline_command === null) throw new Error(`nothing is due on ${stream}`)
  const dueMs = Date.parse(before.deadline_at)
  await world.time.pass(dueMs - minute - (await world.time.now()).getTime())
  expect((await world.head(stream)).version).toBe(before.version)
  await world.time.pass(2 * minute)
  await moved(world, before)
  const events = await world.eventsAfter(stream, before.version)
  for (const { actor, recorded_at } of events) {
    expect(actor).toBe('system')
    const lateMs = Date.parse(recorded_at) - dueMs
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThan(minute)
  }
  return { command: before.deadline_command, days: wholeDays(since, dueMs), events: events.map(({ type }) => type) }
}

/** Days of the calendar in Paris, where an hour may have been skipped or repeated; a wait of days has some jitter. */
function wholeDays(since: string, dueMs: number): number {
  const days = (dueMs - Date.parse(since)) / day
  const jitterMinutes = (days - Math.round(days)) * 24 * 60
  expect(Math.abs(jitterMinutes - 25)).toBeLessThan(15 + 60 + 1)
  return Math.round(days)
}

/** An activity commits some milliseconds of real time after its timer has fired. */
async function moved(world: TimedWorld, { stream, version }: HeadNow): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if ((await world.head(stream)).version > version) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`the deadline of ${stream} did not fire`)
}
