import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { type Problem, problemSchema } from '../../libs/contracts/api/problem.schema'
import type { Actor } from '../../libs/contracts/command'
import type { World } from '../../libs/testing/engine.world'

const secret = 'the secret of the end-to-end tests'
const ours = ['DATABASE', 'KEYS_', 'REDIS_', 'QUEUE_', 'TEMPORAL_', 'VAULT_', 'DIGEST_', 'CODEC_', 'JWT_', 'API_']

/** What a request came back with; `body` is parsed where it is JSON. */
export interface Answer<B = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: B
}

export interface Sent {
  readonly actor?: Actor
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The built api, running in a process of its own on a world's database. */
export interface Api {
  readonly url: string
  get<B = Record<string, unknown>>(path: string, sent?: Sent): Promise<Answer<B>>
  post<B = Record<string, unknown>>(path: string, sent?: Sent): Promise<Answer<B>>
  /** Everything that it has written so far, on both outputs. */
  logs(): string
  /** Asks it to stop and answers its exit code. */
  stop(): Promise<number | null>
}

/** A signed trial token; `claims` may be anything, so that wrong ones can be made as well. */
export const tokenOf = (claims: object): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** The settings of an api on a world's database, whose keys are the world's. Nothing else of the shell's comes along. */
export function settingsFor(world: Pick<World, 'clone'>, port: number): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ours.some((prefix) => name.startsWith(prefix)))
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    DATABASE_URL: world.clone.appUrl,
    KEYS_DATABASE_URL: world.clone.keysUrl,
    VAULT_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    DIGEST_KEY: Buffer.alloc(32, 2).toString('base64'),
    CODEC_KEY: Buffer.alloc(32, 3).toString('base64'),
    JWT_SECRET: secret,
    API_PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    // Nobody listens there: the api needs PostgreSQL alone.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    REDIS_URL: 'redis://127.0.0.1:1/0',
  }
}

/** Spawns the built api with settings, as a supervisor would; what it writes is kept. */
export function spawnApi(env: NodeJS.ProcessEnv): { child: ChildProcess; logs: () => string } {
  const child = spawn(process.execPath, ['dist/apps/api/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let written = ''
  for (const output of [child.stdout, child.stderr]) output?.on('data', (text) => (written += String(text)))
  return { child, logs: () => written }
}

/** Starts the api on a world and waits until it is ready. `over` changes its settings. */
export async function startApi(world: Pick<World, 'clone'>, over: NodeJS.ProcessEnv = {}): Promise<Api> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { child, logs } = spawnApi({ ...settingsFor(world, port), ...over })
  await untilReady(url, child, logs)
  const request = async <B>(method: string, path: string, sent: Sent): Promise<Answer<B>> => {
    const { actor, body, headers = {} } = sent
    const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(actor ? { Authorization: `Bearer ${await tokenOf(actor)}` } : {}),
        ...(isJson ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      body: isJson ? JSON.stringify(body) : (body as string | undefined),
    })
    const text = await response.text()
    const parsed: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : { text }
    return { status: response.status, headers: response.headers, body: parsed as B }
  }
  return {
    url,
    get: (path, sent = {}) => request('GET', path, sent),
    post: (path, sent = {}) => request('POST', path, sent),
    logs,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      return child.exitCode
    },
  }
}

async function untilReady(url: string, child: ChildProcess, logs: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the api has ended:\n${logs()}`)
    const ready = await fetch(`${url}/health/ready`).catch(() => null)
    if (ready?.ok) return
    await sleep(100)
  }
  child.kill('SIGKILL')
  throw new Error(`the api is not ready:\n${logs()}`)
}

/** The problem document of a request that must be refused, whole and well told. */
export async function refused(answer: Promise<Answer<unknown>>): Promise<Problem & { type: string }> {
  const { status, headers, body } = await answer
  const problem = problemSchema.parse(body)
  expect(problem.status).toBe(status)
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(problem.type).toBe(`urn:parcours:rule:${problem.code}`)
  return problem
}
