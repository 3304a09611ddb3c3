import { createHmac } from 'node:crypto'
import type { Actor, Command, Result } from '../contracts/command'
import { type StreamKind, uuidOf } from '../contracts/stream'
import type { Definition } from '../domain/definition/definition.schema'
import { canonicalJson } from '../event-store/canonical.json'
import type { DirectoryMapping } from '../imports/directory.mapping'
import type { TableSchema } from '../imports/national/table.schema'
import type { Imported } from '../imports/table.rows'
import type { Queryable } from '../vault/vault'
import type { FileColumns } from './file.columns'
import {
  type Intake,
  type IntakeLine,
  type IntakeProblem,
  refusalOf,
  refusedLine,
  reportOf,
  withoutLine,
} from './intake.report'

/** What imports need of the world. `key` is DIGEST_KEY, `readAs` reads with SQL the rows of the actor's territory. */
export interface IntakeDeps {
  readonly execute: (command: Command) => Promise<Result>
  readonly readAs: <T>(actor: Actor, read: (sql: Queryable) => Promise<T>) => Promise<T>
  readonly key: Buffer
  readonly now: () => string
  /** The zone in which a territory counts its days. */
  readonly zone: (territory: string) => string
  readonly mapping: DirectoryMapping
  /** The national schema of places. */
  readonly schema: TableSchema
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
  /** It acts on what is there, and so on the version that was read with the list. */
  readonly acts?: boolean
  /** What refusals mean for this row, by their rule, where they mean something else than for a command. */
  readonly refusals?: Readonly<Record<string, IntakeProblem>>
  /** What is left out of the row. */
  readonly warnings?: readonly IntakeProblem[]
}

/** What becomes of a row: a command, nothing where its stream says the same already, or a refusal. */
export type RowPlan = RowCommand | { readonly there: string } | { readonly refused: IntakeProblem }

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
 * Executes the command of each row, each in its own transaction, and tells line by line what came of it, by the
 * columns of the file. `together` is 1 where a row must find what the row before it has left.
 */
export async function takeRows<T>(
  deps: IntakeDeps,
  actor: Actor,
  imported: Imported<T>,
  planOf: (row: T) => RowPlan,
  { columns, together = TOGETHER }: { columns: FileColumns; together?: number },
): Promise<Intake> {
  if (!imported.ok) return { unreadable: imported.problems }
  const rows = imported.rows.map(({ line, row, warnings = [] }) => ({ line, plan: planOf(row), warnings }))
  const streams = rows.flatMap(({ plan }) => ('stream' in plan ? [plan.stream] : []))
  const versions = await versionsOf(deps, actor, streams)
  const take = async ({ line, plan, warnings }: (typeof rows)[number]): Promise<IntakeLine> => {
    if ('refused' in plan) return refusedLine(line, plan.refused)
    const left = warnings.map(withoutLine)
    if ('there' in plan) return { ...taken(line, plan.there, left), result: 'unchanged' }
    const { stream, refusals = {} } = plan
    const version = versions.get(stream) ?? 0
    const result = await deps.execute(toExecute(deps.key, actor, plan, version))
    if (!result.ok) return refusedLine(line, refusals[result.rule] ?? refusalOf(result, columns))
    const known = taken(line, stream, [...left, ...(plan.warnings ?? [])])
    return result.answer.version > version ? known : { ...known, result: 'unchanged' }
  }
  const lines: IntakeLine[] = []
  for (let start = 0; start < rows.length; start += together) {
    lines.push(...(await Promise.all(rows.slice(start, start + together).map(take))))
  }
  return reportOf(lines, imported.refused, imported.ignored)
}

const taken = (line: number, stream: string, warnings: readonly IntakeProblem[]): IntakeLine => ({
  ...{ line, result: 'taken', id: uuidOf(stream), problems: [] },
  warnings,
})

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
  const given = { actor, commandId, stream, type, data, ...(row.acts ? { ifVersion: version } : {}) }
  return personal ? { ...given, personal } : given
}

async function versionsOf(deps: IntakeDeps, actor: Actor, streams: readonly string[]): Promise<Map<string, number>> {
  const sql = 'SELECT stream, version FROM head WHERE stream = ANY($1)'
  const { rows } = await deps.readAs(actor, (read) => read.query<{ stream: string; version: number }>(sql, [streams]))
  return new Map(rows.map(({ stream, version }) => [stream, version]))
}
