import { setTimeout as sleep } from 'node:timers/promises'
import { onServer, type TestDatabase } from '../../libs/testing/database'
import type { Draw } from '../../libs/testing/draw'
import { type openWorld, rowsOf } from '../../libs/testing/engine.world'
import { unbalancedLines } from '../../libs/testing/fund.steps'

/** What was seen while others worked. */
export interface Seen {
  readonly looks: number
  readonly cut: number
  readonly wrong: readonly string[]
}

/** One of the connections that are in the middle of something; those of the watch itself are at rest meanwhile. */
const cutOne = `
  SELECT pg_terminate_backend(pid) FROM (
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND state <> 'idle'
    ORDER BY pid OFFSET $1 LIMIT 1) busy`

const pauseMilliseconds = 40
/** After so many looks one connection is cut: more often, and nobody would come to an end. */
const looksForACut = 4

/** Looks at the ledger again and again until it is told to stop, and cuts a connection now and then. */
export function watching(world: ReturnType<typeof openWorld>, { appUrl }: TestDatabase, draw: Draw) {
  let stopped = false
  const work = async (): Promise<Seen> => {
    const wrong = new Set<string>()
    let [looks, cut] = [0, 0]
    while (!stopped) {
      looks += 1
      for (const { line, account } of await unbalancedLines(world))
        wrong.add(`${account} of ${line} was not its postings`)
      const over = await rowsOf<{ line: string }>(
        world,
        `SELECT stream AS line FROM fund_line
         WHERE reserved_cents + committed_cents + ordered_cents + paid_cents - recovered_cents > authority_cents`,
      )
      for (const { line } of over) wrong.add(`${line} spent what it had not`)
      if (looks % looksForACut === 0)
        cut += await onServer(appUrl, async (client) => (await client.query(cutOne, [draw(6)])).rowCount ?? 0)
      await sleep(pauseMilliseconds)
    }
    return { looks, cut, wrong: [...wrong] }
  }
  const seen = work()
  return {
    stop: (): Promise<Seen> => {
      stopped = true
      return seen
    },
  }
}
