import { setTimeout as sleep } from 'node:timers/promises'

/** A loop that runs until it is stopped. */
export interface Loop {
  /** Lets the turn under way end, and no other begin. */
  stop(): Promise<void>
}

/**
 * Repeats `turn` until it is stopped; it answers how many milliseconds to rest before the next one.
 * What a turn throws is told to `onFailure` and followed by the rest of `restAfterFailureMs`: no fault ends a loop.
 */
export function startLoop(
  turn: () => Promise<number>,
  { restAfterFailureMs, onFailure }: { restAfterFailureMs: number; onFailure: (error: unknown) => void },
): Loop {
  const stopping = new AbortController()
  const { signal } = stopping

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const restMs = await turn().catch((error: unknown) => {
        onFailure(error)
        return restAfterFailureMs
      })
      // An abort ends the rest early: that is its only way to throw.
      await sleep(restMs, undefined, { signal }).catch(() => undefined)
    }
  }

  const ended = run()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
