import type { Result } from '../contracts/command'
import { actors, done, rowsOf, send, uuidOfNumber, type World } from './engine.world'
import { openFundLine } from './fund.fixtures'
import { versionOf } from './receipt.steps'

type Terms = Partial<{ [Term in keyof typeof openFundLine]: string }>
type FundWorld = Pick<World, 'engine' | 'database'>

export const fundLineOf = (number: number) => `fund_line-${uuidOfNumber(600_000 + number)}`

/**
 * Opens the n-th fund line and has so many cents received on it, or promised where that counts: all of them may be spent.
 * A funder has one line for a call and a strand, so a second line says another one of these.
 */
export async function fundLineWithCents(
  world: FundWorld,
  number: number,
  cents: number,
  over: Terms = {},
): Promise<string> {
  const stream = fundLineOf(number)
  const terms = { ...openFundLine, ...over }
  const { answer } = await done(world, 'OpenFundLine', stream, terms, { actor: actors.fundManager })
  const { on } = terms
  const by = { actor: actors.fundManager, version: answer.version }
  if (terms.counts === 'promised')
    await done(world, 'PromiseContribution', stream, { cents, agreement: `CONV-${number}`, on }, by)
  else await done(world, 'ReceiveContribution', stream, { cents, reference: `VIR-${number}`, on }, by)
  return stream
}

/** What a fund manager does, told again under the same key until nobody has acted in between. */
export async function managed(world: FundWorld, ...[type, stream, data, id]: Managed): Promise<Result> {
  for (;;) {
    const version = await versionOf(world, stream)
    const result = await send(world, type, stream, data, { actor: actors.fundManager, version, id })
    if (result.ok || result.rule !== 'stale_version') return result
  }
}

type Managed = [type: Parameters<typeof send>[1], stream: string, data: object, id?: string]

/** The accounts of each line whose row is not what its postings come to; none where the ledger is right. */
export const unbalancedLines = (world: FundWorld): Promise<{ line: string; account: string }[]> =>
  rowsOf(
    world,
    `SELECT stream AS line, account FROM fund_line l CROSS JOIN LATERAL (VALUES
       ('promised', promised_cents), ('received', received_cents), ('authority', -authority_cents), ('free', free_cents),
       ('funder', -promised_cents - received_cents), ('reserved', reserved_cents), ('committed', committed_cents),
       ('ordered', ordered_cents), ('paid', paid_cents), ('recovered', -recovered_cents)) held(account, cents)
     WHERE cents <> coalesce((SELECT sum(p.cents) FROM posting p WHERE p.line = l.stream AND p.account = held.account), 0)
     ORDER BY line, account`,
  )
