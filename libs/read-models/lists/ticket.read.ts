import type { Ticketed } from '../../contracts/api/stock.schemas'
import type { Actor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'

/** The laptop that a ticket leads to, for its recyclerie, its owner and the coordinator; null for everybody else. */
export async function readTicket(sql: Queryable, actor: Actor, ticket: string): Promise<Ticketed | null> {
  const where = conditions()
  where.and(`b.ticket = ${where.value(ticket)}`)
  where.and(scopeSql(scopeOf(actor.role, 'device'), actor, where.value))
  const { rows } = await sql.query<Ticketed>(
    `SELECT b.ticket, b.dotation, b.device, d.brand, d.model, d.serial, d.inventory, d.lot, d.status, b.open AS current
     FROM binding b JOIN device d ON d.stream = b.device
     WHERE ${where.sql()}`,
    where.values,
  )
  const row = rows[0]
  return row ? { ...row, dotation: uuidOf(row.dotation), device: uuidOf(row.device) } : null
}
