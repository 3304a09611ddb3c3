import type { Clock } from '../engine/clock.port'
import { type Loop, startLoop } from '../engine/turn.loop'
import type { Database } from '../event-store/database'
import type { MailHandler, MailQueue, MailWorker } from '../queue'
import { sweepOnce } from './sending/mail.sweep'

/** Something that keeps mails from leaving, or may; told to whoever runs the service. */
export interface MailerProblem {
  /** Such as smtp_unreachable: the service, then what is wrong with it. */
  readonly code: string
  readonly blocking: boolean
  readonly fr: string
}

export interface MailerParts {
  readonly database: Database
  readonly queue: MailQueue
  readonly clock: Clock
  readonly handler: MailHandler
  /** Looks at everything that sending needs; none means ready. */
  check(): Promise<readonly MailerProblem[]>
  /** Told each problem once, when it appears. */
  onProblem(problem: MailerProblem): void
  onWorking(): void
  /** Told how many mails the queue had lost. */
  onPutBack(count: number): void
  onFailure(error: unknown, where: string): void
}

export interface Mailer {
  /** Codes of what is waited for; none when ready. */
  causes(): readonly string[]
  /** Takes no more mails, and waits for those at hand. */
  stop(): Promise<void>
}

/** What a mailer does again and again: each turn answers how many milliseconds to rest after it. */
export interface MailerTurns extends Mailer {
  look(): Promise<number>
  sweep(): Promise<number>
}

const atOnce = 5
const againMs = 2_000
const lookMs = 15_000
const sweepMs = 60_000
const stopWithinMs = 10_000

/** The turns of a mailer: it takes mails from the first look on at which nothing was away. */
export function mailerTurns(parts: MailerParts): MailerTurns {
  let problems: readonly MailerProblem[] = [{ code: 'starting', blocking: true, fr: '' }]
  let worker: MailWorker | null = null
  return {
    async look() {
      const found = await parts.check()
      const known = new Set(problems.map(({ code }) => code))
      for (const problem of found) if (!known.has(problem.code)) parts.onProblem(problem)
      const waiting = found.some(({ blocking }) => blocking)
      if (!waiting && worker === null) {
        worker = await parts.queue.work(parts.handler, atOnce)
        parts.onWorking()
      }
      // Only now: ready means that mails are taken.
      problems = found
      return waiting ? againMs : lookMs
    },
    async sweep() {
      if (worker === null) return againMs
      const count = await sweepOnce(parts)
      if (count > 0) parts.onPutBack(count)
      return sweepMs
    },
    causes: () => problems.filter(({ blocking }) => blocking).map(({ code }) => code),
    stop: async () => {
      await worker?.close(stopWithinMs)
    },
  }
}

/** Sends mails for as long as it runs; first it waits for what it needs, whatever time that takes. */
export function startMailer(parts: MailerParts): Mailer {
  const turns = mailerTurns(parts)
  const loop = (turn: () => Promise<number>, where: string): Loop =>
    startLoop(turn, { restAfterFailureMs: againMs, onFailure: (error) => parts.onFailure(error, where) })
  const loops = [loop(() => turns.look(), 'readiness'), loop(() => turns.sweep(), 'sweep')]
  return {
    causes: () => turns.causes(),
    stop: async () => {
      await Promise.all(loops.map((each) => each.stop()))
      await turns.stop()
    },
  }
}
