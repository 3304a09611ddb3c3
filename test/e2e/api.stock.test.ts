import { createHash, randomUUID } from 'node:crypto'
import type { JourneyDetail } from '../../libs/contracts/api/journey.schemas'
import type { Device, Dotation, Ticketed } from '../../libs/contracts/api/stock.schemas'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  rowsOf,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { endJourneys } from '../../libs/testing/person.steps'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { issueReceipt } from '../../libs/testing/receipt.steps'
import { openDocument } from '../../libs/vault/document.store'
import { type Api, type Sent, startApi } from './api.process'

interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

const uuidOf = (stream: string) => stream.slice(stream.indexOf('-') + 1)
const otherMediator = {
  ...actors.mediator,
  sub: `actor-${uuidOfNumber(91)}`,
  structure: ids.otherStructure,
  lieu: ids.otherPlace,
}

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await laptop(world, 1)
  await laptop(world, 2, false)
  await journeyUntil(world, 1, 'AssessTraining')
  await done(world, 'Bind', journeyIds(1).dotation, { device: null }, { actor: actors.mediator, version: 1 })
  const referred = await refer(world, 2)
  if (!referred.ok) throw new Error(referred.rule)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

describe('laptops and dotations', () => {
  const devices = async (actor: Sent['actor'], query = '') =>
    (await api.get<Page<Device>>(`/v1/devices${query}`, { actor })).body.items

  test('a recyclerie and the owner’s lieu read theirs, others none', async () => {
    expect((await devices(actors.recyclerie)).map(({ serial, status }) => [serial, status])).toEqual([
      ['S1', 'bound'],
      ['S2', 'graded'],
    ])
    expect(await devices(actors.mediator, '?status=graded')).toMatchObject([{ serial: 'S2', readyOn: null }])
    expect(await devices(otherMediator)).toEqual([])
    expect((await api.get('/v1/devices', { actor: actors.prescriber })).status).toBe(403)
  })

  test('a dotation is read by its lieu, and by the recyclerie without its journey', async () => {
    const path = `/v1/dotations/${uuidOf(journeyIds(1).journey)}`
    const lieus = await api.get<Dotation>(path, { actor: actors.mediator })
    expect(lieus.body).toMatchObject({
      stage: 'handover',
      journey: uuidOf(journeyIds(1).journey),
      place: ids.place,
      version: 2,
    })
    const theirs = await api.get<Dotation>(path, { actor: actors.recyclerie })
    expect(theirs.body).toMatchObject({ stage: 'handover', journey: null, device: `device-${uuidOfNumber(300_001)}` })
    for (const actor of [otherMediator, { ...actors.recyclerie, structure: ids.otherStructure }, actors.elsewhere]) {
      expect((await api.get(path, { actor })).status).toBe(404)
    }
  })
})

describe('the receipt', () => {
  const { journey, dotation } = journeyIds(1)
  const path = `/v1/dotations/${uuidOf(journey)}`

  test('is read by its lieu, and its ticket leads the recyclerie to the laptop and to no name', async () => {
    const { document, sha256, ticket } = await issueReceipt(world, dotation)
    const read = await api.get<Dotation>(path, { actor: actors.mediator })
    expect(read.body.receipt).toEqual({ version: 1, sha256, ticket, document, signedOn: null })
    expect((await api.get<Dotation>(path, { actor: actors.recyclerie })).body.receipt).toBeNull()
    const paper = await world.database.withTransaction(actors.mediator, (open) =>
      openDocument(world.vault.keys, open, document),
    )
    expect(
      createHash('sha256')
        .update(paper?.content ?? '')
        .digest('hex'),
    ).toBe(sha256)
    expect((await api.get(`/v1/documents/${document}`, { actor: actors.mediator })).status).toBe(200)
    expect((await api.get(`/v1/documents/${document}`, { actor: actors.recyclerie })).status).toBe(404)
    const found = await api.get<Ticketed>(`/v1/tickets/${ticket}`, { actor: actors.recyclerie })
    expect(found.body).toEqual({
      ...{ ticket, dotation: uuidOf(dotation), device: uuidOf(`device-${uuidOfNumber(300_001)}`), lot: null },
      ...{ brand: 'Marque', model: 'M1', serial: 'S1', inventory: 'I1', status: 'bound', current: true },
    })
    for (const actor of [otherMediator, actors.elsewhere]) {
      expect((await api.get(`/v1/tickets/${ticket}`, { actor })).status).toBe(404)
    }
    expect((await api.get(`/v1/tickets/${ticket}`, { actor: actors.prescriber })).status).toBe(403)
  })
})

