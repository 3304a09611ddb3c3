import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { openNamespace, type TestNamespace } from '../../libs/testing/temporal.server'
import { play } from '../../tools/demo/play'
import { type SmtpCatcher, startSmtp } from '../integration/mails/smtp.catcher'
import { keepProcesses, type KeptProcesses, type ProgramName } from './kept.processes'

/**
 * The main job as `npm run demo` runs it: the examples, every actor's part through HTTP, on the built programs with a
 * real PostgreSQL, Temporal, queue and SMTP, while each program is killed in the middle.
 */
const secret = 'a secret of the main job, long enough to be one'
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

let database: TestDatabase
let namespace: TestNamespace
let smtp: SmtpCatcher
let programs: KeptProcesses
let log: Client
const said: string[] = []
/** So many mails a mailer sends at a time. */
const mailsAtOnce = 5

const rows = async <R extends object>(sql: string): Promise<R[]> => (await log.query<R>(sql)).rows
const demo = () =>
  play({ apiUrl: programs.apiUrl, jwtSecret: secret, root: process.cwd(), log: (line) => said.push(line) })

beforeAll(async () => {
  database = await createTestDatabase()
  namespace = await openNamespace()
  smtp = await startSmtp()
  // The queue of this test alone: a Redis database of its own, else the PostgreSQL of the queue.
  const { REDIS_URL, QUEUE_DATABASE_URL } = process.env
  const queue: Record<string, string> = REDIS_URL
    ? { REDIS_URL: `${REDIS_URL.replace(/\/\d*$/, '')}/9` }
    : { QUEUE_DATABASE_URL: QUEUE_DATABASE_URL ?? '' }
  programs = await keepProcesses({
    DATABASE_URL: database.appUrl,
    KEYS_DATABASE_URL: database.keysUrl,
    VAULT_MASTER_KEY: key(1),
    DIGEST_KEY: key(2),
    CODEC_KEY: namespace.settings.CODEC_KEY.toString('base64'),
    TEMPORAL_ADDRESS: namespace.settings.TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE: namespace.settings.TEMPORAL_NAMESPACE,
    JWT_SECRET: secret,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'parcours@parcours.example',
    ...queue,
  })
  log = new Client(database.ownerUrl)
  await log.connect()
}, 60_000)

afterAll(async () => {
  await programs.stop()
  await log.end()
  await smtp.close()
  await namespace.close()
  await database.drop()
}, 60_000)

test('every journey has an outcome, whatever is killed in the middle', async () => {
  const played = demo()
  for (const name of ['worker', 'api', 'mailer', 'worker', 'api'] satisfies ProgramName[]) {
    await sleep(3_000)
    await programs.kill(name)
  }
  await played
  const journeys = await rows<{ outcome: string; count: string }>('SELECT outcome, count(*) FROM journey GROUP BY 1')
  const counts = Object.fromEntries(journeys.map(({ outcome, count }) => [outcome, Number(count)]))
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(65)
  expect(counts).toMatchObject({ expired: 4, not_started: expect.any(Number), completed: expect.any(Number) })
  expect(Object.keys(counts)).not.toContain('null')
}, 170_000)

test('what does not go straight is shown: a transfer, a waiting list, a faulty laptop', async () => {
  const seen = await rows<{ type: string }>(
    `SELECT DISTINCT type FROM event WHERE type IN ('LieuChanged', 'Enlisted', 'PlaceOffered', 'LaptopFaulty') ORDER BY 1`,
  )
  expect(seen.map(({ type }) => type)).toEqual(['Enlisted', 'LaptopFaulty', 'LieuChanged', 'PlaceOffered'])
})

test('the calls that ship are published by command', async () => {
  expect(await rows(`SELECT id, status FROM call WHERE id LIKE 'landes-%' ORDER BY id`)).toEqual([
    { id: 'landes-actions-2026.v1', status: 'published' },
    { id: 'landes-projets-2026.v1', status: 'published' },
  ])
})

