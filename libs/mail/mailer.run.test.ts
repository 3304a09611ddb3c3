import type { Database } from '../event-store/database'
import type { MailQueue } from '../queue'
import { type MailerParts, type MailerProblem, mailerTurns } from './mailer.run'

const away: MailerProblem = { code: 'smtp_unreachable', blocking: true, fr: 'absent' }
const warning: MailerProblem = { code: 'queue_no_append_only_file', blocking: false, fr: 'appendonly = no' }

let found: readonly MailerProblem[]
let workers: string[]
let told: string[]

/** The parts of a mailer whose services are as the test says. */
function parts(over: Partial<MailerParts> = {}): MailerParts {
  const queue: MailQueue = {
    backend: 'redis',
    enqueue: () => Promise.resolve(),
    enqueueAll: () => Promise.resolve(),
    check: () => Promise.resolve([]),
    close: () => Promise.resolve(),
    work: () => {
      workers.push('started')
      return Promise.resolve({ close: () => Promise.resolve(void workers.push('closed')) })
    },
  }
  const database = { withTransaction: () => Promise.resolve({ rows: [] }) } as unknown as Database
  return {
    ...{ database, queue, clock: { now: () => '2026-03-02T09:00:00.000Z' } },
    handler: () => Promise.resolve({ done: true }),
    check: () => Promise.resolve(found),
    onProblem: ({ code }) => told.push(code),
    onWorking: () => told.push('working'),
    onPutBack: (count) => told.push(`put back ${count}`),
    onFailure: (_, where) => told.push(`failed ${where}`),
    ...over,
  }
}

beforeEach(() => {
  found = []
  workers = []
  told = []
})

test('it is not ready before it has looked', () => {
  expect(mailerTurns(parts()).causes()).toEqual(['starting'])
})

test('it takes no mail while something is away, tells it once, and works once all is there', async () => {
  found = [away, warning]
  const mailer = mailerTurns(parts())
  const rests = [await mailer.look(), await mailer.look(), await mailer.sweep()]
  expect(mailer.causes()).toEqual(['smtp_unreachable'])
  expect([workers, told]).toEqual([[], ['smtp_unreachable', 'queue_no_append_only_file']])
  found = [warning]
  rests.push(await mailer.look())
  expect(mailer.causes()).toEqual([])
  expect([workers, told.at(-1)]).toEqual([['started'], 'working'])
  expect(rests).toEqual([2_000, 2_000, 2_000, 15_000])
})

test('a service that goes away later is told, and mails are still taken: they are tried again', async () => {
  const mailer = mailerTurns(parts())
  await mailer.look()
  found = [away]
  expect(await mailer.look()).toBe(2_000)
  expect(mailer.causes()).toEqual(['smtp_unreachable'])
  found = []
  await mailer.look()
  expect([mailer.causes(), workers]).toEqual([[], ['started']])
})

test('a queue that goes away between the look and the work leaves it unready, until the next look', async () => {
  const given = parts()
  const absent = () => Promise.reject(new Error('away'))
  const mailer = mailerTurns({
    ...given,
    queue: { ...given.queue, work: jest.fn(given.queue.work).mockImplementationOnce(absent) },
  })
  await expect(mailer.look()).rejects.toThrow('away')
  expect(mailer.causes()).toEqual(['starting'])
  await mailer.look()
  expect([mailer.causes(), workers]).toEqual([[], ['started']])
})

test('it puts back what the queue lost, as soon as it works and every minute', async () => {
  const rows = [{ id: 'a', attempts: 0, createdAt: '2026-03-01T00:00:00.000Z', leasedUntil: null }]
  const database = { withTransaction: () => Promise.resolve({ rows }) } as unknown as Database
  const mailer = mailerTurns(parts({ database }))
  await mailer.sweep()
  expect(told).toEqual([])
  await mailer.look()
  expect(await mailer.sweep()).toBe(60_000)
  expect(told).toEqual(['working', 'put back 1'])
})

test('it stops by taking no more mails and waiting for those at hand', async () => {
  const mailer = mailerTurns(parts())
  await mailer.look()
  await mailer.stop()
  expect(workers).toEqual(['started', 'closed'])
})
