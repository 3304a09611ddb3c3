import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import type { Problem } from '../../libs/contracts/api/problem.schema'
import { actors, journeyIds } from '../../libs/testing/engine.world'
import { type Api, refused, startApi } from './api.process'

let clone: TestDatabase
let api: Api
beforeAll(async () => {
  clone = await createTestDatabase()
  api = await startApi({ clone })
}, 60_000)
afterAll(async () => {
  await api.stop()
  await clone.drop()
})

const path = `/v1/journeys/${journeyIds(1).journey.replace('journey-', '')}/refer`

describe('a body that is none', () => {
  const raw = (body: string, type: string) =>
    api.post(path, {
      actor: actors.prescriber,
      body,
      headers: { 'Content-Type': type, 'Idempotency-Key': 'raw' },
    })

  test.each([
    ['broken JSON', '{"person":', 'application/json', 400, 'malformed_json'],
    ['no JSON at all', '', 'application/json', 400, 'malformed_json'],
    ['2 MB', `{"x":"${'x'.repeat(2_000_000)}"}`, 'application/json', 413, 'body_too_large'],
    ['XML', '<refer/>', 'application/xml', 415, 'unsupported_media_type'],
    ['a form', 'person=1', 'application/x-www-form-urlencoded', 400, 'invalid_data'],
    ['a list', '[]', 'application/json', 400, 'invalid_data'],
    ['a poisoned prototype', '{"__proto__":{"a":1}}', 'application/json', 400, 'malformed_json'],
  ])('%s', async (_, body, type, status, code) => {
    expect(await refused(raw(body, type))).toMatchObject({ status, code })
  })
})

test.each([
  ['turns the reading order', 'Exemple\u202einventé'],
  ['holds a line break', 'Exemple\ninventé'],
  ['holds a NUL', 'Exemple\0inventé'],
])('a name that %s is refused by its field', async (_, lastName) => {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'name' }
  const body = JSON.stringify({ personal: { lastName } })
  const { status, body: told } = await api.post<Problem>(path, { actor: actors.prescriber, body, headers })
  expect(status).toBe(400)
  expect(told.issues).toContainEqual({
    field: 'personal.lastName',
    fr: expect.stringMatching(/^attendu : un texte sur une seule ligne/),
    en: expect.stringMatching(/^expected: a text on one line/),
  })
})

test.each([
  ['an address that cannot be read', '/v1/%zz', 400, 'malformed_request'],
  ['an id that never ends', `/v1/journeys/${'a'.repeat(300)}`, 400, 'malformed_request'],
  ['an address that is none', '/v1/nothing', 404, 'unknown_route'],
])('%s is told like everything else', async (_, path, status, code) => {
  expect(await refused(api.get(path, { actor: actors.mediator }))).toMatchObject({ status, code })
})
