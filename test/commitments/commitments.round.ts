import { copyOf, type TestDatabase } from '../../libs/testing/database'
import { drawOf, shuffled } from '../../libs/testing/draw'
import { openWorld } from '../../libs/testing/engine.world'
import type { Claimant } from '../claims/claimant'
import { deathsOf, sharesOf } from '../claims/shares'
import { violationsOf } from './commitments.check'
import type { Fund, Prepared, Waiting } from './commitments.prepare'
import { Heard } from './commitments.heard'
import { watching } from './ledger.watch'
import { type Answer, type Order, payAgain, stepsOfPaid } from './paying.steps'

export type Payer = Claimant<Order, Answer>

/** How a round is played. `crashes`: how many of the processes are killed in the middle of it. */
export interface RoundPlan extends Fund {
  readonly crashes: number
  readonly connections: number
  readonly seed: number
}

/** What came out of a round. */
export interface Round {
  readonly paid: number
  readonly refused: number
  /** Grants that a killed process left without their last answer. */
  readonly unanswered: number
  /** Answers that said nothing, so that the command was given again: of connections that were cut, mostly. */
  readonly failed: number
  readonly cut: number
  /** How often the ledger was looked at meanwhile. */
  readonly looks: number
  readonly violations: readonly string[]
}

/**
 * All grants are decided, notified, ordered, approved and paid at once, from several processes; some are given by two of
 * them. Some processes are killed, connections are cut meanwhile, and all that has no answer is given again under the same
 * keys. At the end everybody asks again, and every payment is recorded once more under another key.
 */
export async function playRound(prepared: Prepared, payers: readonly Payer[], plan: RoundPlan): Promise<Round> {
  const draw = drawOf(plan.seed)
  const database = await copyOf(prepared.template)
  const world = openWorld(database, 2)
  const heard = new Heard()
  const watch = watching(world, database, draw)
  try {
    const all = shuffled(prepared.waiting, draw)
    const shares = sharesOf(all, payers.length)
    const lengths = shares.map(({ length }) => length * stepsOfPaid)
    const deaths = deathsOf(lengths, plan.crashes, draw)
    let left = await give(payers, shares, { database, plan, heard, deaths })
    const unanswered = left.flat().length
    for (let turn = 0; turn < mostTurns && left.flat().length > 0; turn += 1)
      left = await give(payers, left, { database, plan, heard })
    const { cut, looks, wrong } = await watch.stop()
    heard.settle()
    const silent = await give(payers, sharesOf(shuffled(all, draw), payers.length), { database, plan, heard })
    const twice: string[] = []
    for (const waiting of all) {
      const version = heard.paid.get(waiting.grant)
      if (version === undefined) continue
      const rules = await payAgain(world, waiting, version)
      if (rules.some((rule) => rule !== 'mandate_already_recorded')) twice.push(`${waiting.grant}: ${rules.join()}`)
    }
    const violations = [
      ...[...wrong, ...heard.wrong, ...twice],
      ...[...left, ...silent].flat().map(({ grant }) => `${grant} has no answer`),
      ...(await violationsOf(world, plan)),
    ]
    const paid = heard.paid.size
    return { paid, refused: plan.grants - paid, unanswered, failed: heard.failed, cut, looks, violations }
  } finally {
    await watch.stop()
    await world.close()
    await database.drop()
  }
}

/** How often what has no answer is given once more. */
const mostTurns = 8

interface Giving {
  readonly database: TestDatabase
  readonly plan: RoundPlan
  readonly heard: Heard
  readonly deaths?: readonly (number | null)[]
}

/** Gives each process its share; answers what of each share has no last answer yet. */
const give = (
  payers: readonly Payer[],
  shares: readonly (readonly Waiting[])[],
  { database: { appUrl, keysUrl }, plan: { connections }, heard, deaths = [] }: Giving,
): Promise<readonly (readonly Waiting[])[]> =>
  Promise.all(
    payers.map(async (payer, index) => {
      const grants = shares[index] ?? []
      if (grants.length === 0) return []
      const answers = await payer.give({ appUrl, keysUrl, connections, grants }, deaths[index] ?? null)
      const ended = heard.note(answers)
      return grants.filter(({ grant }) => !ended.has(grant))
    }),
  )
