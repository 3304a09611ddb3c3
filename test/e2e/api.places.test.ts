import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { Client } from 'pg'
import type { Place } from '../../libs/contracts/api/directory.schemas'
import type { Orientation } from '../../libs/contracts/api/orientation.schemas'
import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { actors } from '../../libs/testing/engine.world'
import { type Api, refused, startApi } from './api.process'
import { counts, eventCount, example, rulesAt, type Send, sendingTo } from './import.sending'

let clone: TestDatabase
let api: Api
let send: Send
beforeAll(async () => {
  clone = await createTestDatabase()
  api = await startApi({ clone })
  send = sendingTo(api)
  await send('territory', '{}', actors.coordinator, 'application/json')
  await send('structures', example('structures.csv'))
  await send('places', example('directory-alpi.csv'))
}, 60_000)
afterAll(async () => {
  await api.stop()
  await clone.drop()
})

const path = 'places?format=mednum'
const national = readFileSync('definitions/sources/mednum-exemple-valide.csv')
type Row = Record<string, string>
const [told] = parse<Row>(national, { columns: true })
if (!told) throw new Error('the example has a line')

/** The schema's example, moved to the Landes: in the order and with the quotes of an export. */
const here = { commune: 'DAX', code_postal: '40100', code_insee: '40088', latitude: '43.71021', longitude: '-1.05' }
const row = (over: Row = {}): Row => ({ ...told, ...here, ...over })
const other = row({ id: 'structure-2', nom: 'Autre lieu inventé', code_insee: '40192', commune: 'Mont-de-Marsan' })
const fileOf = (...rows: readonly Row[]) =>
  stringify([Object.keys(told), ...rows.map((each) => Object.values(each))], { quoted: true, quoted_empty: true })

const sheet = async (actor = actors.coordinator as Parameters<Send>[2]) => {
  const { status, headers, body } = await api.get<{ text: string }>('/v1/places.csv', { actor })
  return { status, type: headers.get('content-type'), text: body.text }
}
const linesOf = (text: string, source: string) =>
  text.split('\n').filter((line) => line.includes(`"${source}"`) || line.startsWith('"id"'))

describe('places in the national schema', () => {
  test('of another territory are refused one by one, by their commune', async () => {
    const answer = await send(path, national)
    expect(counts(answer)).toEqual([200, 0, 0, 1])
    expect(rulesAt(answer, 2)).toEqual([['code_insee', 'commune_outside_territory']])
  })

  test('are taken, and come out byte for byte', async () => {
    expect(counts(await send(path, fileOf(row(), other)))).toEqual([200, 2, 0, 0])
    const { status, type, text } = await sheet()
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(linesOf(text, 'Hubik').join('\n')).toBe(fileOf(row(), other).trimEnd())
    expect((await sheet(actors.prescriber)).text).toBe(text)
  })

  test('sent again, decide nothing; what has changed is updated, and nothing else', async () => {
    const before = await eventCount(clone)
    expect(counts(await send(path, fileOf(row(), other)))).toEqual([200, 0, 2, 0])
    expect(await eventCount(clone)).toBe(before)
    const changed = row({ telephone: '+33558000000', date_maj: '2026-01-15' })
    expect(counts(await send(path, fileOf(changed, other)))).toEqual([200, 1, 1, 0])
    expect(await eventCount(clone)).toBe(before + 1)
    expect(linesOf((await sheet()).text, 'Hubik').join('\n')).toBe(fileOf(changed, other).trimEnd())
  })

  test('that the file no longer names are told, and stay', async () => {
    const changed = row({ telephone: '+33558000000', date_maj: '2026-01-15' })
    const answer = await send(path, fileOf(changed))
    expect(counts(answer)).toEqual([200, 0, 1, 0])
    expect(answer.body.absent).toEqual([
      { id: expect.any(String) as string, externalId: 'structure-2', name: other.nom },
    ])
    expect(linesOf((await sheet()).text, 'Hubik')).toHaveLength(3)
  })

  test('with a value out of its list are refused by line and column, the others are taken', async () => {
    const wrong = row({ id: 'structure-3', frais_a_charge: 'Troc|Gratuit' })
    const answer = await send(path, fileOf(wrong, row({ id: 'structure-4', nom: 'Quatrième lieu inventé' })))
    expect(counts(answer)).toEqual([200, 1, 0, 1])
    expect(rulesAt(answer, 2)).toEqual([['frais_a_charge', 'value_not_allowed']])
  })

  test('that were corrected here since keep the correction against an earlier file', async () => {
    const places = await api.get<{ items: Place[] }>('/v1/places?limit=100', { actor: actors.coordinator })
    const { id, version } = places.body.items.find(({ externalId }) => externalId === 'structure-4') as Place
    const corrected = await api.post(`/v1/places/${id}/update-place`, {
      actor: actors.coordinator,
      body: { openingHours: 'Tu 14:00-17:00' },
      headers: { 'Idempotency-Key': 'correct', 'If-Match': `"${version}"` },
    })
    expect(corrected.status).toBe(200)
    const older = row({ id: 'structure-4', nom: 'Un autre nom inventé', date_maj: '2026-01-20' })
    const answer = await send(path, fileOf(older))
    expect(rulesAt(answer, 2)).toEqual([['date_maj', 'place_edited_since']])
    expect(answer.body.lines[0]?.problems[0]?.fr).toMatch(/^date_maj : .*corrigé ici le/)
    const now = await api.get<Place>(`/v1/places/${id}`, { actor: actors.coordinator })
    expect(now.body).toMatchObject({ openingHours: 'Tu 14:00-17:00', name: 'Quatrième lieu inventé' })
  })

  test('of other directories are in the export too, and are known again by it', async () => {
    const { text } = await sheet()
    const lines = parse<Row>(text, { columns: true })
    expect(lines.filter(({ source }) => source === 'alpi')).toHaveLength(26)
    const before = await eventCount(clone)
    const complete = lines.filter(({ source, pivot, adresse }) => source === 'alpi' && pivot && adresse)
    const changed = complete.map((line) => ({ ...line, telephone: '+33558000001' }))
    const answer = await send(path, fileOf(...changed))
    expect([complete.length > 0, ...counts(answer)]).toEqual([true, 200, complete.length, 0, 0])
    expect(await eventCount(clone)).toBe(before + complete.length)
    const again = parse<Row>((await sheet()).text, { columns: true })
    expect(again).toHaveLength(lines.length)
  })
})

