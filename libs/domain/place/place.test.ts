import { nothingDescribed } from '../../contracts/commands/place.commands'
import { facts } from '../../testing/journey.fixtures'
import type { Decision } from '../kernel/decider'
import { placeDecider } from './place.decider'
import type { OlderPlace, Place, PlaceEvent, PlaceState } from './place.state'

const place: Place = {
  ...nothingDescribed,
  ...{ source: 'Hubik', externalId: 'L-1', name: 'Médiathèque Exemple', structure: null, phone: '+33536490010' },
  ...{ communeInsee: '40192', epci: '244000808', territory: '40', updatedOn: '2026-02-01' },
}
const commune = { epci: '244000808', territory: '40' }
const on = (now: string) => facts({ commune }, now)
const after = (state: PlaceState, decision: Decision<PlaceEvent>): PlaceState => {
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(placeDecider.evolve, state)
}
const say = (state: PlaceState, over: Partial<Place> = {}, now = '2026-03-01T09:00:00Z') =>
  placeDecider.decide({ type: 'RegisterPlace', data: { ...place, ...over } }, state, on(now))
const edit = (state: PlaceState, data: Partial<Place>, now = '2026-03-10T09:00:00Z') =>
  placeDecider.decide({ type: 'UpdatePlace', data }, state, on(now))

const known = after(placeDecider.initialState, say(placeDecider.initialState))
const edited = after(known, edit(known, { phone: '+33536490099' }))
const dataOf = (state: PlaceState) => (state.status === 'known' ? state.data : null)

describe('a change made here by hand', () => {
  test('is what is so now, dated by its day in the territory, and carries what was changed alone', () => {
    const late = edit(known, { phone: '+33536490099' }, '2026-03-10T23:30:00Z')
    const changes = { phone: '+33536490099' }
    expect(late).toEqual({
      ...{
        ok: true,
        events: [{ type: 'PlaceEdited', data: { changes }, at: '2026-03-10T23:30:00Z', on: '2026-03-11' }],
      },
    })
    expect(dataOf(edited)).toEqual({ ...place, phone: '+33536490099', updatedOn: '2026-03-10' })
  })

  test('says nothing where it changes nothing', () => {
    expect(edit(known, { phone: place.phone })).toEqual({ ok: true, events: [] })
    expect(edit(known, {})).toEqual({ ok: true, events: [] })
  })

  test.each([[{ latitude: 43.9 }], [{ longitude: -0.5 }], [{ latitude: null, longitude: -0.5 }]])(
    'is refused where it leaves half a point: %j',
    (change) => {
      expect(edit(known, change)).toMatchObject({ rule: 'coordinates_together', details: { field: 'latitude' } })
      expect(say(placeDecider.initialState, change)).toMatchObject({ rule: 'coordinates_together' })
    },
  )

  test('is of a place that is there', () => {
    expect(edit(placeDecider.initialState, { name: 'x' })).toMatchObject({ rule: 'unknown_stream' })
  })
})

describe('a directory read again', () => {
  test('says nothing new where it repeats itself, though the place was changed here since', () => {
    expect(say(edited)).toEqual({ ok: true, events: [] })
  })

  test('says nothing new where it says what was changed here', () => {
    expect(say(edited, { phone: '+33536490099', updatedOn: '2026-03-10' })).toEqual({ ok: true, events: [] })
  })

  test.each([
    ['an earlier day', '2026-02-15'],
    ['the same day', '2026-03-10'],
    ['no day', null],
  ])('of %s does not overwrite what was changed here', (_, updatedOn) => {
    expect(say(edited, { name: 'Autre', updatedOn })).toMatchObject({
      rule: 'place_edited_since',
      details: { field: 'updatedOn', day: '2026-03-10' },
    })
  })

  test('of a later day does, and may then be followed by any other', () => {
    const later = after(edited, say(edited, { updatedOn: '2026-03-11' }))
    expect(dataOf(later)).toEqual({ ...place, updatedOn: '2026-03-11' })
    expect(dataOf(after(later, say(later)))).toEqual(place)
  })
})

describe('a place of before all fields were kept', () => {
  const { source, externalId, name, structure, communeInsee, epci, territory, phone } = place
  const older: OlderPlace = {
    ...{ source: source ?? '', externalId, name, structure, communeInsee, epci, territory, phone },
    ...{ siret: '73282932000074', address: null, postalCode: null, latitude: null, longitude: null },
    ...{ email: 'lieu@exemple.invalid', website: null, openingHours: null, services: [], publics: [] },
    ...{ labels: ['LandesMail'], itinerant: true },
  }
  const read = (data: OlderPlace) =>
    placeDecider.evolve(placeDecider.initialState, { type: 'PlaceRegistered', data, at: '' })

  test('is read as it would be written now', () => {
    expect(dataOf(read(older))).toEqual({
      ...place,
      ...{ updatedOn: null, pivot: '73282932000074', emails: ['lieu@exemple.invalid'], otherLabels: ['LandesMail'] },
      itinerance: ['Itinérant'],
    })
  })

  test('has no e-mail and no rounds where none was told, and its one site', () => {
    const site = 'https://exemple.invalid'
    expect(dataOf(read({ ...older, email: null, website: site, itinerant: false }))).toMatchObject({
      ...{ emails: [], websites: [site], itinerance: [] },
    })
  })
})

test('a plan computed anew changes nothing of a place', () => {
  expect(placeDecider.evolve(edited, { type: 'PlanRecomputed', data: {}, at: '' })).toBe(edited)
})

test('a change of a place of which nothing was told is a fault of the log', () => {
  const change = { type: 'PlaceEdited', data: { changes: { name: 'x' } }, at: '', on: '2026-03-10' } as const
  expect(() => placeDecider.evolve(placeDecider.initialState, change)).toThrow('a place that is not there')
})
