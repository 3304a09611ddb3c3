import { createMailQueue, type MailQueue, type MailWorker, type Turn } from '../../../libs/queue'
import { createTestDatabase } from '../../../libs/testing/database'
import { type CutProxy, cutProxy } from './cut.proxy'
import { redisCommand, startRedis, until } from './redis.server'

const done: Turn = { done: true }
const counting = (handled: string[]) => (mail: string) => {
  handled.push(mail)
  return Promise.resolve(done)
}

/** Both stores where there is a Redis; the log says it where there is none. */
const backends = redisCommand ? (['redis', 'postgres'] as const) : (['postgres'] as const)
if (!redisCommand) process.stderr.write('*** No redis-server on PATH: the queue suites run on PostgreSQL alone. ***\n')

describe.each(backends)('the queue of mails on %s', (backend) => {
  let stop: () => Promise<void>
  let proxy: CutProxy
  let queue: MailQueue
  let worker: MailWorker | null

  const queueAt = (url: string) =>
    createMailQueue(backend === 'redis' ? { REDIS_URL: url } : { QUEUE_DATABASE_URL: url }, {
      onError: () => undefined,
      retry: { tries: 3, firstDelayMs: 50 },
    })

  beforeAll(async () => {
    const server = await startServer(backend)
    stop = server.stop
    proxy = await cutProxy(server.url)
  })
  beforeEach(() => {
    queue = queueAt(proxy.url)
    worker = null
  })
  afterEach(async () => {
    proxy.restore()
    await worker?.close(5000)
    await queue.close()
  })
  afterAll(async () => {
    await proxy.close()
    await stop()
  })

  it('hands a mail over once, however often it was put', async () => {
    const handled: string[] = []
    await Promise.all([queue.enqueue('once', 0), queue.enqueue('once', 0), queue.enqueue('other', 0)])
    worker = await queue.work(counting(handled), 1)
    await until('both', () => handled.length >= 2)
    expect(handled.sort()).toEqual(['once', 'other'])
  })

  it('tries again what fails, says which try is the last, and frees the id after it', async () => {
    const tries: boolean[] = []
    worker = await queue.work((_mail, { lastTry }) => {
      tries.push(lastTry)
      return Promise.reject(new Error('no'))
    }, 1)
    await queue.enqueue('failing', 1)
    await until('three tries', () => tries.length === 3)
    expect(tries).toEqual([false, false, true])
    await until('a fourth, asked for under the same id', async () => {
      await queue.enqueue('failing', 1)
      return tries.length > 3
    })
  })

  it('gives a mail another turn without counting a try', async () => {
    const tries: boolean[] = []
    worker = await queue.work((mail, { lastTry }) => {
      if (mail === 'patient') tries.push(lastTry)
      return Promise.resolve(mail === 'patient' && tries.length < 5 ? { done: false, againInMs: 20 } : done)
    }, 1)
    await queue.enqueue('patient', 0)
    await until('five turns', () => tries.length === 5)
    expect(tries).not.toContain(true)
  })

  it('refuses a mail while it is absent, and takes it later with the same object', async () => {
    const late = queueAt(proxy.url)
    proxy.cut()
    await Promise.all([
      expect(late.enqueue('late', 0)).rejects.toThrow(),
      expect(late.work(counting([]), 1)).rejects.toThrow(),
    ])
    expect(await late.check()).toEqual([expect.objectContaining({ code: 'unreachable', blocking: true })])
    proxy.restore()
    await late.enqueue('late', 0)
    expect(await late.check()).toEqual([])
    const handled: string[] = []
    worker = await late.work(counting(handled), 1)
    await until('the late mail', () => handled.includes('late'))
    await worker.close(5000)
    worker = null
    await late.close()
  })

  it('goes on after the connection was lost under a working worker', async () => {
    const handled: string[] = []
    worker = await queue.work(counting(handled), 2)
    await queue.enqueue('before', 0)
    await until('the first', () => handled.includes('before'))
    proxy.cut()
    await expect(queue.enqueue('during', 0)).rejects.toThrow()
    proxy.restore()
    await until(
      'one put after the cut',
      async () => {
        await queue.enqueue('after', 0).catch(() => undefined)
        return handled.includes('after')
      },
      20_000,
    )
  })
})

if (redisCommand) {
  it('says what a real Redis is not fit for', async () => {
    const cache = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no'])
    const queue = createMailQueue({ REDIS_URL: cache.url }, { onError: () => undefined })
    const codes = (await queue.check()).map(({ code }) => code)
    await queue.close()
    await cache.stop()
    expect(codes).toEqual(['evicts', 'no_append_only_file'])
  })
}

async function startServer(backend: 'redis' | 'postgres'): Promise<{ url: string; stop: () => Promise<void> }> {
  if (backend === 'redis') return startRedis()
  const clone = await createTestDatabase()
  return { url: clone.ownerUrl, stop: () => clone.drop() }
}
