import { definitionSchema } from '../domain/definition/definition.schema'
import { readActors } from './actor.rows'
import { readDevices } from './device.rows'
import { readDirectory } from './directory.rows'
import { fileOf, json, landesMapping, problemsOf, rowsOf, told } from './imports.fixture'
import type { KnownPlace, KnownStructure } from './known.finder'
import { readLaPoste } from './laposte.rows'
import { type ReferralContext, readReferrals } from './referral.rows'
import { readStructures } from './structure.rows'
import { territorySettingsSchema } from '../domain/territory/territory.settings'
import { territoryOf } from './territory.rows'
import { readDecoupage } from './territory.source'
import { foldName } from './text.fold'

const settings = territorySettingsSchema.parse(json('definitions/territories/landes.json'))
const territory = territoryOf(settings, readDecoupage())
const definition = definitionSchema.parse(json('definitions/landes-mon-ordi-pin40.v1.json'))
const codes = (list: { code: string }[]) => list.map(({ code }) => code)

const structureRows = rowsOf(readStructures(fileOf('examples/structures.csv')))
const structures: KnownStructure[] = structureRows.map((row) => ({ ...row, id: row.key }))
const directory = readDirectory(fileOf('examples/directory-alpi.csv'), { mapping: landesMapping, territory })
const placeRows = rowsOf(directory)
const places: KnownPlace[] = placeRows.map(({ externalId, name }) => ({ id: externalId, externalId, name }))
const laPoste = readLaPoste(fileOf('examples/etapes-numerique.sample.json'), { territory })
const actors = readActors(fileOf('examples/agents.csv'), { structures, places })
const devices = readDevices(fileOf('examples/laptops.csv'), { structures })

const context: ReferralContext = {
  today: '2026-11-22',
  territory,
  places,
  structures,
  codes: {
    reasons: codes(definition.reasons),
    needs: codes(definition.needs),
    consentModes: codes(definition.consent.modes),
  },
  sentBy: { role: 'prescriber', structure: 'mls-exemple' },
  secret: 'a secret of the tests',
}
const first = readReferrals(fileOf('examples/referrals.csv'), context)
const second = readReferrals(fileOf('examples/referrals-wave-2.csv'), context)

describe('the example files', () => {
  it('hold the network: structures, places over the 18 EPCI, agents and laptops, none refused', () => {
    expect([...problemsOf(directory), ...problemsOf(actors), ...problemsOf(devices)]).toEqual([])
    expect(structureRows).toHaveLength(11)
    expect(placeRows).toHaveLength(26)
    expect(new Set(placeRows.map(({ epci }) => epci)).size).toBe(18)
    expect(rowsOf(devices)).toHaveLength(40)
  })

  it('give each place a structure that owns laptops, and a mediator', () => {
    const owners = structures.filter(({ roles }) => roles.includes('owner')).map(({ name }) => name)
    const stocked = new Set(rowsOf(devices).map(({ owner }) => owner))
    expect(placeRows.filter(({ parentName }) => !owners.includes(parentName ?? ''))).toEqual([])
    expect(stocked.size).toBe(owners.length)
    const manned = rowsOf(actors).flatMap((agent) => agent.places)
    expect(places.filter(({ id }) => !manned.includes(id))).toEqual([])
  })

  it("put each place of the directory in its commune's postal code, and tell what it offers", () => {
    const postalCodes = new Map(territory.communes.map(({ insee, postalCodes }) => [insee, postalCodes]))
    const misplaced = placeRows.filter((row) => !postalCodes.get(row.communeInsee)?.includes(row.postalCode ?? ''))
    expect(misplaced).toEqual([])
    expect(
      placeRows.filter(({ services, kinds, fees }) => [services, kinds, fees].some((list) => !list.length)),
    ).toEqual([])
  })

  it('hold one place of La Poste in the territory, and 94 that are refused for their commune alone', () => {
    expect(rowsOf(laPoste).map(({ name, communeInsee }) => [name, communeInsee])).toEqual([
      ['Rion Des Landes', '40243'],
    ])
    const refused = problemsOf(laPoste)
    expect(new Set(refused.map(({ column, rule }) => `${column} ${rule}`))).toEqual(
      new Set(['Code INSEE commune_outside_territory']),
    )
    expect(refused.map(({ line }) => line)).toEqual(Array.from({ length: 95 }, (_, i) => i + 1).filter((n) => n !== 76))
  })
})

describe('the example referrals', () => {
  it('are 60 lines of which two are bad', () => {
    expect(told(problemsOf(first))).toEqual([
      '27 date_naissance date_in_future',
      '56 commune commune_outside_territory',
      '56 lieu_souhaite place_unknown',
    ])
    expect(rowsOf(first)).toHaveLength(58)
  })

  it('are followed by 12 more, all good and all new', () => {
    expect(problemsOf(second)).toEqual([])
    const keys = [...rowsOf(first), ...rowsOf(second)].map(({ key }) => key)
    expect(keys).toHaveLength(70)
    expect(new Set(keys).size).toBe(70)
  })

  it('hold one likely duplicate: one person, otherwise written, without one key', () => {
    const people = rowsOf(first).map(({ personal: p, reference }) => {
      return { reference, who: [foldName(p.lastName), foldName(p.firstName), p.birthDate, p.phone].join() }
    })
    const twice = people.filter(({ who }) => people.filter((other) => other.who === who).length > 1)
    expect(twice.map(({ reference }) => reference)).toEqual(['MLS-2026-001', 'MLS-2026-058'])
  })

  it('cover every EPCI, each with a wished place and a known prescriber', () => {
    const rows = [...rowsOf(first), ...rowsOf(second)]
    expect(new Set(rowsOf(first).map(({ epci }) => epci)).size).toBe(18)
    const emails = rowsOf(actors).flatMap(({ role, personal }) => (role === 'prescriber' ? [personal.email] : []))
    expect(rows.filter(({ place, prescriber }) => place === null || !emails.includes(prescriber.email))).toEqual([])
  })

  it('are written as spreadsheets do: Windows-1252, lost zeros, missing e-mails and references', () => {
    const text = Buffer.from(fileOf('examples/referrals.csv')).toString('latin1')
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(fileOf('examples/referrals.csv'))).toThrow()
    expect(text).toMatch(/;6\d{8};/)
    expect(text.split('\r\n')).toHaveLength(62)
    const people = rowsOf(first)
    expect(people.filter(({ personal }) => personal.email === null).length).toBeGreaterThan(30)
    expect(people.filter(({ personal }) => personal.phone === null).length).toBeGreaterThan(2)
    expect(people.filter(({ reference }) => reference === null).length).toBeGreaterThan(4)
  })

  it('may as well be sent by a coordinator, with the same keys', () => {
    const sent = readReferrals(fileOf('examples/referrals.csv'), { ...context, sentBy: { role: 'coordinator' } })
    expect(rowsOf(sent)).toEqual(rowsOf(first))
  })
})
