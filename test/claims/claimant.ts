import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** One dotation's claim of a laptop, under the idempotency key that it keeps however often it is given. */
export interface Claim {
  readonly dotation: string
  readonly key: string
}

/** What a process of claims is told: where, over how many connections, and which claims. */
export interface Order {
  readonly appUrl: string
  readonly keysUrl: string
  readonly connections: number
  readonly claims: readonly Claim[]
}

/** Granted, with the version that the dotation has come to; refused, by which rule; or failed, which says nothing. */
export type Answer =
  | { readonly key: string; readonly granted: number }
  | { readonly key: string; readonly refused: string }
  | { readonly key: string; readonly failed: string }

/** A process that gives claims, or something else that its `main` does, and may be killed in the middle of them. */
export class Claimant<O extends object = Order, A extends object = Answer> {
  #child: ChildProcess | null = null

  constructor(private readonly main = 'dist/test/claims/claimant.main.js') {}

  /**
   * Gives all claims of an order at once. Where `dieAfter` is a number, the process is killed outright once so many
   * were answered. Resolves to the answers that arrived, once the process is done or dead; the next order starts
   * another one.
   */
  give(order: O, dieAfter: number | null): Promise<readonly A[]> {
    this.#child ??= fork(join(process.cwd(), this.main), { env: process.env, execArgv: [] })
    const child = this.#child
    const answers: A[] = []
    return new Promise((resolve) => {
      const ended = () => {
        this.#child = null
        child.off('message', heard)
        resolve(answers)
      }
      const heard = (message: A | 'done') => {
        if (message === 'done') {
          child.off('exit', ended).off('message', heard)
          resolve(answers)
          return
        }
        answers.push(message)
        if (answers.length < (dieAfter ?? Number.POSITIVE_INFINITY)) return
        // What is on its way from it is lost as well.
        child.off('message', heard)
        child.kill('SIGKILL')
      }
      child.on('message', heard).once('exit', ended)
      child.send(order)
    })
  }

  stop(): void {
    this.#child?.kill('SIGKILL')
    this.#child = null
  }
}
