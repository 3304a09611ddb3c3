import type { Actor } from '../../contracts/command'
import type { PdfRenderer } from '../../documents/pdf.renderer'
import type { Database, Transaction } from '../../event-store/database'
import { scopeOf } from '../../policy/read.policy'
import type { Vault } from '../../vault/vault'
import { conditions, scopeSql } from '../../read-models/lists/list.sql'
import { type KnownDeps, knownMail } from '../sending/mail.known'
import type { StoredMail } from '../sending/mail.stored'
import { isForBeneficiary } from '../words/beneficiary.words'
import { letterData } from './letter.paper'

export interface PrintDeps extends KnownDeps {
  readonly database: Database
  readonly vault: Vault
  readonly renderer: PdfRenderer
}

type Refused = { readonly ok: false; readonly rule: 'not_allowed' | 'unknown_letter' | 'letter_not_due' }
export type Printed = { readonly ok: true; readonly bytes: Buffer } | Refused
export type Posted = { readonly ok: true } | Refused

interface Row {
  stream: string
  kind: string
  recipient_id: string
  data: unknown
  task: StoredMail['task']
  territory: string
  created_at: string
}

const notDue = `UPDATE mail SET status = 'not_due' WHERE id = $1 AND status = 'to_print'`

/**
 * A letter as a PDF, for those who read the whole journey. What it tells of may be over since it was decided, as with an
 * appointment that was moved: then it is not printed any more.
 */
export function printLetter(deps: PrintDeps, actor: Actor, id: string): Promise<Printed> {
  return ofOwnLetter(deps.database, actor, id, async (sql, row): Promise<Printed> => {
    const { kind, stream, data, task, territory } = row
    const to = { role: 'beneficiary', id: row.recipient_id } as const
    const known = isForBeneficiary(kind) && (await knownMail(deps, sql, { kind, stream, data, task, territory, to }))
    const mail = isForBeneficiary(kind) && { kind, person: to.id, territory, data, createdAt: row.created_at }
    const letter = known && mail && (await letterData(sql, deps.vault, mail, known.about))
    if (!letter) {
      await sql.query(notDue, [id])
      return { ok: false, rule: 'letter_not_due' }
    }
    return { ok: true, bytes: deps.renderer.render('letter', letter).bytes }
  })
}

/** Notes that a letter was posted; again changes nothing. `now` is a UTC instant. */
export function markPosted(database: Database, actor: Actor, id: string, now: string): Promise<Posted> {
  return ofOwnLetter(database, actor, id, async (sql): Promise<Posted> => {
    const posted = `UPDATE mail SET status = 'posted', sent_at = $2 WHERE id = $1 AND status = 'to_print'`
    await sql.query(posted, [id, now])
    return { ok: true }
  })
}

/** Letters that are not the actor's to read are not there. */
async function ofOwnLetter<T>(
  database: Database,
  actor: Actor,
  id: string,
  work: (sql: Transaction, row: Row) => Promise<T | Refused>,
): Promise<T | Refused> {
  const scope = scopeOf(actor.role, 'letter')
  if (scope === 'none') return { ok: false, rule: 'not_allowed' }
  return database.withTransaction(actor, async (sql) => {
    const where = conditions()
    where.and(`m.id = ${where.value(id)} AND m.status IN ('to_print', 'posted')`)
    where.and(scopeSql(scope, actor, where.value))
    const { rows } = await sql.query<Row & object>(
      `SELECT m.stream, m.kind, m.recipient_id, m.data, m.task, m.territory, m.created_at
       FROM mail m JOIN journey j ON j.stream = replace(m.stream, 'dotation-', 'journey-') WHERE ${where.sql()} FOR UPDATE OF m`,
      where.values,
    )
    return rows[0] ? work(sql, rows[0]) : { ok: false, rule: 'unknown_letter' }
  })
}
