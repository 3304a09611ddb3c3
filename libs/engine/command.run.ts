import type { QueryResult } from 'pg'
import { refuse } from '../domain/kernel/refusal'
import type { Transaction } from '../event-store/database'
import { openedFrom, readStreams } from '../event-store/open'
import { MovedError } from '../event-store/retry'
import type { SubjectKey } from '../vault/key.store'
import type { ParsedCommand } from './command.parse'
import { type Outcome, refused, settle } from './command.settle'
import type { CommittedOutbox, EngineDeps } from './engine.deps'
import { aliasesFact } from './facts/fact.parts'
import { type LoadedStream, loadStream } from './stream.load'
import { chooseJourneys, chooseMediators, type OpenedCommand, openingOf, readOpening } from './streams.open'

/**
 * One try of a command, in the order that the design gives: lock, policy on what is stored, the answer given before,
 * the version, the decision, and everything it means in one commit. A refusal writes nothing.
 */
export async function runCommand(deps: EngineDeps, command: ParsedCommand): Promise<Outcome> {
  const { spec, stream, data } = command
  const before = needsLook(command) ? await lookBefore(deps, command) : null
  if (before && !before.head) return refused(refuse('unknown_stream'), null)
  let key: SubjectKey | null = null
  if ((command.personal || spec.prints) && spec.subject) {
    // Made before the transaction: an unused key is harmless, a transaction that waits for another database is not.
    key = await deps.vault.keys.keyFor(spec.subject(stream, data, before?.state))
    if (!key) return refused(refuse('person_erased'), before)
  }
  const choosing = choosers[spec.chooses ?? ''] ?? null
  const named = spec.chooses === 'readyDevice' && typeof data.device === 'string' ? [data.device] : []
  const aliases = spec.chooses === 'aliases' ? await aliasesBefore(deps, command) : []
  const opening = openingOf(command, before, [...named, ...aliases])
  const outbox: CommittedOutbox[] = []
  const outcome = await deps.database.withTransaction(
    command.actor,
    async (transaction, results) => {
      const opened = choosing
        ? await openChosen(command, before as LoadedStream, transaction, choosing)
        : await readOpening(opening, results, command, before, transaction)
      // Somebody was merged, or is no longer, between the look and the locks.
      const now = opened.found.aliases
      if (now && now.join() !== aliases.join()) throw new MovedError('the aliases are others')
      const settled = await settle(deps, command, opened, key, transaction)
      if (!settled.write) await transaction.rollback()
      else outbox.push(...outboxOf(await transaction.commit(settled.write)))
      return settled.outcome
    },
    choosing ? [] : opening.executions,
  )
  if (outbox.length > 0) deps.committed?.(outbox)
  return outcome
}

const outboxOf = (results: readonly QueryResult[]): readonly CommittedOutbox[] =>
  results.flatMap((result) => (result.fields[0]?.name === 'id' ? (result.rows as CommittedOutbox[]) : []))

/** Touched streams, and whom a personal part is about, follow from the leading stream's state: it is read first. */
const needsLook = ({ spec, personal }: ParsedCommand) =>
  !spec.opens && (spec.looks || spec.order.length > 1 || (personal !== null && spec.subject !== undefined))

/** Those merged into a person: they are locked with them. */
async function aliasesBefore({ database }: EngineDeps, { actor, stream }: ParsedCommand): Promise<readonly string[]> {
  const part = aliasesFact(stream)
  const [found] = await database.readBatch(actor, [part.execution])
  return part.read(found?.rows ?? []).aliases ?? []
}

async function lookBefore(deps: EngineDeps, { actor, stream, commandKey }: ParsedCommand): Promise<LoadedStream> {
  const batch = (executions: readonly string[]): Promise<readonly QueryResult[]> =>
    deps.database.readBatch(actor, executions)
  const stored = openedFrom(await batch(readStreams([stream], actor.sub, commandKey))).streams.get(stream)
  if (!stored) throw new TypeError('a stream that was asked for was not answered')
  return loadStream(stored, batch)
}

/** Streams that a command touches and that only the database can name, from the leading one as read before the lock. */
type Choosing = (lead: LoadedStream, transaction: Transaction) => Promise<readonly string[]>

/** For a lieu, its mediators; for a person, their journeys. */
const choosers: Readonly<Record<string, Choosing>> = {
  mediators: chooseMediators,
  journeysOfPerson: chooseJourneys,
}

async function openChosen(
  command: ParsedCommand,
  lead: LoadedStream,
  transaction: Transaction,
  choosing: Choosing,
): Promise<OpenedCommand> {
  const chosen = await choosing(lead, transaction)
  const opening = openingOf(command, lead, chosen)
  return readOpening(opening, await transaction.batch(opening.executions), command, lead, transaction)
}
