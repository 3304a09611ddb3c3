import { randomUUID } from 'node:crypto'
import type { Plan } from '../contracts/plan'
import type { Definition } from '../domain/definition/definition.schema'
import type { DomainEvent } from '../domain/kernel/decider'
import { aggregates, type Row } from '../domain/registry'
import { seal } from '../event-store/hash.chain'
import type { EventRow, HeadRow, MailRow, OutboxRow, SnapshotRow } from '../event-store/stored.rows'
import type { Changed } from './command.decide'
import { planColumns, planFrom } from './plan.build'
import type { LoadedStream } from './stream.load'
import type { StreamKind } from '../contracts/stream'

/** What every event of one command has in common. */
export interface Origin {
  readonly epoch: number
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly cause: string
  readonly origin: EventRow['origin']
}

/** What one changed stream writes. */
export interface StreamAppend {
  readonly stream: string
  readonly firstVersion: number
  readonly plan: Plan | null
  readonly events: readonly EventRow[]
  readonly head: HeadRow
  readonly snapshot: SnapshotRow
  readonly rows: readonly Row[]
  readonly mails: readonly MailRow[]
  readonly outbox: readonly OutboxRow[]
}

/** Turns the decision about one stream into the rows that say it. Pure but for the ids of mails. */
export function streamAppend(change: Changed, origin: Origin): StreamAppend {
  const { loaded, events: decided, state, definition } = change
  const { stream, kind } = loaded
  const summary = aggregates[kind].summary(state)
  const events = eventRows(change, summary.territory, summary.definition, origin)
  const last = events.at(-1)
  if (!last) throw new TypeError('nothing was decided for this stream')
  const { head, plan } = headOf(kind, state, definition, {
    stream,
    epoch: origin.epoch,
    version: last.version,
    at: last.recorded_at,
  })
  const mails = mailRows(change, events, summary.territory)
  const told = { stream, created_at: last.recorded_at }
  return {
    stream,
    firstVersion: last.version - decided.length + 1,
    plan,
    events,
    head,
    snapshot: snapshotOf(kind, state, head),
    rows: [...aggregates[kind].rows(state, stream), ...entriesOf(loaded, decided)],
    mails,
    outbox: [
      ...(plan ? [{ ...told, kind: 'wake' as const, version: plan.version, payload: plan }] : []),
      ...mails.map(({ id, version }) => ({ ...told, kind: 'mail' as const, version, payload: { mail: id } })),
    ],
  }
}

/** What events add to tables that only grow, each after the state that it leaves. */
export function entriesOf(
  {
    kind,
    stream,
    head,
    state,
  }: Pick<LoadedStream, 'kind' | 'stream' | 'state'> & { readonly head: { version: number } | null },
  events: readonly DomainEvent[],
): readonly Row[] {
  const aggregate = aggregates[kind]
  const { entries } = aggregate
  if (!entries) return []
  let after = state
  return events.flatMap((event, index) => {
    after = aggregate.evolve(after, event)
    return entries(event, after, stream, (head?.version ?? 0) + index + 1)
  })
}

function eventRows(change: Changed, territory: string, definition: string | null, origin: Origin): readonly EventRow[] {
  const { stream, head, last } = change.loaded
  const rows: EventRow[] = []
  for (const [index, event] of change.events.entries()) {
    const row = {
      stream,
      version: (head?.version ?? 0) + index + 1,
      epoch: origin.epoch,
      type: event.type,
      schema_version: 1,
      occurred_on: event.on ?? null,
      recorded_at: new Date(event.at).toISOString(),
      actor: origin.actor,
      on_behalf_of: origin.onBehalfOf,
      origin: origin.origin,
      cause: origin.cause,
      definition,
      territory,
      data: event.data,
      previous_hash: rows.at(-1)?.hash ?? last?.hash ?? null,
    }
    rows.push(seal(row))
  }
  return rows
}

/** The head of a stream and its Plan: the same from a command, from a new computation and from a rebuild. */
export function headOf(
  kind: StreamKind,
  state: unknown,
  definition: Definition | null,
  at: { stream: string; epoch: number; version: number; at: string },
): { head: HeadRow; plan: Plan | null } {
  const { stream, version } = at
  const { territory, epci, structure, definition: id, priority, referredOn, closedAt } = aggregates[kind].summary(state)
  const body = aggregates[kind].plan(state, definition, stream)
  const plan = body && planFrom(body, { stream, epoch: at.epoch, version, territory })
  const head: HeadRow = {
    ...{ stream, kind, version, territory, epci, structure, definition: id, priority },
    ...planColumns(plan),
    referred_on: referredOn,
    changed_at: at.at,
    closed_at: closedAt && new Date(closedAt).toISOString(),
  }
  return { head, plan }
}

export const snapshotOf = (kind: StreamKind, state: unknown, head: HeadRow): SnapshotRow => ({
  stream: head.stream,
  version: head.version,
  fold_version: aggregates[kind].foldVersion,
  territory: head.territory,
  state,
})

function mailRows(change: Changed, events: readonly EventRow[], territory: string): readonly MailRow[] {
  return change.intents.map(({ after, intent }) => {
    const event = events[after] as EventRow
    return {
      id: randomUUID(),
      stream: event.stream,
      version: event.version,
      kind: intent.mail,
      recipient_role: intent.to.role,
      recipient_id: intent.to.id,
      data: intent.data,
      task: intent.task,
      status: 'pending',
      territory,
      created_at: event.recorded_at,
    }
  })
}
