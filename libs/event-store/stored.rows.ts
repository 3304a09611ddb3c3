/** The rows of the log and of what is written with it, by their column names; instants are ISO 8601 in UTC. */
export interface EventRow {
  readonly stream: string
  readonly version: number
  readonly epoch: number
  readonly type: string
  readonly schema_version: number
  readonly occurred_on: string | null
  readonly recorded_at: string
  readonly actor: string
  readonly on_behalf_of: string | null
  readonly origin: 'live' | 'reprise' | 'correction'
  readonly cause: string
  readonly definition: string | null
  readonly territory: string
  readonly data: unknown
  readonly previous_hash: string | null
  readonly hash: string
}

export interface HeadRow {
  readonly stream: string
  readonly kind: string
  readonly version: number
  readonly stage: string | null
  readonly task: string | null
  readonly owner_role: string | null
  readonly owner_id: string | null
  readonly deadline_at: string | null
  readonly deadline_command: string | null
  readonly child: string | null
  readonly outcome: string | null
  readonly territory: string
  readonly epci: string | null
  readonly structure: string | null
  readonly definition: string | null
  readonly priority: number
  readonly referred_on: string | null
  readonly changed_at: string
  readonly closed_at: string | null
}

export interface SnapshotRow {
  readonly stream: string
  readonly version: number
  readonly fold_version: number
  readonly territory: string
  readonly state: unknown
}

export interface CommandRow {
  readonly actor: string
  readonly command_id: string
  readonly body_hash: string
  readonly answer: unknown
  readonly at: string
}

/** What is to be done after the commit: `wake` carries the Plan, `mail` the id of a mail. */
export interface OutboxRow {
  readonly kind: 'wake' | 'mail'
  readonly stream: string
  readonly version: number
  readonly payload: unknown
  readonly created_at: string
}

export interface MailRow {
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly recipient_role: string
  readonly recipient_id: string
  readonly data: unknown
  readonly task: unknown
  readonly status: 'pending'
  readonly territory: string
  readonly created_at: string
}

/** One encrypted field; `nonce` and `cipher` in PostgreSQL's hex form. */
export interface EntryRow {
  readonly stream: string
  readonly field: string
  readonly version: number
  readonly subject: string
  readonly key_id: string
  readonly nonce: string
  readonly cipher: string
  readonly territory: string
}

/** A document, encrypted; `nonce` in PostgreSQL's hex form, `cipher` in base64, `bytes` the length in clear. */
export interface DocumentRow {
  readonly id: string
  readonly stream: string
  readonly subject: string
  readonly kind: string
  readonly media_type: string
  readonly bytes: number
  readonly sha256: string
  readonly key_id: string
  readonly nonce: string
  readonly cipher: string
  readonly territory: string
  readonly created_at: string
}

export interface DigestRow {
  readonly subject: string
  readonly kind: string
  readonly digest: string
  readonly territory: string
  readonly day: string | null
}

/** Everything that one command writes. */
export interface Append {
  readonly events: readonly EventRow[]
  readonly heads: readonly HeadRow[]
  readonly snapshots: readonly SnapshotRow[]
  readonly rows: readonly { readonly table: string; readonly row: Readonly<Record<string, unknown>> }[]
  readonly command: CommandRow | null
  readonly outbox: readonly OutboxRow[]
  readonly mails: readonly MailRow[]
  readonly entries: readonly EntryRow[]
  readonly documents: readonly DocumentRow[]
  readonly digests: readonly DigestRow[]
}
