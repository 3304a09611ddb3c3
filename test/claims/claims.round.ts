import { copyOf } from '../../libs/testing/database'
import { openWorld, rowsOf } from '../../libs/testing/engine.world'
import type { Answer, Claim, Claimant } from './claimant'
import { violationsOf } from './claims.check'
import { drawOf, shuffled } from '../../libs/testing/draw'
import type { Prepared, Stock } from './claims.prepare'
import { deathsOf, sharesOf } from './shares'

/** How a round is played. `crashes`: how many of the processes are killed in the middle of it. */
export interface RoundPlan extends Stock {
  readonly crashes: number
  readonly connections: number
  readonly seed: number
}

/** What came out of a round. */
export interface Round {
  /** Claims that got a laptop before anybody who was refused asked again, and once everybody had. */
  readonly grantedAtFirst: number
  readonly granted: number
  readonly refused: number
  /** Claims that a killed process left without an answer, and those of them that had been granted all the same. */
  readonly unanswered: number
  readonly grantedUnheard: number
  /** Answers that said nothing, so that the claim was given again. */
  readonly failed: number
  readonly violations: readonly string[]
}

/**
 * All dotations claim a laptop at once, from several processes; some claims are given by two of them, as by somebody
 * who has lost patience. Some processes are killed and started again, and give what was not answered once more, under
 * the same key. At the end everybody asks again: yes stays yes, and a laptop that a dead process held is free.
 */
export async function playRound(prepared: Prepared, claimants: readonly Claimant[], plan: RoundPlan): Promise<Round> {
  const draw = drawOf(plan.seed)
  const database = await copyOf(prepared.template)
  const world = openWorld(database, 2)
  const { appUrl, keysUrl } = database
  const heard = new Heard()
  const give = async (share: readonly Claim[], claimant: Claimant, dieAfter: number | null = null) => {
    if (share.length === 0) return []
    const order = { appUrl, keysUrl, connections: plan.connections, claims: share }
    const answers = await claimant.give(order, dieAfter)
    heard.note(answers)
    const answered = new Set(answers.flatMap((answer) => ('failed' in answer ? [] : [answer.key])))
    return share.filter(({ key }) => !answered.has(key))
  }
  try {
    const claims = shuffled(prepared.dotations, draw).map((dotation) => ({ dotation, key: `claim ${dotation}` }))
    const shares = sharesOf(claims, claimants.length)
    const deaths = deathsOf(
      shares.map(({ length }) => length),
      plan.crashes,
      draw,
    )
    let left = await Promise.all(claimants.map((claimant, index) => give(shares[index]!, claimant, deaths[index])))
    const lost = left.flat()
    const held = 'SELECT FROM binding WHERE open AND dotation = ANY($1)'
    const unheard = await rowsOf(world, held, [lost.map(({ dotation }) => dotation)])
    for (let turn = 0; turn < mostTurns && left.flat().length > 0; turn += 1) {
      left = await Promise.all(claimants.map((claimant, index) => give(left[index]!, claimant)))
    }
    const grantedAtFirst = heard.settle()
    const others = sharesOf(shuffled(claims, draw), claimants.length)
    const unanswered = await Promise.all(claimants.map((claimant, index) => give(others[index]!, claimant)))
    const granted = claims.filter(({ key }) => heard.granted.has(key)).map(({ dotation }) => dotation)
    const { laptops } = plan
    const violations = [
      ...heard.wrong,
      ...[...left, ...unanswered].flat().map(({ dotation }) => `${dotation} has no answer`),
      ...(await violationsOf(world, { laptops, claims: claims.length, granted })),
    ]
    return {
      ...{ grantedAtFirst, granted: granted.length, refused: claims.length - granted.length },
      ...{ unanswered: lost.length, grantedUnheard: unheard.length, failed: heard.failed, violations },
    }
  } finally {
    await world.close()
    await database.drop()
  }
}

/** How often a claim without an answer is given once more. */
const mostTurns = 5

/** What was answered, and what in it contradicts itself. */
class Heard {
  readonly granted = new Map<string, number>()
  /** What nobody may hear otherwise any more: claims that had their yes before this one was given. */
  #settled: ReadonlySet<string> = new Set()
  readonly wrong: string[] = []
  failed = 0

  note(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const before = this.granted.get(answer.key)
      if ('failed' in answer) this.failed += 1
      else if ('refused' in answer) this.#refused(answer.key, answer.refused)
      else if (before !== undefined && before !== answer.granted) this.wrong.push(`${answer.key}: two answers`)
      else this.granted.set(answer.key, answer.granted)
    }
  }

  /** How many are granted so far; from now on they stay so. */
  settle(): number {
    this.#settled = new Set(this.granted.keys())
    return this.#settled.size
  }

  #refused(key: string, rule: string): void {
    if (rule !== 'no_laptop_ready') this.wrong.push(`${key} was refused by ${rule}`)
    // Of a claim that two processes give at once, the one may be refused before the other finds a laptop; not after.
    if (this.#settled.has(key)) this.wrong.push(`${key} was granted, then refused`)
  }
}
