import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { problemSchema } from '../../libs/contracts/api/problem.schema'
import { actors, createWorld, type World } from '../../libs/testing/engine.world'
import { type Api, freePort, settingsFor, spawnApi, startApi, tokenOf } from './api.process'

type Operation = { readonly security?: readonly object[] }
type Document = { readonly paths: Record<string, Record<string, Operation>> }

let world: World
let api: Api
let document: Document
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
  document = (await api.get<Document>('/openapi.json')).body
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const uuid = '00000000-0000-4000-8000-000000000001'
const routes = () =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path: path.replace('{id}', /^\/v1\/(definitions|calls)/.test(path) ? 'any.v1' : uuid),
      isOpen: security?.length === 0,
    })),
  )

describe('no route without an actor', () => {
  test('but health: every other route of the description answers 401 without a token', async () => {
    expect(routes().length).toBeGreaterThanOrEqual(35)
    const open: string[] = []
    for (const { method, path, isOpen } of routes()) {
      const response = await fetch(`${api.url}${path}`, { method })
      await response.text()
      if (isOpen) open.push(path)
      else expect([path, response.status]).toEqual([path, 401])
    }
    expect(open).toEqual(['/health/live', '/health/ready'])
  })

  test('every route of the service is in the description', () => {
    const told = routes().filter(({ path }) => path.startsWith('/v1/journeys/'))
    expect(told.map(({ path }) => path)).toContain(`/v1/journeys/${uuid}/record-diagnostic`)
    expect(routes().map(({ path }) => path)).not.toContain(`/v1/journeys/${uuid}/expire`)
  })

  test.each([
    ['nothing', undefined],
    ['another scheme', 'Basic abc'],
    ['no token', 'Bearer '],
    ['another’s signature', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA'],
    ['no signature', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
  ])('%s is no actor', async (_, authorization) => {
    const answer = await api.get('/v1/places', { headers: authorization ? { Authorization: authorization } : {} })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(problemSchema.parse(answer.body).code).toBe('unauthenticated')
  })

  test.each([
    ['the machine', { ...actors.coordinator, role: 'system' }],
    ['all territories', { ...actors.coordinator, territory: '*' }],
    ['a role that is none', { ...actors.coordinator, role: 'mayor' }],
    ['no territory', { ...actors.coordinator, territory: undefined }],
  ])('a token for %s is not believed', async (_, claims) => {
    const headers = { Authorization: `Bearer ${await tokenOf(claims)}` }
    expect((await api.get('/v1/places', { headers })).status).toBe(401)
  })

  test('a good token is', async () => {
    expect((await api.get('/v1/places', { actor: actors.evaluator })).status).toBe(200)
  })
})

describe('the description', () => {
  test('is the one that is committed: node dist/apps/api/openapi.main.js docs/openapi.json', () => {
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(document)
  })

  test('refers to nothing that is not in it', () => {
    const { components, ...rest } = document as unknown as { components: { schemas: object } }
    const known = new Set(Object.keys(components.schemas))
    const text = JSON.stringify({ components, ...rest })
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(referred.filter((name) => !known.has(name ?? ''))).toEqual([])
    expect(text).not.toContain('#/definitions/')
  })

  test('has a page that takes everything from the api itself', async () => {
    const page = await (await fetch(`${api.url}/docs/`)).text()
    const needed = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
    expect(needed.length).toBeGreaterThan(3)
    for (const address of needed) {
      expect(address).toMatch(/^\.\//)
      const file = await fetch(new URL(address, `${api.url}/docs/`))
      expect([file.status, (await file.text()).length > 0]).toEqual([200, true])
    }
    const { headers } = await api.get('/docs/')
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
  })
})

describe('the process', () => {
  test('tells that it is alive and ready', async () => {
    expect((await api.get('/health/live')).body).toEqual({ status: 'live' })
    expect((await api.get('/health/ready')).body).toEqual({ status: 'ready' })
  })

  test('is alive and not ready without its database, and tells a command to try again', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const away = { DATABASE_URL: 'postgresql://parcours_app:x@127.0.0.1:1/none' }
    const { child } = spawnApi({ ...settingsFor(world, port), ...away })
    try {
      const live = () => fetch(`${url}/health/live`).catch(() => null)
      while (!(await live())?.ok) await new Promise((resolve) => setTimeout(resolve, 50))
      const ready = await fetch(`${url}/health/ready`)
      expect([ready.status, ((await ready.json()) as { code: string }).code]).toEqual([503, 'not_ready'])
      const headers = { Authorization: `Bearer ${await tokenOf(actors.coordinator)}` }
      const places = await fetch(`${url}/v1/places`, { headers })
      expect([places.status, ((await places.json()) as { code: string }).code]).toEqual([503, 'unavailable'])
    } finally {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  })

  test.each([
    ['a secret for trial tokens in production', { NODE_ENV: 'production' }, /JWT_SECRET/],
    ['a wrong key', { VAULT_MASTER_KEY: 'short' }, /VAULT_MASTER_KEY/],
  ])('refuses to start with %s, and names it', async (_, wrong, name) => {
    const { child, logs } = spawnApi({ ...settingsFor(world, await freePort()), ...wrong })
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(1)
    expect(logs()).toMatch(name)
  })

  test('stops when it is asked to', async () => {
    const other = await startApi(world)
    expect(await other.stop()).toBe(0)
  })

  test('stops though someone does not read their answer', async () => {
    const other = await startApi(world)
    const { hostname, port } = new URL(other.url)
    const idler = connect(Number(port), hostname)
    idler.write('GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: parcours\r\n\r\n')
    await once(idler, 'readable')
    idler.on('error', () => undefined)
    try {
      expect(await other.stop()).toBe(0)
    } finally {
      idler.destroy()
    }
  })
})
