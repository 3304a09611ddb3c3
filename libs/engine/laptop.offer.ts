import { uuidOf } from '../contracts/stream'
import { isFree } from '../domain/device/device.state'
import type { DotationState, Waiting } from '../domain/dotation/dotation.state'
import type { Facts } from '../domain/facts'
import { aggregates } from '../domain/registry'
import { execute, type Transaction } from '../event-store/database'
import { openedFrom, openStreams } from '../event-store/open'
import { type Changed, decideAll } from './command.decide'
import { followedDefinition } from './definition.lookup'
import type { EngineDeps } from './engine.deps'
import { lastHandedOverFact } from './facts/fact.parts'
import { type LoadedStream, loadStream } from './stream.load'
import { deviceFact } from './streams.open'

type Given = Omit<Facts, 'decided'>

/** What is offered with: everything that the command writes, by stream, and the laptops that were looked at. */
interface Offering {
  readonly deps: EngineDeps
  readonly given: Given
  readonly transaction: Transaction
  readonly written: Map<string, Changed>
  readonly seen: Set<string>
}

/**
 * Whatever frees a laptop that is ready gives it, in its own transaction, to the first in fair order of those who wait on
 * its owner's stock and whom it serves: nobody can take it in between. Whoever may not be given it, or rests, is passed
 * over. Somebody who had a laptop ready for them and takes another one, or takes none, leaves it to the next alike.
 * Heads are locked in the order: those of the command, then the stock, then those who wait, which nobody waits for.
 * @returns everything that the command writes, the offers included
 */
export async function offerFreedLaptops(
  deps: EngineDeps,
  changed: readonly Changed[],
  given: Given,
  transaction: Transaction,
): Promise<readonly Changed[]> {
  const written = new Map(changed.map((each) => [each.loaded.stream, each]))
  const free = changed.filter(isFreed).map(({ loaded, state }) => ({ ...loaded, state }))
  const offering = { deps, given, transaction, written, seen: new Set(free.map(({ stream }) => stream)) }
  for (const wait of changed.flatMap(leftBy)) free.push(...(await readyFor(wait, offering)))
  for (let device = free.shift(); device; device = free.shift()) {
    const served = await giveToFirst(device, offering)
    if (served?.task === 'bind_laptop') free.push(...(await readyFor(served, offering)))
  }
  return [...written.values()]
}

const deviceRow = (state: unknown, stream: string) => aggregates.device.rows(state, stream)[0]?.row

function isFreed({ loaded, state }: Changed): boolean {
  if (loaded.kind !== 'device') return false
  const was = deviceRow(loaded.state, loaded.stream)?.status
  return !isFree(String(was)) && isFree(String(deviceRow(state, loaded.stream)?.status))
}

const isWaiting = (state: DotationState): state is Waiting => state.stage === 'stock' && state.paused === null

/** The wait that a dotation leaves with a laptop ready for it, or takes up again after a rest. */
function leftBy({ loaded, state }: Changed): readonly Waiting[] {
  if (loaded.kind !== 'dotation') return []
  const [before, after] = [loaded.state as DotationState, state as DotationState]
  if (before.stage !== 'stock') return []
  if (before.paused !== null) return isWaiting(after) ? [after] : []
  const stays = isWaiting(after) && after.opening.structure === before.opening.structure
  return stays || after.stage === 'handover' || before.task === 'await_laptop' ? [] : [before]
}

/** Another laptop of the stock that would do, locked; none where nobody has one ready. */
async function readyFor({ opening }: Waiting, { transaction, written, seen }: Offering) {
  const known = [...new Set([...seen, ...written.keys()])]
  const [, chosen] = await transaction.batch([
    execute('lock_stock', opening.structure),
    execute('choose_device', opening.structure, opening.needs, known),
  ])
  const row = chosen?.rows[0] as { stream: string } | undefined
  if (!row) return []
  seen.add(row.stream)
  const stored = openedFrom(await transaction.batch(openStreams([row.stream], '', ''))).streams.get(row.stream)
  const device = stored && (await loadStream(stored, transaction.batch))
  return device && isFree(String(deviceRow(device.state, device.stream)?.status)) ? [device] : []
}

/** Gives a free laptop to whoever it serves first, and answers how they waited; undefined where it serves nobody. */
async function giveToFirst(device: LoadedStream, offering: Offering): Promise<Waiting | undefined> {
  const row = deviceRow(device.state, device.stream)
  const passed = new Set([...offering.written.values()].filter(hasLeft(row?.owner)).map(({ loaded }) => loaded.stream))
  for (;;) {
    const [, chosen] = await offering.transaction.batch([
      execute('lock_stock', row?.owner),
      execute('choose_waiting', row?.owner, row?.features, [...passed]),
    ])
    const first = chosen?.rows[0] as { stream: string; person: string } | undefined
    if (!first) return undefined
    const wait = await give(device, first, offering)
    if (wait) return wait
    passed.add(first.stream)
  }
}

/** Of the dotations that the command writes, those that no longer wait on a stock: the database still has them there. */
const hasLeft =
  (owner: unknown) =>
  ({ loaded, state }: Changed): boolean => {
    const dotation = state as DotationState
    return loaded.kind === 'dotation' && !(isWaiting(dotation) && dotation.opening.structure === owner)
  }

/** Offers a laptop to somebody whose head is locked; null where they may not have it. */
async function give(
  device: LoadedStream,
  { stream, person }: { readonly stream: string; readonly person: string },
  { deps, given, transaction, written }: Offering,
): Promise<Waiting | null> {
  const before = lastHandedOverFact(person)
  const journey = `journey-${uuidOf(stream)}`
  const [handed, ...found] = await transaction.batch([before.execution, ...openStreams([stream, journey], '', '')])
  const opened = openedFrom(found)
  const streams = new Map([[device.stream, device]])
  for (const stored of opened.streams.values()) {
    const loaded = await loadStream(stored, transaction.batch)
    const change = written.get(loaded.stream)
    streams.set(loaded.stream, change ? { ...loaded, state: change.state } : loaded)
  }
  const definition = await followedDefinition(
    deps.definitions,
    transaction.batch,
    opened.streams.get(stream)?.head?.definition ?? '',
  )
  // Nothing is decided earlier than what one of them last recorded.
  const instants = [given.now, ...[...streams.values()].flatMap(({ last }) => last?.at ?? [])].map(Date.parse)
  const facts: Given = {
    ...{ actor: given.actor, definition, zone: definition.zone, now: new Date(Math.max(...instants)).toISOString() },
    outside: { ...before.read(handed?.rows ?? []), device: deviceFact(device) },
  }
  const wait = streams.get(stream)?.state as Waiting
  const decided = decideAll({ ...offer, stream }, streams, facts, new Map())
  if (!decided.ok) return null
  for (const change of decided.changed)
    written.set(change.loaded.stream, joined(written.get(change.loaded.stream), change))
  return wait
}

const offer = {
  ...{ type: 'OfferLaptop', data: {} },
  spec: { order: ['dotation', 'device', 'journey'], reprise: false },
} as const

/** What a stream is written, by the command and then by what it is offered. */
function joined(before: Changed | undefined, after: Changed): Changed {
  if (!before) return after
  const later = after.intents.map((each) => ({ ...each, after: each.after + before.events.length }))
  return {
    ...before,
    events: [...before.events, ...after.events],
    state: after.state,
    intents: [...before.intents, ...later],
  }
}
