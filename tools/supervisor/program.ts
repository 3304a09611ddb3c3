import type { UnixUser } from '../services/unix.user'

/** How a process is asked to end, and how long it may take before it is killed. */
export interface Ending {
  readonly stopSignal: 'SIGINT' | 'SIGTERM'
  readonly stopWithinMs: number
}

/** A long-running program as the supervisor sees it: how to start it, to know that it serves, and to stop it. */
export interface Program extends Ending {
  /** Its name in services.json and of its log file. */
  readonly name: string
  /** What people are told it is. */
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Set when it must not run as us. */
  readonly user?: UnixUser
  /** Resolves to true once it serves; false and errors both mean "not yet". */
  readonly isReady: () => Promise<boolean>
  readonly readyWithinMs: number
}
