import { isDeepStrictEqual } from 'node:util'
import type { OutsideFacts } from '../../domain/facts'
import { aggregates } from '../../domain/registry'
import type { Queryable, Vault } from '../../vault/vault'
import type { ParsedCommand } from '../command.parse'
import type { LoadedStream } from '../stream.load'
import { coarseFacts, coarseFrom } from './coarse.facts'
import type { Found } from './fact.parts'
import { correctedFacts } from './person.facts'
import { referFacts } from './refer.facts'
import { takenFacts } from './reprise.facts'

/** What only the vault can tell, reduced to what a decision may know. `today` answers the day in the territory's zone. */
export async function vaultFacts(
  vault: Vault,
  database: Queryable,
  command: ParsedCommand,
  lead: LoadedStream,
  found: Found,
  today: () => string,
  streams: ReadonlyMap<string, LoadedStream>,
): Promise<OutsideFacts> {
  if (command.type === 'CorrectPerson') {
    return { corrected: await correctedFacts(vault, database, command, streams, today(), found.commune) }
  }
  if (command.type === 'TakeOverHandOver') return takenFacts(vault, database, command, found, today())
  if (command.type === 'Refer' || command.type === 'TakeOverJourney') {
    const coarse = coarseFrom(command.personal ?? {}, today())
    return { coarse, ...(await referFacts(vault, database, command, found, today())) }
  }
  if (command.type === 'RegisterAgent') {
    return { contactsChanged: lead.head !== null && (await contactsChanged(vault, database, command)) }
  }
  if (command.type === 'DraftApplication') {
    return { textsChanged: lead.head !== null && (await contactsChanged(vault, database, command)) }
  }
  // What was noted before is another entry: a note is always something new.
  if (command.type === 'GiveReview') return { textsChanged: command.personal !== null }
  if (!command.spec.closes) return {}
  const person = personOf(lead)
  // Indicators count people as they were when they entered.
  return person ? { coarse: await coarseFacts(vault, database, person, lead.head?.referred_on ?? today()) } : {}
}

function personOf(lead: LoadedStream): string | null {
  if (lead.kind === 'person') return lead.stream
  const row = aggregates[lead.kind].rows(lead.state, lead.stream).find(({ table }) => table === 'journey')?.row
  return typeof row?.person === 'string' ? row.person : null
}

/** Whether a name or an e-mail differs from what is kept: it is not in the event, which would otherwise say the same. */
async function contactsChanged(vault: Vault, database: Queryable, command: ParsedCommand): Promise<boolean> {
  const known = await vault.ofStreams(database, [command.stream], Object.keys(command.personal ?? {}))
  return !isDeepStrictEqual(withoutNulls(command.personal ?? {}), withoutNulls(known.get(command.stream) ?? {}))
}

const withoutNulls = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
