import { join } from 'node:path'
import type { Actor, Command, Result } from '../contracts/command'
import { nothingDescribed } from '../contracts/commands/place.commands'
import { dotationOf } from '../contracts/stream'
import { createPdfRenderer } from '../documents/pdf.renderer'
import type { CommandType } from '../domain/command.table'
import { loadDefinitions } from '../engine/definition.store'
import { createEngine, type Engine } from '../engine/engine'
import type { CommittedOutbox, EngineDeps } from '../engine/engine.deps'
import { loadTerritories } from '../engine/territory.store'
import { type Database, openDatabase } from '../event-store/database'
import { postgresKeyStore } from '../vault/key.store'
import { masterKey } from '../vault/master.key'
import { createVault, type Vault } from '../vault/vault'
import { createTestDatabase, type TestDatabase } from './database'
import { commands, ids } from './journey.fixtures'
import { laptopRules, preparedOn, registration } from './laptop.fixtures'
import { lotCommands } from './lot.fixtures'

export const uuidOfNumber = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A small territory on a real database, with the engine on a clock that only moves when told. */
export interface World {
  readonly engine: Engine
  readonly deps: EngineDeps
  readonly database: Database
  readonly vault: Vault
  readonly clone: TestDatabase
  /** Rows of the outbox told to the relay in process, in the order of their commits. */
  readonly committed: CommittedOutbox[]
  setClock(now: string): void
  close(): Promise<void>
}

/** A world on a database that is somebody else's to drop. */
type OpenedWorld = Omit<World, 'clone'>

const actorOf = (sub: string, role: Actor['role'], structure: string | null, lieu: string | null = null): Actor => ({
  ...{ sub, role, structure, lieu, territory: '40' },
})

/** One actor of each role; agents are known to the directory, the coordinator needs not be. */
export const actors = {
  coordinator: actorOf('coordinator', 'coordinator', null),
  prescriber: actorOf(ids.prescriber, 'prescriber', ids.prescriberStructure),
  mediator: actorOf(ids.mediator, 'mediator', ids.lieuStructure, ids.place),
  recyclerie: actorOf('recyclerie', 'recyclerie', ids.recyclerie),
  evaluator: actorOf('evaluator', 'evaluator', null),
  fundManager: actorOf('fund_manager', 'fund_manager', null),
  payer: actorOf('payer', 'payer', ids.otherStructure),
  funder: actorOf('funder', 'funder', ids.prescriberStructure),
  elsewhere: { ...actorOf('elsewhere', 'coordinator', null), territory: '32' },
} as const

/** A small territory on a database of its own. */
export async function createWorld(): Promise<World> {
  const clone = await createTestDatabase()
  const opened = openWorld(clone)
  const close = async () => {
    await opened.close()
    await clone.drop()
  }
  const world = { ...opened, clone, close }
  await settle(world)
  return world
}

/** The engine on a database that is there already; as any process has it, but for its clock. */
export function openWorld(urls: Pick<TestDatabase, 'appUrl' | 'keysUrl'>, connections?: number): OpenedWorld {
  let present = '2026-03-02T09:00:00.000Z'
  const clock = { now: () => present }
  const onLost = () => undefined
  const database = openDatabase({ url: urls.appUrl, connections, onLost })
  const keys = postgresKeyStore({ url: urls.keysUrl, master: masterKey(Buffer.alloc(32, 1)), now: clock.now, onLost })
  const digestKey = Buffer.alloc(32, 2)
  const vault = createVault(keys, digestKey)
  const definitions = loadDefinitions([join(process.cwd(), 'definitions')], { production: false })
  const territories = loadTerritories(process.cwd(), { production: false })
  const committed: CommittedOutbox[] = []
  const deps: EngineDeps = {
    ...{ database, vault, clock, definitions, territories, digestKey },
    printer: createPdfRenderer(process.cwd()),
    committed: (rows) => committed.push(...rows),
  }
  return {
    ...{ engine: createEngine(deps), deps, database, vault, committed },
    setClock: (now) => {
      present = new Date(now).toISOString()
    },
    close: async () => {
      await database.close()
      await keys.close()
    },
  }
}

