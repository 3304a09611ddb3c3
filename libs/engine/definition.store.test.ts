import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { landes, withStage } from '../testing/journey.fixtures'
import { loadDefinitions, zoneOf } from './definition.store'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-definitions-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, definition: unknown) => writeFileSync(join(folder, name), JSON.stringify(definition))
const load = (production = false) => loadDefinitions([folder], { production })
const hasty = { ...landes.waits.hand_over, reminders: 0, remindAfter: 'PT30S', expireAfter: 'PT90S' }

test('the project’s own definitions load; demonstration delays are for demonstrations', () => {
  const root = process.cwd()
  const directories = [join(root, 'definitions'), join(root, 'examples/definitions')]
  const store = loadDefinitions(directories, { production: false })
  expect(store.get(landes.id)).toEqual(landes)
  expect(store.get('nothing.v1')).toBeNull()
  expect(store.all().length).toBeGreaterThan(1)
  expect(() => loadDefinitions(directories, { production: true })).toThrow(/examples\/definitions\/.*demonstration/)
  expect(loadDefinitions(directories.slice(0, 1), { production: true }).all()).toHaveLength(2)
})

test('a definition with a fault is refused by its file and its field', () => {
  write('wrong.json', withStage('diagnostic', { maxMissed: 0 }))
  expect(() => load()).toThrow(/wrong\.json:\n {2}stages\.1\.maxMissed/)
})

test('two definitions with one id are refused', () => {
  write('one.json', landes)
  write('two.json', landes)
  expect(() => load()).toThrow(/two\.json: definition landes-mon-ordi-pin40\.v1 is there twice/)
})

test('a territory counts its days in one zone, which its definitions tell', () => {
  write('one.json', { ...landes, id: 'une.v1', territory: '974', zone: 'Indian/Reunion' })
  expect(zoneOf(load(), '974')).toBe('Indian/Reunion')
  expect(zoneOf(load(), '40')).toBe('UTC')
  write('two.json', { ...landes, id: 'deux.v1', territory: '974' })
  expect(() => load()).toThrow(/two\.json: territory 974 is in zone Indian\/Reunion for une\.v1/)
})

test('one wait of a demonstration is enough to be refused in production', () => {
  write('hasty.json', { ...landes, waits: { ...landes.waits, hand_over: hasty } })
  expect(load().all()).toHaveLength(1)
  expect(() => load(true)).toThrow('hand_over')
})
