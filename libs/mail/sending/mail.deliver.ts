import { systemActor } from '../../contracts/command'
import { kindOf } from '../../contracts/stream'
import { type Intent, mailKinds } from '../../domain/kernel/decider'
import { aggregates } from '../../domain/registry'
import type { Clock } from '../../engine/clock.port'
import { findDefinition, findZone } from '../../engine/definition.lookup'
import type { DefinitionStore } from '../../engine/definition.store'
import { loadStream } from '../../engine/stream.load'
import type { TerritoryStore } from '../../engine/territory.store'
import type { Database, Transaction } from '../../event-store/database'
import { openedFrom, readStreams } from '../../event-store/open'
import type { Vault } from '../../vault/vault'
import { type RenderedMail, renderLetter } from '../letter.render'
import { findAddresses } from './address.find'
import { letterFacts } from './letter.facts'
import { MailError } from './mail.failure'
import type { StoredMail } from './mail.stored'
import type { MailSender } from './smtp.sender'

export interface DeliveryDeps {
  readonly database: Database
  readonly vault: Vault
  readonly definitions: DefinitionStore
  readonly territories: TerritoryStore
  readonly clock: Clock
  readonly sender: MailSender
  readonly publicUrl: string
}

/** A mail ready to leave, or why it shall not. */
type Prepared = { readonly rest: 'not_due' | 'no_address' } | (RenderedMail & { readonly to: readonly string[] })

/**
 * Brings a mail that we hold to the mail server, unless what it asks for is over or nobody can be written to.
 * Everything is read as it is now: the state, the addresses, the names. No transaction is open while SMTP speaks.
 */
export async function deliver(
  deps: DeliveryDeps,
  mail: StoredMail & { messageId: string },
): Promise<'sent' | 'not_due' | 'no_address'> {
  const prepared = await deps.database.withTransaction(systemActor, (sql) => prepare(deps, sql, mail))
  if ('rest' in prepared) return prepared.rest
  await deps.sender.send({ ...prepared, messageId: mail.messageId })
  return 'sent'
}

async function prepare(deps: DeliveryDeps, sql: Transaction, mail: StoredMail): Promise<Prepared> {
  const kind = mailKinds.find((known) => known === mail.kind)
  if (!kind) throw new MailError({ code: 'mail_kind', permanent: true })
  const aggregate = aggregates[kindOf(mail.stream)]
  const state = await stateOf(sql, mail.stream)
  const intent: Intent = { mail: kind, to: mail.to, data: mail.data as Intent['data'], task: mail.task }
  if (!aggregate.stillDue(state, intent)) return { rest: 'not_due' }
  const to = await findAddresses(sql, deps.vault, mail.to)
  if (to.length === 0) return { rest: 'no_address' }
  const about = await subjectOf(deps, sql, mail.territory, aggregate.summary(state).definition)
  const facts = await letterFacts(sql, deps.vault, mail, about, deps.publicUrl)
  return { to, ...(await renderLetter(kind, mail.data, facts)) }
}

/** In whose name a mail is written: a journey's by its definition, a lot's by the programme of its territory. */
async function subjectOf(deps: DeliveryDeps, { batch }: Transaction, territory: string, id: string | null) {
  const { definitions, territories } = deps
  const definition = id === null ? null : await findDefinition(definitions, batch, id)
  const programme = definition?.title ?? (id === null ? territories.get(territory)?.laptops.programme : null)
  if (!programme) throw new MailError({ code: 'definition_missing', permanent: false })
  return { definition, programme, zone: definition?.zone ?? (await findZone(definitions, batch, territory)) }
}

async function stateOf(sql: Transaction, stream: string): Promise<unknown> {
  const stored = openedFrom(await sql.batch(readStreams([stream], systemActor.sub, ''))).streams.get(stream)
  if (!stored?.head) throw new MailError({ code: 'stream_missing', permanent: true })
  return (await loadStream(stored, (executions) => sql.batch(executions))).state
}
