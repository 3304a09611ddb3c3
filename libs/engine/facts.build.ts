import type { StreamKind } from '../contracts/stream'
import type { DeviceState } from '../domain/device/device.state'
import type { DotationState } from '../domain/dotation/dotation.state'
import { heldBy } from '../domain/command.touches'
import type { Definition } from '../domain/definition/definition.schema'
import { nameOf } from '../domain/definition/version.name'
import type { Facts, OutsideFacts } from '../domain/facts'
import { mayBeGiven } from '../domain/journey/equipped.lately'
import type { JourneyEvent } from '../domain/journey/journey.events'
import type { JourneyState } from '../domain/journey/journey.state'
import { dayOf } from '../domain/kernel/wait'
import { aggregates } from '../domain/registry'
import type { Transaction } from '../event-store/database'
import type { ParsedCommand } from './command.parse'
import { findDefinition, findZone, followedDefinition } from './definition.lookup'
import type { EngineDeps } from './engine.deps'
import type { Found } from './facts/fact.parts'
import { publicationFact } from './facts/publication.facts'
import { vaultFacts } from './facts/vault.facts'
import { planOfHead } from './plan.build'
import type { LoadedStream } from './stream.load'

type Streams = ReadonlyMap<string, LoadedStream>

/** Everything that a decision may know, but for what earlier deciders of the same command decide. */
export async function buildFacts(
  deps: EngineDeps,
  command: ParsedCommand,
  streams: Streams,
  found: Found,
  transaction: Transaction,
): Promise<Omit<Facts, 'decided'>> {
  const lead = streams.get(command.stream) as LoadedStream
  const definition = await definitionOf(deps, command, streams, transaction)
  const territory = lead.head?.territory ?? command.actor.territory
  const zone = definition?.zone ?? (await findZone(deps.definitions, transaction.batch, territory))
  const now = nowFor(deps, command, streams)
  const fromVault = await vaultFacts(deps.vault, transaction, command, lead, found, () => dayOf(now, zone), streams)
  const outside: OutsideFacts = {
    ...found,
    ...(await formerVersions(deps, found, transaction)),
    ...journeyFact(command, lead),
    ...laptopsFact(deps, command, lead),
    ...repairFact(command, lead, streams),
    ...fromVault,
    ...publicationFact(deps.definitions, command, found),
    ...definitionNames(deps, command),
  }
  const { sub, role } = command.actor
  const facts = { now, zone, actor: { sub, role, lieu: lieuOf(command, streams, found) }, definition, outside }
  if (command.type !== 'ReportFault') return facts
  return { ...facts, outside: { ...outside, mayHaveAnother: mayHaveAnother(facts, streams) } }
}

/** What the journey says of a further laptop, to the dotation that decides. */
function mayHaveAnother(facts: Omit<Facts, 'decided'>, streams: Streams): boolean {
  const journey = [...streams.values()].find(({ kind }) => kind === 'journey')?.state as JourneyState | undefined
  return !journey || mayBeGiven(journey, { ...facts, decided: [] })
}

/** The place that is acted for: that of the journey at hand where the actor works there, else the one of their token. */
function lieuOf(command: ParsedCommand, streams: Streams, { ownPlaces = [] }: Found): string | null {
  const lead = streams.get(command.stream)
  const journey = lead?.kind === 'journey' ? lead : [...streams.values()].find(({ kind }) => kind === 'journey')
  const place = journey && aggregates.journey.rows(journey.state, journey.stream)[0]?.row.place
  return ownPlaces.find((each) => each === place) ?? command.actor.lieu
}

/**
 * The present instant; never earlier than what a stream last recorded, nor, for a deadline, than the deadline itself,
 * whatever the clocks of two machines say.
 */
function nowFor(deps: EngineDeps, command: ParsedCommand, streams: Streams): string {
  const head = streams.get(command.stream)?.head
  const due = command.spec.deadline && head ? planOfHead(head, 1)?.until : null
  const instants = [
    deps.clock.now(),
    ...(due ? [due] : []),
    ...[...streams.values()].flatMap(({ last }) => last?.at ?? []),
  ]
  return new Date(Math.max(...instants.map((instant) => Date.parse(instant)))).toISOString()
}

/**
 * The definition that the journey at hand follows, or is moved to. One that a command names may be unknown, which the
 * core refuses; one that a journey already follows must be there.
 */