interface Sending {
  readonly actor?: Actor
  readonly version?: number
  readonly id?: string
  readonly personal?: Record<string, unknown>
}

let sent = 0

/** Gives a command, under an id of its own unless one is given. */
export function send(
  world: Pick<World, 'engine'>,
  type: CommandType,
  stream: string,
  data: object,
  sending: Sending = {},
): Promise<Result> {
  sent += 1
  const { actor = actors.coordinator, id = `test-${sent}`, version, personal } = sending
  const command: Command = { actor, commandId: id, stream, type, data: { ...data }, personal, ifVersion: version }
  return world.engine.execute(command)
}

/** Gives a command that must be accepted; throws with the rule where it is not. */
export async function done(...given: Parameters<typeof send>): Promise<Extract<Result, { ok: true }>> {
  const result = await send(...given)
  if (!result.ok) throw new Error(`${given[1]}: ${result.rule} (${result.en})`)
  return result
}

const commune = { name: 'Mont-de-Marsan', epci: '244000808', department: '40', postalCodes: ['40000'] }

/** The territory, its structures, places and agents, all invented. */
async function settle(world: World): Promise<void> {
  const epcis = [{ siren: '244000808', name: 'Mont-de-Marsan Agglomération', crossesBorder: false }]
  const territory = { code: '40', name: 'Landes', epcis, communes: [{ insee: '40192', ...commune }] }
  await done(world, 'DescribeTerritory', `territory-${uuidOfNumber(40)}`, territory)
  const structures = [
    [ids.prescriberStructure, 'Prescripteur inventé', ['prescriber']],
    [ids.lieuStructure, 'Lieu inventé', ['lieu', 'owner', 'prescriber']],
    [ids.otherStructure, 'Autre lieu inventé', ['lieu', 'owner']],
    [ids.recyclerie, 'Recyclerie inventée', ['recyclerie']],
  ] as const
  for (const [stream, name, roles] of structures) {
    await done(world, 'RegisterStructure', stream, { name, siret: null, roles, territory: '40' })
  }
  const admission = { on: '2026-01-05', criteria: laptopRules.admission.criteria }
  await done(world, 'AdmitRecyclerie', ids.recyclerie, admission, { version: 1 })
  await done(world, 'RegisterPlace', ids.place, placeOf(ids.lieuStructure, 'A1'))
  await done(world, 'RegisterPlace', ids.otherPlace, placeOf(ids.otherStructure, 'A2'))
  await agent(world, ids.prescriber, 'prescriber', ids.prescriberStructure, null)
  await agent(world, ids.mediator, 'mediator', ids.lieuStructure, ids.place)
}

export const placeOf = (structure: string, externalId: string) => ({
  ...nothingDescribed,
  ...{ source: 'alpi', externalId, name: `Lieu ${externalId} inventé`, structure, postalCode: '40000' },
  ...{ communeInsee: '40192', epci: '244000808', territory: '40' },
})

export function agent(
  world: World,
  stream: string,
  role: string,
  structure: string,
  place: string | null,
  email = `${role}@exemple.invalid`,
) {
  const personal = { lastName: 'Inventé', firstName: 'Camille', email }
  return done(world, 'RegisterAgent', stream, { role, structure, place, territory: '40' }, { personal })
}

/** Streams of the n-th journey. */
export const journeyIds = (number: number) => {
  const journey = `journey-${uuidOfNumber(100_000 + number)}`
  return { journey, dotation: dotationOf(journey), person: `person-${uuidOfNumber(200_000 + number)}` }
}

/** Somebody who never lived; each number is somebody else. */
export const beneficiary = (number: number, over: Record<string, unknown> = {}) => ({
  lastName: `Inventé${'bcdfgjklmn'[number % 10]}o${'prstvzbdfg'[Math.floor(number / 10) % 10]}a`,
  firstName: `Zo${'abcdefghij'[number % 10]}`,
  birthDate: `19${50 + (number % 40)}-0${1 + (number % 9)}-1${number % 10}`,
  birthYear: null,
  communeInsee: '40192',
  phone: `+3355800${String(1000 + number)}`,
  email: null,
  ...over,
})

