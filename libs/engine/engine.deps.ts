import type { PdfRenderer } from '../documents/pdf.renderer'
import type { Database } from '../event-store/database'
import type { Vault } from '../vault/vault'
import type { Clock } from './clock.port'
import type { DefinitionStore } from './definition.store'
import type { TerritoryStore } from './territory.store'

/** A row of the outbox as committed: what the relay in the same process may send at once. */
export interface CommittedOutbox {
  readonly id: number
  readonly kind: 'wake' | 'mail'
  readonly stream: string
  readonly version: number
  readonly payload: unknown
}

export interface EngineDeps {
  readonly database: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly definitions: DefinitionStore
  readonly territories: TerritoryStore
  /** Prints what the engine keeps on paper: receipts. */
  readonly printer: PdfRenderer
  /** DIGEST_KEY, 32 bytes: bodies of commands are hashed with it. */
  readonly digestKey: Buffer
  /** Told of what was committed, never awaited: the outbox guarantees the same later. */
  readonly committed?: (rows: readonly CommittedOutbox[]) => void
}
