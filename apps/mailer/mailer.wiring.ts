import { join } from 'node:path'
import type { Config } from '../../libs/config'
import { systemClock } from '../../libs/engine/clock.port'
import { loadDefinitions } from '../../libs/engine/definition.store'
import { loadTerritories } from '../../libs/engine/territory.store'
import { openDatabase } from '../../libs/event-store/database'
import type { ProcessLogger } from '../../libs/logs/process.logger'
import { checkMailer } from '../../libs/mail/mailer.check'
import type { MailerParts } from '../../libs/mail/mailer.run'
import { handleMail } from '../../libs/mail/sending/mail.handle'
import type { Rest } from '../../libs/mail/sending/mail.stored'
import { smtpSender } from '../../libs/mail/sending/smtp.sender'
import { createMailQueue } from '../../libs/queue'
import { postgresKeyStore } from '../../libs/vault/key.store'
import { masterKey } from '../../libs/vault/master.key'
import { createVault } from '../../libs/vault/vault'

export interface WiredMailer extends MailerParts {
  /** Mails that came to rest since the start, by how. */
  readonly counts: Readonly<Record<Rest, number>>
  /** Lets go of every connection. */
  close(): Promise<void>
}

/** Puts the mailer together from its settings. Nothing is connected yet. */
export function wireMailer(config: Config<'mailer'>, logger: ProcessLogger, root: string): WiredMailer {
  const clock = systemClock
  const onFailure = (error: unknown, where: string) => logger.failure(error, where)
  const onLost = (error: unknown) => onFailure(error, 'connection')
  const database = openDatabase({ url: config.DATABASE_URL, onLost })
  const master = masterKey(config.VAULT_MASTER_KEY)
  const keys = postgresKeyStore({ url: config.KEYS_DATABASE_URL, master, now: () => clock.now(), onLost })
  const production = config.NODE_ENV === 'production'
  const folders = [join(root, 'definitions'), ...(production ? [] : [join(root, 'examples/definitions')])]
  const sender = smtpSender(config)
  const queue = createMailQueue(config, { onError: (error) => onFailure(error, 'queue') })
  const counts = { sent: 0, to_print: 0, not_due: 0, no_address: 0, failed: 0 }
  const handler = handleMail({
    ...{ database, clock, sender },
    vault: createVault(keys, config.DIGEST_KEY),
    definitions: loadDefinitions(folders, { production }),
    territories: loadTerritories(root, { production }),
    publicUrl: config.PUBLIC_URL,
    onRest: (mail) => {
      counts[mail.rest] += 1
      logger.info('mail', mail)
    },
    onFailure: (error, mail) => {
      logger.warn('mail not sent', mail)
      if (mail.code === 'internal') onFailure(error, 'mail')
    },
  })
  return {
    ...{ database, queue, clock, handler, counts, onFailure },
    check: () => checkMailer({ databaseUrl: config.DATABASE_URL, root, keys, queue, sender }),
    onProblem: ({ code, fr }) => logger.warn(fr, { code }),
    onWorking: () => logger.info('working', { queue: queue.backend }),
    onPutBack: (count) => logger.warn('put back on the queue', { count }),
    close: async () => {
      await Promise.all([queue.close(), database.close(), keys.close()])
    },
  }
}
