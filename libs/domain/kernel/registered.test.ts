import fc from 'fast-check'
import { nothingDescribed } from '../../contracts/commands/place.commands'
import { facts, ids } from '../../testing/journey.fixtures'
import { agentDecider } from '../agent/agent.decider'
import { placeDecider } from '../place/place.decider'
import type { Place } from '../place/place.state'
import { structureDecider } from '../structure/structure.decider'
import { territoryDecider } from '../territory/territory.decider'
import { sameJson } from './registered'

const structure = {
  externalId: 'ex-1',
  name: 'Association Exemple',
  siret: null,
  roles: ['lieu' as const],
  territory: '40',
}
const place: Place = {
  ...nothingDescribed,
  ...{ source: 'alpi', externalId: 'L-1', name: 'Médiathèque Exemple', structure: ids.lieuStructure },
  ...{ address: '1 rue Inventée', communeInsee: '40192', epci: '244000808', territory: '40' },
  ...{ latitude: 43.89, longitude: -0.5 },
}
const agent = {
  role: 'mediator' as const,
  structure: ids.lieuStructure,
  place: ids.place,
  places: [ids.place],
  territory: '40',
}
const territory = { code: '40', name: 'Landes', epcis: [], communes: [] }
const known = facts({
  commune: { epci: '244000808', territory: '40' },
  structures: { [ids.lieuStructure]: { roles: ['lieu'], territory: '40', admitted: false } },
  places: [ids.place],
})
const types = (decision: { ok: boolean; events?: readonly { type: string }[] }) =>
  decision.events?.map(({ type }) => type)

test.each([
  [
    'structure',
    structureDecider,
    { type: 'RegisterStructure', data: structure },
    'StructureRegistered',
    'StructureUpdated',
    { name: 'Autre' },
  ],
  ['place', placeDecider, { type: 'RegisterPlace', data: place }, 'PlaceRegistered', 'PlaceUpdated', { name: 'Autre' }],
  [
    'agent',
    agentDecider,
    { type: 'RegisterAgent', data: agent },
    'AgentRegistered',
    'AgentUpdated',
    { role: 'prescriber' },
  ],
  [
    'territory',
    territoryDecider,
    { type: 'DescribeTerritory', data: territory },
    'TerritoryDescribed',
    'TerritoryDescribed',
    { name: 'X' },
  ],
] as const)('a %s is registered, left alone when it says the same, updated when it does not', (...row) => {
  const [, decider, command, first, changed, change] = row as unknown as [
    string,
    typeof structureDecider,
    { type: 'RegisterStructure'; data: typeof structure },
    string,
    string,
    object,
  ]
  const decision = decider.decide(command, decider.initialState, known)
  expect(types(decision)).toEqual([first])
  const state = decision.ok ? decision.events.reduce(decider.evolve, decider.initialState) : decider.initialState
  expect(types(decider.decide(command, state, known))).toEqual([])
  expect(types(decider.decide({ ...command, data: { ...command.data, ...change } }, state, known))).toEqual([changed])
})

test('a place lies in a known commune, in the EPCI and territory that it says', () => {
  const decide = (commune: NonNullable<(typeof known)['outside']['commune']> | null) =>
    placeDecider.decide({ type: 'RegisterPlace', data: place }, placeDecider.initialState, facts({ commune }))
  expect(decide(null)).toMatchObject({ rule: 'unknown_commune' })
  expect(decide({ epci: '244000808', territory: '64' })).toMatchObject({ rule: 'unknown_commune' })
  expect(decide({ epci: '200069417', territory: '40' })).toMatchObject({ rule: 'unknown_commune' })
  expect(decide({ epci: '244000808', territory: '40' })).toMatchObject({ rule: 'unknown_structure' })
})

test('an agent works for a known structure of the territory', () => {
  const decide = (structures: object) =>
    agentDecider.decide(
      { type: 'RegisterAgent', data: agent },
      agentDecider.initialState,
      facts({ structures: structures as never }),
    )
  expect(decide({})).toMatchObject({ rule: 'unknown_structure' })
  expect(decide({ [ids.lieuStructure]: { roles: [], territory: '64' } })).toMatchObject({ rule: 'unknown_structure' })
})

test('sameness of JSON does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text)
      const reversed = JSON.parse(text, (_key, each: unknown) =>
        each && typeof each === 'object' && !Array.isArray(each)
          ? Object.fromEntries(Object.entries(each).reverse())
          : each,
      ) as unknown
      expect(sameJson(value, reversed)).toBe(true)
      expect(sameJson(value, { other: value })).toBe(false)
    }),
  )
})
