import type { Clock } from './clock.port'
import {
  type Arrival,
  type CrashPoint,
  type Delivery,
  deliveriesOf,
  leaseMs,
  type OutboxRow,
  settlementOf,
} from './relay.machine'
import type { MailPort, OutboxPort } from './relay.ports'
import type { WakePort } from './wake.port'

export interface RelayDeps {
  readonly outbox: OutboxPort
  readonly wakes: WakePort
  readonly mails: MailPort
  readonly clock: Clock
  /** Told of each delivery that did not arrive; it will be tried again. */
  readonly onFailure: (error: unknown) => void
  /** Told of each point that a batch has reached: where a test ends the relay. */
  readonly reached?: (point: CrashPoint) => void
}

/** What a batch has come to. */
export interface Relayed {
  readonly claimed: number
  /** Deliveries that did not arrive and wait for another try. */
  readonly failed: number
}

/** Claims at most `limit` rows and sends them. */
export async function relayOnce(deps: RelayDeps, limit = 200): Promise<Relayed> {
  const now = deps.clock.now()
  const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString()
  const rows = await deps.outbox.claim(now, leasedUntil, limit)
  return rows.length === 0 ? { claimed: 0, failed: 0 } : relayClaimed(deps, rows)
}

/** Sends rows that are leased already: claimed, or just committed by this process. */
export async function relayClaimed(deps: RelayDeps, rows: readonly OutboxRow[]): Promise<Relayed> {
  deps.reached?.('claimed')
  const answers = await Promise.all(
    deliveriesOf(rows).map(async (delivery) => ({ delivery, arrival: await send(deps, delivery) })),
  )
  deps.reached?.('sent')
  await deps.outbox.settle(settlementOf(answers, Date.parse(deps.clock.now())))
  deps.reached?.('settled')
  return { claimed: rows.length, failed: answers.filter(({ arrival }) => arrival === 'failed').length }
}

async function send({ wakes, mails, onFailure }: RelayDeps, delivery: Delivery): Promise<Arrival> {
  try {
    if (delivery.to === 'queue') await mails.enqueueAll(delivery.mails)
    else if (!delivery.running) await wakes.wake(delivery.plan)
    else if (!(await wakes.wakeRunning(delivery.plan))) return 'absent'
    return 'arrived'
  } catch (error) {
    onFailure(error)
    return 'failed'
  }
}
