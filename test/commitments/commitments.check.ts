import { type openWorld, rowsOf } from '../../libs/testing/engine.world'
import { unbalancedLines } from '../../libs/testing/fund.steps'
import { ofRebuild } from '../claims/claims.check'
import { type Fund, parts } from './commitments.prepare'

type OpenedWorld = ReturnType<typeof openWorld>

/** Everything that does not hold once all was said, in words; nothing where all of it does. */
export async function violationsOf(world: OpenedWorld, fund: Fund): Promise<readonly string[]> {
  return [
    ...(await ofCounts(world, fund)),
    ...(await ofSteps(world)),
    ...(await unbalancedLines(world)).map(({ line, account }) => `${account} of ${line} is not its postings`),
    ...(await ofRebuild(world)),
  ]
}

/** What each number must come to: as many grants as there is room for, paid to the cent, and the others untouched. */
async function ofCounts(world: OpenedWorld, { grants, room }: Fund): Promise<readonly string[]> {
  const cents = room * (parts[0] + parts[1])
  const counts: readonly (readonly [what: string, sql: string, expected: number])[] = [
    ['cents that are free', 'SELECT sum(free_cents) AS count FROM fund_line', 0],
    ['cents paid', 'SELECT sum(paid_cents) AS count FROM fund_line', cents],
    ['cents held', 'SELECT sum(reserved_cents + committed_cents + ordered_cents) AS count FROM fund_line', 0],
    ['cents granted', 'SELECT sum(granted_cents) AS count FROM grant_file', cents],
    ['cents of payments', `SELECT sum(cents) AS count FROM grant_payment WHERE status = 'paid'`, cents],
    ['payments', 'SELECT count(*) FROM grant_payment', 2 * room],
    ['mandates', 'SELECT count(DISTINCT mandate) FROM grant_payment', 2 * room],
    ['grants that are paid', `SELECT count(*) FROM head WHERE kind = 'grant' AND stage = 'report'`, room],
    ['grants that wait', `SELECT count(*) FROM head WHERE kind = 'grant' AND stage = 'decision'`, grants - room],
    ...(['GrantAwarded', 'GrantNotified', 'PaymentOrdered', 'PaymentApproved'] as const).map(
      (type) => [type, `SELECT count(*) FROM event WHERE type = '${type}'`, room] as const,
    ),
    ['PaymentMade', `SELECT count(*) FROM event WHERE type = 'PaymentMade'`, 2 * room],
  ]
  const wrong: string[] = []
  for (const [what, sql, expected] of counts) {
    const count = Number((await rowsOf<{ count: string }>(world, sql))[0]?.count)
    if (count !== expected) wrong.push(`${what}: ${count}, not ${expected}`)
  }
  return wrong
}

/** After each event of a line: debits are credits, no account is below zero, and what is spent is not more than what came. */
async function ofSteps(world: OpenedWorld): Promise<readonly string[]> {
  const uneven = `SELECT line, version, 'debits are not credits' AS what FROM posting
    GROUP BY line, version HAVING sum(cents) <> 0`
  const states = `'free', 'reserved', 'committed', 'ordered', 'paid'`
  const lost = `SELECT line, version, 'a cent is in no state, or in two' AS what FROM posting
    WHERE account IN (${states}, 'recovered', 'authority') GROUP BY line, version HAVING sum(cents) <> 0`
  const below = `SELECT line, version, account || ' is below zero' AS what FROM (
      SELECT line, version, account, sum(cents) OVER (PARTITION BY line, account, grant_id ORDER BY version, number) AS held
      FROM posting WHERE account IN (${states}, 'received', 'promised')) steps
    WHERE held < 0`
  const rows = await rowsOf<{ line: string; version: number; what: string }>(
    world,
    [uneven, lost, below].join(' UNION ALL '),
  )
  return rows.map(({ line, version, what }) => `${line} at ${version}: ${what}`)
}
