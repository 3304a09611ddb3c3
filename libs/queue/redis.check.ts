import { Redis } from 'ioredis'
import { type QueueProblem, unreachable } from './queue.problem'

/** Asks Redis (or Valkey) whether it may hold a queue. Answers every problem at once; none means ready. */
export async function checkRedis(url: string): Promise<readonly QueueProblem[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3000,
    commandTimeout: 3000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // Told by the failed call as well; without a listener ioredis prints it.
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return redisProblems(`${await redis.info('memory')}\n${await redis.info('persistence')}`)
  } catch (error) {
    return [unreachable('REDIS_URL', error)]
  } finally {
    redis.disconnect()
  }
}

/** What the sections `memory` and `persistence` of INFO say against a queue. */
export function redisProblems(info: string): readonly QueueProblem[] {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1]
  const appends = /^aof_enabled:(\d)/m.exec(info)?.[1]
  return [
    ...(policy && policy !== 'noeviction' ? [evicts(policy)] : []),
    ...(appends === '0' ? [withoutAppendOnlyFile] : []),
  ]
}

/** A cache throws away what it likes, and a job with it: the queue would hang on what is left. */
const evicts = (policy: string): QueueProblem => ({
  code: 'evicts',
  blocking: true,
  fr: `Redis : maxmemory-policy = ${policy} ; une file d'attente n'est pas un cache. Réglez maxmemory-policy = noeviction.`,
  en: `Redis: maxmemory-policy = ${policy}; a queue is no cache. Set maxmemory-policy = noeviction.`,
})

/** Mails are in PostgreSQL and would be put back, so this only costs time. */
const withoutAppendOnlyFile: QueueProblem = {
  code: 'no_append_only_file',
  blocking: false,
  fr: 'Redis : appendonly = no ; après une panne, les courriels en attente sont remis dans la file, mais plus tard. Préférez appendonly = yes.',
  en: 'Redis: appendonly = no; after a crash waiting mails are put back on the queue, but later. Prefer appendonly = yes.',
}