/** Refers somebody; everything after the referral is the tests' own. */
export const refer = (world: World, number: number, personal: Record<string, unknown> = {}, sending: Sending = {}) =>
  send(world, 'Refer', journeyIds(number).journey, referral(number), {
    actor: actors.prescriber,
    personal: beneficiary(number, personal),
    ...sending,
  })

export const referral = (number: number) => ({ ...commands.Refer.data, person: journeyIds(number).person })

const road = [
  'Accept',
  'BookAppointment',
  'RecordDiagnostic',
  'PlanTraining',
  'RecordAttendance',
  'AssessTraining',
] as const
const days: Readonly<Record<(typeof road)[number], string>> = {
  Accept: '2026-03-03T09:00:00Z',
  BookAppointment: '2026-03-04T09:00:00Z',
  RecordDiagnostic: '2026-03-10T15:00:00Z',
  PlanTraining: '2026-03-11T09:00:00Z',
  RecordAttendance: '2026-03-20T15:00:00Z',
  AssessTraining: '2026-04-20T15:00:00Z',
}

/**
 * Brings the n-th journey until after `last`; AssessTraining opens its dotation. The clock moves along.
 * @param features what its laptop must have
 */
export async function journeyUntil(
  world: World,
  number: number,
  last: (typeof road)[number],
  features: readonly string[] = [],
): Promise<number> {
  world.setClock('2026-03-02T09:00:00Z')
  const referred = await refer(world, number)
  if (!referred.ok) throw new Error(`Refer: ${referred.rule}`)
  let version = referred.answer.version
  for (const type of road.slice(0, road.indexOf(last) + 1)) {
    world.setClock(days[type])
    const sending = { actor: actors.mediator, version }
    const { data } = commands[type]
    const told = type === 'RecordDiagnostic' ? { ...data, needs: { ...commands[type].data.needs, features } } : data
    version = (await done(world, type, journeyIds(number).journey, told, sending)).answer.version
  }
  return version
}

/**
 * Registers the n-th laptop, graded (version 5), and, where asked, confirms it ready and has it received at the lieu.
 * @param graded what it is, where it is not as usual: what it has follows from that
 */
export async function laptop(world: World, number: number, ready = true, graded: object = {}): Promise<string> {
  const stream = `device-${uuidOfNumber(300_000 + number)}`
  const described = { serial: `S${number}`, inventory: `I${number}`, brand: 'Marque', model: 'M1' }
  const usual = preparedOn('2026-03-01')
  const prepared = { ...usual, grade: { ...usual.grade, ...graded } }
  const data = { ...described, owner: ids.lieuStructure, recyclerie: ids.recyclerie, prepared }
  const { answer } = await done(world, 'RegisterDevice', stream, data, { actor: actors.recyclerie })
  if (!ready) return stream
  const on = '2026-03-01'
  const { version } = answer
  const confirmed = await done(world, 'ConfirmReady', stream, { on }, { actor: actors.recyclerie, version })
  const arrived = { actor: actors.mediator, version: confirmed.answer.version }
  await done(world, 'ReceiveDevice', stream, { on, place: ids.place }, arrived)
  return stream
}

/** Acquires a lot of the lieu's, receives it, and registers its only laptop. */
export async function lotWithLaptop(world: World): Promise<{ lot: string; device: string }> {
  const lot = `lot-${uuidOfNumber(400_001)}`
  const device = `device-${uuidOfNumber(400_001)}`
  const { AcquireLot, ReceiveLot } = lotCommands
  const on = '2026-03-01'
  await done(world, 'AcquireLot', lot, { ...AcquireLot.data, laptops: 1, on }, { actor: actors.mediator })
  const received = { ...ReceiveLot.data, laptops: 1, on }
  await done(world, 'ReceiveLot', lot, received, { actor: actors.recyclerie, version: 1 })
  await done(world, 'RegisterDevice', device, { ...registration, lot }, { actor: actors.recyclerie })
  return { lot, device }
}

/** Reads as the machine. */
export async function rowsOf<R extends object>(
  world: Pick<World, 'database'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const viewer = { role: 'system', territory: '*' } as const
  return world.database.withTransaction(viewer, async (transaction) => (await transaction.query<R>(sql, values)).rows)
}
