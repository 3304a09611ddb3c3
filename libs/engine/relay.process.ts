import type { OutboxRow } from './relay.machine'
import { type RelayDeps, relayClaimed } from './relay.run'

/** The relay of a process that commits: it sends at once what was committed, and is awaited by nobody. */
export interface ProcessRelay {
  /** Never throws and never waits. What it does not take, or does not manage, the poll of apps/worker sends. */
  readonly relay: (rows: readonly Committed[]) => void
  /** Resolves once nothing is under way. */
  idle(): Promise<void>
}

/** A row as its transaction has just inserted it. */
export type Committed = Pick<OutboxRow, 'id' | 'stream' | 'version'> & { kind: 'wake' | 'mail'; payload: unknown }

/** More than this waiting means that Temporal is slow: the rows stay in the outbox, which coalesces better. */
const mostWaiting = 1_000
const batch = 200
const pauseAfterFailureMs = 5_000

/** While one batch is under way the next one gathers, so that under load many commits are one call and one settlement. */
export function processRelay(deps: RelayDeps): ProcessRelay {
  let waiting: OutboxRow[] = []
  let running: Promise<void> | null = null
  let pausedUntil = 0
  const nowMs = () => Date.parse(deps.clock.now())

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting.splice(0, batch)
      const { failed } = await relayClaimed(deps, rows)
      if (failed > 0) pause()
    }
  }

  /** Temporal or the queue is away: the rows are in the outbox, and a thousand more calls would not bring it back. */
  function pause(): void {
    pausedUntil = nowMs() + pauseAfterFailureMs
    waiting = []
  }

  function start(): void {
    running ??= drain()
      .catch((error: unknown) => {
        pause()
        deps.onFailure(error)
      })
      .finally(() => {
        running = null
        if (waiting.length > 0) start()
      })
  }

  return {
    relay(rows) {
      if (nowMs() < pausedUntil || waiting.length + rows.length > mostWaiting) return
      waiting.push(...rows.map((row) => ({ ...row, attempts: 0 }) as OutboxRow))
      start()
    },
    async idle() {
      while (running) await running
    },
  }
}