describe('the directory', () => {
  test('is read by all of the territory, and by nobody of another', async () => {
    const { body } = await api.get<Page<{ id: string; name: string }>>('/v1/places', { actor: actors.recyclerie })
    expect(body.items.map(({ name }) => name)).toEqual(['Lieu A1 inventé', 'Lieu A2 inventé'])
    const one = await api.get(`/v1/places/${uuidOf(ids.place)}`, { actor: actors.evaluator })
    expect(one.body).toMatchObject({ id: uuidOf(ids.place), communeInsee: '40192', structure: ids.lieuStructure })
    expect((await api.get(`/v1/places/${uuidOf(ids.place)}`, { actor: actors.elsewhere })).status).toBe(404)
    const elsewhere = await api.get<Page<unknown>>('/v1/structures', { actor: actors.elsewhere })
    expect(elsewhere.body.items).toEqual([])
  })

  test('structures by role, agents of one’s own structure, page after page', async () => {
    const names = async (query: string) =>
      (await api.get<Page<{ name: string }>>(`/v1/structures${query}`, { actor: actors.prescriber })).body
    expect((await names('?role=recyclerie')).items).toMatchObject([{ name: 'Recyclerie inventée' }])
    const first = await names('?limit=3')
    const second = await names(`?limit=3&cursor=${first.next}`)
    expect([...first.items, ...second.items]).toHaveLength(4)
    expect(second.next).toBeNull()
    const agents = await api.get<Page<object>>('/v1/agents', { actor: actors.mediator })
    expect(agents.body.items).toEqual([
      expect.objectContaining({ id: uuidOf(ids.mediator), lastName: 'Inventé', firstName: 'Camille' }),
    ])
  })

  test('a definition is read in its own territory', async () => {
    const path = `/v1/definitions/${commands.Refer.data.definition}`
    expect((await api.get(path, { actor: actors.mediator })).body).toMatchObject({
      territory: '40',
      zone: 'Europe/Paris',
    })
    expect((await api.get(path, { actor: actors.elsewhere })).status).toBe(404)
    expect((await api.get('/v1/definitions/none.v1', { actor: actors.mediator })).status).toBe(404)
  })
})

describe('mails', () => {
  test('are listed for the coordinator by status, to whom by role alone', async () => {
    const { body } = await api.get<Page<{ kind: string; recipient: object }>>('/v1/mails?status=pending&limit=100', {
      actor: actors.coordinator,
    })
    expect(body.items.map(({ kind }) => kind)).toContain('referral_received')
    expect(JSON.stringify(body)).not.toMatch(/@|Inventé/)
    expect((await api.get('/v1/mails', { actor: actors.mediator })).status).toBe(403)
  })

  test('that failed are sent again when the coordinator asks, once', async () => {
    const [mail] = await rowsOf<{ id: string; stream: string }>(
      world,
      "UPDATE mail SET status = 'failed' WHERE id = (SELECT id FROM mail WHERE kind = 'referral_received' LIMIT 1) RETURNING *",
    )
    const path = `/v1/mails/${mail?.id}/resend`
    const outbox = () => rowsOf(world, "SELECT id FROM outbox WHERE kind = 'mail' AND stream = $1", [mail?.stream])
    const before = await outbox()
    const codes = []
    for (const actor of [actors.mediator, actors.elsewhere, actors.coordinator, actors.coordinator]) {
      const { status, body } = await api.post(path, { actor })
      codes.push([status, body.code ?? body.status])
    }
    expect(codes).toEqual([
      [403, 'not_allowed'],
      [404, 'unknown_mail'],
      [200, 'pending'],
      [409, 'mail_not_failed'],
    ])
    expect(await outbox()).toHaveLength(before.length + 1)
  })
})

describe('who was erased', () => {
  test('has a journey without any personal data', async () => {
    const person = journeyIds(2).person
    await endJourneys(world, person)
    const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': '"2"' }
    const body = { cause: 'demande' }
    const path = `/v1/people/${uuidOf(person)}/erase-person`
    expect((await api.post(path, { actor: actors.coordinator, body, headers })).status).toBe(200)
    const read = await api.get<JourneyDetail>(`/v1/journeys/${uuidOf(journeyIds(2).journey)}`, {
      actor: actors.coordinator,
    })
    expect(read.body.personal).toBeNull()
  })
})
