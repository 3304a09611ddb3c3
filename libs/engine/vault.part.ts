import type { Beneficiary } from '../contracts/commands/journey.commands'
import type { Issued } from '../domain/dotation/dotation.events'
import type { KnownDotation } from '../domain/dotation/dotation.state'
import type { PrintedAgreement } from '../domain/facts'
import type { GrantEventOf } from '../domain/grant/grant.events'
import type { JourneyEventOf } from '../domain/journey/journey.events'
import { aggregates } from '../domain/registry'
import { execute } from '../event-store/database'
import type { DigestRow, DocumentRow, EntryRow } from '../event-store/stored.rows'
import { sealDocument } from '../vault/document.store'
import type { Digest } from '../vault/digests'
import type { SubjectKey } from '../vault/key.store'
import { digestRows, eraseExecutions, type Vault } from '../vault/vault'
import type { StreamAppend } from './append.build'
import type { ParsedCommand } from './command.parse'
import { contentOf } from './facts/command.facts'
import type { LoadedStream } from './stream.load'

/** What a command writes into the vault, in its own transaction. */
export interface VaultPart {
  readonly entries: readonly EntryRow[]
  readonly documents: readonly DocumentRow[]
  readonly digests: readonly DigestRow[]
  /** Removals, executed before the rest. */
  readonly removals: readonly string[]
}

const nothing: VaultPart = { entries: [], documents: [], digests: [], removals: [] }

interface Erased {
  readonly stream: string
  readonly territory: string
  readonly handedOverOn: string | null
  readonly household: string | null
}

/** Forgets people who are one: the day of the last laptop stays under every digest that settles who they were. */
export function erasurePart(vault: Vault, changed: readonly LoadedStream[]): VaultPart {
  const people = changed.map(erasedOf)
  const day =
    people
      .flatMap(({ handedOverOn }) => handedOverOn ?? [])
      .sort()
      .at(-1) ?? null
  const digests = people.flatMap(({ stream, territory, household }): readonly DigestRow[] =>
    day && household ? [{ ...vault.digester.ofHousehold(household), subject: stream, territory, day }] : [],
  )
  return { ...nothing, digests, removals: people.flatMap(({ stream }) => eraseExecutions(stream, day)) }
}

function erasedOf({ stream, state }: LoadedStream): Erased {
  const row = aggregates.person.rows(state, stream).find(({ table }) => table === 'person')?.row
  const text = (column: string) => (typeof row?.[column] === 'string' ? row[column] : null)
  return {
    stream,
    territory: text('territory') ?? '',
    handedOverOn: text('last_handed_over_on'),
    household: text('household'),
  }
}

/** What was made before the write: the key, the bytes of a document, and by what a person is found from now on. */
export interface Made {
  readonly key: SubjectKey | null
  readonly printed: Buffer | undefined
  readonly digests: readonly Digest[]
  /** The bytes of a document that is provided again are there already. */
  readonly isKept: boolean
}

/** The personal part of a command, encrypted under the key of whom it is about, and what finds them again. */
export function vaultPart(
  vault: Vault,
  command: ParsedCommand,
  lead: LoadedStream,
  append: StreamAppend,
  { key, printed, digests, isKept }: Made,
): VaultPart {
  const { type, personal, stream } = command
  if (type === 'IssueReceipt' && key && printed) return { ...nothing, documents: receiptOf(lead, append, printed, key) }
  if (type === 'IssueAgreement' && key && printed) return { ...nothing, documents: agreementOf(append, printed, key) }
  if (!personal || !key) return nothing
  // A day that is put right tells nothing anew of who they are: contacts may have changed since.
  if (type === 'TakeOverHandOver' && append.firstVersion > 1) return nothing
  if (isKept) return nothing
  if (type === 'AttachDocument' || type === 'ProvideDocument')
    return { ...nothing, documents: documentsOf(append, contentOf(command), key) }
  const { territory } = append.head
  const entries = vault.entries({ stream, version: append.firstVersion, territory }, personal, key)
  if (type === 'Refer' || (command.spec.reprise && command.spec.leads !== 'grant')) {
    const told = vault.digester.ofPerson(personal as unknown as Beneficiary)
    return { ...nothing, entries, digests: digestRows(key.subject, territory, told) }
  }
  if (type === 'CorrectPerson') {
    const removals = [execute('erase_digests', stream)]
    return { ...nothing, entries, digests: digestRows(stream, territory, digests), removals }
  }
  if (type === 'RegisterAgent') {
    const told = typeof personal.email === 'string' ? [vault.digester.ofAgent(personal.email)] : []
    const removals = [execute('erase_agent_email', stream)]
    return { ...nothing, entries, digests: digestRows(stream, territory, told), removals }
  }
  return { ...nothing, entries }
}

/** A receipt is kept with the journey, where those who read the whole of it find it. */
function receiptOf(lead: LoadedStream, { events, head }: StreamAppend, content: Buffer, key: SubjectKey) {
  const { opening } = lead.state as KnownDotation
  return events.map(({ data, recorded_at: createdAt }) => {
    const { document: id, sha256 } = data as Issued
    const kept = { id, stream: opening.journey, kind: 'receipt', mediaType: 'application/pdf' } as const
    return sealDocument({ ...kept, sha256, territory: head.territory, createdAt }, content, key)
  })
}

/** An agreement is kept with its grant, under the grant's key. */
function agreementOf({ events, stream, head }: StreamAppend, content: Buffer, key: SubjectKey) {
  return events.map(({ data, recorded_at: createdAt }) => {
    const { document: id, sha256 } = data as PrintedAgreement
    const kept = { id, stream, kind: 'grant_agreement', mediaType: 'application/pdf' } as const
    return sealDocument({ ...kept, sha256, territory: head.territory, createdAt }, content, key)
  })
}

type Attached = JourneyEventOf<'DocumentAttached'>['data'] | GrantEventOf<'DocumentProvided'>['data']

/** The bytes themselves are no field: they are kept apart, under the id that their event names. */
function documentsOf({ events, stream, head }: StreamAppend, content: Buffer, key: SubjectKey): readonly DocumentRow[] {
  return events.map(({ data, recorded_at }) => {
    const { document: id, mediaType, sha256, ...told } = data as Attached
    const kind = 'kind' in told ? told.kind : 'grant_document'
    const { territory } = head
    return sealDocument({ id, stream, kind, mediaType, sha256, territory, createdAt: recorded_at }, content, key)
  })
}
