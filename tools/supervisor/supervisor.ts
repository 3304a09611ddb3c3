import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServicesRegistry } from '../services/services.registry'
import { giveWay } from './process.priority'
import type { Ending, Program } from './program'
import { adoptRun, lastLines, type ProgramRun, spawnRun, stopRun } from './program.run'
import { RestartLimiter } from './restart.limiter'

/** How often a program may be started again, and how much longer is waited each time. */
interface RestartPolicy {
  readonly max: number
  readonly windowMs: number
  readonly backoffMs: number
}

const FIVE_A_MINUTE: RestartPolicy = { max: 5, windowMs: 60_000, backoffMs: 300 }
const READY_POLL_MS = 100

// SIGINT is a quick and clean end for all of them; SIGTERM would have PostgreSQL wait for its clients.
const LEFTOVER_ENDING: Ending = { stopSignal: 'SIGINT', stopWithinMs: 15_000 }

interface Supervised {
  readonly program: Program
  readonly limiter: RestartLimiter
  run: ProgramRun
}

/**
 * Keeps programs alive, in the order they were started.
 *
 * A program is *starting* until it says that it is ready, then *running*. When its process ends and nobody asked for
 * that, it is started again, five times a minute at most; once more and the supervisor has *failed*: whoever owns it
 * must stop everything. `stop` ends them in reverse order and is final.
 */
export class Supervisor {
  private readonly supervised: Supervised[] = []
  private readonly followers = new Set<string>()
  private stopping: Promise<void> | null = null
  private fail: (reason: Error) => void = () => undefined

  /** Rejects once a program has died too often. */
  readonly failed = new Promise<never>((_, reject) => {
    this.fail = reject
  })

  constructor(
    private readonly registry: ServicesRegistry,
    private readonly logs: string,
    private readonly log: (line: string) => void,
    private readonly restarts: RestartPolicy = FIVE_A_MINUTE,
  ) {
    this.failed.catch(() => undefined) // Told through `failed` to whoever waits on it; unheard, it must not crash us.
  }

  /** Starts the program, or adopts its living process, and resolves once it is ready. */
  async start(program: Program): Promise<void> {
    const adopted = await this.adopt(program)
    this.refuseWhenStopping()
    const limiter = new RestartLimiter(this.restarts.max, this.restarts.windowMs)
    const supervised: Supervised = { program, limiter, run: adopted ?? this.spawn(program) }
    this.supervised.push(supervised)
    void this.watch(supervised)
    await this.lower(supervised)
    await Promise.race([this.untilReady(program), this.failed])
  }

  /** Programs of these names are started at a lower priority from now on: where the machine is short, others come first. */
  giveWay(names: readonly string[]): void {
    for (const name of names) this.followers.add(name)
  }

  /** Stops every program in reverse order; a second call waits for the first. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll()
    return this.stopping
  }

  /** Stops what a killed supervisor left running, but for the services named, which `start` will adopt. */
  async stopLeftovers(kept: readonly string[]): Promise<void> {
    for (const name of this.registry.livingServices()) {
      const living = this.registry.livingProcess(name)
      if (living === null || kept.includes(name)) continue
      this.log(`${name} : resté d'une exécution interrompue (processus ${living.pid}), arrêté.`)
      await stopRun(adoptRun(living), LEFTOVER_ENDING)
      this.registry.serves(name, null)
    }
  }

  private async stopAll(): Promise<void> {
    for (const { program, run } of this.supervised.toReversed()) {
      await stopRun(run, program)
      this.registry.serves(program.name, null)
    }
    await this.stopLeftovers([])
  }

  /** A living process of an earlier run is taken over when it serves, and stopped when it does not. */
  private async adopt(program: Program): Promise<ProgramRun | null> {
    const living = this.registry.livingProcess(program.name)
    if (living === null) return null
    const run = adoptRun(living)
    if (await isReady(program)) {
      this.log(`${program.title} : déjà en marche (processus ${living.pid}), repris.`)
      return run
    }
    this.log(`${program.title} : en marche mais muet (processus ${living.pid}), arrêté.`)
    await stopRun(run, program)
    return null
  }

  private spawn(program: Program): ProgramRun {
    const run = spawnRun(program, this.logFile(program))
    this.registry.serves(program.name, run.pid === 0 ? null : run.pid)
    return run
  }

  private refuseWhenStopping(): void {
    if (this.stopping !== null) throw new Error('Arrêt demandé pendant le démarrage. / Stopped while starting.')
  }

  /** Restarts the program whenever it ends, until `stop` or until it has died too often. Never rejects. */
  private async watch(supervised: Supervised): Promise<void> {
    for (;;) {
      const reason = await supervised.run.ended
      if (this.stopping !== null) return
      const count = supervised.limiter.count(Date.now())
      if (count === null) return this.giveUp(supervised.program, reason)
      this.log(`${supervised.program.title} s'est arrêté (${reason}) : redémarrage ${count}/${this.restarts.max}.`)
      await delay(this.restarts.backoffMs * count)
      if (this.stopping !== null) return
      supervised.run = this.spawn(supervised.program)
      await this.lower(supervised)
    }
  }

  private async lower({ program, run }: Supervised): Promise<void> {
    if (!this.followers.has(program.name) || !run.isLiving()) return
    const why = await giveWay(run.pid)
    if (why !== null && run.isLiving()) this.log(`${program.title} : à la priorité de tous (${why}).`)
  }

  private giveUp(program: Program, reason: string): void {
    const file = this.logFile(program)
    const told = `${program.title} s'arrête sans cesse (${reason}) ; son journal : ${file}
${program.title} keeps ending (${reason}); its log: ${file}
${lastLines(file, 15)}`
    this.fail(new Error(told))
  }

  private async untilReady(program: Program): Promise<void> {
    const deadline = Date.now() + program.readyWithinMs
    for (;;) {
      this.refuseWhenStopping()
      if (await isReady(program)) return
      if (Date.now() > deadline) {
        const file = this.logFile(program)
        throw new Error(`${program.title} n'est pas prêt après ${program.readyWithinMs / 1000} s ; son journal : ${file}
${program.title} is not ready after ${program.readyWithinMs / 1000} s; its log: ${file}
${lastLines(file, 15)}`)
      }
      await delay(READY_POLL_MS)
    }
  }

  private logFile(program: Program): string {
    return join(this.logs, `${program.name}.log`)
  }
}

async function isReady(program: Program): Promise<boolean> {
  try {
    return await program.isReady()
  } catch {
    return false // Refused connections and the like are what "not yet" looks like from outside.
  }
}
