import { systemActor } from '../../libs/contracts/command'
import type { Clock } from '../../libs/engine/clock.port'
import type { Database } from '../../libs/event-store/database'
import { readLag } from '../../libs/read-models/statistics/outcome.lag'
import { projectOutcomes } from '../../libs/read-models/statistics/outcome.projection'

const batchEvents = 1_000
const pollMs = 500

/**
 * One turn of the statistics: takes in what the log has new, and answers how many milliseconds to rest. How late they
 * were is told before, so that it is known even where the rest fails.
 */
export async function countOutcomes(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  tellLag: (seconds: number) => void,
): Promise<number> {
  tellLag(await database.withTransaction(systemActor, (sql) => readLag(sql, clock.now())))
  const read = await projectOutcomes(database, batchEvents)
  return read === batchEvents ? 0 : pollMs
}
