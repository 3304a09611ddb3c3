import { Claimant } from '../claims/claimant'
import { type Fund, prepareFund } from './commitments.prepare'
import { type Payer, playRound, type Round } from './commitments.round'

/** What is played: so many rounds, each on a copy of the same fund. */
export interface CommitmentsPlan extends Fund {
  readonly rounds: number
  readonly processes: number
  /** Connections of each process. */
  readonly connections: number
}

/** Plays all rounds and answers what came of each; `told` hears of every one. Processes and databases are gone after. */
export async function runCommitments(
  plan: CommitmentsPlan,
  told: (round: Round, number: number) => void,
): Promise<readonly Round[]> {
  const prepared = await prepareFund(plan)
  const main = 'dist/test/commitments/paying.main.js'
  const payers = Array.from({ length: plan.processes }, (): Payer => new Claimant(main))
  const rounds: Round[] = []
  try {
    for (let number = 1; number <= plan.rounds; number += 1) {
      // One process is killed, then two, and so on until one alone is left; then one again.
      const crashes = 1 + ((number - 1) % Math.max(1, plan.processes - 1))
      const round = await playRound(prepared, payers, { ...plan, crashes, seed: number })
      rounds.push(round)
      told(round, number)
    }
    return rounds
  } finally {
    for (const payer of payers) payer.stop()
    await prepared.template.drop()
  }
}

/** What some rounds came to together, and everything that did not hold in them. */
export function sumOf(rounds: readonly Round[]): Round {
  const sum = (field: (round: Round) => number) => rounds.reduce((total, round) => total + field(round), 0)
  return {
    ...{ paid: sum(({ paid }) => paid), refused: sum(({ refused }) => refused) },
    ...{ unanswered: sum(({ unanswered }) => unanswered), failed: sum(({ failed }) => failed) },
    ...{ cut: sum(({ cut }) => cut), looks: sum(({ looks }) => looks) },
    violations: rounds.flatMap(({ violations }) => violations),
  }
}
