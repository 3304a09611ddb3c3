import type { Costs, Coverages } from '../../../libs/contracts/api/coverage.schemas'
import type { FunderStatement } from '../../../libs/contracts/api/funder.schemas'
import { outcomeNames } from '../../../libs/contracts/api/outcome.names'
import { uuidOf } from '../../../libs/contracts/stream'
import { eurosOf } from '../../../libs/domain/kernel/euros'
import type { ActorClient } from '../actor.client'
import { table } from '../report'
import { type FundWorld, manager } from './fund.world'

type Log = (line: string) => void
const euros = (cents: number | null) => (cents === null ? '—' : eurosOf(cents, 'fr'))

/** Prints the ledger by funder, and what journeys have cost. */
export async function printFund(client: ActorClient, { lines, light, full }: FundWorld, log: Log): Promise<void> {
  for (const funder of [...new Set(lines.map((line) => line.funder))]) {
    const statement = await client.read<FunderStatement>(manager, `/v1/funders/${uuidOf(funder)}/statement`)
    printLedger(statement, [light, full], log)
  }
  const { rows } = await client.read<Costs>(manager, '/v1/costs?by=grant')
  const { items } = await client.read<Coverages>(manager, '/v1/coverages')
  for (const row of rows) {
    const coverage = items.find(({ grant }) => grant === row.key)
    const figures = row.outcomes.map(({ outcome, journeys, costCents, perJourneyCents }) => [
      outcome ? outcomeNames[outcome].fr : 'en cours',
      journeys,
      euros(costCents),
      euros(perJourneyCents),
    ])
    table(
      log,
      `Parcours payés par le dossier ${row.key.slice('grant-'.length).slice(0, 8)}`,
      [...figures, ['ensemble', row.journeys, euros(row.costCents), euros(row.perJourneyCents)]],
      ['issue', 'parcours', 'coût', 'par parcours'],
    )
    log(`  Coût d’un parcours mené à son terme : ${euros(row.perOutcomeCents)}`)
    if (coverage)
      log(`  Reste de la prise en charge : ${euros(coverage.leftCents)} sur ${euros(coverage.envelopeCents)}`)
  }
}

function printLedger({ funder, lines, total }: FunderStatement, calls: readonly string[], log: Log): void {
  const rowOf = (name: string, { received, reserved, committed, paid, recovered, free }: FunderStatement['total']) => [
    name,
    ...[received, reserved, committed, paid, recovered, free].map(euros),
  ]
  const own = lines.filter(({ call }) => calls.includes(call))
  table(
    log,
    `Grand livre — ${funder.name}`,
    [...own.map(({ call, balances }) => rowOf(call, balances)), rowOf('ensemble', total)],
    ['ligne', 'reçu', 'réservé', 'engagé', 'payé', 'reversé', 'libre'],
  )
}
