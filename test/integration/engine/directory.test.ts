import type { Actor } from '../../../libs/contracts/command'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  placeOf,
  refer,
  referral,
  rowsOf,
  send,
  uuidOfNumber,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, ids } from '../../../libs/testing/journey.fixtures'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Registers somebody anew, as a directory says it. */
const register = (stream: string, over: object = {}) =>
  done(
    world,
    'RegisterAgent',
    stream,
    {
      ...{ role: 'mediator', structure: ids.lieuStructure, place: ids.place, places: [], territory: '40' },
      ...over,
    },
    { personal: { lastName: 'Inventé', firstName: 'Camille', email: null } },
  )
const versionOf = async (stream: string) =>
  (await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [stream]))[0]?.version
const placesOf = async (stream: string) =>
  (
    await rowsOf<{ place: string }>(world, 'SELECT place FROM actor_place WHERE actor = $1 ORDER BY place', [stream])
  ).map(({ place }) => place)
describe('a mediator of one structure with a permanence at another’s lieu', () => {
  const camille = `actor-${uuidOfNumber(501)}`
  const token: Actor = { ...actors.mediator, sub: camille }

  test('takes no journey there before it is in the directory', async () => {
    await register(camille)
    world.setClock('2026-03-02T09:00:00Z')
    const { journey } = journeyIds(501)
    await refer(world, 501)
    await done(world, 'Decline', journey, commands.Decline.data, { actor: actors.mediator, version: 1 })
    await done(world, 'ChooseLieu', journey, commands.ChooseLieu.data, { actor: actors.prescriber, version: 2 })
    const refused = await send(world, 'Accept', journey, { mediator: camille }, { actor: token, version: 3 })
    expect(refused).toMatchObject({ ok: false, rule: 'not_allowed' })
  })

  test('takes it once the permanence is, with the same token', async () => {
    const permanences = [{ place: ids.otherPlace, weekday: 'Tu', hours: '09:00-12:00' }]
    const version = await versionOf(camille)
    await done(world, 'SetPermanences', camille, { permanences }, { actor: token, version })
    expect(await placesOf(camille)).toEqual([ids.place, ids.otherPlace])
    const { journey } = journeyIds(501)
    const taken = await send(world, 'Accept', journey, { mediator: camille }, { actor: token, version: 3 })
    expect(taken).toMatchObject({ ok: true, plan: { stage: 'diagnostic', owner: { id: camille } } })
  })

  test('is not told of what they have taken back themselves; of what others have, the lieu is', async () => {
    const takenBack = async (number: number, actor: Actor, structure: string) => {
      const { journey } = journeyIds(number)
      const data = { ...referral(number), place: ids.otherPlace, prescriber: { structure, agent: actor.sub } }
      await done(world, 'Refer', journey, data, { actor, personal: beneficiary(number) })
      await done(world, 'Withdraw', journey, commands.Withdraw.data, { actor, version: 1 })
      const query = `SELECT recipient_id FROM mail WHERE stream = $1 AND kind = 'referral_taken_back'`
      return rowsOf(world, query, [journey])
    }
    expect(await takenBack(511, token, ids.lieuStructure)).toEqual([])
    const told = [{ recipient_id: ids.otherPlace }]
    expect(await takenBack(512, actors.prescriber, ids.prescriberStructure)).toEqual(told)
  })

  test('says their own capacity; nobody of another structure does; never below zero', async () => {
    const version = await versionOf(camille)
    const stranger: Actor = { ...actors.mediator, sub: 'stranger', structure: ids.otherStructure, lieu: ids.otherPlace }
    const by = (actor: Actor, capacity: number) => send(world, 'SetCapacity', camille, { capacity }, { actor, version })
    expect(await by(stranger, 3)).toMatchObject({ rule: 'not_allowed' })
    expect(await by(actors.prescriber, 3)).toMatchObject({ rule: 'not_allowed' })
    expect(await by(token, -1)).toMatchObject({ rule: 'invalid_data', details: { field: 'capacity' } })
    expect(await versionOf(camille)).toBe(version)
    expect(await by(token, 3)).toMatchObject({ ok: true })
    const [row] = await rowsOf(world, 'SELECT capacity FROM actor WHERE stream = $1', [camille])
    expect(row).toEqual({ capacity: 3 })
  })

  test('keeps capacity and permanences when the directory is read again', async () => {
    await register(camille, { places: [ids.otherPlace] })
    const rows = await rowsOf(world, 'SELECT capacity, left_on FROM actor WHERE stream = $1', [camille])
    expect(rows).toEqual([{ capacity: 3, left_on: null }])
    const there = await rowsOf(world, 'SELECT permanences FROM actor_place WHERE actor = $1 AND place = $2', [
      camille,
      ids.otherPlace,
    ])
    expect(there).toEqual([{ permanences: [{ weekday: 'Tu', hours: '09:00-12:00' }] }])
  })
})

describe('a mediator who leaves', () => {
  const dominique = `actor-${uuidOfNumber(502)}`

  test('is given nothing from then on, until they come back', async () => {
    await register(dominique, { places: [ids.otherPlace] })
    world.setClock('2026-04-01T09:00:00Z')
    const leaving = { version: await versionOf(dominique) }
    await done(world, 'RecordDeparture', dominique, { on: '2026-04-01' }, leaving)
    expect(await placesOf(dominique)).toEqual([])
    const { journey } = journeyIds(502)
    await refer(world, 502)
    const accept = () => send(world, 'Accept', journey, { mediator: dominique }, { actor: actors.mediator, version: 1 })
    expect(await accept()).toMatchObject({
      rule: 'agent_has_left',
      fr: expect.stringContaining('2026-04-01') as string,
    })
    await done(world, 'RecordReturn', dominique, { on: '2026-04-01' }, { version: await versionOf(dominique) })
    expect(await placesOf(dominique)).toEqual([ids.place, ids.otherPlace])
    expect(await accept()).toMatchObject({ ok: true })
  })
})

describe('a place', () => {
  const place = `place-${uuidOfNumber(601)}`

  test('is corrected by its own lieu and by no other', async () => {
    await done(world, 'RegisterPlace', place, placeOf(ids.lieuStructure, 'B1'))
    const by = (actor: Actor) =>
      send(world, 'UpdatePlace', place, { openingHours: 'Mo-Fr 09:00-12:00' }, { actor, version: 1 })
    const other: Actor = { ...actors.mediator, sub: 'other', structure: ids.otherStructure, lieu: ids.otherPlace }
    expect(await by(other)).toMatchObject({ rule: 'not_allowed' })
    expect(await by(actors.prescriber)).toMatchObject({ rule: 'not_allowed' })
    expect(await by(actors.mediator)).toMatchObject({ ok: true, answer: { version: 2 } })
    const rows = await rowsOf(world, 'SELECT opening_hours, updated_on FROM place WHERE stream = $1', [place])
    expect(rows).toEqual([{ opening_hours: 'Mo-Fr 09:00-12:00', updated_on: '2026-04-01' }])
  })

  test('is one place by its source and identifier, though two people register it at the same moment', async () => {
    const twice = [602, 603].map((number) =>
      send(world, 'RegisterPlace', `place-${uuidOfNumber(number)}`, placeOf(ids.lieuStructure, 'B2')),
    )
    const results = await Promise.all(twice)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      rule: 'place_already_registered',
      details: { field: 'externalId' },
    })
  })
})
