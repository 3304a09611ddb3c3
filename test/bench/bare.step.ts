import { randomBytes, randomUUID } from 'node:crypto'
import { appendExecutions } from '../../libs/event-store/append'
import type { Opened } from '../../libs/event-store/open'
import type { EventRow, HeadRow, OutboxRow } from '../../libs/event-store/stored.rows'

/** An appointment to be written down as the engine would, but by nobody who thinks. */
export interface BareOrder {
  readonly journey: string
  readonly actor: string
  /** UTC instant of the appointment. */
  readonly at: string
}

interface DiagnosticState {
  readonly referral: Readonly<Record<string, unknown>> & {
    readonly place: string
    readonly prescriber: { readonly structure: string; readonly agent: string }
  }
  readonly referredAt: string
  readonly mediator: string
}

const threeDays = 3 * 86_400_000

/**
 * The rows that a moved appointment writes, as plain objects: same tables, same columns, same sizes as the engine's,
 * with no rule, no schema, no hash computed and no calendar. Answers the executions and the version reached.
 */
export function bareStep(opened: Opened, { journey, actor, at }: BareOrder) {
  const stored = opened.streams.get(journey)
  if (!stored?.head || !stored.snapshot || !stored.last) throw new Error('no such journey')
  const { last, snapshot } = stored
  const state = snapshot.state as DiagnosticState
  const version = stored.head.version + 1
  const { territory } = stored.head
  const now = new Date().toISOString()
  const until = new Date(Date.parse(at) + threeDays).toISOString()
  const head: HeadRow = {
    ...stored.head,
    ...{ version, stage: 'diagnostic', task: 'hold_diagnostic', owner_role: 'mediator', owner_id: state.mediator },
    ...{ deadline_at: until, deadline_command: 'Remind', changed_at: now },
  }
  const plan = planOf(head, opened.epoch)
  const told = { stream: journey, version, created_at: now }
  const mail = mailOf(state, { ...told, at, territory })
  const executions = appendExecutions({
    events: [eventOf(head, { epoch: opened.epoch, previous: last.hash, actor, at, now })],
    heads: [head],
    snapshots: [{ stream: journey, version, fold_version: snapshot.foldVersion, territory, state: moved(state, at) }],
    rows: [{ table: 'journey', row: rowOf(journey, state) }],
    mails: [mail],
    outbox: [
      { ...told, kind: 'wake', payload: plan },
      { ...told, kind: 'mail', payload: { mail: mail.id } },
    ] satisfies OutboxRow[],
    command: {
      ...{ actor, command_id: hashLike(16), body_hash: hashLike(32), at: now },
      answer: { stream: journey, version, plan },
    },
    entries: [],
    documents: [],
    digests: [],
  })
  return { executions, version, until }
}

const hashLike = (bytes: number) => randomBytes(bytes).toString('hex')

const moved = (state: DiagnosticState, at: string) => ({
  ...state,
  ...{ task: 'hold_diagnostic', appointment: at, since: at, reminders: 0 },
})

const planOf = (head: HeadRow, epoch: number) => ({
  planVersion: 1,
  ...{ stream: head.stream, epoch, version: head.version, stage: head.stage, task: head.task },
  owner: { role: head.owner_role, id: head.owner_id },
  ...{ until: head.deadline_at, command: head.deadline_command, territory: head.territory, child: null },
})

interface Written {
  readonly epoch: number
  readonly previous: string
  readonly actor: string
  readonly at: string
  readonly now: string
}

const eventOf = (head: HeadRow, { epoch, previous, actor, at, now }: Written): EventRow => ({
  ...{ stream: head.stream, version: head.version, epoch, type: 'AppointmentBooked', schema_version: 1 },
  ...{ occurred_on: null, recorded_at: now, actor, on_behalf_of: null, origin: 'live' },
  ...{ cause: `command:${hashLike(16)}`, definition: head.definition, territory: head.territory, data: { at } },
  ...{ previous_hash: previous, hash: hashLike(32) },
})

interface Told {
  readonly stream: string
  readonly version: number
  readonly created_at: string
  readonly at: string
  readonly territory: string
}

const mailOf = ({ referral }: DiagnosticState, { stream, version, created_at, at, territory }: Told) => ({
  ...{
    id: randomUUID(),
    stream,
    version,
    kind: 'diagnostic_booked',
    status: 'pending' as const,
    territory,
    created_at,
  },
  ...{ recipient_role: 'prescriber', recipient_id: referral.prescriber.agent },
  data: { place: referral.place, at },
  task: { name: 'hold_diagnostic', since: at },
})

const rowOf = (stream: string, { referral, mediator, referredAt }: DiagnosticState) => ({
  ...{ stream, territory: referral.territory, epci: referral.epci, person: referral.person, place: referral.place },
  ...{ place_structure: referral.placeStructure, prescriber_structure: referral.prescriber.structure },
  ...{ prescriber_agent: referral.prescriber.agent, mediator, definition: referral.definition, stage: 'diagnostic' },
  ...{ outcome: null, laptop: null, referred_at: referredAt, closed_at: null },
})
