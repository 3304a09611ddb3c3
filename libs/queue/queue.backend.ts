import { type Job, Queue, Worker, type WorkerOptions, createPostgresBackend } from 'bullmq'
import { Client } from 'pg'
import { type QueueProblem, unreachable } from './queue.problem'
import { checkRedis } from './redis.check'

/** Where the queue is: Redis where it is named, else PostgreSQL. */
export interface QueueSettings {
  readonly REDIS_URL?: string | undefined
  readonly QUEUE_DATABASE_URL?: string | undefined
}

/** What a job holds: everything else is read when it runs. */
export interface MailJob {
  readonly mail: string
}

export type JobHandler = (
  job: Pick<Job<MailJob>, 'data' | 'opts' | 'attemptsMade' | 'attemptsStarted' | 'moveToDelayed'>,
  token?: string,
) => Promise<void>
type Handling = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'>

interface TellsErrors {
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** The part of BullMQ's classes that is used here, the same for both stores. */
export type JobQueue = Pick<Queue<MailJob>, 'addBulk' | 'waitUntilReady' | 'close'> & TellsErrors
export type JobWorker = Pick<Worker<MailJob>, 'pause' | 'close'> & TellsErrors

/** One of BullMQ's two stores, behind the same four calls. */
export interface QueueBackend {
  readonly name: 'redis' | 'postgres'
  makeQueue(): JobQueue
  makeWorker(handler: JobHandler, options: Handling): JobWorker
  check(): Promise<readonly QueueProblem[]>
}

const queueName = 'mails'

/** Throws a TypeError where neither address is given: the configuration refuses that before. */
export function backendOf({ REDIS_URL, QUEUE_DATABASE_URL }: QueueSettings): QueueBackend {
  if (REDIS_URL) return redisBackend(REDIS_URL)
  if (QUEUE_DATABASE_URL) return postgresBackend(QUEUE_DATABASE_URL)
  throw new TypeError('a queue needs REDIS_URL or QUEUE_DATABASE_URL')
}

function redisBackend(url: string): QueueBackend {
  // BullMQ would wait up to 20 seconds between two tries, and be that late after a restart of Redis.
  const connection = { url, connectTimeout: 3000, retryStrategy: (times: number) => Math.min(200 * times, 2000) }
  const shared = { prefix: 'parcours' }
  return {
    name: 'redis',
    makeQueue: () => new Queue(queueName, { ...shared, connection: { ...connection, maxRetriesPerRequest: 1 } }),
    makeWorker: (handler, options) =>
      new Worker(queueName, handler, { ...shared, ...options, connection: { ...connection } }),
    check: () => checkRedis(url),
  }
}

function postgresBackend(connectionString: string): QueueBackend {
  const connection = {
    connectionString,
    migrate: true,
    connectionTimeoutMillis: 3000,
    // A transaction left open, in whatever database of a cluster, holds back those who read the log in order.
    idle_in_transaction_session_timeout: 60_000,
  }
  return {
    name: 'postgres',
    makeQueue: () => new Queue(queueName, { connection: { ...connection } }, createPostgresBackend),
    makeWorker: (handler, options) =>
      new Worker(queueName, handler, { ...options, connection: { ...connection } }, createPostgresBackend),
    check: () => checkPostgres(connectionString),
  }
}

async function checkPostgres(connectionString: string): Promise<readonly QueueProblem[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 3000, query_timeout: 3000 })
  // Told by the failed call as well; without a listener the process would end.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return []
  } catch (error) {
    return [unreachable('QUEUE_DATABASE_URL', error)]
  } finally {
    await client.end().catch(() => undefined)
  }
}
