import type { DefinitionLine } from '../../contracts/api/definition.schemas'
import type { Queryable } from './list.sql'

interface DefinitionRow {
  readonly id: string
  readonly title: string | null
  readonly status: DefinitionLine['status']
  readonly adopted_by: DefinitionLine['adoptedBy']
  readonly published_at: string | null
  readonly retired_at: string | null
}

/** The versions that the log holds of the reader's territory, by id; drafts only for those who write them. */
export async function listDefinitions(sql: Queryable, drafts: boolean): Promise<readonly DefinitionLine[]> {
  const { rows } = await sql.query<DefinitionRow>(
    `SELECT id, title, status, adopted_by, published_at, retired_at FROM definition
     WHERE $1 OR status <> 'draft' ORDER BY id`,
    [drafts],
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    status: row.status,
    origin: 'log',
    adoptedBy: row.adopted_by,
    publishedAt: row.published_at,
    retiredAt: row.retired_at,
  }))
}

/** A version as it was written, and the version of its stream; null where it is not in the log. */
export async function readWritten(
  sql: Queryable,
  table: 'definition' | 'call',
  id: string,
): Promise<{ status: DefinitionLine['status']; version: number; content: Record<string, unknown> } | null> {
  const { rows } = await sql.query<{
    status: DefinitionLine['status']
    version: number
    content: Record<string, unknown>
  }>(`SELECT status, head.version, content FROM ${table} JOIN head USING (stream) WHERE id = $1`, [id])
  return rows[0] ?? null
}
