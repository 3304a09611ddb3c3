import { Client } from 'pg'
import { beneficiary, refer } from '../../libs/testing/engine.world'
import { type CutProxy, cutProxy } from '../integration/mails/cut.proxy'
import { createMailWorld, type MailWorld } from '../integration/mails/mail.world'
import { redisCommand, until } from '../integration/mails/redis.server'
import { type MailerProcess, spawnMailer } from './mail.process'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

let all: MailWorld
let way: CutProxy
const running: MailerProcess[] = []

beforeAll(async () => {
  all = await createMailWorld(redisCommand ? 'redis' : 'postgres')
  way = await cutProxy(Object.values(all.queueSettings)[0] as string, 'cut')
}, 60_000)
afterAll(async () => {
  await Promise.all(running.map((mailer) => mailer.kill()))
  await way.close()
  await all.close()
})

const start = async (over: Readonly<Record<string, string>> = {}) => {
  const mailer = await spawnMailer({
    DATABASE_URL: all.world.clone.appUrl,
    KEYS_DATABASE_URL: all.world.clone.keysUrl,
    ...{ VAULT_MASTER_KEY: key(1), DIGEST_KEY: key(2) },
    [Object.keys(all.queueSettings)[0] as string]: way.url,
    SMTP_URL: all.smtp.url,
    MAIL_FROM: 'Parcours <parcours@exemple.invalid>',
    PUBLIC_URL: 'https://parcours.exemple.invalid',
    ...over,
  })
  running.push(mailer)
  return mailer
}
const isReady = (mailer: MailerProcess) =>
  mailer.ready().then(
    ({ status }) => status === 200,
    () => false,
  )
const statusOf = async (kind: string) => (await all.mails()).find((mail) => mail.kind === kind)?.status

test('a wrong setting is named, and nothing starts', async () => {
  const mailer = await start({ SMTP_URL: 'mail.exemple.invalid', MAIL_FROM: '' })
  expect(await mailer.exited()).toBe(1)
  expect(mailer.logs()).toMatch(/SMTP_URL doit être/)
  expect(mailer.logs()).toMatch(/MAIL_FROM manque/)
  expect(mailer.logs()).not.toContain('mail.exemple.invalid')
})

test('it waits for what is away, alive and not ready, and works once it is there', async () => {
  const mailer = await start()
  await until('life', () => mailer.isAlive())
  await until('the cause', async () => (await mailer.ready()).causes.includes('queue_unreachable'))
  expect((await mailer.ready()).status).toBe(503)
  way.restore()
  await until('ready', () => isReady(mailer), 20_000)

  await refer(all.world, 31)
  await all.relay()
  await until('the mail', async () => (await statusOf('referral_received')) === 'sent')
  expect(all.smtp.caught).toHaveLength(1)

  expect(await mailer.stop()).toBe(0)
  for (const secret of [beneficiary(31).lastName, beneficiary(31).firstName, '@exemple']) {
    expect(mailer.logs()).not.toContain(secret)
  }
}, 60_000)

test('killed between the server’s 250 and the mark, it sends that one mail once more, under the same Message-ID', async () => {
  all.smtp.caught.length = 0
  const owner = new Client({ connectionString: all.world.clone.ownerUrl })
  await owner.connect()
  await refer(all.world, 32)
  await owner.query(`UPDATE mail SET created_at = created_at - interval '1 day'`)
  // The row is held from before the server says yes, so that the mark has to wait and the blow falls before it.
  all.smtp.beforeAccepting = async () => {
    all.smtp.beforeAccepting = () => Promise.resolve()
    await owner.query('BEGIN')
    await owner.query(`SELECT FROM mail WHERE status <> 'sent' FOR UPDATE`)
  }
  const first = await start()
  await all.relay()
  await until('the 250', () => all.smtp.caught.length === 1, 20_000)
  await until('the mark that waits', async () => (await waitingForLock(owner)) > 0)
  await first.kill()
  await owner.query('ROLLBACK')

  // Redis is lost on top, and the lease of the dead comes to its end.
  await all.flush()
  await owner.query(`UPDATE mail SET leased_until = '2026-01-01' WHERE status <> 'sent'`)
  const second = await start()
  await until('the double', async () => (await all.mails()).every(({ status }) => status === 'sent'), 20_000)
  expect(all.smtp.caught.map(({ messageId }) => messageId)).toEqual([
    all.smtp.caught[0]?.messageId,
    all.smtp.caught[0]?.messageId,
  ])
  expect(await second.stop()).toBe(0)
  await owner.end()
}, 60_000)

/** Who waits is shown to everybody, for what only to the same role; here nobody else is. */
async function waitingForLock(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ waiting: number }>(
    'SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted',
  )
  return rows[0]?.waiting ?? 0
}
