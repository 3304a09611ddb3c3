import { nothingDescribed } from '../../contracts/commands/place.commands'
import { facts, ids } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import { placeDecider } from './place.decider'
import type { Place, PlaceState } from './place.state'

const { decide, evolve, initialState } = placeDecider
const now = '2026-03-01T09:00:00Z'
const place: Place = {
  ...nothingDescribed,
  ...{ source: 'alpi', externalId: 'L-1', name: 'Médiathèque Exemple', structure: ids.lieuStructure },
  ...{ address: '1 rue Inventée', communeInsee: '40192', epci: '244000808', territory: '40' },
  ...{ latitude: 43.89, longitude: -0.5 },
}
const ordinary: Partial<OutsideFacts> = {
  commune: { epci: '244000808', territory: '40' },
  structures: { [ids.lieuStructure]: { roles: ['lieu'], territory: '40', admitted: false } },
}

/** What comes of it when a directory says something of a place: the events' types, or why not. */
function said(change: Partial<Place> = {}, outside: Partial<OutsideFacts> = {}, state: PlaceState = initialState) {
  const given = facts({ ...ordinary, ...outside }, now)
  const decision = decide({ type: 'RegisterPlace', data: { ...place, ...change } }, state, given)
  return decision.ok ? decision.events.map(({ type }) => type).join() : whyNot(decision)
}
const known = evolve(initialState, { type: 'PlaceRegistered', data: place, at: now })

test('a place is registered as the directory tells it, left alone when it says the same, updated when it does not', () => {
  const first = decide({ type: 'RegisterPlace', data: place }, initialState, facts(ordinary, now))
  expect(first).toEqual({ ok: true, events: [{ type: 'PlaceRegistered', data: place, at: now }] })
  expect(said({}, {}, known)).toBe('')
  const renamed = { ...place, name: 'Autre' }
  const then = decide({ type: 'RegisterPlace', data: renamed }, known, facts(ordinary, now))
  expect(then).toEqual({ ok: true, events: [{ type: 'PlaceUpdated', data: renamed, at: now }] })
})

test('a place may come before its structure is known to the directory, and whole without a point on the map', () => {
  expect(said({ structure: null }, { structures: {} })).toBe('PlaceRegistered')
  expect(said({ latitude: null, longitude: null })).toBe('PlaceRegistered')
})

test.each<[string, Partial<Place>, Partial<OutsideFacts>, string]>([
  ['of no known commune', {}, { commune: null }, 'unknown_commune field=communeInsee'],
  [
    'of another territory than its commune',
    {},
    { commune: { epci: '244000808', territory: '64' } },
    'unknown_commune field=communeInsee',
  ],
  [
    'of another EPCI than its commune',
    {},
    { commune: { epci: '200069417', territory: '40' } },
    'unknown_commune field=communeInsee',
  ],
  ['of a structure that nobody knows', { structure: ids.otherStructure }, {}, 'unknown_structure field=structure'],
  ['where no structure is known', {}, { structures: undefined }, 'unknown_structure field=structure'],
  ['with half a point', { longitude: null }, {}, 'coordinates_together field=latitude'],
])('a place is not taken %s', (_, change, outside, refusal) => {
  expect(said(change, outside)).toBe(refusal)
})

test('a directory that dates nothing is believed of a place that nobody has touched here', () => {
  expect(said({ name: 'Autre', updatedOn: null }, {}, known)).toBe('PlaceUpdated')
})
