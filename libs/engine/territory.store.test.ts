import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TerritorySettings } from '../domain/territory/territory.settings'
import { loadTerritories } from './territory.store'

const landes = JSON.parse(readFileSync('definitions/territories/landes.json', 'utf8')) as TerritorySettings
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parcours-territories-'))
  mkdirSync(join(root, 'definitions/territories'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (name: string, settings: unknown) =>
  writeFileSync(join(root, 'definitions/territories', name), JSON.stringify(settings))
const load = (production = false) => loadTerritories(root, { production })
const withLaptops = (over: object) => ({ ...landes, laptops: { ...landes.laptops, ...over } })
const withWait = (over: object) =>
  withLaptops({ waits: { ...landes.laptops.waits, prepare_lot: { ...landes.laptops.waits.prepare_lot, ...over } } })

test('the project’s own settings load, for service as well; another territory has none', () => {
  const store = loadTerritories(process.cwd(), { production: true })
  expect(store.get('40')?.laptops.programme).toBe('Mon Ordi Pin40')
  expect(store.get('32')).toBeNull()
})

test.each<[string, unknown, RegExp]>([
  ['a list without codes', withLaptops({ grades: [] }), /wrong\.json:\n {2}laptops\.grades/],
  [
    'a code that is there twice',
    withLaptops({ faults: [...landes.laptops.faults, ...landes.laptops.faults] }),
    /faults: a code/,
  ],
  ['a delay that is none', withWait({ expireAfter: 'P0D' }), /waits\.prepare_lot\.expireAfter/],
  ['a reminder after the end', withWait({ reminders: 6 }), /waits\.prepare_lot: the last reminder/],
  ['working months', withWait({ calendar: 'working', expireAfter: 'P4M' }), /waits\.prepare_lot: working days/],
  ['no laptops at all', { ...landes, laptops: undefined }, /wrong\.json:\n {2}laptops/],
])('settings with %s are refused by their file and their field', (_, settings, told) => {
  write('wrong.json', settings)
  expect(() => load()).toThrow(told)
})

test('two of one territory are refused, and in service the delays of a demonstration', () => {
  write('one.json', withWait({ remindAfter: 'PT10S', reminders: 1, expireAfter: 'PT60S' }))
  expect(load().get('40')).not.toBeNull()
  expect(() => load(true)).toThrow(/demonstration.*prepare_lot/)
  write('two.json', landes)
  expect(() => load()).toThrow('territory 40 is there twice')
})
