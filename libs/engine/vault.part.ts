import type { Beneficiary } from '../contracts/commands/journey.commands'
import { execute } from '../event-store/database'
import type { DigestRow, EntryRow } from '../event-store/stored.rows'
import type { SubjectKey } from '../vault/key.store'
import { digestRows, eraseExecutions, type Vault } from '../vault/vault'
import type { StreamAppend } from './append.build'
import type { ParsedCommand } from './command.parse'
import type { LoadedStream } from './stream.load'

/** What a command writes into the vault, in its own transaction. */
export interface VaultPart {
  readonly entries: readonly EntryRow[]
  readonly digests: readonly DigestRow[]
  /** Removals, executed before the rest. */
  readonly removals: readonly string[]
}

/** The personal part of a command, encrypted under the key of whom it is about, and what finds them again. */
export function vaultPart(
  vault: Vault,
  command: ParsedCommand,
  lead: LoadedStream,
  append: StreamAppend,
  key: SubjectKey | null,
): VaultPart {
  const { type, personal, stream } = command
  if (type === 'ErasePerson') {
    const handedOverOn = append.rows.find(({ table }) => table === 'person')?.row.last_handed_over_on
    const removals = eraseExecutions(lead.stream, typeof handedOverOn === 'string' ? handedOverOn : null)
    return { entries: [], digests: [], removals }
  }
  if (!personal || !key) return { entries: [], digests: [], removals: [] }
  const { territory } = append.head
  const entries = vault.entries({ stream, version: append.firstVersion, territory }, personal, key)
  if (type === 'Refer') {
    const digests = vault.digester.ofPerson(personal as unknown as Beneficiary)
    return { entries, digests: digestRows(key.subject, territory, digests), removals: [] }
  }
  if (type === 'RegisterAgent') {
    const digests = typeof personal.email === 'string' ? [vault.digester.ofAgent(personal.email)] : []
    const removals = [execute('erase_agent_email', stream)]
    return { entries, digests: digestRows(stream, territory, digests), removals }
  }
  return { entries, digests: [], removals: [] }
}
