import { Claimant } from './claimant'
import { prepareStock, type Stock } from './claims.prepare'
import { playRound, type Round } from './claims.round'

/** What is played: so many rounds, each on a copy of the same stock. */
export interface ClaimsPlan extends Stock {
  readonly rounds: number
  readonly processes: number
  /** Connections of each process. */
  readonly connections: number
}

/** Plays all rounds and answers what came of each; `told` hears of every one. Processes and databases are gone after. */
export async function runClaims(
  plan: ClaimsPlan,
  told: (round: Round, number: number) => void,
): Promise<readonly Round[]> {
  const prepared = await prepareStock(plan)
  const claimants = Array.from({ length: plan.processes }, () => new Claimant())
  const rounds: Round[] = []
  try {
    for (let number = 1; number <= plan.rounds; number += 1) {
      const round = await playRound(prepared, claimants, { ...plan, crashes: crashesIn(number, plan), seed: number })
      rounds.push(round)
      told(round, number)
    }
    return rounds
  } finally {
    for (const claimant of claimants) claimant.stop()
    await prepared.template.drop()
  }
}

/** One process is killed, then two, and so on until one alone is left; then one again. */
const crashesIn = (number: number, { processes }: ClaimsPlan): number => 1 + ((number - 1) % Math.max(1, processes - 1))

/** What some rounds came to together, and everything that did not hold in them. */
export function sumOf(rounds: readonly Round[]): Round {
  const sum = (field: (round: Round) => number) => rounds.reduce((total, round) => total + field(round), 0)
  return {
    grantedAtFirst: sum(({ grantedAtFirst }) => grantedAtFirst),
    granted: sum(({ granted }) => granted),
    refused: sum(({ refused }) => refused),
    unanswered: sum(({ unanswered }) => unanswered),
    grantedUnheard: sum(({ grantedUnheard }) => grantedUnheard),
    failed: sum(({ failed }) => failed),
    violations: rounds.flatMap(({ violations }) => violations),
  }
}
