import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { actors, createWorld, done, journeyIds, refer, type World } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi, tokenOf } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await refer(world, 1)
  await done(world, 'Accept', journeyIds(1).journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const uuid = journeyIds(1).journey.replace('journey-', '')
const scan = Buffer.from('%PDF-1.7\n\0\xff pouvoir de Zoé Inventée', 'latin1')
const send = (
  over: { actor?: (typeof actors)['mediator']; body?: Buffer; type?: string; kind?: string; version?: number } = {},
) =>
  api.post<{ id: string; sha256: string; version: number }>(
    `/v1/journeys/${uuid}/documents?kind=${over.kind ?? 'representative_authorisation'}`,
    {
      actor: over.actor ?? actors.mediator,
      body: over.body ?? scan,
      headers: {
        'Content-Type': over.type ?? 'application/pdf',
        'Idempotency-Key': `document-${JSON.stringify(over).length}-${over.version ?? 3}`,
        'If-Match': `"${over.version ?? 3}"`,
      },
    },
  )

test('a scan is sent as it is and comes back as it was', async () => {
  const { status, body, headers } = await send()
  expect({ status, etag: headers.get('etag') }).toEqual({ status: 200, etag: '"4"' })
  const response = await fetch(`${api.url}/v1/documents/${body.id}`, {
    headers: { Authorization: `Bearer ${await tokenOf(actors.mediator)}` },
  })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await response.arrayBuffer()).equals(scan)).toBe(true)
})

test('it is read by those who read the whole journey, and is not there for anybody else', async () => {
  const { body } = await send()
  const as = (actor: Parameters<Api['get']>[1]) => api.get(`/v1/documents/${body.id}`, actor)
  expect((await as({ actor: actors.coordinator })).status).toBe(200)
  const stranger = { ...actors.mediator, sub: 'stranger', structure: 'structure-x', lieu: 'place-x' }
  for (const actor of [actors.prescriber, actors.recyclerie, actors.evaluator, actors.elsewhere, stranger]) {
    expect(await refused(as({ actor }))).toMatchObject({ status: 404, code: 'unknown_document' })
  }
  expect(await refused(api.get(`/v1/documents/${uuid}`, { actor: actors.coordinator }))).toMatchObject({ status: 404 })
})

test.each([
  ['no known kind', { kind: 'selfie' }, 400, 'invalid_data'],
  ['another type', { type: 'text/html' }, 415, 'unsupported_media_type'],
  ['a program that calls itself a PDF', { body: Buffer.from('MZ\x90'), version: 4 }, 415, 'unsupported_document'],
  ['a version of before', { body: Buffer.from('%PDF-1'), version: 1 }, 412, 'stale_version'],
])('%s is refused', async (_, over, status, code) => {
  expect(await refused(send(over))).toMatchObject({ status, code })
})

test('too much is refused by its announced length, before it is sent', async () => {
  const length = 5 * 1024 * 1024 + 1
  const headers = { Authorization: `Bearer ${await tokenOf(actors.mediator)}`, 'Content-Type': 'application/pdf' }
  const url = `${api.url}/v1/journeys/${uuid}/documents?kind=other_proof`
  const sent = request(url, { method: 'POST', headers: { ...headers, 'Content-Length': length } })
  sent.on('error', () => undefined)
  sent.flushHeaders()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(413)
  sent.destroy()
})

test('no word of it is in the log', () => {
  expect(api.logs()).not.toMatch(/Inventée|pouvoir/)
})
