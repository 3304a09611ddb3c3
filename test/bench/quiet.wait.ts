import { setTimeout as sleep } from 'node:timers/promises'
import { onServer } from '../../libs/testing/database'

const pollMs = 250
const patienceMs = 5 * 60_000

/** How many looks must find the same before nothing is believed to move. */
const stillLooks = 4

interface Left {
  readonly outbox: number
  readonly mails: number
}

const left = `SELECT (SELECT count(*)::int FROM outbox) AS outbox,
                     (SELECT count(*)::int FROM mail WHERE status IN ('pending', 'queued')) AS mails`

/**
 * Waits until what was acknowledged takes no more of the machine: nothing has moved for a second and, where the worker
 * runs, the outbox is empty. A mail may be left: where a journey has had many at once, each waits for the one before,
 * asleep. Throws after five minutes.
 */
export function quietWait(ownerUrl: string, workerRuns: boolean): () => Promise<void> {
  return () =>
    onServer(ownerUrl, async (client) => {
      const until = Date.now() + patienceMs
      let before: Left = { outbox: -1, mails: -1 }
      for (let same = 0; ; ) {
        const now = (await client.query<Left>(left)).rows[0] as Left
        same = now.outbox === before.outbox && now.mails === before.mails ? same + 1 : 0
        before = now
        if (same >= stillLooks && (now.outbox === 0 || !workerRuns)) return
        if (Date.now() > until) throw new Error(`still to do after five minutes: ${JSON.stringify(now)}`)
        await sleep(pollMs)
      }
    })
}
