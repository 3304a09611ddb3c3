import type { Stream } from '../contracts/stream'
import type { Run } from './reconcile.machine'

/** Temporal's runs, looked at and ended. */
export interface RunsPort {
  look(stream: Stream): Promise<Run>
  /** Ends a run where one is; the log can start another at any time. */
  end(stream: Stream, reason: string): Promise<void>
  /** The streams of all runs under way. */
  running(): AsyncIterable<Stream>
}
