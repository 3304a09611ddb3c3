import type { Plan } from '../contracts/plan'

/**
 * Tells a workflow its Plan. Both calls are idempotent, since a run keeps the newest Plan alone; both throw where
 * Temporal does not answer.
 */
export interface WakePort {
  /** Starts the stream's workflow with this Plan, or signals the one that runs. */
  wake(plan: Plan): Promise<void>
  /** Signals a workflow that runs; false where there is none. */
  wakeRunning(plan: Plan): Promise<boolean>
}
