import type { Worker } from '@temporalio/worker'

export interface Working {
  stop(): Promise<void>
}

/** Runs a worker whose end is awaited, so that a fault of it fails the test and none outlives it. */
export function running(worker: Worker, close: () => Promise<void>): Working {
  const run = worker.run()
  return {
    async stop() {
      worker.shutdown()
      await run
      await close()
    },
  }
}
