import { facts, ids } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import { agentDecider } from './agent.decider'
import type { Agent, AgentEvent, AgentState } from './agent.state'

const { decide, evolve, initialState } = agentDecider
type Command = Parameters<typeof decide>[0]
const now = '2026-03-10T09:00:00Z'
const mediator: Agent = {
  ...{ role: 'mediator', structure: ids.lieuStructure, territory: '40' },
  ...{ place: ids.place, places: [ids.place] },
}
const nowhere = 'place-00000000-0000-4000-8000-000000000099'
const structures = { [ids.lieuStructure]: { roles: ['lieu'], territory: '40', admitted: false } }
const given = (outside: Partial<OutsideFacts> = {}) => facts({ structures, places: [ids.place], ...outside }, now)
const register = (over: Partial<Agent> = {}): Command => ({ type: 'RegisterAgent', data: { ...mediator, ...over } })
const why = (command: Command, state: AgentState = known, outside: Partial<OutsideFacts> = {}) => {
  const decision = decide(command, state, given(outside))
  return decision.ok ? decision.events.map(({ type }) => type).join() : whyNot(decision)
}
const fold = (...events: readonly AgentEvent[]) => events.reduce(evolve, initialState)
const registered: AgentEvent = { type: 'AgentRegistered', data: mediator, at: now }
const known = fold(registered)
const left = fold(registered, { type: 'AgentLeft', data: { on: '2026-03-09' }, at: now, on: '2026-03-09' })

test('an agent is registered, left alone when told the same, updated when not', () => {
  expect(decide(register(), initialState, given())).toEqual({ ok: true, events: [registered] })
  expect(known).toEqual({ status: 'known', data: mediator, capacity: null, permanences: [], leftOn: null })
  expect(why(register())).toBe('')
  const data = { ...mediator, role: 'prescriber' }
  expect(decide(register({ role: 'prescriber' }), known, given())).toEqual({
    ...{ ok: true, events: [{ type: 'AgentUpdated', data, at: now }] },
  })
})

test('a name or an e-mail that was corrected is said to have been, though nothing else has changed', () => {
  expect(why(register(), known, { contactsChanged: true })).toBe('AgentUpdated')
})

test.each<[string, Command, AgentState, Partial<OutsideFacts>, string]>([
  [
    'of a structure that nobody knows',
    register(),
    initialState,
    { structures: {} },
    'unknown_structure field=structure',
  ],
  [
    'where no structure is known',
    register(),
    initialState,
    { structures: undefined },
    'unknown_structure field=structure',
  ],
  [
    'of a structure of another territory',
    register({ territory: '64' }),
    initialState,
    {},
    'unknown_structure field=structure',
  ],
  ['at a place that nobody knows', register({ place: nowhere }), known, {}, 'unknown_place field=places[0]'],
  ['where no place is known', register(), known, { places: undefined }, 'unknown_place field=places[0]'],
])('nobody is registered %s', (_, command, state, outside, refusal) => {
  expect(why(command, state, outside)).toBe(refusal)
})

test('what was said of a mediator is dated by the instant, and a departure or a return by its day too', () => {
  const events = (command: Command, state: AgentState) => {
    const decision = decide(command, state, given())
    return decision.ok ? decision.events : whyNot(decision)
  }
  const tuesday = { place: ids.place, weekday: 'Tu', hours: '09:00-12:00' } as const
  const on = '2026-03-10'
  expect(events({ type: 'SetCapacity', data: { capacity: 4 } }, known)).toEqual([
    { type: 'CapacitySet', data: { capacity: 4 }, at: now },
  ])
  expect(events({ type: 'SetPermanences', data: { permanences: [tuesday] } }, known)).toEqual([
    { type: 'PermanencesSet', data: { permanences: [tuesday] }, at: now },
  ])
  expect(events({ type: 'RecordDeparture', data: { on } }, known)).toEqual([
    { type: 'AgentLeft', data: { on }, at: now, on },
  ])
  expect(events({ type: 'RecordReturn', data: { on } }, left)).toEqual([
    { type: 'AgentReturned', data: { on }, at: now, on },
  ])
})

test.each<[Command, AgentState, string]>([
  [{ type: 'RecordDeparture', data: { on: '2026-03-11' } }, known, 'date_in_future field=on date=2026-03-11'],
  [{ type: 'RecordReturn', data: { on: '2026-03-11' } }, left, 'date_in_future field=on date=2026-03-11'],
  [
    { type: 'RecordReturn', data: { on: '2026-03-08' } },
    left,
    'return_before_departure field=on date=2026-03-08 day=2026-03-09',
  ],
  [
    {
      type: 'SetPermanences',
      data: {
        permanences: ['09:00-12:00', '14:00-17:00'].map((hours) => ({ place: ids.place, weekday: 'Tu', hours })),
      },
    },
    known,
    'permanence_twice field=permanences',
  ],
])('no: %j', (command, state, refusal) => {
  expect(why(command, state)).toBe(refusal)
})

test('what is told of an agent who is not there is a fault of the log', () => {
  expect(() => fold({ type: 'CapacitySet', data: { capacity: 1 }, at: now })).toThrow('an agent who is not there')
})

test('a plan computed anew changes nothing of an agent', () => {
  expect(evolve(left, { type: 'PlanRecomputed', data: {}, at: now })).toBe(left)
})