test('the fund: nine light applications and a full one, to their closure, every cent in the books', async () => {
  const count = (sql: string) => rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`)
  const ended = await rows('SELECT outcome, count(*)::int AS count FROM grant_file GROUP BY 1 ORDER BY 1')
  expect(ended).toEqual([
    { outcome: 'closed', count: 9 },
    { outcome: 'refused', count: 1 },
  ])
  const seen = await rows<{ type: string; count: number }>(
    `SELECT type, count(*)::int AS count FROM event WHERE type IN ('PaymentFailed', 'FundsRecovered', 'AgreementCountersigned')
       OR (type = 'PaymentMade' AND stream IN (SELECT grant_id FROM coverage)) GROUP BY 1 ORDER BY 1`,
  )
  // Two instalments on two lines, of which one came back once; what is asked back comes from both lines.
  expect(seen).toEqual([
    { type: 'AgreementCountersigned', count: 1 },
    { type: 'FundsRecovered', count: 2 },
    { type: 'PaymentFailed', count: 1 },
    { type: 'PaymentMade', count: 4 },
  ])
  expect(await rows('SELECT sum(cents)::int AS cents FROM posting')).toEqual([{ cents: 0 }])
  expect(await count('fund_line WHERE reserved_cents + committed_cents + ordered_cents > 0')).toEqual([{ count: 0 }])
  expect(await count(`coverage_cost WHERE state = 'settled'`)).not.toEqual([{ count: 0 }])
  expect(await count(`coverage_cost WHERE state = 'reserved'`)).toEqual([{ count: 0 }])
  expect(said.join('\n')).toMatch(/Grand livre — Préfecture Exemple[^]*Coût d’un parcours mené à son terme : \d/)
})

test('every acknowledged step is there once', async () => {
  const doubled = await rows(
    `SELECT stream, type, count(*) FROM event
     WHERE type IN ('JourneyReferred', 'JourneyAccepted', 'DiagnosticHeld', 'TrainingAssessed', 'LaptopHandedOver',
                    'FollowUpAnswered', 'JourneyClosed', 'DeviceHandedOver', 'DotationOpened')
     GROUP BY 1, 2 HAVING count(*) > CASE WHEN type = 'FollowUpAnswered' AND min(definition) LIKE '%emploi%' THEN 2 ELSE 1 END`,
  )
  expect(doubled).toEqual([])
  expect(await rows('SELECT device FROM binding WHERE open GROUP BY 1 HAVING count(*) > 1')).toEqual([])
  const [handed] = await rows<{ given: string; bound: string }>(
    `SELECT (SELECT count(*) FROM event WHERE type = 'LaptopHandedOver') AS given,
            (SELECT count(*) FROM binding WHERE handed_over) AS bound`,
  )
  expect(handed?.given).toBe(handed?.bound)
})

test('no workflow is left running, and the log is whole', async () => {
  const open = async () => {
    const found: string[] = []
    for await (const { workflowId } of namespace.client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
      found.push(workflowId)
    }
    return found
  }
  let left = await open()
  // An activity that was under way in a worker that was killed is tried again once its time is over.
  for (let look = 0; look < 180 && left.length > 0; look += 1) {
    await sleep(500)
    left = await open()
  }
  expect(left).toEqual([])
  const gaps = await rows(
    `SELECT stream FROM (SELECT stream, previous_hash, lag(hash) OVER (PARTITION BY stream ORDER BY version) AS before
     FROM event) AS chained WHERE previous_hash IS DISTINCT FROM before`,
  )
  expect(gaps).toEqual([])
}, 100_000)

test('every mail has left, or was not due any more', async () => {
  const statuses = () => rows<{ status: string; count: string }>('SELECT status, count(*) FROM mail GROUP BY 1')
  const done = ['sent', 'not_due', 'no_address', 'to_print']
  // A mail whose mailer was killed leaves again when its lease of a minute has ended.
  for (let look = 0; look < 200; look += 1) {
    if ((await statuses()).every(({ status }) => done.includes(status))) break
    await sleep(500)
  }
  const found = await statuses()
  expect(found.filter(({ status }) => !done.includes(status))).toEqual([])
  const known = await rows<{ status: string; id: string }>(
    'SELECT status, message_id AS id FROM mail WHERE message_id IS NOT NULL',
  )
  const caught = new Set(smtp.caught.map(({ messageId }) => messageId))
  const marked = (status: string) => known.filter((mail) => mail.status === status).map(({ id }) => id)
  expect(marked('sent').length).toBeGreaterThan(300)
  expect(marked('sent').filter((id) => !caught.has(id))).toEqual([])
  // A mailer killed between the server's 250 and its mark finds, a minute later, a mail that is not due any more.
  const others = [...caught].filter((id) => !marked('sent').includes(id))
  expect(others.filter((id) => !marked('not_due').includes(id))).toEqual([])
  expect(others.length).toBeLessThanOrEqual(mailsAtOnce)
  expect(found.map(({ status }) => status)).not.toContain('no_address')
}, 120_000)

test('names and contacts are in the vault alone', async () => {
  const text = readFileSync('examples/referrals.csv', 'latin1')
  const cells = text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(';'))
  const references = cells.flatMap(([reference]) => (reference ? [reference] : []))
  const emails = cells.flatMap((line) => (line[8] ? [line[8]] : []))
  const secrets = [...references, ...emails, 'Imaginaire', 'Factice', 'MAQUETTE', 'Sansréponse-Fictif']
  expect(secrets.length).toBeGreaterThan(70)
  const stored = await rows<{ text: string }>(
    `SELECT string_agg(row_to_json(event)::text, ' ') AS text FROM event WHERE stream ~ '^(journey|person|dotation|actor)'
     UNION ALL SELECT string_agg(row_to_json(head)::text, ' ') FROM head
     UNION ALL SELECT string_agg(row_to_json(snapshot)::text, ' ') FROM snapshot WHERE stream ~ '^(journey|person|dotation|actor)'
     UNION ALL SELECT string_agg(row_to_json(mail)::text, ' ') FROM mail
     UNION ALL SELECT string_agg(row_to_json(command)::text, ' ') FROM command`,
  )
  const everything = `${stored.map((row) => row.text).join(' ')} ${programs.logs()}`
  expect(secrets.filter((name) => everything.includes(name))).toEqual([])
})

test('the same files again are nothing new, and a wave of referrals is added', async () => {
  said.length = 0
  await demo()
  expect(said).toContainEqual(expect.stringMatching(/Prescriptions \(.*: 0 pris, 58 déjà là, 2 refusés/))
  expect(said).toContainEqual(expect.stringMatching(/vague 2 : 12 pris/))
  const [{ count } = { count: '' }] = await rows<{ count: string }>(
    'SELECT count(*) FROM journey WHERE outcome IS NOT NULL',
  )
  expect(Number(count)).toBe(84)
}, 120_000)
