import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { findOnPath } from '../../../tools/services/executable.find'

/** The Redis or Valkey of this machine; null where there is none. */
export const redisCommand = findOnPath('redis-server', process.env) ?? findOnPath('valkey-server', process.env)

/** A Redis of its own, so that a test may empty or kill it. */
export interface RedisServer {
  readonly url: string
  readonly client: Redis
  stop(): Promise<void>
}

/** Starts the Redis that `redisCommand` found. `settings` are those of redis.conf, as arguments. */
export async function startRedis(settings: readonly string[] = ['--appendonly', 'yes']): Promise<RedisServer> {
  if (!redisCommand) throw new Error('no redis-server on PATH')
  const folder = mkdtempSync(join(tmpdir(), 'parcours-redis-'))
  const port = await freePort()
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...settings]
  const child = spawn(redisCommand, args, { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}/0`
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  client.on('error', () => undefined)
  await client.ping()
  return {
    url,
    client,
    stop: async () => {
      client.disconnect()
      await ended(child)
      rmSync(folder, { recursive: true })
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Waits until `seen` says true; fails after `limitMs` with what was awaited. */
export async function until(what: string, seen: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs
  while (!(await seen())) {
    if (Date.now() > end) throw new Error(`not seen within ${limitMs} ms: ${what}`)
    await sleep(20)
  }
}
