import { MAX_DOCUMENT_BYTES } from '../../../libs/contracts/commands/document.parts'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { endJourneys } from '../../../libs/testing/person.steps'
import { identityOf } from '../../../libs/vault/document.identity'
import { openDocument } from '../../../libs/vault/document.store'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await refer(world, 1)
})
afterAll(() => world.close())

const { journey, person } = journeyIds(1)
const scan = Buffer.from('%PDF-1.7 fiche signée de Zoé Inventée')
const attach = (content: Buffer, version: number, kind = 'referral_sheet', id?: string) =>
  send(
    world,
    'AttachDocument',
    journey,
    { kind },
    {
      ...{ actor: actors.prescriber, version, id },
      personal: { content: content.toString('base64') },
    },
  )
const read = (id: string, actor: Parameters<World['database']['withTransaction']>[0] = actors.coordinator) =>
  world.database.withTransaction(actor, (sql) => openDocument(world.vault.keys, sql, id))
const kept = () => rowsOf<{ id: string; cipher: Buffer }>(world, 'SELECT id, cipher, bytes FROM vault.document')

test('a document is kept encrypted; its event names it by id and hash', async () => {
  expect(await attach(scan, 1)).toMatchObject({ ok: true, answer: { version: 2 } })
  const { id, sha256 } = identityOf(journey, 'referral_sheet', scan)
  const events = await rowsOf(world, `SELECT data FROM event WHERE type = 'DocumentAttached'`)
  const data = { document: id, kind: 'referral_sheet', mediaType: 'application/pdf', sha256, bytes: scan.length }
  expect(events).toEqual([{ data }])
  expect(await read(id)).toEqual({ mediaType: 'application/pdf', sha256, content: scan })
  expect(await read(id, actors.elsewhere)).toBeNull()
  const [row] = await kept()
  expect(row?.cipher.includes(Buffer.from('Inventée'))).toBe(false)
})

test('nothing of its bytes is anywhere else', async () => {
  const tables = ['event', 'command', 'snapshot', 'outbox', 'mail', 'vault.entry']
  for (const table of tables) {
    const [{ found } = { found: null }] = await rowsOf<{ found: number | null }>(
      world,
      `SELECT count(*)::int AS found FROM ${table} t WHERE to_jsonb(t)::text LIKE $1`,
      [`%${scan.toString('base64').slice(0, 20)}%`],
    )
    expect([table, found]).toEqual([table, 0])
  }
})

test('the same again changes nothing; under the same key it is answered alike', async () => {
  expect(await attach(scan, 2, 'referral_sheet', 'twice')).toMatchObject({ ok: true, answer: { version: 2 } })
  expect(await attach(scan, 2, 'referral_sheet', 'twice')).toMatchObject({ ok: true, answer: { version: 2 } })
  expect(await attach(Buffer.from('%PDF-other'), 2, 'referral_sheet', 'twice')).toMatchObject({ rule: 'key_reused' })
  expect(await kept()).toHaveLength(1)
})

test('what is no document, too much of it, or no known kind is refused, and nothing is kept', async () => {
  expect(await attach(Buffer.from('<html>'), 2)).toMatchObject({ rule: 'unsupported_document' })
  const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(MAX_DOCUMENT_BYTES)])
  expect(await attach(large, 2)).toMatchObject({ rule: 'invalid_data', details: { field: 'personal.content' } })
  expect(await attach(scan, 2, 'love_letter')).toMatchObject({ rule: 'invalid_data', details: { field: 'kind' } })
  expect(await kept()).toHaveLength(1)
})

test('the largest one is kept in the time of an ordinary request', async () => {
  const large = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(MAX_DOCUMENT_BYTES - 3, 7)])
  const from = performance.now()
  expect(await attach(large, 2, 'signed_receipt')).toMatchObject({ ok: true, answer: { version: 3 } })
  expect(performance.now() - from).toBeLessThan(3000)
  const opened = await read(identityOf(journey, 'signed_receipt', large).id)
  expect(opened?.content.equals(large)).toBe(true)
})

test('it is forgotten with the person', async () => {
  const { id } = identityOf(journey, 'referral_sheet', scan)
  await endJourneys(world, person)
  const [head] = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [person])
  await done(world, 'ErasePerson', person, { cause: 'request' }, { version: head?.version })
  expect(await read(id)).toBeNull()
  expect(await kept()).toEqual([])
  expect(await attach(Buffer.from('%PDF-new'), 3)).toMatchObject({ rule: 'person_erased' })
})
