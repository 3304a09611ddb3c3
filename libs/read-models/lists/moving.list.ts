import type { Move } from '../../contracts/api/move.schemas'
import { kindOf } from '../../contracts/stream'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, type Reader, scopeSql } from './list.sql'

/** An open journey as a move finds it. */
export interface Moving {
  readonly stream: string
  readonly version: number
}

const column = { mediator: 'j.mediator', prescriber: 'j.prescriber_agent', place: 'j.place' } as const

/** The open journeys that a move is about, as far as whoever asks reads them, in a fixed order. */
export async function movingJourneys(sql: Queryable, reader: Reader, { to, from }: Move): Promise<readonly Moving[]> {
  const held = to === 'prescriber' ? column.prescriber : kindOf(from) === 'place' ? column.place : column.mediator
  const where = conditions()
  where.and('j.closed_at IS NULL')
  where.and(`${held} = ${where.value(from)}`)
  where.and(scopeSql(scopeOf(reader.role, 'journey'), reader, where.value))
  const { rows } = await sql.query<Moving>(
    `SELECT j.stream, head.version FROM journey j JOIN head ON head.stream = j.stream
     WHERE ${where.sql()} ORDER BY j.referred_at, j.stream`,
    where.values,
  )
  return rows
}
