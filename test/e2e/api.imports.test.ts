import type { JourneyDetail } from '../../libs/contracts/api/journey.schemas'
import type { Actor } from '../../libs/contracts/command'
import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { actors } from '../../libs/testing/engine.world'
import { type Api, startApi } from './api.process'
import { admitRecycleries, counts, definition, eventCount, example, type Send, sendingTo } from './import.sending'

let clone: TestDatabase
let api: Api
let send: Send
beforeAll(async () => {
  clone = await createTestDatabase()
  api = await startApi({ clone })
  send = sendingTo(api)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await clone.drop()
})

const oldExcel = 'application/vnd.ms-excel'
const files = [
  ['territory', '{}', 'application/json', 1, 0],
  ['structures', example('structures.csv'), 'text/csv', 11, 0],
  ['places?format=alpi', example('directory-alpi.csv'), 'text/csv', 26, 0],
  ['places?format=laposte', example('etapes-numerique.sample.json'), 'application/json', 1, 94],
  ['agents', example('agents.csv'), 'application/octet-stream', 36, 0],
  ['devices', example('laptops.csv'), 'text/csv; charset=utf-8', 40, 0],
  [`referrals?${definition}`, example('referrals.csv'), 'text/csv', 58, 2],
] as const

describe('the examples', () => {
  test.each(files)('%s are taken line by line', async (path, bytes, type, taken, refused) => {
    if (path === 'devices') await admitRecycleries(api)
    expect(counts(await send(path, bytes, actors.coordinator, type))).toEqual([200, taken, 0, refused])
  })

  test('bad lines name their column and their rule, and repeat nothing of the person', async () => {
    const answer = await send(`referrals?${definition}`, example('referrals.csv'))
    const refused = answer.body.lines.filter(({ result }) => result === 'refused')
    expect(refused.map(({ line }) => line)).toEqual([27, 56])
    for (const { problems, id } of refused) {
      expect(id).toBeNull()
      expect(problems[0]?.column).toMatch(/^[a-z_ |]+$/)
      expect(problems[0]?.fr).toContain(problems[0]?.column)
    }
  })

  test('a likely duplicate is flagged for a human', async () => {
    const { body } = await send(`referrals?${definition}`, example('referrals.csv'))
    const idAt = (line: number) => body.lines.find((each) => each.line === line)?.id
    const read = await api.get<JourneyDetail>(`/v1/journeys/${idAt(44)}`, { actor: actors.coordinator })
    const first = await api.get<JourneyDetail>(`/v1/journeys/${idAt(2)}`, { actor: actors.coordinator })
    expect(read.body.likelyDuplicates).toMatchObject([{ person: first.body.person }])
    expect(first.body.likelyDuplicates).toMatchObject([{ person: read.body.person }])
  })

  test('sent again, all of them are known, and nothing is written', async () => {
    const before = await eventCount(clone)
    for (const [path, bytes, type, taken, refused] of files) {
      expect([path, ...counts(await send(path, bytes, actors.coordinator, type))]).toEqual([
        path,
        200,
        0,
        taken,
        refused,
      ])
    }
    expect(await eventCount(clone)).toBe(before)
  })

  test('leave nothing personal in what the process writes', () => {
    expect(api.logs()).toContain('/v1/imports/referrals')
    expect(api.logs()).not.toMatch(/Imaginaire|Fictif|courriel\.example|0639980/)
  })
})

test('a CSV file that a browser calls a workbook is read', async () => {
  const file = 'identifiant;nom;siret;type;roles\nwindows-1;Essai W;;association;prescripteur\n'
  expect(counts(await send('structures', file, actors.coordinator, oldExcel))).toEqual([200, 1, 0, 0])
})

