import type { QueryResult } from 'pg'
import { execute } from './database'
import type { HeadRow } from './stored.rows'

/** A stream as it is: `head` null where it does not exist, `snapshot` null where it has to be folded anew. */
export interface StoredStream {
  readonly stream: string
  readonly head: HeadRow | null
  readonly snapshot: { readonly version: number; readonly foldVersion: number; readonly state: unknown } | null
  readonly last: { readonly hash: string; readonly at: string; readonly actor: string; readonly type: string } | null
}

/** What a command finds when it opens its streams. */
export interface Opened {
  readonly epoch: number
  /** The answer given before under the same actor and command id. */
  readonly answered: { readonly bodyHash: string; readonly answer: unknown } | null
  readonly streams: ReadonlyMap<string, StoredStream>
}

interface ReadRow {
  asked: string
  epoch: number
  body_hash: string | null
  answer: unknown
  head: HeadRow | null
  snapshot_version: number | null
  fold_version: number | null
  state: unknown
  last_hash: string | null
  last_at: string
  last_actor: string
  last_type: string
}

/** Reads streams, without any lock. */
export const readStreams = (streams: readonly string[], actor: string, commandId: string): readonly string[] => [
  execute('read', streams, actor, commandId),
]

/** Locks the heads of streams in id order, devices and fund lines last, then reads them as they are once locked. */
export const openStreams = (streams: readonly string[], actor: string, commandId: string): readonly string[] => [
  execute('lock', streams),
  execute('read', streams, actor, commandId),
]

/** What `readStreams` or `openStreams` have found: their last result. Throws where no stream was asked for. */
export function openedFrom(results: readonly QueryResult[]): Opened {
  const rows = (results.at(-1)?.rows ?? []) as ReadRow[]
  const first = rows[0]
  if (!first) throw new TypeError('no stream was asked for')
  return {
    epoch: first.epoch,
    answered: first.body_hash === null ? null : { bodyHash: first.body_hash, answer: first.answer },
    streams: new Map(rows.map((row) => [row.asked, streamFrom(row)])),
  }
}

function streamFrom(row: ReadRow): StoredStream {
  const { head, last_hash: hash, snapshot_version: version, fold_version: foldVersion } = row
  return {
    stream: row.asked,
    head: head && {
      ...head,
      deadline_at: instant(head.deadline_at),
      changed_at: new Date(head.changed_at).toISOString(),
      closed_at: instant(head.closed_at),
    },
    snapshot: version === null || foldVersion === null ? null : { version, foldVersion, state: row.state },
    last: hash === null ? null : { hash, at: row.last_at, actor: row.last_actor, type: row.last_type },
  }
}

/** PostgreSQL's JSON writes instants with its own offset and digits. */
const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString())
