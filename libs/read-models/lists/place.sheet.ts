import type { Actor } from '../../contracts/command'
import { dayOf } from '../../domain/kernel/wait'
import { nationalSheet } from '../../imports/national/national.sheet'
import { scopeOf } from '../../policy/read.policy'
import { conditions, type Queryable, scopeSql } from './list.sql'
import { placeColumns, type PlaceRow } from './place.columns'

interface SheetRow extends PlaceRow {
  readonly changedAt: string
  readonly presentName: string | null
}

/**
 * All places that the actor may read, as a file in the national schema, by source and identifier. Where no directory
 * has written the commune or the day of the last change, they are the present commune and the day of the last change
 * here, in `zone`.
 */
export async function placeSheet(sql: Queryable, actor: Actor, zone: string): Promise<string> {
  const where = conditions()
  where.and(scopeSql(scopeOf(actor.role, 'place'), actor, where.value))
  const { rows } = await sql.query<SheetRow>(
    `SELECT ${placeColumns}, h.changed_at AS "changedAt", c.name AS "presentName"
     FROM place p JOIN head h ON h.stream = p.stream
     LEFT JOIN commune c ON c.territory = p.territory AND c.insee = p.commune_insee
     WHERE ${where.sql()} ORDER BY p.source COLLATE "C" NULLS FIRST, p.external_id COLLATE "C", p.stream`,
    where.values,
  )
  return nationalSheet(
    rows.map((row) => ({
      ...row,
      communeName: row.communeName ?? row.presentName ?? '',
      communeCode: row.communeName === null ? row.communeInsee : row.communeCode,
      updatedOn: row.updatedOn ?? dayOf(row.changedAt, zone),
    })),
  )
}
