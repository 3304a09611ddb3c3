import { systemActor } from '../../contracts/command'
import { uuidOf } from '../../contracts/stream'
import type { MailKind } from '../../domain/kernel/decider'
import type { Clock } from '../../engine/clock.port'
import type { Database, Transaction } from '../../event-store/database'
import type { Vault } from '../../vault/vault'
import { calendarOf } from '../calendar/appointment.calendar'
import type { LetterFacts, Reading } from '../letter'
import { renderLetter } from '../letter.render'
import type { MailData } from '../mail.data'
import { findAddresses } from './address.find'
import { letterFacts } from './letter.facts'
import { type KnownDeps, knownMail } from './mail.known'
import type { Channel, StoredMail } from './mail.stored'
import { isUrgent } from '../words/beneficiary.words'
import { routeToPerson } from './person.route'
import type { MailSender, OutgoingMail } from './smtp.sender'

export interface DeliveryDeps extends KnownDeps {
  readonly database: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly sender: MailSender
  readonly publicUrl: string
}

/** A mail ready to leave, or how it comes to rest otherwise. */
type Prepared =
  | { readonly leaves: false; readonly end: Delivered }
  | { readonly leaves: true; readonly channel: Channel; readonly mail: Omit<OutgoingMail, 'messageId'> }

/** How a mail came to rest, and by which way it reaches its reader, where it does. */
export interface Delivered {
  readonly rest: 'sent' | 'to_print' | 'not_due' | 'no_address'
  readonly channel: Channel | null
}

/**
 * Brings a mail that we hold to the mail server, unless what it asks for is over, it is to be printed, or nobody can be
 * written to. Everything is read as it is now: the state, the addresses, the names. No transaction is open while SMTP
 * speaks.
 */
export async function deliver(deps: DeliveryDeps, mail: StoredMail & { messageId: string }): Promise<Delivered> {
  const prepared = await deps.database.withTransaction(systemActor, (sql) => prepare(deps, sql, mail))
  if (!prepared.leaves) return prepared.end
  await deps.sender.send({ ...prepared.mail, messageId: mail.messageId })
  return { rest: 'sent', channel: prepared.channel }
}

const resting = (rest: Delivered['rest'], channel: Channel | null = null): Prepared => ({
  leaves: false,
  end: { rest, channel },
})

async function prepare(deps: DeliveryDeps, sql: Transaction, mail: StoredMail): Promise<Prepared> {
  const known = await knownMail(deps, sql, mail)
  if (!known) return resting('not_due')
  const route = await routeOf(sql, deps.vault, mail)
  if (route.by === 'nobody') return resting('not_due')
  if (route.by === 'letter') return resting('to_print', 'letter')
  const { by: channel, to, reader, reading } = route
  if (to.length === 0) return resting('no_address', channel)
  const facts = await letterFacts(sql, deps.vault, mail, known.about, deps.publicUrl, { to: reader, reading })
  const rendered = await renderLetter(known.kind, mail.data, facts)
  // Neither a mailbox that others read nor somebody else's calendar is a place for a person's appointment.
  const isOwn = channel === 'email' && !reading.isShared
  const calendar = isOwn ? entryOf(known.kind, mail, facts, to, deps.sender.from) : null
  return { leaves: true, channel, mail: { ...rendered, to, calendar } }
}

const entryOf = (kind: MailKind, mail: StoredMail, facts: LetterFacts, to: readonly string[], from: string) =>
  calendarOf(kind, mail.data as MailData[MailKind], {
    ...{ journey: uuidOf(mail.stream), sequence: mail.version, location: facts.contact },
    ...{ from, to },
  })

/** The way of a mail; where it goes by mail, to which addresses, and as what it is read there. */
type Route =
  | { readonly by: 'letter' }
  | { readonly by: 'nobody' }
  | {
      readonly by: 'email' | 'relay'
      readonly to: readonly string[]
      readonly reader: LetterFacts['to']
      readonly reading: Reading
    }

const plainly: Reading = { isShared: false, represents: false, byPhone: false }

async function routeOf(sql: Transaction, vault: Vault, mail: StoredMail): Promise<Route> {
  const { role, id } = mail.to
  if (role !== 'beneficiary') {
    return { by: 'email', to: await findAddresses(sql, vault, { role, id }), reader: role, reading: plainly }
  }
  // A dotation carries the id of its journey.
  const route = await routeToPerson(sql, vault, id, `journey-${uuidOf(mail.stream)}`, isUrgent(mail.kind))
  if (route.by === 'letter' || route.by === 'nobody') return route
  const { isShared, represents, email, phone } = route.contact
  if (route.by === 'email') {
    return { by: 'email', to: [email], reader: role, reading: { ...plainly, isShared, represents } }
  }
  const to = await findAddresses(sql, vault, route.to)
  return { by: 'relay', to, reader: route.to.role, reading: { ...plainly, byPhone: phone !== '' } }
}
