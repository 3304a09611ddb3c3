import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Lot, LotQuery } from '../../contracts/api/lot.schemas'
import { otherwiseOf } from '../../contracts/api/otherwise.words'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { type Conditions, conditions, pageFrom, type Queryable, scopeSql } from './list.sql'
import { type OwnerColumns, waitingOf } from './waiting.columns'

type Counts = Omit<Lot['yield'], 'rate'>

interface LotRow extends OwnerColumns, Counts {
  readonly stream: string
  readonly version: number
  readonly owner: string
  readonly recyclerie: string
  readonly source: string
  readonly order_mark: string
  readonly price_cents: number | null
  readonly ordered_on: string
  readonly received_on: string | null
  readonly stage: Lot['stage']
  readonly outcome: Lot['outcome']
}

const counted = (name: string, condition: string) => `count(*) FILTER (WHERE ${condition})::int AS "${name}"`

/** One row for each lot, with what has become of its laptops. A laptop once confirmed ready stays counted as such. */
const lots = `
  SELECT d.*, h.version, h.task, h.owner_role, h.owner_id, h.deadline_at, h.deadline_command,
         d.laptops_ordered AS ordered, d.laptops_received AS received,
         greatest(0, d.laptops_ordered - laptops.registered) AS missing, laptops.*
  FROM lot d JOIN head h ON h.stream = d.stream
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS registered,
      ${counted('preparing', `l.status IN ('received', 'released', 'wiped', 'tested', 'graded')`)},
      ${counted('ready', 'l.ready_on IS NOT NULL')},
      ${counted('handedOver', `l.status = 'handed_over'`)},
      ${counted('forParts', `l.status = 'for_parts'`)},
      ${counted('recycled', `l.status = 'recycled'`)},
      ${counted('returned', `l.status = 'returned'`)},
      ${counted('lost', `l.status = 'lost'`)}
    FROM device l WHERE l.lot = d.stream) laptops`

/** A page of the lots that the actor may read, the newest first. */
export async function listLots(sql: Queryable, actor: Actor, query: LotQuery) {
  const where = scopedTo(actor)
  const { value } = where
  where.and(query.stage && `d.stage = ${value(query.stage)}`)
  if (query.cursor) {
    const [on, stream] = query.cursor.map(value)
    where.and(`d.ordered_on < ${on}::date OR (d.ordered_on = ${on}::date AND d.stream > ${stream})`)
  }
  const order = `ORDER BY d.ordered_on DESC, d.stream LIMIT ${value(query.limit + 1)}`
  const { rows } = await sql.query<LotRow>(`${lots} WHERE ${where.sql()} ${order}`, [...where.values])
  return pageFrom(rows, query.limit, lotOf, (row) => cursorFrom([row.ordered_on, row.stream]))
}

/** One lot, or null where there is none that the actor may read. */
export async function readLot(sql: Queryable, actor: Actor, stream: string): Promise<Lot | null> {
  const where = scopedTo(actor)
  where.and(`d.stream = ${where.value(stream)}`)
  const { rows } = await sql.query<LotRow>(`${lots} WHERE ${where.sql()}`, [...where.values])
  return rows[0] ? lotOf(rows[0]) : null
}

function scopedTo(actor: Actor): Conditions {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'lot'), actor, where.value))
  return where
}

function lotOf(row: LotRow): Lot {
  const { version, owner, recyclerie, source, stage, outcome } = row
  const { ordered, received, missing, registered, preparing, ready, handedOver, forParts, recycled, returned, lost } =
    row
  const { owner: waitsFor, ...waits } = waitingOf(row)
  return {
    ...{ id: uuidOf(row.stream), version, owner, recyclerie, source, order: row.order_mark },
    ...{ priceCents: row.price_cents, orderedOn: row.ordered_on, receivedOn: row.received_on, stage, outcome },
    ...{ ...waits, waitsFor, otherwise: otherwiseOf({ command: row.deadline_command, task: row.task ?? '' }, noEnds) },
    yield: {
      ...{ ordered, received, missing, registered, preparing, ready, handedOver, forParts, recycled, returned, lost },
      rate: received === 0 ? 0 : Math.round((ready / received) * 1_000) / 1_000,
    },
  }
}

/** How a lot's wait ends is the same for all of them: no definition says it. */
const noEnds = () => ({})
