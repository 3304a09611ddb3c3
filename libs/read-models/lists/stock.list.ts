import { cursorFrom } from '../../contracts/api/common.schemas'
import type { Device, DeviceQuery, Dotation } from '../../contracts/api/stock.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { type Scope, scopeOf } from '../../policy/read.policy'
import { type Conditions, conditions, pageFrom, type Queryable, scopeSql } from './list.sql'
import { type EndsOf, type OwnerColumns, otherwiseFor, waitingOf } from './waiting.columns'

interface DeviceRow extends Omit<Device, 'id'> {
  readonly stream: string
}

/** A page of the laptops that the actor may read, by status: no name is near any of them. */
export async function listDevices(sql: Queryable, actor: Actor, query: DeviceQuery) {
  const where = conditions()
  const { value } = where
  where.and(scopeSql(scopeOf(actor.role, 'device'), actor, value))
  where.and(query.lot && `d.lot = ${value(query.lot)}`)
  where.and(query.status && `d.status = ${value(query.status)}`)
  if (query.cursor) where.and(`(d.status, d.stream) > (${value(query.cursor[0])}, ${value(query.cursor[1])})`)
  const { rows } = await sql.query<DeviceRow>(
    `SELECT d.stream, h.version, d.serial, d.inventory, d.brand, d.model, d.owner, d.recyclerie, d.status,
       d.ready_on AS "readyOn", d.lot, d.place, d.grade, d.charger, d.battery, d.screen_inches AS "screenInches", d.system,
       d.accessibility, d.features
     FROM device d JOIN head h ON h.stream = d.stream
     WHERE ${where.sql()} ORDER BY d.status, d.stream LIMIT ${value(query.limit + 1)}`,
    where.values,
  )
  return pageFrom(
    rows,
    query.limit,
    ({ stream, ...same }): Device => ({ id: uuidOf(stream), ...same }),
    ({ status, stream }) => cursorFrom([status, stream]),
  )
}

interface DotationRow extends OwnerColumns {
  readonly stream: string
  readonly version: number
  readonly stage: Dotation['stage']
  readonly outcome: Dotation['outcome']
  readonly place: string | null
  readonly structure: string | null
  readonly definition: string | null
  readonly device: string | null
  readonly journey: string
  readonly needs: readonly string[]
  readonly ticket: string | null
  readonly receipt_version: number | null
  readonly receipt_sha256: string | null
  readonly receipt_document: string | null
  readonly receipt_signed_on: string | null
  readonly appointment_at: string | null
}

/** One dotation, or null where there is none that the actor may read. A recyclerie is not told whose it is. */
export async function readDotation(
  sql: Queryable,
  actor: Actor,
  stream: string,
  endsOf: EndsOf,
): Promise<Dotation | null> {
  const scope = scopeOf(actor.role, 'dotation')
  const where = conditions()
  where.and(`h.stream = ${where.value(stream)}`)
  where.and(dotationScope(scope, actor, where.value))
  const { rows } = await sql.query<DotationRow>(
    `SELECT h.stream, h.version, h.stage, h.outcome, h.task, h.owner_role, h.owner_id, h.deadline_at,
       h.deadline_command, h.structure, h.definition, j.place, j.stream AS journey, b.device, b.ticket, o.needs,
       o.receipt_version, o.receipt_sha256, o.receipt_document, o.receipt_signed_on, o.appointment_at
     FROM head h
     JOIN journey j ON j.stream = 'journey-' || substr(h.stream, length('dotation-') + 1)
     JOIN dotation o ON o.stream = h.stream
     LEFT JOIN binding b ON b.dotation = h.stream AND b.open
     LEFT JOIN device d ON d.stream = b.device
     WHERE ${where.sql()}`,
    where.values,
  )
  const row = rows[0]
  if (!row) return null
  const { version, stage, outcome, place, structure, device } = row
  const journey = scope === 'own_workshop' ? null : uuidOf(row.journey)
  const otherwise = otherwiseFor(row, endsOf)
  return {
    id: uuidOf(stream),
    version,
    stage,
    ...waitingOf(row),
    otherwise,
    outcome,
    place,
    structure,
    device,
    needs: [...row.needs],
    journey,
    appointment: row.appointment_at,
    receipt: scope === 'own_workshop' ? null : receiptOf(row),
  }
}

function receiptOf(row: DotationRow): Dotation['receipt'] {
  const { receipt_version: version, receipt_sha256: sha256, receipt_document: document, ticket } = row
  if (version === null || sha256 === null || document === null || ticket === null) return null
  return { version, sha256, ticket, document, signedOn: row.receipt_signed_on }
}

/** A recyclerie's are those that wait for it, and those of its own laptops. */
function dotationScope(scope: Scope, actor: Actor, value: Conditions['value']): string {
  const own = scopeSql(scope, actor, value)
  if (scope !== 'own_workshop') return own
  return `(h.owner_role = 'recyclerie' AND h.owner_id = ${value(actor.structure)}) OR (${own})`
}
