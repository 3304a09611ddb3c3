import { nameOf } from '../domain/definition/version.name'
import type { CoverageCommand } from '../domain/coverage/coverage.events'
import type { KnownCoverage } from '../domain/coverage/coverage.state'
import type { DomainEvent } from '../domain/kernel/decider'
import type { Facts } from '../domain/facts'
import type { JourneyEvent } from '../domain/journey/journey.events'
import { payableChange, servicesIn } from '../domain/journey/journey.services'
import type { JourneyState } from '../domain/journey/journey.state'
import { dayOf } from '../domain/kernel/wait'
import { aggregates } from '../domain/registry'
import { execute, type Transaction } from '../event-store/database'
import { openedFrom, openStreams } from '../event-store/open'
import { type Changed, changeOf } from './command.decide'
import { followedDefinition } from './definition.lookup'
import type { EngineDeps } from './engine.deps'
import { costsBeforeFact } from './facts/coverage.facts'
import { eventFrom, type LoadedStream, loadStream, type StoredEvent } from './stream.load'

type Given = Omit<Facts, 'decided'>

/** A journey whose cost changes, with the coverages that it is about: those that may take it, or the one that has. */
interface Payable {
  readonly journey: Changed
  readonly means: 'begins' | 'settles'
  readonly coverages: readonly string[]
}

/**
 * What a command does to journeys is followed, in its own transaction, by the grants that pay for them: their cost is
 * reserved at the acceptance, by the first that has room, and trued up at the closure. Coverages are locked after all
 * else and in one order, so that whoever waits for one holds everything else already.
 */
export async function payForJourneys(
  deps: EngineDeps,
  changed: readonly Changed[],
  given: Given,
  transaction: Transaction,
): Promise<readonly Changed[]> {
  const payable = await payableIn(changed, given, transaction)
  const streams = [...new Set(payable.flatMap(({ coverages }) => coverages))]
  if (streams.length === 0) return []
  const opened = openedFrom(await transaction.batch(openStreams(streams, '', '')))
  const coverages = new Map<string, LoadedStream>()
  for (const stored of opened.streams.values()) {
    coverages.set(stored.stream, await loadStream(stored, transaction.batch))
  }
  const followed = new Map<string, Changed>()
  for (const each of payable) await pay(each, { deps, given, transaction, coverages, followed })
  return [...followed.values()]
}

/** The journeys that begin or settle, and the coverages that they are about; most commands have none. */
async function payableIn(
  changed: readonly Changed[],
  given: Given,
  transaction: Transaction,
): Promise<readonly Payable[]> {
  const found: Payable[] = []
  for (const journey of changed) {
    if (journey.loaded.kind !== 'journey') continue
    const means = payableChange(journey.state as JourneyState, journey.events as readonly JourneyEvent[])
    if (!means) continue
    // Whoever accepts has asked who may pay, with the other facts.
    const { coverages = [] } = given.outside
    const paying = means === 'begins' ? coverages : await payingFor(journey, transaction)
    if (paying.length > 0) found.push({ journey, means, coverages: paying })
  }
  return found
}

/** The coverage that pays for a journey, if one does. */
async function payingFor({ loaded }: Changed, transaction: Transaction): Promise<readonly string[]> {
  const [answer] = await transaction.batch([execute('coverage_of_journey', loaded.stream)])
  return ((answer?.rows ?? []) as { stream: string }[]).map(({ stream }) => stream)
}

const rowOf = ({ state, loaded }: Changed) => aggregates.journey.rows(state, loaded.stream)[0]?.row ?? {}

interface Paying {
  readonly deps: EngineDeps
  readonly given: Given
  readonly transaction: Transaction
  readonly coverages: ReadonlyMap<string, LoadedStream>
  readonly followed: Map<string, Changed>
}

/** The first coverage that takes a journey has it; the one that has it follows what becomes of it. */
async function pay({ journey, means, coverages }: Payable, paying: Paying): Promise<void> {
  const { deps, given, transaction } = paying
  const row = rowOf(journey)
  const definition = await followedDefinition(deps.definitions, transaction.batch, String(row.definition))
  const command = means === 'begins' ? reserving(journey, given) : await settling(journey, transaction)
  const device = command.type === 'SettleCost' ? command.data.services.device : null
  const before = costsBeforeFact(String(row.person), device, journey.loaded.stream)
  const [answer] = await transaction.batch([before.execution])
  const facts: Given = { ...given, definition, outside: before.read(answer?.rows ?? []) }
  for (const stream of coverages) {
    if (follow(stream, command, facts, paying)) return
  }
}

function reserving(journey: Changed, { now, zone }: Given): Extract<CoverageCommand, { type: 'ReserveCost' }> {
  const { person, place, epci, definition } = rowOf(journey)
  const data = { journey: journey.loaded.stream, person, place, epci, definition: nameOf(String(definition)) }
  return { type: 'ReserveCost', data: { ...(data as Record<keyof typeof data, string>), on: dayOf(now, zone) } }
}

async function settling(
  { loaded: { stream }, events }: Changed,
  transaction: Transaction,
): Promise<Extract<CoverageCommand, { type: 'SettleCost' }>> {
  const [answer] = await transaction.batch([execute('read_events', stream)])
  const log: readonly DomainEvent[] = [...((answer?.rows ?? []) as StoredEvent[]).map(eventFrom), ...events]
  return { type: 'SettleCost', data: { journey: stream, services: servicesIn(log as readonly JourneyEvent[]) } }
}

/** Whether a coverage has followed; nothing of it is decided earlier than what it last recorded. */
function follow(stream: string, command: CoverageCommand, given: Given, { coverages, followed }: Paying): boolean {
  const loaded = coverages.get(stream)
  if (!loaded) return false
  const before = followed.get(stream)
  const state = (before?.state ?? loaded.state) as KnownCoverage
  const instants = [given.now, loaded.last?.at ?? given.now].map((instant) => Date.parse(instant))
  const facts: Facts = { ...given, now: new Date(Math.max(...instants)).toISOString(), decided: [] }
  const decision = aggregates.coverage.decide(command, state, facts, stream)
  if (!decision.ok) throw new TypeError(`a coverage follows journeys without a refusal: ${decision.rule}`)
  if (decision.events.length === 0) return false
  const change = changeOf({ ...loaded, state }, decision.events, facts)
  const later = change.intents.map((each) => ({ ...each, after: each.after + (before?.events.length ?? 0) }))
  followed.set(stream, {
    ...change,
    loaded,
    events: [...(before?.events ?? []), ...change.events],
    intents: [...(before?.intents ?? []), ...later],
    definition: null,
  })
  // One that has no room says so, and leaves the journey to the next.
  return decision.events.some(({ type }) => type !== 'CoverageLow')
}
