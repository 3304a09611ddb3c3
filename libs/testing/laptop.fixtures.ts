import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceCommand } from '../domain/device/device.decider'
import type { OutsideFacts, StructureFact } from '../domain/facts'
import { territorySettingsSchema } from '../domain/territory/territory.settings'
import { ids } from './journey.fixtures'

/** What the Landes have agreed on about laptops. */
export const laptopRules = territorySettingsSchema.parse(
  JSON.parse(readFileSync(join(process.cwd(), 'definitions/territories/landes.json'), 'utf8')),
).laptops

export const lotId = ids.device.replace('device', 'lot')

/** The SHA-256 of a report that nobody wrote. */
export const report = 'a'.repeat(64)

const release = { locksRemoved: true, tagsRemoved: true, ownershipTransferred: true }
const wipe = { method: 'effacement_nist_clear', tool: 'nwipe', report }
const answers = Object.fromEntries(laptopRules.tests.criteria.map(({ code }) => [code, true]))
const test = { version: laptopRules.tests.version, answers }
const grade = {
  ...{ grade: 'good', charger: true, battery: 'fair', screenInches: 14, system: 'linux_mint' },
  accessibility: [],
}

/** Every step of a laptop's preparation, all done on one day. */
export const preparedOn = (on: string) => ({
  release: { on, ...release },
  wipe: { on, ...wipe },
  test: { on, ...test },
  grade: { on, ...grade },
})

const on = '2026-05-01'

/** A laptop as its recyclerie registers it. */
export const registration = {
  ...{ serial: 'INVENTE-0001', inventory: 'PIN40-0001', brand: 'Marque', model: 'Modèle' },
  ...{ owner: ids.lieuStructure, recyclerie: ids.recyclerie, lot: null, prepared: null },
}

/** One well-formed command of each type that a laptop leads, all of one day. */
export const deviceCommands = {
  RegisterDevice: { type: 'RegisterDevice', data: registration },
  ReleaseDevice: { type: 'ReleaseDevice', data: { on, ...release } },
  WipeDevice: { type: 'WipeDevice', data: { on, ...wipe } },
  TestDevice: { type: 'TestDevice', data: { on, ...test } },
  GradeDevice: { type: 'GradeDevice', data: { on, ...grade } },
  ConfirmReady: { type: 'ConfirmReady', data: { on } },
  SendDevice: { type: 'SendDevice', data: { on } },
  ReceiveDevice: { type: 'ReceiveDevice', data: { on, place: ids.place } },
  DiscardDevice: { type: 'DiscardDevice', data: { on, exit: 'lost', reason: 'disparu' } },
  SendBackDevice: { type: 'SendBackDevice', data: { on, fault: 'ecran', ticket: 'T-0001' } },
  GiveBackDevice: { type: 'GiveBackDevice', data: { on } },
} as const satisfies Record<string, DeviceCommand>

/** The structures around a laptop, its recyclerie admitted. */
export const structures: Readonly<Record<string, StructureFact>> = {
  [ids.lieuStructure]: { roles: ['lieu', 'owner'], territory: '40', admitted: false },
  [ids.recyclerie]: { roles: ['recyclerie'], territory: '40', admitted: true },
}

/** What a command about a laptop is told on an ordinary day. */
export const laptopFacts: OutsideFacts = {
  laptops: laptopRules,
  structures,
  isItsTicket: true,
  place: { stream: ids.place, structure: ids.lieuStructure, isLieu: true, territory: '40', epci: '244000808' },
}
