import { readFileSync } from 'node:fs'
import type { Actor } from '../../libs/contracts/command'
import type { Problem } from '../../libs/contracts/api/problem.schema'
import { actors, beneficiary, createWorld, journeyIds, referral, type World } from '../../libs/testing/engine.world'
import { landes } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi } from './api.process'

let world: World
let api: Api
let other: Api
beforeAll(async () => {
  world = await createWorld()
  ;[api, other] = await Promise.all([startApi(world), startApi(world)])
}, 60_000)
afterAll(async () => {
  await Promise.all([api.stop(), other.stop()])
  await world.close()
})

const id = 'landes-mon-ordi-pin40.v2'
const { coordinator, mediator, prescriber, evaluator } = actors
let key = 0
const post = <B>(path: string, body: unknown, actor: Actor = coordinator, version?: number) => {
  key += 1
  const match: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` }
  return api.post<B>(`/v1/definitions/${path}`, { actor, body, headers: { 'Idempotency-Key': `d-${key}`, ...match } })
}

describe('a working group writes its own journey', () => {
  const faulty = {
    ...landes,
    id,
    waits: { ...landes.waits, choose_lieu: { ...landes.waits.choose_lieu, owner: 'lieu' } },
  }

  test('every fault is told in one pass, and nothing is kept', async () => {
    const wrong = { ...faulty, zone: 'Mars/Olympus', stages: landes.stages.slice(1) }
    const { status, body } = await post<{ faults: { path: string; fr: string; en: string }[] }>(
      'check',
      wrong,
      mediator,
    )
    expect(status).toBe(200)
    const paths = body.faults.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['zone', 'stages.0', 'waits.choose_lieu.owner']))
    expect((await api.get(`/v1/definitions/${id}`, { actor: mediator })).status).toBe(404)
  })

  test('a draft is kept with its faults, and is for those who write it', async () => {
    expect(await post(`${id}/draft`, { content: faulty })).toMatchObject({ status: 200, body: { version: 1 } })
    const { body, headers } = await api.get(`/v1/definitions/${id}/draft`, { actor: coordinator })
    expect(headers.get('etag')).toBe('"1"')
    expect(body).toMatchObject({ id, status: 'draft', faults: [{ path: 'waits.choose_lieu.owner' }] })
    expect(await refused(api.get(`/v1/definitions/${id}/draft`, { actor: mediator }))).toMatchObject({ status: 403 })
  })

  test('its publication is refused with the place of each fault, until there is none', async () => {
    const { status, body } = await post<Problem>(`${id}/publish`, {}, coordinator, 1)
    expect([status, body.code]).toEqual([422, 'definition_faulty'])
    expect(body.issues).toEqual([
      { field: 'waits.choose_lieu.owner', fr: expect.any(String), en: expect.stringContaining('prescriber') },
    ])
    expect(await post(`${id}/draft`, { content: { ...landes, id } }, coordinator, 1)).toMatchObject({ status: 200 })
    const adoptedBy = { group: 'groupe_parcours', on: '2026-03-01', reference: 'CR-2026-03' }
    expect(await post(`${id}/publish`, { adoptedBy }, coordinator, 2)).toMatchObject({
      status: 200,
      body: { version: 3 },
    })
    expect(await post(`${id}/draft`, { content: faulty }, coordinator, 3)).toMatchObject({
      body: { code: 'definition_published' },
    })
  })

  test('another process reads it, draws it and refers people to it at once', async () => {
    const { body } = await other.get(`/v1/definitions/${id}`, { actor: mediator })
    expect(body).toEqual({ ...landes, id })
    const drawn = await other.get<{ text: string }>(`/v1/definitions/${id}/diagram`, { actor: evaluator })
    expect(drawn.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(drawn.body.text).toMatch(/^stateDiagram-v2\n/)
    const { items } = (await other.get<{ items: object[] }>('/v1/definitions', { actor: mediator })).body
    expect(items).toContainEqual(expect.objectContaining({ id, status: 'published', origin: 'log' }))
    expect(items).toContainEqual(expect.objectContaining({ id: landes.id, status: 'published', origin: 'project' }))
    const referred = await refer(1, { definition: id })
    expect(referred).toMatchObject({ status: 200, body: { stage: 'prescription', why: [] } })
  })

  test('a retired one is followed by nobody new', async () => {
    expect(await post(`${id}/retire`, {})).toMatchObject({ status: 200 })
    expect(await refused(refer(2, { definition: id }))).toMatchObject({ status: 422, code: 'definition_retired' })
    expect(await api.get(`/v1/definitions/${id}`, { actor: mediator })).toMatchObject({ status: 200 })
  })

  test('only a coordinator writes', async () => {
    for (const path of ['draft', 'publish', 'retire']) {
      const body = path === 'draft' ? { content: { ...landes, id: 'autre.v1' } } : {}
      const answer = await post<Problem>(path === 'draft' ? 'autre.v1/draft' : `${id}/${path}`, body, mediator, 3)
      expect(answer.status).toBe(403)
    }
  })
})

const refer = (number: number, over: object) =>
  other.post(`/v1/journeys/${journeyIds(number).journey.replace('journey-', '')}/refer`, {
    actor: prescriber,
    body: { ...referral(number), ...over, personal: beneficiary(number) },
    headers: { 'Idempotency-Key': `refer-${number}` },
  })

describe('an answer explains itself', () => {
  const told = {
    code: 'not_equipped_lately',
    fr: 'La personne a reçu un ordinateur le 2025-03-04, il y a moins de 36 mois.',
    en: 'The person received a laptop on 2025-03-04, less than 36 months ago.',
  }

  test('before anybody is referred, of somebody of whom nothing is kept', async () => {
    const candidate = { reasons: ['equipement'], lastHandedOverOn: '2025-03-04', on: '2026-03-02' }
    const asked = await post(`${landes.id}/eligibility`, candidate, prescriber)
    expect(asked.body).toEqual({ eligible: false, why: [told] })
    const free = await post(`${landes.id}/eligibility`, { ...candidate, on: '2028-03-04' }, prescriber)
    expect(free.body).toEqual({ eligible: true, why: [] })
    const named = await post<Problem>(`${landes.id}/eligibility`, { ...candidate, lastName: 'Inventé' }, prescriber)
    expect(named.status).toBe(400)
  })

  test('in the answer to a referral, and in the journey afterwards', async () => {
    const why = [{ code: 'commits_to_the_journey', fr: expect.any(String), en: expect.stringMatching(/^The person/) }]
    expect(await refer(3, { commitment: false })).toMatchObject({ status: 200, body: { stage: 'closed', why } })
    const path = `/v1/journeys/${journeyIds(3).journey.replace('journey-', '')}`
    expect((await api.get(path, { actor: prescriber })).body).toMatchObject({ why })
  })
})

describe('what is no definition', () => {
  const raw = (body: string) =>
    api.post<{ faults?: { path: string; fr: string }[]; code?: string }>('/v1/definitions/check', {
      actor: mediator,
      body,
      headers: { 'Content-Type': 'application/json' },
    })
  const deep = (levels: number) => `{"stages":${'['.repeat(levels)}${']'.repeat(levels)}}`

  const withRule = (rule: string) =>
    JSON.stringify({ ...landes, eligibility: [{ code: 'cher', rule, fr: 'Cher', en: 'Dear' }] })
  const back = [{ when: null, to: 'diagnostic', fr: null }]
  const roundabout = landes.stages.map((stage, index) => (index === 4 ? { ...stage, next: back } : stage))

  test.each([
    ['over a mebibyte', `{"x":"${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
    ['with a poisoned prototype', '{"__proto__":{"id":"x"}}', 400, 'malformed_json'],
    ['a list', '[]', 400, 'invalid_data'],
    ['broken', '{', 400, 'malformed_json'],
  ])('%s: refused before it is read', async (_, body, status, code) => {
    expect(await raw(body)).toMatchObject({ status, body: { code } })
  })

  test.each([
    ['larger than any definition', `{"x":"${'x'.repeat(300_000)}"}`, '', /trop grand/],
    ['nested a hundred times', deep(100), 'stages.0.0.0.0.0', /niveaux/],
    ['nested four hundred thousand times', deep(400_000), 'stages.0.0.0.0.0', /niveaux/],
    [
      'with a rule over its cost',
      withRule('reasons.all(a, needs.all(b, reasons.all(c, a == b || b == c)))'),
      'eligibility.cher',
      /coûte|costs/,
    ],
    [
      'with a stage that leads back',
      JSON.stringify({ ...landes, stages: roundabout }),
      'stages.4.next.0.to',
      /récursif/,
    ],
    ['with a character that nobody reads', '{"title":"a\\u0000b"}', 'title', /illisible/],
  ])('%s: told by its place', async (_, body, path, fr) => {
    const answer = await raw(body)
    expect(answer).toMatchObject({ status: 200, body: { faults: [{ path, fr: expect.stringMatching(fr) }] } })
  })

  test('a draft that cannot be kept is refused by its place, and writes nothing', async () => {
    const send = (content: string) =>
      api.post<Problem>('/v1/definitions/profond.v1/draft', {
        actor: coordinator,
        body: `{"content":{"id":"profond.v1","territory":"40","stages":${content}}}`,
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'deep' },
      })
    expect((await send(`${'['.repeat(300_000)}${']'.repeat(300_000)}`)).body).toMatchObject({ code: 'invalid_data' })
    expect((await send(`"${'x'.repeat(300_000)}"`)).body).toMatchObject({ code: 'definition_faulty' })
    expect((await api.get('/v1/definitions/profond.v1/draft', { actor: coordinator })).status).toBe(404)
  })
})

test('the schema for editors is the one that is kept with the documentation', async () => {
  const { body, headers } = await api.get('/v1/definitions/schema.json', { actor: mediator })
  expect(headers.get('content-type')).toBe('application/schema+json; charset=utf-8')
  expect(body).toEqual(JSON.parse(readFileSync('docs/definition.schema.json', 'utf8')))
})
