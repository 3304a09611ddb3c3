import { grownExecutions } from '../event-store/append'
import { canonicalJson } from '../event-store/canonical.json'
import type { Transaction } from '../event-store/database'
import type { Row } from '../domain/registry'

/**
 * Rows that are there for ever are not made anew: those that are missing are added, and those that are there must be what
 * the log says. Throws where one is not, or says what no event does: then somebody has written past the engine, or a rule
 * now posts otherwise than it did, and neither is for a rebuild to hide.
 * @param streams whose rows these are
 */
export async function keepGrown(
  transaction: Transaction,
  streams: readonly string[],
  entries: readonly Row[],
): Promise<void> {
  const sql = 'SELECT * FROM posting WHERE line = ANY($1)'
  const { rows: stored } = await transaction.query<Record<string, unknown>>(sql, [streams])
  const said = new Map(entries.map((entry) => [keyOf(entry.row), entry]))
  for (const row of stored) {
    const entry = said.get(keyOf(row))
    if (!entry || canonicalJson(entry.row) !== canonicalJson(row))
      throw new Error(`posting ${keyOf(row)} is not what the log says`)
    said.delete(keyOf(row))
  }
  const missing = grownExecutions([...said.values()])
  if (missing.length > 0) await transaction.batch(missing)
}

const keyOf = (row: Readonly<Record<string, unknown>>) => [row.line, row.version, row.number].map(String).join('/')
