import { dayOf } from '../domain/kernel/wait'
import { createActivities } from '../../activities/activities'
import type { Result } from '../contracts/command'
import type { CommandType } from '../domain/command.table'
import type { DefinitionStore } from '../engine/definition.store'
import { createEngine } from '../engine/engine'
import type { CommittedOutbox } from '../engine/engine.deps'
import { databaseOutbox } from '../engine/relay.outbox'
import { processRelay } from '../engine/relay.process'
import { type RelayDeps, relayOnce } from '../engine/relay.run'
import { temporalWake } from '../engine/temporal/temporal.wake'
import { startLoop } from '../engine/turn.loop'
import { type HeadNow, readHeads, readPlan } from '../engine/wake.plans'
import { childFirst } from './child.first'
import { createWorld, done, rowsOf, type World } from './engine.world'
import { openSkippedTime, type SkippedTime } from './temporal.skipped'

/** The engine on a real database, its relay, and workflows whose time is skipped: one clock, the test server's. */
export interface TimedWorld extends World {
  readonly time: SkippedTime
  readonly relay: RelayDeps
  /** The server's present day, ISO 8601. */
  today(): Promise<string>
  /** Gives a command that must be accepted, and waits until the run of its stream follows it. */
  give(type: CommandType, stream: string, data: object, sending?: Parameters<typeof done>[4]): Promise<Granted>
  head(stream: string): Promise<HeadNow>
  /** What was decided on a stream after a version, in order. */
  eventsAfter(stream: string, version: number): Promise<readonly { type: string; actor: string; recorded_at: string }[]>
}

type Granted = Extract<Result, { ok: true }>

export interface TimedOptions {
  readonly maxCachedWorkflows?: number
  /** Dotations are started by their journeys, as a real server has it; no time is skipped once one ends after its journey. */
  readonly children?: boolean
  /** The instant at which the server's time begins, ISO 8601 and still to come; else it is now. */
  readonly from?: string
  /** Other rules than the project's. */
  readonly definitions?: DefinitionStore
}

/** Opens both; a worker, the relay in process and its poll are at work until it is closed. */
export async function createTimedWorld(options: TimedOptions = {}): Promise<TimedWorld> {
  const base = await createWorld()
  const time = await openSkippedTime().catch(async (error: unknown) => {
    await base.close()
    throw error
  })
  if (options.from) await time.pass(Date.parse(options.from) - (await time.now()).getTime())
  const tick = async () => base.setClock((await time.now()).toISOString())
  const wakes = temporalWake(time.client)
  const relay: RelayDeps = {
    outbox: databaseOutbox(base.database),
    wakes: options.children ? wakes : childFirst(wakes, (stream) => readPlan(base.database, stream)),
    mails: { enqueueAll: () => Promise.resolve() },
    clock: base.deps.clock,
    onFailure: (error) => {
      throw error
    },
  }
  const own = processRelay(relay)
  const definitions = options.definitions ?? base.deps.definitions
  const deps = { ...base.deps, definitions, committed: (rows: readonly CommittedOutbox[]) => own.relay(rows) }
  const engine = createEngine(deps)
  const world = { ...base, deps, engine }
  await tick()
  const worker = await time.work(
    createActivities({
      execute: async (command) => {
        await tick()
        return engine.execute(command)
      },
      readPlan: (stream) => readPlan(base.database, stream),
    }),
    options.maxCachedWorkflows,
  )
  const poll = async () => {
    await tick()
    await relayOnce(relay)
    return 20
  }
  const failures: unknown[] = []
  const loop = startLoop(poll, { restAfterFailureMs: 20, onFailure: (error) => failures.push(error) })

  const head = async (stream: string): Promise<HeadNow> => {
    const [found] = await readHeads(base.database, [stream])
    if (!found) throw new Error(`${stream} is not there`)
    return found
  }

  return {
    ...world,
    ...{ time, relay, head },
    today: async () => dayOf((await time.now()).toISOString(), 'Europe/Paris'),
    async give(type, stream, data, sending) {
      await tick()
      const granted = await done(world, type, stream, data, sending)
      await own.idle()
      if (granted.plan !== null && granted.plan.stage !== 'closed') await followed(time, granted)
      return granted
    },
    eventsAfter: (stream, version) =>
      rowsOf(base, 'SELECT type, actor, recorded_at FROM event WHERE stream = $1 AND version > $2 ORDER BY version', [
        ...[stream, version],
      ]),
    async close() {
      await loop.stop()
      await own.idle()
      await worker.stop()
      await time.close()
      await base.close()
      if (failures.length > 0) throw failures[0]
    },
  }
}

const followed = (time: SkippedTime, { answer }: Granted): Promise<unknown> =>
  time.client.workflow.getHandle(answer.stream).executeUpdate('followed', { args: [answer.version] })
