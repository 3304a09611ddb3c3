import { isNewer, type Plan } from '../contracts/plan'
import { kindOf, type Stream } from '../contracts/stream'

/**
 * The way of a batch of outbox rows:
 *
 *   waiting → claimed → sent → settled
 *
 * claimed   its rows are leased and that is committed: until the lease ends no other relay takes them
 * sent      Temporal and the queue have answered, or have not; nothing of it is written yet
 * settled   what arrived is deleted and its stream marked woken; what did not waits for its next try
 *
 * A relay may die at any of these points: the rows wait for the end of their lease and are sent again. That is harmless,
 * since a run keeps the newest Plan alone and the queue knows a job by its id. No transaction is open in between, so
 * there may be any number of relays.
 */
export const crashPoints = ['claimed', 'sent', 'settled'] as const
export type CrashPoint = (typeof crashPoints)[number]

/** How long a relay has for a batch, far above the time limit of a call. */
export const leaseMs = 30_000

/** A row is born leased to the process that has just committed it, which sends it at once. */
export const bornLeaseMs = 1_000

export interface MailPayload {
  readonly mail: string
  /** Grows when somebody asks for the mail again; absent at first. */
  readonly attempt?: number
}

interface Row {
  readonly id: number
  readonly stream: Stream
  readonly version: number
  /** Tries that did not arrive. */
  readonly attempts: number
}
export type WakeRow = Row & { readonly kind: 'wake'; readonly payload: Plan }
export type OutboxRow = WakeRow | (Row & { readonly kind: 'mail'; readonly payload: MailPayload })

/** One call: the newest wake of a stream for all its rows, or all mails in the order in which they were written. */
export type Delivery =
  | { readonly to: 'temporal'; readonly rows: readonly WakeRow[]; readonly plan: Plan; readonly running: boolean }
  | { readonly to: 'queue'; readonly rows: readonly OutboxRow[]; readonly mails: readonly Required<MailPayload>[] }

/** What became of a delivery; `absent` where a workflow that was to run does not. */
export type Arrival = 'arrived' | 'absent' | 'failed'

/** What is written once everybody has answered. */
export interface Settlement {
  readonly done: readonly number[]
  readonly woken: readonly { readonly stream: Stream; readonly version: number }[]
  readonly queued: readonly string[]
  readonly again: readonly { readonly id: number; readonly at: string }[]
}

/** claimed → what to send. Of a stream's wakes only the newest matters. */
export function deliveriesOf(rows: readonly OutboxRow[]): readonly Delivery[] {
  const wakes = new Map<Stream, WakeRow[]>()
  const mails: Extract<OutboxRow, { kind: 'mail' }>[] = []
  for (const row of [...rows].sort((a, b) => a.id - b.id)) {
    if (row.kind === 'mail') mails.push(row)
    else wakes.set(row.stream, [...(wakes.get(row.stream) ?? []), row])
  }
  return [
    ...[...wakes.values()].map(wakeOf),
    ...(mails.length === 0
      ? []
      : [{ to: 'queue' as const, rows: mails, mails: mails.map(({ payload }) => jobOf(payload)) }]),
  ]
}

const jobOf = ({ mail, attempt = 1 }: MailPayload) => ({ mail, attempt })

function wakeOf(rows: readonly WakeRow[]): Delivery {
  const plan = rows.map(({ payload }) => payload).reduce((newest, next) => (isNewer(next, newest) ? next : newest))
  return { to: 'temporal', rows, plan, running: isLeftToParent(rows) }
}

/** How often a dotation that does not run yet is left to its journey: two seconds and a half, also on a busy machine. */
export const triesLeftToParent = 5

/**
 * A dotation is started by its journey, as its child; only when the journey has had its time does the relay start it.
 * A dotation that runs already is signalled at the first try.
 */
const isLeftToParent = (rows: readonly WakeRow[]): boolean =>
  rows.every(({ stream, attempts }) => kindOf(stream) === 'dotation' && attempts < triesLeftToParent)

/** sent → what to write. `now` is in milliseconds of the epoch. */
export function settlementOf(
  answers: readonly { readonly delivery: Delivery; readonly arrival: Arrival }[],
  now: number,
): Settlement {
  const arrived = answers.filter(({ arrival }) => arrival === 'arrived').map(({ delivery }) => delivery)
  return {
    done: arrived.flatMap(({ rows }) => rows.map(({ id }) => id)),
    woken: arrived.flatMap((sent) =>
      sent.to === 'temporal' ? [{ stream: sent.plan.stream, version: sent.plan.version }] : [],
    ),
    queued: arrived.flatMap((sent) => (sent.to === 'queue' ? sent.mails.map(({ mail }) => mail) : [])),
    again: answers
      .filter(({ arrival }) => arrival !== 'arrived')
      .flatMap(({ delivery, arrival }) =>
        delivery.rows.map(({ id, attempts }) => ({ id, at: new Date(now + retryMs(arrival, attempts)).toISOString() })),
      ),
  }
}

/** Half a second for a child that its parent is about to start; else doubled at each failure, half a minute at most. */
export const retryMs = (arrival: Arrival, attempts: number): number =>
  arrival === 'absent' ? 500 : Math.min(1_000 * 2 ** attempts, 30_000)
