import type { Queryable } from '../../../libs/read-models/lists/list.sql'

type Revealing = (
  sql: Queryable,
  ids: readonly string[],
  fields: readonly string[],
) => Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>

/** The last told value of personal fields, by stream, or by whom they are about. */
export interface Reveal {
  readonly ofStreams: Revealing
  readonly ofSubjects: Revealing
  /** What was told with each event of one stream, by its version. */
  readonly ofVersions: (
    sql: Queryable,
    stream: string,
    fields: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>
}
