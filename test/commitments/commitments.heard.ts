import { type Answer, stepsOfPaid } from './paying.steps'

/** What was answered, and what in it contradicts itself. */
export class Heard {
  /** Grants that are paid, with the version that they came to. */
  readonly paid = new Map<string, number>()
  readonly wrong: string[] = []
  failed = 0
  readonly #done = new Map<string, number>()
  /** Grants that had their money before everybody asked again. */
  #settled: ReadonlySet<string> = new Set()

  /** Answers the grants that have come to their end: paid, or refused for want of money. */
  note(answers: readonly Answer[]): ReadonlySet<string> {
    const ended = new Set<string>()
    for (const answer of answers) {
      if ('failed' in answer) this.failed += 1
      else if ('refused' in answer) this.#refused(answer, ended)
      else this.#answered(answer, ended)
    }
    return ended
  }

  settle(): void {
    this.#settled = new Set(this.paid.keys())
  }

  #answered({ grant, step, done }: Extract<Answer, { done: number }>, ended: Set<string>): void {
    const key = `${grant} ${step}`
    const before = this.#done.get(key)
    if (before !== undefined && before !== done) this.wrong.push(`${key}: two answers, ${before} and ${done}`)
    this.#done.set(key, done)
    if (!step.startsWith(`${stepsOfPaid - 1} `)) return
    ended.add(grant)
    if (this.#settled.size > 0 && !this.#settled.has(grant)) this.wrong.push(`${grant} was refused, then paid`)
    this.paid.set(grant, done)
  }

  #refused({ grant, step, refused }: Extract<Answer, { refused: string }>, ended: Set<string>): void {
    ended.add(grant)
    if (refused !== 'fund_line_short') this.wrong.push(`${grant} at ${step} was refused by ${refused}`)
    if (this.#done.has(`${grant} ${step}`)) this.wrong.push(`${grant} at ${step} was done, then refused`)
  }
}