async function definitionOf(
  { definitions }: EngineDeps,
  command: ParsedCommand,
  streams: Streams,
  { batch }: Transaction,
): Promise<Definition | null> {
  if (naming.has(command.type)) return findDefinition(definitions, batch, String(command.data.definition))
  const named = streams.get(command.type === 'CorrectPerson' ? String(command.data.journey) : command.stream)
  if (named?.head?.definition) return followedDefinition(definitions, batch, named.head.definition)
  const id = [...streams.values()].map(({ head }) => head?.definition).find((each) => typeof each === 'string')
  return id ? followedDefinition(definitions, batch, id) : null
}

/** The definition of each stream that follows one, where a command is about journeys that may follow several. */
export async function definitionsOf(
  { definitions }: EngineDeps,
  { spec }: ParsedCommand,
  streams: Streams,
  { batch }: Transaction,
): Promise<ReadonlyMap<string, Definition>> {
  const own = new Map<string, Definition>()
  if (spec.chooses !== 'journeysOfPerson') return own
  for (const { stream, head } of streams.values()) {
    if (head?.definition) own.set(stream, await followedDefinition(definitions, batch, head.definition))
  }
  return own
}

/** The versions that the journey, whose log was read, followed before. */
async function formerVersions(
  { definitions }: EngineDeps,
  { log }: Found,
  { batch }: Transaction,
): Promise<Pick<OutsideFacts, 'formerVersions'>> {
  if (!log) return {}
  const versions: Record<string, Definition> = {}
  for (const event of log as readonly JourneyEvent[]) {
    if (event.type !== 'JourneyMoved') continue
    versions[event.data.from] = await followedDefinition(definitions, batch, event.data.from)
  }
  return { formerVersions: versions }
}

/** Commands that name the version which decides. */
const naming: ReadonlySet<string> = new Set(['Refer', 'TakeOverJourney', 'MoveToVersion'])

/** What a journey hands over to the dotation that it may open. */
function journeyFact({ spec }: ParsedCommand, lead: LoadedStream): Pick<OutsideFacts, 'journey'> {
  if (lead.kind !== 'journey' || !lead.head || !spec.order.includes('dotation')) return {}
  const row = aggregates.journey.rows(lead.state, lead.stream)[0]?.row
  const { definition, territory, epci, structure, referred_on: referredOn } = lead.head
  const [person, place] = [row?.person, row?.place]
  const mediator = isText(row?.mediator) ? row.mediator : null
  if (!isText(person) || !isText(place)) return {}
  if (!structure || !definition || !epci || !referredOn) return {}
  return { journey: { person, place, structure, mediator, definition, territory, epci, referredOn } }
}

const withLaptopRules: readonly StreamKind[] = ['device', 'dotation', 'lot', 'structure']

/** What the territory has agreed on about laptops, for those commands that it is about. */
function laptopsFact(
  deps: EngineDeps,
  { actor, type }: ParsedCommand,
  lead: LoadedStream,
): Pick<OutsideFacts, 'laptops'> {
  if (type !== 'RecordDiagnostic' && type !== 'Correct' && !withLaptopRules.includes(lead.kind)) return {}
  return { laptops: deps.territories.get(lead.head?.territory ?? actor.territory)?.laptops ?? null }
}

/** Since when the laptop that is to be replaced is with the recyclerie to be repaired. */
function repairFact(
  { type }: ParsedCommand,
  { state, stream }: LoadedStream,
  streams: Streams,
): Pick<OutsideFacts, 'sentBackOn'> {
  if (type !== 'ReplaceLaptop') return {}
  const device = heldBy(state as DotationState)
  const laptop = device && (streams.get(device)?.state as DeviceState)
  const away = laptop && laptop.status === 'sent_back' && laptop.dotation === stream
  return { sentBackOn: away ? laptop.lastOn : null }
}

/** What a coverage may cover: the definitions of the territory, by name. */
function definitionNames(
  { definitions }: EngineDeps,
  { type, actor }: ParsedCommand,
): Pick<OutsideFacts, 'definitionNames'> {
  if (type !== 'SetCoverage') return {}
  const own = [...definitions.all().values()].filter(({ territory }) => territory === actor.territory)
  return { definitionNames: [...new Set(own.map(({ id }) => nameOf(id)))] }
}

const isText = (value: unknown): value is string => typeof value === 'string'
