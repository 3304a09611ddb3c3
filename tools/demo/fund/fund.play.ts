import { coverageOf, uuidOf } from '../../../libs/contracts/stream'
import { streamNamed } from '../../../libs/engine/stream.named'
import type { ActorClient } from '../actor.client'
import { expectTaken, type World } from '../world'
import { holdSession } from './committee'
import { printFund } from './fund.report'
import { type FundWorld, manager, settleFund } from './fund.world'
import { GrantPlayer, type GrantPart } from './grant.player'

type Log = (line: string) => void

/** The part of the fund in the demonstration: before the journeys, whom it pays for is decided; after them, it is settled. */
export class FundPlay {
  private constructor(
    private readonly client: ActorClient,
    private readonly fund: FundWorld,
    private readonly player: GrantPlayer,
    private readonly today: () => string,
    private readonly log: Log,
  ) {}

  static async settle(client: ActorClient, root: string, today: () => string, log: Log): Promise<FundPlay> {
    const fund = await settleFund(client, root, today())
    return new FundPlay(client, fund, new GrantPlayer(client, fund, today, log), today, log)
  }

  /** Nine light applications and a full one are decided; the full one pays for journeys of the lieux. */
  async decide(world: World): Promise<void> {
    this.log('\nFonds départemental')
    const [light, full] = [this.actions(), this.project()]
    for (const part of [...light, full]) await this.player.advance(part, 'order_payment')
    await holdSession(this.client, this.fund, light, this.today(), this.log)
    await holdSession(this.client, this.fund, [full], this.today(), this.log)
    for (const part of [...light, full]) await this.player.advance(part, 'order_payment')
    this.log(`  ${light.length} demandes de l’appel simple, 1 de l’appel complet (convention signée)`)
    await this.cover(full, world)
  }

  /** Payments, reports, recovery and closure of each grant, then what is left in the books. */
  async close(): Promise<void> {
    this.log('\nFonds départemental : paiements, bilans, clôtures')
    for (const part of [...this.actions(), this.project()]) await this.player.advance(part)
    await printFund(this.client, this.fund, this.log)
  }

  private actions(): readonly GrantPart[] {
    const line = this.lineOf(this.fund.light, 0)
    return this.fund.applicants.map((structure, index) => ({
      ...{
        stream: streamNamed('grant', `demo ${this.fund.month} action ${index + 1}`),
        call: this.fund.light,
        structure,
      },
      ...{ title: `Action Exemple n° ${index + 1}`, askedCents: 200_000, indicator: 'personnes', eventful: false },
      // The last but one is granted in part, the last one refused.
      split: index === 8 ? null : [{ line, cents: index === 7 ? 120_000 : 200_000 }],
      documents: ['budget', 'rib', 'statuts'],
    }))
  }

  private project(): GrantPart {
    const { full, month, applicants } = this.fund
    return {
      ...{ stream: streamNamed('grant', `demo ${month} projet`), call: full, structure: applicants[4] ?? '' },
      ...{ title: 'Parcours accompagnés Exemple', askedCents: 2_400_000, indicator: 'parcours', eventful: true },
      split: [
        { line: this.lineOf(full, 0), cents: 1_600_000 },
        { line: this.lineOf(full, 1), cents: 800_000 },
      ],
      documents: ['budget', 'rib', 'statuts', 'comptes', 'engagement_republicain'],
    }
  }

  private lineOf(call: string, index: number): string {
    const line = this.fund.lines.filter((each) => each.call === call)[index]
    if (!line) throw new Error(`no line ${index} of ${call}`)
    return line.stream
  }

  /** 10 000 € of the project pay for journeys, each by what was given in it. */
  private async cover({ stream }: GrantPart, { places }: World): Promise<void> {
    const coverage = coverageOf(stream)
    const { items } = await this.client.read<{ items: readonly { grant: string }[] }>(manager, '/v1/coverages')
    if (items.some(({ grant }) => grant === stream)) return
    const from = `${this.fund.month}-01`
    const body = {
      places: places.flatMap(({ id, structure }) => (structure ? [`place-${id}`] : [])).slice(0, 200),
      definitions: ['landes-demo', 'landes-emploi-demo'],
      ...{ from, until: `${Number(from.slice(0, 4)) + 1}-12-31` },
      rates: { trainingHourCents: 2_000, sessionMinutes: 90, sessions: 4, laptopCents: 4_000, followUpCents: 1_000 },
      ...{ envelopeCents: 1_000_000, warnBelowCents: 100_000 },
    }
    const path = `/v1/coverages/${uuidOf(coverage)}/set-coverage`
    expectTaken('coverage', await this.client.command(manager, path, body, `demo-${coverage}`, null))
    this.log('  Le projet complet paie des parcours : heures de formation, ordinateur, suivi')
  }
}
