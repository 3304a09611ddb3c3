import type { Recipient } from '../../domain/kernel/decider'

/** A row of the table `mail`, as far as sending it goes. Instants are ISO 8601 in UTC. */
export interface StoredMail {
  readonly id: string
  readonly stream: string
  readonly kind: string
  readonly to: Recipient
  readonly data: unknown
  readonly task: { readonly name: string; readonly since: string } | null
  readonly status: 'pending' | 'queued' | 'sent' | 'failed' | 'not_due' | 'no_address'
  readonly territory: string
  readonly createdAt: string
  readonly leasedUntil: string | null
  /** One per mail for ever, so that a double is known as such. Null until its first turn. */
  readonly messageId: string | null
}

/** Where a mail comes to rest. */
export type Rest = 'sent' | 'not_due' | 'no_address' | 'failed'
