/** What time it is. In skipped-time tests it is the test server's. */
export interface Clock {
  /** The present UTC instant, ISO 8601 with milliseconds. */
  now(): string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }
