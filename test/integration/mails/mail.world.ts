import { Client } from 'pg'
import { databaseOutbox } from '../../../libs/engine/relay.outbox'
import { relayOnce } from '../../../libs/engine/relay.run'
import { type HandlingDeps, handleMail } from '../../../libs/mail/sending/mail.handle'
import { sweepOnce } from '../../../libs/mail/sending/mail.sweep'
import { smtpSender } from '../../../libs/mail/sending/smtp.sender'
import { createMailQueue, type MailQueue, type MailWorker } from '../../../libs/queue'
import { createWorld, rowsOf, type World } from '../../../libs/testing/engine.world'
import { type RedisServer, startRedis } from './redis.server'
import { type SmtpCatcher, startSmtp } from './smtp.catcher'

/** A mail as the table has it. */
export interface MailState {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly last_error: string | null
  readonly message_id: string | null
  readonly attempts: number
}

/** An engine with its database, a queue, a mail server, and mailers that are started when a test wants them. */
export interface MailWorld {
  readonly world: World
  readonly smtp: SmtpCatcher
  readonly queue: MailQueue
  /** Where the queue is, as settings. */
  readonly queueSettings: { readonly REDIS_URL: string } | { readonly QUEUE_DATABASE_URL: string }
  /** Everything that the mailers have told, as their log would have it. */
  readonly told: string[]
  /** Mails whose turn is over for good, one each time. */
  readonly handled: string[]
  /** Takes what the commands have written to the queue, as the relay does. */
  relay(): Promise<void>
  startMailer(over?: Partial<HandlingDeps>): Promise<MailWorker>
  /** Puts back what the queue may have lost, `laterMs` from now. */
  sweep(laterMs: number): Promise<number>
  mails(): Promise<readonly MailState[]>
  /** Everything that the queue holds, as text. */
  queueContent(): Promise<string>
  /** Empties the queue, as a lost Redis would. */
  flush(): Promise<void>
  close(): Promise<void>
}

export async function createMailWorld(backend: 'redis' | 'postgres'): Promise<MailWorld> {
  const [world, smtp, redis] = await Promise.all([
    createWorld(),
    startSmtp(),
    backend === 'redis' ? startRedis() : null,
  ])
  const told: string[] = []
  const handled: string[] = []
  const tell = (...what: unknown[]) => told.push(JSON.stringify(what, (_, value: unknown) => readable(value)))
  const queueSettings = redis ? { REDIS_URL: redis.url } : { QUEUE_DATABASE_URL: world.clone.ownerUrl }
  const queue = createMailQueue(queueSettings, {
    onError: tell,
    retry: { tries: 4, firstDelayMs: 100 },
  })
  const workers: MailWorker[] = []
  const deps = handlingDeps(world, smtp, tell)
  const wakes = { wake: () => Promise.resolve(), wakeRunning: () => Promise.resolve(true) }
  const outbox = databaseOutbox(world.database)
  return {
    ...{ world, smtp, queue, queueSettings, told, handled },
    relay: async () => {
      await relayOnce({ outbox, wakes, mails: queue, clock: realClock, onFailure: tell })
    },
    startMailer: async (over = {}) => {
      const handle = handleMail({ ...deps, ...over })
      const worker = await queue.work(async (mail, facts) => {
        const turn = await handle(mail, facts)
        if (turn.done) handled.push(mail)
        return turn
      }, 3)
      workers.push(worker)
      return worker
    },
    sweep: (laterMs) => sweepOnce({ database: world.database, queue, clock: clockIn(laterMs) }),
    mails: () =>
      rowsOf(world, 'SELECT id, kind, status, last_error, message_id, attempts FROM mail ORDER BY created_at, version'),
    queueContent: () => (redis ? contentOf(redis) : tablesOf(world)),
    flush: async () => {
      if (redis) await redis.client.flushall()
      else await rowsOfQueue(world, 'DELETE FROM bullmq.job')
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close(2000)))
      await queue.close()
      await Promise.all([redis?.stop(), smtp.close()])
      await world.close()
    },
  }
}

const realClock = { now: () => new Date().toISOString() }

/** The clock of somebody who looks later. */
export const clockIn = (laterMs: number) => ({ now: () => new Date(Date.now() + laterMs).toISOString() })

/** An error does not become JSON by itself: here its message does, since that is what a careless log would show. */
const readable = (value: unknown) => (value instanceof Error ? { ...value, message: value.message } : value)

function handlingDeps(world: World, smtp: SmtpCatcher, tell: (...what: unknown[]) => void): HandlingDeps {
  const { database, vault, definitions, territories } = world.deps
  return {
    ...{ database, vault, definitions, territories, clock: realClock },
    publicUrl: 'https://parcours.exemple.invalid/',
    sender: smtpSender({ SMTP_URL: smtp.url, MAIL_FROM: 'Parcours <parcours@exemple.invalid>' }),
    onRest: tell,
    onFailure: (_error, mail) => tell(mail),
  }
}

async function contentOf({ client }: RedisServer): Promise<string> {
  const dumps = []
  for (const key of await client.keys('*')) {
    const type = await client.type(key)
    const content =
      type === 'hash' ? await client.hgetall(key) : type === 'stream' ? await client.xrange(key, '-', '+') : type
    dumps.push(`${key} ${JSON.stringify(content)}`)
  }
  return dumps.join('\n')
}

async function tablesOf(world: World): Promise<string> {
  const tables = await rowsOfQueue<{ name: string }>(
    world,
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema = 'bullmq'`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) => rowsOfQueue(world, `SELECT to_jsonb(t) AS row FROM ${name} t`)),
  )
  return JSON.stringify(rows)
}

/** The queue's tables belong to the owner of the cloned database. */
async function rowsOfQueue<R extends object>(world: World, sql: string): Promise<R[]> {
  const client = new Client({ connectionString: world.clone.ownerUrl })
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end()
  }
}
