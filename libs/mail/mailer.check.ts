import { checkDatabase } from '../event-store/check.database'
import type { MailQueue } from '../queue'
import type { KeyStore } from '../vault/key.store'
import type { MailerProblem } from './mailer.run'
import { failureOf } from './sending/mail.failure'
import type { MailSender } from './sending/smtp.sender'

export interface CheckedParts {
  readonly databaseUrl: string
  /** The project's folder. */
  readonly root: string
  readonly keys: KeyStore
  readonly queue: MailQueue
  readonly sender: MailSender
}

/** Everything that sending a mail needs, looked at at once. */
export async function checkMailer(parts: CheckedParts): Promise<readonly MailerProblem[]> {
  const found = await Promise.all([
    checkDatabase(parts.databaseUrl, parts.root).then((problems) =>
      problems.map(({ code, fr }) => ({ code: `database_${code}`, blocking: true, fr })),
    ),
    checkKeys(parts.keys),
    parts.queue
      .check()
      .then((problems) => problems.map(({ code, blocking, fr }) => ({ code: `queue_${code}`, blocking, fr }))),
    checkServer(parts.sender),
  ])
  return found.flat()
}

/** Without its keys the vault can tell neither whom to write to nor about whom. */
async function checkKeys(keys: KeyStore): Promise<readonly MailerProblem[]> {
  try {
    await keys.keysOf(['nobody'])
    return []
  } catch {
    return [problem('keys_unreachable', 'Le magasin de clés (KEYS_DATABASE_URL) ne répond pas.')]
  }
}

async function checkServer(sender: MailSender): Promise<readonly MailerProblem[]> {
  try {
    await sender.check()
    return []
  } catch (error) {
    const { code } = failureOf(error)
    return [problem('smtp_unreachable', `Le serveur de courriel (SMTP_URL) n'accepte pas de connexion : ${code}.`)]
  }
}

const problem = (code: string, fr: string): MailerProblem => ({ code, blocking: true, fr })
