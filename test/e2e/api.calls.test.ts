import { readFileSync } from 'node:fs'
import type { CallLine } from '../../libs/contracts/api/call.schemas'
import type { Problem } from '../../libs/contracts/api/problem.schema'
import type { Role } from '../../libs/contracts/codes'
import type { Actor } from '../../libs/contracts/command'
import { fullCall, lightCall } from '../../libs/testing/call.fixtures'
import { actors, createWorld, type World } from '../../libs/testing/engine.world'
import { type Api, refused, startApi } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const as = (role: Role, over: Partial<Actor> = {}): Actor => ({ ...actors.coordinator, sub: role, role, ...over })
const manager = as('fund_manager')
const elsewhere = as('fund_manager', { territory: '32' })
let key = 0
const post = <B>(path: string, body: unknown, actor: Actor = manager, version?: number) => {
  key += 1
  const match: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` }
  return api.post<B>(`/v1/calls/${path}`, { actor, body, headers: { 'Idempotency-Key': `c-${key}`, ...match } })
}
const listed = async (actor: Actor) => (await api.get<{ items: CallLine[] }>('/v1/calls', { actor })).body.items

const { id } = fullCall
const faulty = { ...fullCall, agreement: false, course: fullCall.course.slice(1) }

describe('the governance of the fund writes a call', () => {
  test('every fault is told in one pass, to anybody, and nothing is kept', async () => {
    const { status, body } = await post<{ faults: { path: string }[] }>('check', faulty, as('applicant'))
    expect(status).toBe(200)
    expect(body.faults.map(({ path }) => path)).toEqual(['agreement', 'course', 'course.0.from'])
    expect((await api.get(`/v1/calls/${id}`, { actor: manager })).status).toBe(404)
  })

  test('a draft is kept with its faults, and is for the fund manager alone', async () => {
    expect(await post(`${id}/draft`, { content: faulty })).toMatchObject({ status: 200, body: { version: 1 } })
    const { body, headers } = await api.get(`/v1/calls/${id}/draft`, { actor: manager })
    expect(headers.get('etag')).toBe('"1"')
    expect(body).toMatchObject({ id, status: 'draft', content: faulty, faults: [{ path: 'agreement' }, {}, {}] })
    for (const actor of [actors.coordinator, as('applicant'), as('reviewer')]) {
      expect(await refused(api.get(`/v1/calls/${id}/draft`, { actor }))).toMatchObject({ status: 403 })
      expect(await listed(actor)).toEqual([])
    }
    const none = { strand: null, opensOn: null, closesOn: null, envelopeCents: null }
    const line = { id, title: fullCall.title, status: 'draft', ...none }
    expect(await listed(manager)).toEqual([{ ...line, adoptedBy: null, publishedAt: null, retiredAt: null }])
  })

  test('its publication is refused with the place of each fault, until there is none', async () => {
    const { status, body } = await post<Problem>(`${id}/publish`, {}, manager, 1)
    expect([status, body.code]).toEqual([422, 'call_faulty'])
    expect(body.issues?.map(({ field }) => field)).toEqual(['agreement', 'course', 'course.0.from'])
    expect(await post(`${id}/draft`, { content: fullCall }, manager, 1)).toMatchObject({ status: 200 })
    const adoptedBy = { group: 'copil_fonds', on: '2026-03-01', reference: 'CR-2026-03' }
    expect(await post(`${id}/publish`, { adoptedBy }, manager, 2)).toMatchObject({ status: 200, body: { version: 3 } })
    expect(await post(`${id}/draft`, { content: faulty }, manager, 3)).toMatchObject({
      body: { code: 'call_published' },
    })
  })

  test('everybody of the territory reads it, and nobody else', async () => {
    for (const actor of [manager, as('applicant'), as('funder'), actors.mediator, actors.evaluator]) {
      expect((await api.get(`/v1/calls/${id}`, { actor })).body).toEqual(fullCall)
      expect(await listed(actor)).toMatchObject([
        {
          ...{ id, title: fullCall.title, status: 'published', strand: 'projets_structurants' },
          ...{ opensOn: '2026-02-01', closesOn: '2026-12-15', envelopeCents: 12_000_000 },
          ...{ adoptedBy: { group: 'copil_fonds', on: '2026-03-01', reference: 'CR-2026-03' }, retiredAt: null },
        },
      ])
    }
    expect(await listed(elsewhere)).toEqual([])
    expect((await api.get(`/v1/calls/${id}`, { actor: elsewhere })).status).toBe(404)
  })

  test('a retired one is still read, and told as such', async () => {
    expect(await post(`${id}/retire`, {}, manager, 3)).toMatchObject({ status: 200 })
    expect((await api.get(`/v1/calls/${id}`, { actor: as('applicant') })).status).toBe(200)
    expect(await listed(as('applicant'))).toMatchObject([{ id, status: 'retired', retiredAt: expect.any(String) }])
  })

  test('only a fund manager writes', async () => {
    for (const actor of [actors.coordinator, as('applicant')]) {
      expect((await post(`${lightCall.id}/draft`, { content: lightCall }, actor)).status).toBe(403)
      for (const path of ['publish', 'retire']) expect((await post(`${id}/${path}`, {}, actor, 4)).status).toBe(403)
    }
  })
})

test('rules are tried on an application of which nothing is kept', async () => {
  await post(`${lightCall.id}/draft`, { content: lightCall })
  await post(`${lightCall.id}/publish`, {}, manager, 1)
  const application = { body: 'private', askedCents: 200_000, costCents: 250_000, months: 6, structureRoles: ['lieu'] }
  const trying = (over: object) =>
    post<Problem>(`${lightCall.id}/eligibility`, { ...application, ...over }, as('applicant'))
  expect((await trying({})).body).toEqual({ eligible: true, why: [] })
  expect((await trying({ months: 18 })).body).toEqual({
    eligible: false,
    why: [
      {
        code: 'one_year',
        fr: 'Le projet dure 18 mois : une action se fait en douze mois au plus.',
        en: 'The project lasts 18 months: an action is done within twelve.',
      },
    ],
  })
  expect((await trying({ title: 'Mon projet' })).status).toBe(400)
})

test('the schema for editors is the one that is kept with the documentation', async () => {
  const { body, headers } = await api.get('/v1/calls/schema.json', { actor: actors.mediator })
  expect(headers.get('content-type')).toBe('application/schema+json; charset=utf-8')
  expect(body).toEqual(JSON.parse(readFileSync('docs/call.schema.json', 'utf8')))
})
