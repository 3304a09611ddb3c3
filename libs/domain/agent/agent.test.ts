import { facts, ids } from '../../testing/journey.fixtures'
import type { Decision } from '../kernel/decider'
import { actorRows } from '../registry.rows'
import { agentDecider } from './agent.decider'
import type { Agent, AgentEvent, AgentState, Permanence } from './agent.state'

const mediator: Agent = {
  ...{ role: 'mediator', structure: ids.lieuStructure, territory: '40' },
  ...{ place: ids.place, places: [ids.place] },
}
const structures = { [ids.lieuStructure]: { roles: ['lieu'], territory: '40', admitted: false } }
const world = facts({ structures, places: [ids.place, ids.otherPlace] }, '2026-03-10T09:00:00Z')
type Command = Parameters<typeof agentDecider.decide>[0]
const decide = (command: Command, state: AgentState) => agentDecider.decide(command, state, world)
const after = (state: AgentState, decision: Decision<AgentEvent>): AgentState => {
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(agentDecider.evolve, state)
}
const register = (over: Partial<Agent> = {}): Command => ({ type: 'RegisterAgent', data: { ...mediator, ...over } })
const quiet = { ok: true, events: [] }

const unknown = agentDecider.initialState
const known = after(unknown, decide(register(), unknown))
const prescriber = after(unknown, decide(register({ role: 'prescriber' }), unknown))
const leave = (on: string): Command => ({ type: 'RecordDeparture', data: { on } })
const back = (on: string): Command => ({ type: 'RecordReturn', data: { on } })
const left = after(known, decide(leave('2026-03-09'), known))
const tuesday: Permanence = { place: ids.otherPlace, weekday: 'Tu', hours: '09:00-12:00' }
const present = (...permanences: Permanence[]): Command => ({ type: 'SetPermanences', data: { permanences } })
const capacity = (most: number | null): Command => ({ type: 'SetCapacity', data: { capacity: most } })

describe('the places of a mediator', () => {
  test('are one or several; the one named first is one of them, whichever way it is told', () => {
    expect(decide(register({ place: null, places: [ids.place] }), known)).toEqual(quiet)
    expect(decide(register({ place: ids.place, places: [] }), known)).toEqual(quiet)
    const both = register({ place: ids.otherPlace, places: [ids.place, ids.otherPlace] })
    expect(decide(both, known)).toMatchObject({
      events: [{ type: 'AgentUpdated', data: { place: ids.otherPlace, places: [ids.otherPlace, ids.place] } }],
    })
  })

  test('are known in the territory', () => {
    const places = [ids.place, 'place-00000000-0000-4000-8000-000000000099']
    expect(decide(register({ places }), unknown)).toMatchObject({
      rule: 'unknown_place',
      details: { field: 'places[1]' },
    })
  })

  test('of an older event is the one that it names', () => {
    const { places: _, ...older } = mediator
    const read = agentDecider.evolve(unknown, { type: 'AgentRegistered', data: older, at: '' })
    expect(read).toEqual(known)
    const nowhere = agentDecider.evolve(unknown, { type: 'AgentRegistered', data: { ...older, place: null }, at: '' })
    expect(nowhere).toMatchObject({ data: { place: null, places: [] } })
  })
})

describe('capacity', () => {
  test('is set, quiet where it says the same, and may be none', () => {
    const full = after(known, decide(capacity(0), known))
    expect(full).toMatchObject({ capacity: 0 })
    expect(decide(capacity(0), full)).toEqual(quiet)
    expect(after(full, decide(capacity(null), full))).toEqual(known)
  })

  test('is a mediator’s alone', () => {
    expect(decide(capacity(3), prescriber)).toMatchObject({ rule: 'not_a_mediator' })
    expect(decide(present(tuesday), prescriber)).toMatchObject({ rule: 'not_a_mediator' })
  })
})

describe('permanences', () => {
  test('are published as told, and quiet where they say the same', () => {
    const there = after(known, decide(present(tuesday), known))
    expect(decide(present(tuesday), there)).toEqual(quiet)
    expect(after(there, decide(present(), there))).toEqual(known)
  })

  test('make the mediator work there, with their hours', () => {
    const there = after(known, decide(present(tuesday, { ...tuesday, weekday: 'We' }), known))
    const rows = actorRows(there, ids.mediator).filter(({ table }) => table === 'actor_place')
    expect(rows.map(({ row }) => [row.place, row.permanences])).toEqual([
      [ids.place, []],
      [
        ids.otherPlace,
        [
          { weekday: 'Tu', hours: '09:00-12:00' },
          { weekday: 'We', hours: '09:00-12:00' },
        ],
      ],
    ])
  })

  test('are at known places, once for a place and a day', () => {
    const elsewhere = { ...tuesday, place: 'place-00000000-0000-4000-8000-000000000099' }
    expect(decide(present(tuesday, elsewhere), known)).toMatchObject({
      rule: 'unknown_place',
      details: { field: 'permanences[1]' },
    })
    expect(decide(present(tuesday, { ...tuesday, hours: '14:00-17:00' }), known)).toMatchObject({
      rule: 'permanence_twice',
    })
  })
})

describe('whoever leaves', () => {
  test('works nowhere from then on, and keeps what was told of them', () => {
    const [actor, ...places] = actorRows(left, ids.mediator)
    expect(actor?.row).toMatchObject({ left_on: '2026-03-09', place: ids.place })
    expect(places).toEqual([])
    expect(decide(register(), left)).toEqual(quiet)
    const renamed = after(left, decide(register({ places: [ids.place, ids.otherPlace] }), left))
    expect(renamed).toMatchObject({ leftOn: '2026-03-09' })
  })

  test('left on a day that has come; told again, quiet; corrected, the last day told', () => {
    expect(decide(leave('2026-03-11'), known)).toMatchObject({ rule: 'date_in_future', details: { field: 'on' } })
    expect(decide(leave('2026-03-09'), left)).toEqual(quiet)
    expect(after(left, decide(leave('2026-03-10'), left))).toMatchObject({ leftOn: '2026-03-10' })
  })

  test('may come back, not before they left', () => {
    expect(after(left, decide(back('2026-03-09'), left))).toEqual(known)
    expect(decide(back('2026-03-08'), left)).toMatchObject({ rule: 'return_before_departure' })
    expect(decide(back('2026-03-11'), left)).toMatchObject({ rule: 'date_in_future' })
    expect(decide(back('2026-03-10'), known)).toEqual(quiet)
  })
})

test('nothing is told of somebody who is not there', () => {
  for (const command of [capacity(1), present(), leave('2026-03-01'), back('2026-03-01')]) {
    expect(decide(command, unknown)).toMatchObject({ rule: 'unknown_stream' })
  }
})
