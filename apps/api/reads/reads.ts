import type { z } from 'zod'
import type {
  AgentQuery,
  agentPageSchema,
  Place,
  PlaceQuery,
  placePageSchema,
  StructureQuery,
  structurePageSchema,
} from '../../../libs/contracts/api/directory.schemas'
import type { JourneyDetail, JourneyQuery, journeyPageSchema } from '../../../libs/contracts/api/journey.schemas'
import type { LineQuery, linePageSchema } from '../../../libs/contracts/api/line.schemas'
import type { MailQuery, mailPageSchema } from '../../../libs/contracts/api/mail.schemas'
import type { Orientation, OrientationQuery } from '../../../libs/contracts/api/orientation.schemas'
import type { Agreements } from '../../../libs/contracts/api/agreement.schemas'
import type { Demand, Lot, LotQuery, lotPageSchema, Stocks } from '../../../libs/contracts/api/lot.schemas'
import type { DuplicateQuery, duplicatePageSchema, Person } from '../../../libs/contracts/api/person.schemas'
import type { DeviceQuery, devicePageSchema, Dotation, Ticketed } from '../../../libs/contracts/api/stock.schemas'
import type { Session, SessionQuery, sessionPageSchema } from '../../../libs/contracts/api/session.schemas'
import type { TaskQuery, taskPageSchema } from '../../../libs/contracts/api/task.schemas'
import type { Why } from '../../../libs/contracts/api/definition.schemas'
import type { Words } from '../../../libs/contracts/api/common.schemas'
import { otherwiseOf } from '../../../libs/contracts/api/otherwise.words'
import type { Actor } from '../../../libs/contracts/command'
import type { Plan } from '../../../libs/contracts/plan'
import { explained } from '../../../libs/domain/definition/condition'
import { certainEnds } from '../../../libs/domain/definition/stage.measures'
import { dayOf } from '../../../libs/domain/kernel/wait'
import type { Clock } from '../../../libs/engine/clock.port'
import { type DefinitionStore, zoneOf } from '../../../libs/engine/definition.store'
import { knownDefinition, refreshDefinitions } from '../../../libs/engine/definition.lookup'
import { personalFieldsOf, type Readable, scopeOf } from '../../../libs/policy/read.policy'
import { listAgents } from '../../../libs/read-models/lists/agent.list'
import { listPlaces, listStructures, readPlace } from '../../../libs/read-models/lists/directory.list'
import { readJourney } from '../../../libs/read-models/lists/journey.detail'
import { type Explain, readWhy } from '../../../libs/read-models/lists/journey.why'
import { listJourneys } from '../../../libs/read-models/lists/journey.list'
import type { Reader } from '../../../libs/read-models/lists/list.sql'
import { listLine } from '../../../libs/read-models/lists/line.list'
import type { Queryable } from '../../../libs/read-models/lists/list.sql'
import { listDemand } from '../../../libs/read-models/lists/demand.list'
import { listLots, readLot } from '../../../libs/read-models/lists/lot.list'
import { listMails } from '../../../libs/read-models/lists/mail.list'
import { listAgreements } from '../../../libs/read-models/lists/agreement.list'
import { listStocks } from '../../../libs/read-models/lists/stock.days'
import { listDevices, readDotation } from '../../../libs/read-models/lists/stock.list'
import { orientation } from '../../../libs/read-models/lists/orientation.list'
import { placeSheet } from '../../../libs/read-models/lists/place.sheet'
import { listSessions } from '../../../libs/read-models/lists/session.list'
import { readTicket } from '../../../libs/read-models/lists/ticket.read'
import { listTasks } from '../../../libs/read-models/lists/task.list'
import { readPerson } from '../../../libs/read-models/lists/person.detail'
import { readEnds } from '../../../libs/read-models/lists/waiting.columns'
import { problem } from '../problems/problem.error'
import { readDuplicates } from './duplicates.reads'
import type { Reveal } from './reveal.port'
import { readSession } from './sessions.reads'

type Page<S extends z.ZodType> = Promise<z.infer<S>>

