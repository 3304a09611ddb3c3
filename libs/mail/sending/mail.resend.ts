import type { Actor } from '../../contracts/command'
import { type Database, execute } from '../../event-store/database'
import { scopeOf } from '../../policy/read.policy'
import { attemptOf } from './mail.sweep'

/** What became of the wish to send a mail again. */
export type Resent =
  | { readonly ok: true }
  | { readonly ok: false; readonly rule: 'not_allowed' | 'unknown_mail' | 'mail_not_failed' }

const again = `
  UPDATE mail SET status = 'pending', attempts = attempts + 1, last_error = NULL, leased_until = NULL
  WHERE id = $1 AND status IN ('failed', 'no_address') RETURNING stream, version, attempts`

/**
 * Makes a mail that was given up leave again: it becomes pending and goes through the outbox like the first time.
 * For those who may read the mails of a territory; row-level security hides all others. `now` is a UTC instant.
 */
export async function resendMail(database: Database, actor: Actor, mail: string, now: string): Promise<Resent> {
  if (scopeOf(actor.role, 'mail') !== 'territory') return { ok: false, rule: 'not_allowed' }
  return database.withTransaction(actor, async (sql): Promise<Resent> => {
    const { rows } = await sql.query<{ stream: string; version: number; attempts: number }>(again, [mail])
    const row = rows[0]
    if (!row) {
      const known = await sql.query('SELECT FROM mail WHERE id = $1', [mail])
      return { ok: false, rule: known.rowCount ? 'mail_not_failed' : 'unknown_mail' }
    }
    const { stream, version, attempts } = row
    const payload = { mail, attempt: attemptOf(attempts) }
    await sql.commit([execute('put_outbox', [{ kind: 'mail', stream, version, payload, created_at: now }])])
    return { ok: true }
  })
}
