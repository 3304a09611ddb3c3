import type { Facts } from '../domain/facts'
import type { OfferPlace } from '../domain/journey/journey.commands'
import { aggregates } from '../domain/registry'
import { execute, type Transaction } from '../event-store/database'
import { openedFrom, readStreams } from '../event-store/open'
import { MovedError } from '../event-store/retry'
import { type Changed, changeOf } from './command.decide'
import type { EngineDeps } from './engine.deps'
import { followedDefinition } from './definition.lookup'
import { type LoadedStream, loadStream } from './stream.load'

/** What a mediator has: how many places other journeys take, and where those who wait may come from. */
interface Seats {
  readonly structure: string
  readonly capacity: number | null
  readonly leftOn: string | null
  readonly places: readonly string[]
  readonly taken: number
}

type Given = Omit<Facts, 'decided'>

/** More than any capacity: a mediator whose capacity nobody has said takes everybody who waits. */
const EVERYBODY = 10_000

/**
 * Whatever frees a place of a mediator, or gives them another one, offers it in its own transaction to the first in the
 * lines of the lieux where they work: nobody can take it in between. Heads are locked in the order: those of the command,
 * then the mediators', then those who wait, which never wait for the former.
 */
export async function offerFreedPlaces(
  deps: EngineDeps,
  changed: readonly Changed[],
  facts: Given,
  transaction: Transaction,
): Promise<readonly Changed[]> {
  const mediators = [...new Set(changed.flatMap(freedBy))].sort()
  if (mediators.length === 0) return []
  const written = changed.filter(({ loaded }) => loaded.kind === 'journey').map(({ loaded }) => loaded.stream)
  const [, ...found] = await transaction.batch([
    execute('lock', mediators),
    ...mediators.map((mediator) => execute('fact_seats', mediator, written)),
  ])
  const offers: Changed[] = []
  for (const [index, mediator] of mediators.entries()) {
    const seats = seatsAfter(mediator, found[index]?.rows[0] as Seats | undefined, [...changed, ...offers])
    const free = seats ? freeIn(seats) : 0
    if (!seats || free === 0) continue
    for (const journey of await firstInLine(seats, free, offers, transaction)) {
      const definition = await followedDefinition(deps.definitions, transaction.batch, journey.head?.definition ?? '')
      offers.push(offered(journey, { type: 'OfferPlace', data: { mediator } }, { ...facts, definition }))
    }
  }
  return offers
}

const seatIn = (state: unknown, stream: string): string | null => {
  const seat = aggregates.journey.rows(state, stream)[0]?.row.seat
  return typeof seat === 'string' ? seat : null
}

/** The mediator whose place a journey gives up, or about whom something was said. */
function freedBy({ loaded, state }: Changed): readonly string[] {
  if (loaded.kind === 'actor') return [loaded.stream]
  if (loaded.kind !== 'journey') return []
  const before = seatIn(loaded.state, loaded.stream)
  return before !== null && before !== seatIn(state, loaded.stream) ? [before] : []
}

/** What a mediator has once the command is written; undefined for an agent who is not a mediator. */
function seatsAfter(mediator: string, stored: Seats | undefined, changed: readonly Changed[]): Seats | undefined {
  const said = changed.find(({ loaded }) => loaded.stream === mediator)
  const seats = said ? seatsSaid(said, stored) : stored
  const taken = changed.filter(
    ({ loaded, state }) => loaded.kind === 'journey' && seatIn(state, loaded.stream) === mediator,
  ).length
  return seats && { ...seats, taken: seats.taken + taken }
}

/** The rows of an agent that are about to be written say more than those that are there. */
function seatsSaid({ loaded, state }: Changed, stored: Seats | undefined): Seats | undefined {
  const [actor, ...works] = aggregates.actor.rows(state, loaded.stream).map(({ row }) => row)
  if (actor?.role !== 'mediator') return undefined
  const said = { structure: actor.structure, capacity: actor.capacity, leftOn: actor.left_on }
  return {
    ...(said as Pick<Seats, 'structure' | 'capacity' | 'leftOn'>),
    places: works.map(({ place }) => String(place)),
    taken: stored?.taken ?? 0,
  }
}

function freeIn({ capacity, leftOn, taken }: Seats): number {
  if (leftOn !== null) return 0
  return capacity === null ? EVERYBODY : Math.max(0, capacity - taken)
}

/** Locks and loads the first of those who wait. Throws MovedError where one of them no longer does, once locked. */
async function firstInLine(
  { structure, places }: Seats,
  free: number,
  offers: readonly Changed[],
  transaction: Transaction,
): Promise<readonly LoadedStream[]> {
  // Those who have just been offered another place are still in line for the database.
  const known = new Set(offers.map(({ loaded }) => loaded.stream))
  const [chosen] = await transaction.batch([execute('choose_line', structure, places, free + known.size)])
  const streams = ((chosen?.rows ?? []) as { stream: string }[])
    .map(({ stream }) => stream)
    .filter((stream) => !known.has(stream))
    .slice(0, free)
  if (streams.length === 0) return []
  const opened = openedFrom(await transaction.batch(readStreams(streams, '', '')))
  return Promise.all(
    streams.map(async (stream) => {
      const stored = opened.streams.get(stream)
      if (!stored || !['await_place', 'confirm_place'].includes(stored.head?.task ?? ''))
        throw new MovedError('whoever was first in line waits no more')
      return loadStream(stored, transaction.batch)
    }),
  )
}

/** `facts` hold the definition that this person's journey follows; nothing is decided earlier than what it last recorded. */
function offered(journey: LoadedStream, command: OfferPlace, facts: Given): Changed {
  const instants = [facts.now, journey.last?.at ?? facts.now].map((instant) => Date.parse(instant))
  const now = new Date(Math.max(...instants)).toISOString()
  const own: Facts = { ...facts, now, zone: facts.definition?.zone ?? facts.zone, decided: [] }
  const decision = aggregates.journey.decide(command, journey.state, own, journey.stream)
  if (!decision.ok) throw new MovedError('whoever was first in line waits no more')
  return changeOf(journey, decision.events, own)
}
