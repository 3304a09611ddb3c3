import { checkDatabase } from '../../libs/event-store/check.database'
import { relayOnce } from '../../libs/engine/relay.run'
import { type Loop, startLoop } from '../../libs/engine/turn.loop'
import { type Watch, watchOnce } from '../../libs/engine/watchdog.run'
import type { ProcessLogger } from '../../libs/logs/process.logger'
import { countOutcomes } from './statistics.turn'
import type { WorkerParts } from './worker.wiring'

const pollMs = 500
const batch = 200
const watchMs = 60_000
const againMs = 2_000

/** What the loops know of themselves, for whoever watches the process. */
export interface LoopState {
  /** The last look at the database was good. */
  database: boolean
  watch: Watch | null
  /** By how much statistics were behind the log at their last turn. */
  statisticsLagSeconds: number
}

/** Relay, watchdog and statistics, each from the moment that the database can be trusted. */
export function startLoops(parts: WorkerParts, url: string, root: string, logger: ProcessLogger) {
  const state: LoopState = { database: false, watch: null, statisticsLagSeconds: 0 }
  const failed = (where: string) => (error: unknown) => {
    state.database = false
    logger.failure(error, where)
  }

  /** Nothing is written to a database of another schema, or to one that may forget what it has confirmed. */
  async function trusted(): Promise<boolean> {
    if (state.database) return true
    const problems = await checkDatabase(url, root)
    for (const { fr } of problems) logger.warn(fr)
    state.database = problems.length === 0
    return state.database
  }

  async function relay(): Promise<number> {
    if (!(await trusted())) return againMs
    const { claimed, failed: away } = await relayOnce(parts.relay, batch)
    if (away > 0) return againMs
    return claimed === batch ? 0 : pollMs
  }

  async function watch(): Promise<number> {
    if (!state.database) return pollMs
    state.watch = await watchOnce(parts.watchdog)
    const { woken, late, latenessSeconds } = state.watch
    if (woken > 0) logger.warn('woken again', { woken, late, latenessSeconds })
    return watchMs
  }

  async function count(): Promise<number> {
    if (!state.database) return pollMs
    return countOutcomes(parts.watchdog, (seconds) => {
      state.statisticsLagSeconds = seconds
    })
  }

  const loops: Loop[] = [
    startLoop(relay, { restAfterFailureMs: againMs, onFailure: failed('relay') }),
    startLoop(watch, { restAfterFailureMs: againMs, onFailure: failed('watchdog') }),
    // Nobody waits for statistics: what stops them is told, and stops nothing else.
    startLoop(count, { restAfterFailureMs: againMs, onFailure: (error) => logger.failure(error, 'statistics') }),
  ]
  return { state, stop: () => Promise.all(loops.map((loop) => loop.stop())) }
}
