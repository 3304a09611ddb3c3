import type { Why } from '../../contracts/api/definition.schemas'
import type { FactValue } from '../../domain/definition/rule'
import type { Queryable } from './list.sql'

/** Puts the rules of a definition that were not met into words. */
export type Explain = (
  definition: string,
  unmet: { readonly codes: readonly string[]; readonly facts: Readonly<Record<string, FactValue>> },
) => readonly Why[]

interface Closing {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Why somebody was not eligible, from the history of their journey; empty where they were. */
export function whyOf(definition: string, events: readonly Closing[], explain: Explain): Why[] {
  const closing = events.find(({ type }) => type === 'JourneyClosed')?.data
  if (!closing) return []
  const facts = closing.because as Readonly<Record<string, FactValue>>
  return [...explain(definition, { codes: closing.unmet as readonly string[], facts })]
}

/** The same, of a journey that has just been closed. */
export async function readWhy(sql: Queryable, stream: string, explain: Explain): Promise<Why[]> {
  const { rows } = await sql.query<Closing & { definition: string }>(
    `SELECT type, data, definition FROM event WHERE stream = $1 AND type = 'JourneyClosed' ORDER BY version DESC LIMIT 1`,
    [stream],
  )
  return whyOf(rows[0]?.definition ?? '', rows, explain)
}
