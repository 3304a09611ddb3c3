import type { Health } from './health.server'
import type { TemporalService } from './temporal.service'
import type { startLoops } from './worker.loops'
import type { WorkerParts } from './worker.wiring'

/** What the worker waits for, and how late it is. */
export function workerHealth(
  parts: WorkerParts,
  temporal: TemporalService,
  loops: ReturnType<typeof startLoops>,
): Health {
  const { state } = loops
  return {
    async causes() {
      const works = temporal.isRunning && (await parts.temporalAnswers())
      return [...(works ? [] : ['temporal']), ...(state.database ? [] : ['database'])]
    },
    metrics: () => ({
      parcours_deadlines_late: state.watch?.late ?? 0,
      parcours_lateness_seconds: state.watch?.latenessSeconds ?? 0,
      parcours_statistics_lag_seconds: state.statisticsLagSeconds,
    }),
  }
}
