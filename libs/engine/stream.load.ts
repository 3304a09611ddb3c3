import type { QueryResult } from 'pg'
import { kindOf, type StreamKind } from '../contracts/stream'
import type { DomainEvent } from '../domain/kernel/decider'
import { aggregates } from '../domain/registry'
import { execute } from '../event-store/database'
import type { StoredStream } from '../event-store/open'
import type { HeadRow } from '../event-store/stored.rows'

/** Sends statements and answers their results: a transaction's `batch`, or a read without any lock. */
export type Batch = (executions: readonly string[]) => Promise<readonly QueryResult[]>

/** A stream with its state: the initial one where it does not exist yet. */
export interface LoadedStream {
  readonly stream: string
  readonly kind: StreamKind
  readonly head: HeadRow | null
  readonly last: StoredStream['last']
  readonly state: unknown
}

/** Takes the state from the snapshot, or folds the events anew where the snapshot is of another fold. */
export async function loadStream(stored: StoredStream, batch: Batch): Promise<LoadedStream> {
  const { stream, head, snapshot, last } = stored
  const kind = kindOf(stream)
  const { foldVersion, initialState } = aggregates[kind]
  if (!head) return { stream, kind, head, last, state: initialState }
  const usable = snapshot?.version === head.version && snapshot.foldVersion === foldVersion
  const state = usable ? snapshot.state : fold(kind, await eventsOf(stream, batch))
  return { stream, kind, head, last, state }
}

export const fold = (kind: StreamKind, events: readonly DomainEvent[]): unknown =>
  events.reduce((state, event) => aggregates[kind].evolve(state, event), aggregates[kind].initialState)

export interface StoredEvent {
  type: string
  data: unknown
  recorded_at: string
  occurred_on: string | null
}

export const eventFrom = ({ type, data, recorded_at: at, occurred_on: on }: StoredEvent): DomainEvent => ({
  ...{ type, data, at },
  ...(on === null ? {} : { on }),
})

async function eventsOf(stream: string, batch: Batch): Promise<readonly DomainEvent[]> {
  const results = await batch([execute('read_events', stream)])
  return ((results[0]?.rows ?? []) as StoredEvent[]).map(eventFrom)
}