describe('who sends', () => {
  const header =
    'reference;nom;prenom;annee_naissance;code_insee;raisons;lieu_souhaite;consentement_date;consentement_mode'
  const line = 'P-1;Inventée;Zoé;1970;40192;competences;Médiathèque Exemple de Roquefort;2025-10-01;papier'
  let prescriber: Actor

  beforeAll(async () => {
    const path = '/v1/agents?role=prescriber&limit=1'
    const { body } = await api.get<{ items: { id: string; structure: string }[] }>(path, { actor: actors.coordinator })
    const agent = body.items[0]
    prescriber = { ...actors.prescriber, sub: `actor-${agent?.id}`, structure: agent?.structure ?? null }
  })

  test('a prescriber: for their own structure, in their own name', async () => {
    const answer = await send(`referrals?${definition}`, `${header}\n${line}\n`, prescriber)
    expect(counts(answer)).toEqual([200, 1, 0, 0])
    const read = await api.get<JourneyDetail>(`/v1/journeys/${answer.body.lines[0]?.id}`, { actor: prescriber })
    expect(read.body.prescriber).toEqual({ structure: prescriber.structure, agent: prescriber.sub })
    expect(read.body.personal).toMatchObject({ lastName: 'Inventée', reference: 'P-1' })
  })

  test('a prescriber may not send another structure’s', async () => {
    const named = `${header};prescripteur_structure\n${line.replace('P-1', 'P-2')};Syndicat Exemple des Grands Pins\n`
    const answer = await send(`referrals?${definition}`, named, prescriber)
    expect(answer.body.refused).toBe(1)
    expect(answer.body.lines[0]?.problems[0]?.column).toBe('prescripteur_structure')
  })

  test('a coordinator must name the prescriber of each line', async () => {
    const { status, body } = await send(`referrals?${definition}`, `${header}\n${line}\n`)
    expect([status, body.code]).toEqual([422, 'column_missing'])
    expect(JSON.stringify(body.issues)).toContain('prescripteur_structure')
  })

  test.each([
    ['an evaluator', actors.evaluator],
    ['a recyclerie', actors.recyclerie],
  ])('%s sends neither structures nor referrals', async (_, actor) => {
    const before = await eventCount(clone)
    expect((await send('structures', example('structures.csv'), actor)).body.code).toBe('not_allowed')
    expect((await send(`referrals?${definition}`, example('referrals.csv'), actor)).body.code).toBe('not_allowed')
    expect(await eventCount(clone)).toBe(before)
  })
})

describe('what is no file of ours', () => {
  const workbook = Buffer.from('PK\u0003\u0004 and so on')
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

  test.each([
    ['a workbook', 'structures', workbook, 'text/csv', 422, 'file_is_spreadsheet'],
    ['a workbook as it is', 'structures', workbook, xlsx, 422, 'file_is_spreadsheet'],
    ['an older workbook', 'structures', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), oldExcel, 422, 'file_is_spreadsheet'],
    ['another file', 'structures', 'a;b\n1;2\n', 'text/csv', 422, 'header_not_recognised'],
    ['an empty one', 'structures', ' ', 'text/csv', 422, 'file_empty'],
    ['an unknown column', 'agents', 'identifiant;structure;role;nom;prenom;iban\n', 'text/csv', 422, 'column_unknown'],
    ['no list', 'places?format=laposte', '{"a":1}', 'application/json', 422, 'file_not_json'],
    ['an unknown format', 'places?format=xml', 'x', 'text/csv', 400, 'invalid_data'],
    ['no definition', 'referrals', 'x', 'text/csv', 400, 'invalid_data'],
    ['an unknown definition', 'referrals?definition=none.v1', 'x', 'text/csv', 422, 'unknown_definition'],
    ['a form', 'structures', 'a=1', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['a file for a command', 'structures', Buffer.alloc(11 * 1024 * 1024, 'x'), 'text/csv', 413, 'body_too_large'],
  ])('%s', async (_, path, bytes, type, status, code) => {
    const before = await eventCount(clone)
    const answer = await send(path, bytes, actors.coordinator, type)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await eventCount(clone)).toBe(before)
  })

  test.each(['text/xml', 'application/x-www-form-urlencoded'])('%s: told what is expected here', async (type) => {
    const { status, body } = await send('structures', '<a/>', actors.coordinator, type)
    expect([status, body.detail]).toEqual([415, expect.stringContaining('attendu : text/csv, ')])
  })

  test('a file too large is answered each time, though the answer comes before its last byte', async () => {
    const large = Buffer.alloc(11 * 1024 * 1024, 'x')
    for (let time = 0; time < 10; time += 1)
      expect((await send('structures', large, actors.coordinator, 'text/csv')).status).toBe(413)
  })

  test('a file is no body of a command', async () => {
    const { status } = await api.post('/v1/structures/00000000-0000-4000-8000-000000000001/register-structure', {
      actor: actors.coordinator,
      body: 'a;b',
      headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': 'file' },
    })
    expect(status).toBe(415)
  })
})
