import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '../../../libs/contracts/command'
import type { Database } from '../../../libs/event-store/database'
import { waitingSince } from '../../../libs/read-models/statistics/outcome.lag'
import { catchUpOutcomes } from '../../../libs/read-models/statistics/outcome.projection'

/**
 * Counts until what is expected is there. Any open transaction of the cluster, another test's included, holds the
 * order of the log back for a moment: what is written is counted soon, not at once.
 */
export async function countUntil(database: Database, isThere: () => Promise<boolean>, batch?: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await catchUpOutcomes(database, batch)
    if ((await isThere()) && (await nothingWaits(database))) return
    await sleep(50)
  }
  throw new Error('the statistics do not catch up')
}

/** Counts until all that is written is counted. */
export const countAll = (database: Database): Promise<void> => countUntil(database, () => Promise.resolve(true))

const nothingWaits = (database: Database): Promise<boolean> =>
  database.withTransaction(systemActor, async (sql) => (await sql.query(waitingSince)).rows.length === 0)
