import type { CallLine } from '../../contracts/api/call.schemas'
import type { Queryable } from './list.sql'

interface CallRow {
  readonly id: string
  readonly title: string | null
  readonly status: CallLine['status']
  readonly strand: string | null
  readonly opens_on: string | null
  readonly closes_on: string | null
  readonly envelope_cents: number | null
  readonly adopted_by: CallLine['adoptedBy']
  readonly published_at: string | null
  readonly retired_at: string | null
}

/** The calls of the reader's territory, the last to close first; drafts only for those who write them. */
export async function listCalls(sql: Queryable, drafts: boolean): Promise<readonly CallLine[]> {
  const { rows } = await sql.query<CallRow>(
    `SELECT id, title, status, strand, opens_on, closes_on, envelope_cents,
            adopted_by, published_at, retired_at FROM call
     WHERE $1 OR status <> 'draft' ORDER BY closes_on DESC NULLS FIRST, id`,
    [drafts],
  )
  return rows.map((row) => ({
    ...{ id: row.id, title: row.title, status: row.status, strand: row.strand },
    ...{ opensOn: row.opens_on, closesOn: row.closes_on, envelopeCents: row.envelope_cents },
    ...{ adoptedBy: row.adopted_by, publishedAt: row.published_at, retiredAt: row.retired_at },
  }))
}

/** A call as it was published; null where none of that id is. */
export async function readPublishedCall(sql: Queryable, id: string): Promise<unknown> {
  const published = `SELECT content FROM call WHERE id = $1 AND status <> 'draft'`
  return (await sql.query<{ content: unknown }>(published, [id])).rows[0]?.content ?? null
}
