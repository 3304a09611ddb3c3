import { facts } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import { type Territory, territoryDecider } from './territory.decider'
import { territorySettingsSchema } from './territory.settings'

const settings = {
  ...{ code: '40', name: 'Landes', departments: ['40'], crossingEpcis: [], laptops: laptopRules },
  bounds: { south: 43.45, west: -1.6, north: 44.6, east: 0.2 },
}
const { decide, evolve, initialState } = territoryDecider
const now = '2026-05-04T09:00:00Z'
const data: Territory = { code: '40', name: 'Landes', epcis: [], communes: [] }
const described = (given: Territory, state = initialState) =>
  decide({ type: 'DescribeTerritory', data: given }, state, facts({}, now))

describe('a territory', () => {
  const state = evolve(initialState, { type: 'TerritoryDescribed', data, at: now })

  test('is described, and again where something of it has changed', () => {
    expect(described(data)).toEqual({ ok: true, events: [{ type: 'TerritoryDescribed', data, at: now }] })
    expect(state).toEqual({ status: 'known', data })
    const renamed = { ...data, name: 'Les Landes' }
    expect(described(renamed, state)).toMatchObject({ events: [{ data: renamed }] })
  })

  test('that is as it was told changes nothing', () => {
    expect(described(data, state)).toEqual({ ok: true, events: [] })
  })
})

describe('the settings of a territory', () => {
  const accepts = (change: object) => territorySettingsSchema.safeParse({ ...settings, ...change }).success

  test('are taken whole', () => {
    expect(accepts({})).toBe(true)
  })

  test.each<[string, object]>([
    ['no code', { code: '' }],
    ['no name', { name: '' }],
    ['no département', { departments: [] }],
    ['a box without its south', { bounds: { west: -1.6, north: 44.6, east: 0.2 } }],
    ['nothing about laptops', { laptops: undefined }],
    ['something that nobody reads', { motto: 'Exemple' }],
  ])('%s: no', (_, change) => {
    expect(accepts(change)).toBe(false)
  })
})