/** What may be asked of what is known. Each throws a problem where the actor may not read it, or nothing is there. */
export interface Reads {
  journeys(actor: Actor, query: JourneyQuery): Page<typeof journeyPageSchema>
  journey(actor: Actor, stream: string): Promise<JourneyDetail>
  tasks(actor: Actor, query: TaskQuery): Page<typeof taskPageSchema>
  /** Who waits for a place, in the order of the lines. */
  waiting(actor: Actor, query: LineQuery): Page<typeof linePageSchema>
  dotation(actor: Actor, stream: string): Promise<Dotation>
  /** The laptop of a ticket. */
  ticket(actor: Actor, ticket: string): Promise<Ticketed>
  devices(actor: Actor, query: DeviceQuery): Page<typeof devicePageSchema>
  lots(actor: Actor, query: LotQuery): Page<typeof lotPageSchema>
  lot(actor: Actor, stream: string): Promise<Lot>
  /** How long the stock of each owner lasts. */
  stocks(actor: Actor): Promise<Stocks>
  agreements(actor: Actor): Promise<Agreements>
  /** What each place will need, for those who prepare laptops. */
  demand(actor: Actor): Promise<Demand>
  /** Sessions of the committee, and one with what its reader may know of each grant. */
  sessions(actor: Actor, query: SessionQuery): Page<typeof sessionPageSchema>
  session(actor: Actor, stream: string): Promise<Session>
  places(actor: Actor, query: PlaceQuery): Page<typeof placePageSchema>
  place(actor: Actor, stream: string): Promise<Place>
  /** Every place, as a CSV file in the national schema. */
  placeSheet(actor: Actor): Promise<string>
  /** Places near a commune that help with something, for somebody of whom nothing is recorded. */
  orientation(actor: Actor, query: OrientationQuery): Promise<Orientation>
  structures(actor: Actor, query: StructureQuery): Page<typeof structurePageSchema>
  agents(actor: Actor, query: AgentQuery): Page<typeof agentPageSchema>
  duplicates(actor: Actor, query: DuplicateQuery): Page<typeof duplicatePageSchema>
  person(actor: Actor, stream: string): Promise<Person>
  mails(actor: Actor, query: MailQuery): Page<typeof mailPageSchema>
  /** Why a journey that has just been closed was not for this person; empty where it was. */
  why(actor: Actor, plan: Plan | null): Promise<Why[]>
  /** What happens at the end of a Plan's wait; the definition is looked up where it decides. */
  otherwise(actor: Actor, plan: Plan | null): Promise<Words | null>
}

/** Runs reads as an actor: the database shows them the rows of their territory. */
export type ReadAs = <T>(actor: Actor, read: (sql: Queryable) => Promise<T>) => Promise<T>

export interface ReadDeps {
  readonly readAs: ReadAs
  readonly vault: Reveal
  readonly clock: Clock
  readonly definitions: DefinitionStore
}

