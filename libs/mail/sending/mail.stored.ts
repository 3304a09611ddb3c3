import type { Recipient } from '../../domain/kernel/decider'

/** A row of the table `mail`, as far as sending it goes. Instants are ISO 8601 in UTC. */
export interface StoredMail {
  readonly id: string
  readonly stream: string
  /** That of the event that it tells of: it rises, so that a calendar knows which of two entries is the newer. */
  readonly version: number
  readonly kind: string
  readonly to: Recipient
  readonly data: unknown
  readonly task: { readonly name: string; readonly since: string } | null
  readonly status: 'pending' | 'queued' | 'sent' | 'failed' | 'not_due' | 'no_address' | 'to_print' | 'posted'
  readonly territory: string
  readonly createdAt: string
  readonly leasedUntil: string | null
  /** One per mail for ever, so that a double is known as such. Null until its first turn. */
  readonly messageId: string | null
}

/** Where a mail comes to rest. */
export type Rest = 'sent' | 'to_print' | 'not_due' | 'no_address' | 'failed'

/** How a mail went: to its reader's mailbox, on paper, or to who passes it on. */
export type Channel = 'email' | 'letter' | 'relay'