describe('help with one procedure', () => {
  const near = (query: string, actor: Parameters<Send>[2] = actors.prescriber) =>
    api.get<Orientation>(`/v1/orientation?${query}`, { actor })
  /** How many rows each table holds, whatever the schema. */
  const rowCounts = async () => {
    const client = new Client({ connectionString: clone.ownerUrl })
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'vault', 'keys') AND table_type = 'BASE TABLE' ORDER BY 1`,
    )
    const counted = []
    for (const { name } of rows) {
      const {
        rows: [row],
      } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`)
      counted.push([name, row?.count])
    }
    await client.end()
    return counted
  }

  test('is oriented to the nearest places, the commune’s own first, always in the same order', async () => {
    const { status, body } = await near('commune=40088&need=demarches&limit=10')
    expect([status, body.service]).toEqual([200, 'Aide aux démarches administratives'])
    expect(body.places[0]).toMatchObject({ communeInsee: '40088', near: 'commune' })
    const distances = body.places
      .filter(({ near }) => near !== 'commune')
      .map(({ kilometres }) => kilometres ?? Infinity)
    expect(distances.length).toBeGreaterThan(3)
    expect(distances).toEqual([...distances].sort((a, b) => a - b))
    expect((await near('commune=40088&limit=10')).body).toEqual(body)
  })

  test('leaves no trace of who asked, of what, or of where: no row, no event, no word in the logs', async () => {
    const before = await rowCounts()
    expect(before.length).toBeGreaterThan(20)
    for (const actor of [actors.prescriber, actors.mediator, actors.recyclerie, actors.evaluator, actors.coordinator]) {
      expect((await near('commune=40243&need=equipement', actor)).status).toBe(200)
    }
    expect(await rowCounts()).toEqual(before)
    expect(api.logs()).toContain('/v1/orientation')
    expect(api.logs()).not.toMatch(/40243|equipement/)
  })

  test.each([
    ['commune=33063', 422, 'unknown_commune'],
    ['commune=40088&need=tout', 400, 'invalid_data'],
    ['commune=Dax', 400, 'invalid_data'],
    ['need=demarches', 400, 'invalid_data'],
    ['commune=40088&personne=x', 400, 'invalid_data'],
  ])('%s is refused', async (query, status, code) => {
    expect(await refused(near(query))).toMatchObject({ status, code })
  })
})