export function createReads({ readAs, vault, clock, definitions }: ReadDeps): Reads {
  const reading = <T>(actor: Actor, what: Readable, read: (sql: Queryable) => Promise<T>): Promise<T> => {
    if (scopeOf(actor.role, what) === 'none') throw problem('not_allowed')
    return readAs(actor, read)
  }
  const readerOf = (actor: Actor): Reader => ({ ...actor, now: clock.now() })
  const todayOf = ({ territory }: Actor) => dayOf(clock.now(), zoneOf(definitions, territory))
  /** The same, where versions are looked at that another process may have published since. */
  const readingBy: typeof reading = (actor, what, read) =>
    reading(actor, what, async (sql) => {
      await refreshDefinitions(definitions, sql)
      return read(sql)
    })
  const endsOf = (definition: string) => certainEnds(knownDefinition(definitions, definition))
  const explain: Explain = (definition, unmet) => explained(knownDefinition(definitions, definition), unmet)
  return {
    journeys: (actor, query) => reading(actor, 'journey', (sql) => listJourneys(sql, readerOf(actor), query)),
    journey: (actor, stream) =>
      readingBy(actor, 'journey', async (sql) => {
        const journey = found(await readJourney(sql, readerOf(actor), stream, { endsOf, explain }))
        const revealed = await vault.ofStreams(sql, [stream], personalFieldsOf(actor.role))
        return { ...journey, personal: revealed.get(stream) ?? null }
      }),
    tasks: (actor, query) => readingBy(actor, 'task', (sql) => listTasks(sql, actor, query, clock.now(), endsOf)),
    waiting: (actor, query) => reading(actor, 'journey', (sql) => listLine(sql, readerOf(actor), query)),
    dotation: async (actor, stream) =>
      found(await readingBy(actor, 'dotation', (sql) => readDotation(sql, actor, stream, endsOf))),
    ticket: async (actor, ticket) => found(await reading(actor, 'device', (sql) => readTicket(sql, actor, ticket))),
    devices: (actor, query) => reading(actor, 'device', (sql) => listDevices(sql, actor, query)),
    lots: (actor, query) => reading(actor, 'lot', (sql) => listLots(sql, actor, query)),
    lot: async (actor, stream) => found(await reading(actor, 'lot', (sql) => readLot(sql, actor, stream))),
    stocks: (actor) => readingBy(actor, 'stock', (sql) => listStocks(sql, actor, todayOf(actor))),
    agreements: (actor) => readingBy(actor, 'stock', (sql) => listAgreements(sql, actor, todayOf(actor))),
    demand: (actor) =>
      readingBy(actor, 'demand', (sql) =>
        listDemand(sql, actor, todayOf(actor), withLaptop(definitions, actor.territory)),
      ),
    sessions: (actor, query) => reading(actor, 'session', (sql) => listSessions(sql, actor, query)),
    session: async (actor, stream) =>
      found(await reading(actor, 'session', (sql) => readSession(sql, vault, actor, stream))),
    places: (actor, query) => reading(actor, 'place', (sql) => listPlaces(sql, actor, query)),
    place: async (actor, stream) => found(await reading(actor, 'place', (sql) => readPlace(sql, actor, stream))),
    placeSheet: (actor) =>
      readingBy(actor, 'place', (sql) => placeSheet(sql, actor, zoneOf(definitions, actor.territory))),
    orientation: async (actor, query) => {
      const found = await reading(actor, 'place', (sql) => orientation(sql, actor, query))
      if (!found) throw problem('unknown_commune')
      return found
    },
    structures: (actor, query) => reading(actor, 'structure', (sql) => listStructures(sql, actor, query)),
    agents: (actor, query) => reading(actor, 'agent', (sql) => readAgents(sql, vault, actor, query)),
    duplicates: (actor, query) =>
      reading(actor, 'duplicate', (sql) => readDuplicates(sql, vault, readerOf(actor), query)),
    person: async (actor, stream) =>
      found(await reading(actor, 'person', (sql) => readPerson(sql, readerOf(actor), stream))),
    mails: (actor, query) => reading(actor, 'mail', (sql) => listMails(sql, actor, query)),
    why: async (actor, plan) =>
      plan?.stage === 'closed' && plan.outcome === 'not_eligible'
        ? readingBy(actor, 'task', (sql) => readWhy(sql, plan.stream, explain))
        : [],
    otherwise: async (actor, plan) => {
      const ends =
        plan?.command === 'Expire' ? await readingBy(actor, 'task', (sql) => readEnds(sql, plan.stream, endsOf)) : {}
      return otherwiseOf(plan, () => ends)
    },
  }
}

/** Whoever may read of an agent may read the name: a lieu names its mediators. */
async function readAgents(sql: Queryable, vault: Reveal, actor: Actor, query: AgentQuery) {
  const page = await listAgents(sql, actor, query)
  const streams = page.items.map(({ id }) => `actor-${id}`)
  const names = await vault.ofStreams(sql, streams, ['lastName', 'firstName'])
  return { ...page, items: page.items.map((agent) => ({ ...agent, ...nameOf(names.get(`actor-${agent.id}`)) })) }
}

const nameOf = ({ lastName, firstName }: Readonly<Record<string, unknown>> = {}) => ({
  lastName: typeof lastName === 'string' ? lastName : null,
  firstName: typeof firstName === 'string' ? firstName : null,
})

/** The definitions of a territory that lead to a laptop. */
const withLaptop = (definitions: DefinitionStore, territory: string): readonly string[] =>
  definitions
    .all()
    .filter((definition) => definition.territory === territory)
    .filter(({ stages }) => stages.some(({ kind }) => kind === 'dotation'))
    .map(({ id }) => id)

/** What is not there and what the actor may not see answer alike, so that nobody learns which it was. */
function found<T>(item: T | null): T {
  if (item === null) throw problem('unknown_stream')
  return item
}
