import { join } from 'node:path'
import { createActivities } from '../../../activities/activities'
import type { Activities } from '../../../libs/contracts/workflow'
import { systemClock } from '../../../libs/engine/clock.port'
import { loadDefinitions } from '../../../libs/engine/definition.store'
import { createEngine } from '../../../libs/engine/engine'
import { databaseOutbox } from '../../../libs/engine/relay.outbox'
import { type RelayDeps, relayOnce } from '../../../libs/engine/relay.run'
import { temporalClient } from '../../../libs/engine/temporal/temporal.client'
import { temporalWake } from '../../../libs/engine/temporal/temporal.wake'
import { type Loop, startLoop } from '../../../libs/engine/turn.loop'
import { readPlan } from '../../../libs/engine/wake.plans'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  referral,
  rowsOf,
  type World,
} from '../../../libs/testing/engine.world'
import { openNamespace, type TestNamespace } from '../../../libs/testing/temporal.server'

/** The engine on a real database and a real Temporal, in real time, with the demonstration's delays of seconds. */
export interface LiveWorld extends World {
  readonly temporal: TestNamespace
  readonly activities: Activities
  /** Everything that a relay could not send. */
  readonly failures: readonly unknown[]
  /** A relay of this world that reaches Temporal at an address of its own. */
  relayAt(address?: string): RelayDeps
  /** Polls with a relay until it is stopped. */
  poll(relay: RelayDeps): Loop
  /** Refers the n-th person; by default to a lieu that is silent, reminded after 3 seconds and expired after 6. */
  refer(number: number, definition?: string): Promise<string>
  /** Resolves once events of these types have been recorded on a stream; rejects after a minute. */
  recorded(stream: string, ...types: readonly string[]): Promise<void>
}

export async function createLiveWorld(): Promise<LiveWorld> {
  const base = await createWorld()
  const temporal = await openNamespace()
  const folders = ['definitions', 'examples/definitions'].map((folder) => join(process.cwd(), folder))
  const definitions = loadDefinitions(folders, { production: false })
  const deps = { ...base.deps, definitions, clock: systemClock }
  const engine = createEngine(deps)
  const world = { ...base, deps, engine }
  const failures: unknown[] = []
  const clients = new Set([temporal.client])
  return {
    ...world,
    ...{ temporal, failures },
    activities: createActivities({
      execute: (command) => engine.execute(command),
      readPlan: (stream) => readPlan(base.database, stream),
    }),
    relayAt(address = temporal.settings.TEMPORAL_ADDRESS) {
      const client = temporalClient({ ...temporal.settings, TEMPORAL_ADDRESS: address })
      clients.add(client)
      return {
        ...{ outbox: databaseOutbox(base.database), wakes: temporalWake(client), clock: systemClock },
        mails: { enqueueAll: () => Promise.resolve() },
        onFailure: (error) => failures.push(error),
      }
    },
    poll: (relay) =>
      startLoop(async () => relayOnce(relay).then(() => 100), {
        restAfterFailureMs: 100,
        onFailure: (error) => failures.push(error),
      }),
    async refer(number, definition = 'landes-demo-silence.v1') {
      const { journey } = journeyIds(number)
      const data = { ...referral(number), definition }
      await done(world, 'Refer', journey, data, { actor: actors.prescriber, personal: beneficiary(number) })
      return journey
    },
    recorded: (stream, ...types) =>
      eventually(async () => {
        const events = await rowsOf<{ type: string }>(base, 'SELECT type FROM event WHERE stream = $1', [stream])
        return types.every((type) => events.some((event) => event.type === type))
      }),
    async close() {
      for (const client of clients) await client.connection.close()
      await base.close()
    },
  }
}

/** Resolves once something is true; rejects where it is not within a minute. */
export async function eventually(happened: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 600; look++) {
    if (await happened()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not happen within a minute')
}
