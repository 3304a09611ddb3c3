import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Program } from '../supervisor/program'
import { findOnPath } from './executable.find'
import type { ServiceContext } from './service.context'

const ANSWER_WITHIN_MS = 2000

/** A Redis or Valkey ready to be started, and its address. */
export interface RedisService {
  readonly program: Program
  readonly url: string
}

/** Whether the queue is wanted on PostgreSQL even where a Redis could be started. */
export const asksForPostgres = (env: ServiceContext['env']): boolean => env.PARCOURS_QUEUE === 'postgres'

/** The Redis or Valkey found on PATH; null when there is none, or when PARCOURS_QUEUE says `postgres`. */
export async function prepareRedis(context: ServiceContext): Promise<RedisService | null> {
  const { env, layout, registry, secrets, log } = context
  if (asksForPostgres(env)) return null
  const command = findOnPath('redis-server', env) ?? findOnPath('valkey-server', env)
  if (command === null) return null
  const port = await registry.port('redis', 'redis')
  const file = join(layout.redis, 'redis.conf')
  writeFileSync(file, configuration(port, layout.redis, secrets.REDIS_PASSWORD), { mode: 0o600 })
  log(`Redis : ${command}, port ${port}, données ${layout.redis}.`)
  return {
    url: `redis://:${secrets.REDIS_PASSWORD}@127.0.0.1:${port}/0`,
    program: {
      name: 'redis',
      title: 'Redis',
      command,
      args: [file],
      cwd: '/',
      isReady: () => answersPing(port, secrets.REDIS_PASSWORD),
      readyWithinMs: 30_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
    },
  }
}

/** noeviction and the append-only file are what BullMQ asks for: a queue is no cache. */
function configuration(port: number, folder: string, password: string): string {
  return `bind 127.0.0.1
port ${port}
requirepass ${password}
dir "${folder}"
appendonly yes
maxmemory-policy noeviction
daemonize no
`
}

/** Asks PING on a bare socket; while it loads its file Redis answers with an error, which is "not yet". */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    let heard = ''
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('PING')))
    socket.once('error', reject)
    socket.once('close', () => resolve(false))
    socket.on('data', (chunk) => {
      heard += chunk.toString()
      if (heard.split('\r\n').length < 3) return
      socket.end()
      resolve(heard === '+OK\r\n+PONG\r\n')
    })
  })
}
