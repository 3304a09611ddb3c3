import { createHmac } from 'node:crypto'
import type { Actor, Command, Result } from '../contracts/command'
import { type StreamKind, uuidOf } from '../contracts/stream'
import type { Definition } from '../domain/definition/definition.schema'
import { canonicalJson } from '../event-store/canonical.json'
import type { DirectoryMapping } from '../imports/directory.mapping'
import type { Imported } from '../imports/table.rows'
import type { Queryable } from '../vault/vault'
import { type Intake, type IntakeLine, lineOf, reportOf } from './intake.report'

/** What imports need of the world. `key` is DIGEST_KEY, `readAs` reads with SQL the rows of the actor's territory. */
export interface IntakeDeps {
  readonly execute: (command: Command) => Promise<Result>
  readonly readAs: <T>(actor: Actor, read: (sql: Queryable) => Promise<T>) => Promise<T>
  readonly key: Buffer
  readonly now: () => string
  readonly mapping: DirectoryMapping
  readonly definition: (id: string) => Definition | null
  /** Agents whose e-mail is the one given; streams. */
  readonly agentsByEmail: (sql: Queryable, email: string) => Promise<readonly string[]>
}

/** A row turned into its command: the stream that it is about, and what is said of it. */
export interface RowCommand {
  readonly stream: string
  readonly type: string
  readonly data: Record<string, unknown>
  readonly personal?: Record<string, unknown>
  /**
   * The same for the same row for ever: other content under it is refused. Where it is left out, the row says what
   * is so now, and may say something else the next time.
   */
  readonly commandId?: string
}

/**
 * The uuid that stands for a key of a file, for ever: a keyed digest, so that a second import finds what the first
 * made and nobody can read the key back.
 */
export function streamFor(key: Buffer, kind: StreamKind, ...names: readonly string[]): string {
  const hex = createHmac('sha256', key)
    .update(JSON.stringify(['stream', kind, ...names]))
    .digest('hex')
  return `${kind}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Rows that say nothing of each other may be executed together. */
const TOGETHER = 8

/**
 * Executes the command of each row, each in its own transaction, and tells line by line what came of it.
 * `together` is 1 where a row must find what the row before it has left.
 */
export async function takeRows<T>(
  deps: IntakeDeps,
  actor: Actor,
  imported: Imported<T>,
  commandOf: (row: T) => RowCommand | IntakeLine['problems'][number],
  together = TOGETHER,
): Promise<Intake> {
  if (!imported.ok) return { unreadable: imported.problems }
  const rows = imported.rows.map(({ line, row }) => ({ line, command: commandOf(row) }))
  const streams = rows.flatMap(({ command }) => ('stream' in command ? [command.stream] : []))
  const versions = await versionsOf(deps, actor, streams)
  const lines: IntakeLine[] = []
  for (let start = 0; start < rows.length; start += together) {
    const some = rows.slice(start, start + together).map(async ({ line, command }): Promise<IntakeLine> => {
      if (!('stream' in command)) return { line, result: 'refused', id: null, problems: [command] }
      const version = versions.get(command.stream) ?? 0
      const result = await deps.execute(toExecute(deps.key, actor, command, version))
      return lineOf(line, uuidOf(command.stream), version, result)
    })
    lines.push(...(await Promise.all(some)))
  }
  return reportOf(lines, imported.refused, imported.ignored)
}

/**
 * Without a key of its own, a row's command is named by its content and by the version that it was given on: sent
 * again it finds its answer, and a file of last year that comes back after another one is read as new.
 */
function toExecute(key: Buffer, actor: Actor, row: RowCommand, version: number): Command {
  const { stream, type, data, personal } = row
  const content = createHmac('sha256', key)
    .update(canonicalJson({ stream, version, data, personal: personal ?? null }))
    .digest('hex')
  const commandId = `import/${type}/${row.commandId ?? content}`
  return { actor, commandId, stream, type, data, ...(personal ? { personal } : {}) }
}

async function versionsOf(deps: IntakeDeps, actor: Actor, streams: readonly string[]): Promise<Map<string, number>> {
  const sql = 'SELECT stream, version FROM head WHERE stream = ANY($1)'
  const { rows } = await deps.readAs(actor, (read) => read.query<{ stream: string; version: number }>(sql, [streams]))
  return new Map(rows.map(({ stream, version }) => [stream, version]))
}
