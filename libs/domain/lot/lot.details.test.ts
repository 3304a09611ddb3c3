import { ids } from '../../testing/journey.fixtures'
import { deviceCommands, laptopFacts, lotId } from '../../testing/laptop.fixtures'
import { laptopCame, lotCommands as commands, lotFacts, lotNow } from '../../testing/lot.fixtures'
import type { Facts } from '../facts'
import type { Intent } from '../kernel/decider'
import type { LotCommand } from './lot.decide'
import { lotDecider } from './lot.decider'
import { plan, react, stillDue } from './lot.plan'
import type { LaptopStep, LotEvent, LotState } from './lot.state'

const { decide, evolve, initialState } = lotDecider
const follow: LotCommand = { type: 'ConfirmReady', data: { on: '2026-05-01' } }
const machine = { sub: 'system', role: 'system', lieu: null }

function run(state: LotState, command: LotCommand, given: Facts = lotFacts()): LotState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events.reduce(evolve, state)
}
const came = (state: LotState, ...steps: readonly (readonly [number, LaptopStep])[]): LotState =>
  steps.reduce((known, [number, step]) => run(known, follow, laptopCame(number, step)), state)
const eventsOf = (state: LotState, command: LotCommand, given: Facts = lotFacts()): readonly LotEvent[] => {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events
}

const ordered = () => run(initialState, commands.AcquireLot)
const received = () => run(ordered(), commands.ReceiveLot)
const registered = () => came(received(), [1, 'preparing'], [2, 'preparing'])
const ready = () => came(registered(), [1, 'ready'], [2, 'ready'])
const closed = () => came(ready(), [1, 'delivered'], [2, 'delivered'])
const close = (shortfall: string | null, on = '2026-05-01'): LotCommand => ({
  type: 'CloseLot',
  data: { on, shortfall },
})
const receive = (deliveryNote: string, laptops: number, on = '2026-05-01'): LotCommand => ({
  type: 'ReceiveLot',
  data: { deliveryNote, laptops, on },
})
const acquire = (over: object): LotCommand => ({ type: 'AcquireLot', data: { ...commands.AcquireLot.data, ...over } })

test.each<[string, LotState, LotCommand, Facts, object]>([
  ['unknown_structure', initialState, acquire({ owner: ids.otherStructure }), lotFacts(), { field: 'owner' }],
  [
    'structure_without_role',
    initialState,
    acquire({ owner: ids.recyclerie }),
    lotFacts(),
    { field: 'owner', role: 'owner' },
  ],
  [
    'unknown_code',
    initialState,
    acquire({ source: 'grenier' }),
    lotFacts(),
    { field: 'source', code: 'grenier', list: 'sources' },
  ],
  ['lot_wrong_stage', closed(), commands.RemindLot, lotFacts(), { stage: 'closed' }],
  ['lot_wrong_stage', closed(), receive('BL-78', 1), lotFacts(), { stage: 'closed' }],
  ['lot_over_order', ordered(), receive('BL-78', 3), lotFacts(), { field: 'laptops', ordered: 2, left: 2 }],
  ['lot_over_order', received(), receive('BL-78', 1), lotFacts(), { field: 'laptops', ordered: 2, left: 0 }],
  ['delivery_already_received', received(), receive('bl-77', 1), lotFacts(), { field: 'deliveryNote' }],
  ['lot_wrong_stage', ordered(), commands.ConfirmLotReady, lotFacts(), { stage: 'ordered' }],
  ['lot_wrong_stage', ordered(), commands.DeliverLot, lotFacts(), { stage: 'ordered' }],
  [
    'shortfall_unwanted',
    { ...closed(), stage: 'ready' } as LotState,
    close('perdus'),
    lotFacts(),
    { field: 'shortfall' },
  ],
  ['lot_not_accounted', registered(), close(null), lotFacts(), { field: 'shortfall', left: 2 }],
  ['unknown_code', registered(), close('ennui'), lotFacts(), { field: 'shortfall', code: 'ennui', list: 'shortfalls' }],
  ['unknown_lot', initialState, follow, laptopCame(1, 'preparing'), { field: 'lot' }],
  ['lot_of_others', received(), follow, laptopCame(1, 'preparing', { owner: ids.otherStructure }), { field: 'lot' }],
  [
    'lot_of_others',
    received(),
    follow,
    laptopCame(1, 'preparing', { recyclerie: ids.otherStructure }),
    { field: 'lot' },
  ],
  ['lot_not_received', ordered(), follow, laptopCame(1, 'preparing'), { field: 'lot' }],
  ['lot_wrong_stage', closed(), follow, laptopCame(3, 'preparing'), { field: 'lot', stage: 'closed' }],
  ['lot_full', registered(), follow, laptopCame(3, 'preparing'), { field: 'lot', laptops: 2 }],
])('%s is told with its place and what it is about', (rule, state, command, given, details) => {
  const decision = decide(command, state, given)
  expect([decision.ok ? 'accepted' : decision.rule, decision.ok ? null : decision.details]).toEqual([rule, details])
})

test('an owner that nobody looked up is unknown', () => {
  const given = lotFacts({ outside: { ...laptopFacts, structures: undefined } })
  expect(decide(commands.AcquireLot, initialState, given)).toMatchObject({ rule: 'unknown_structure' })
})

test('nothing can be delivered of a lot of which nothing came', () => {
  expect(decide(commands.DeliverLot, received(), lotFacts())).toMatchObject({ rule: 'lot_empty' })
})

const early = '2026-04-30'
test.each<[string, LotState, LotCommand]>([
  ['ordered', ordered(), close('commande_annulee', early)],
  ['received', registered(), close('perdus', early)],
  ['confirmed', came(received(), [1, 'preparing'], [1, 'ready']), { type: 'ConfirmLotReady', data: { on: early } }],
  ['delivered', came(received(), [1, 'preparing'], [1, 'delivered']), { type: 'DeliverLot', data: { on: early } }],
])('nothing is %s before the last day that counts', (_, state, command) => {
  expect(decide(command, state, lotFacts())).toMatchObject({ rule: 'date_before', details: { day: '2026-05-01' } })
})

test('the day on which it was received counts from then on, not that of its order', () => {
  const late = run(
    ordered(),
    { type: 'ReceiveLot', data: { ...commands.ReceiveLot.data, on: '2026-05-03' } },
    lotFacts({}, '2026-05-10T09:00:00Z'),
  )
  const decision = decide(close('perdus', '2026-05-02'), late, lotFacts({}, '2026-05-10T09:00:00Z'))
  expect(decision).toMatchObject({ rule: 'date_before', details: { day: '2026-05-03' } })
})

test('what is decided says what is awaited, how many there are, and how it ended', () => {
  expect(eventsOf(received(), commands.RemindLot)).toEqual([
    { type: 'LotReminded', data: { task: 'prepare_lot' }, at: lotNow },
  ])
  expect(eventsOf(received(), commands.ExpireLot)).toEqual([
    { type: 'LotEscalated', data: { task: 'prepare_lot' }, at: lotNow },
  ])
  const late = run(registered(), commands.ExpireLot)
  expect(eventsOf(late, commands.ExpireLot)).toMatchObject([
    { type: 'LotClosed', data: { outcome: 'incomplete', cause: 'time_passed', left: 2 } },
  ])
  const one = came(received(), [1, 'preparing'], [1, 'ready'])
  expect(eventsOf(one, commands.ConfirmLotReady)).toMatchObject([
    { type: 'LotConfirmedReady', data: { laptops: 1, missing: 1 }, on: '2026-05-01' },
  ])
  const last = came(registered(), [1, 'ready'])
  expect(eventsOf(last, follow, laptopCame(2, 'ready'))).toMatchObject([
    { type: 'LotFollowed' },
    { type: 'LotConfirmedReady', data: { laptops: 2, missing: 0 } },
  ])
})

test.each(Object.keys(deviceCommands) as (keyof typeof deviceCommands)[])('it follows its laptop at %s', (type) => {
  const events = eventsOf(received(), { ...deviceCommands[type] }, laptopCame(1, 'preparing'))
  expect(events).toEqual([{ type: 'LotFollowed', data: { device: expect.any(String), step: 'preparing' }, at: lotNow }])
})

test('what a laptop goes through between two steps moves its lot nowhere, whatever came with it', () => {
  const between = { stream: ids.device, event: { type: 'DeviceSent', data: {}, at: lotNow } }
  expect(eventsOf(registered(), follow, lotFacts({ decided: [between] }))).toEqual([])
  const { decided } = laptopCame(1, 'graded')
  const both = lotFacts({ decided: [...decided, between] })
  expect(eventsOf(registered(), follow, both)).toMatchObject([{ type: 'LotFollowed', data: { step: 'graded' } }])
  expect(eventsOf(initialState, follow, laptopCame(1, 'graded'))).toEqual([])
})

test('one laptop that lags keeps its lot where it is; a lot that went back to its recyclerie says nothing twice', () => {
  const prepared = came(registered(), [1, 'graded'], [2, 'graded'])
  expect(eventsOf(prepared, follow, laptopCame(1, 'ready')).map(({ type }) => type)).toEqual(['LotFollowed'])
})

test('nothing is folded before it is acquired, nor once it has ended', () => {
  const reminded: LotEvent = { type: 'LotReminded', data: { task: 'prepare_lot' }, at: lotNow }
  for (const state of [initialState, closed()]) expect(evolve(state, reminded)).toBe(state)
  const moved: LotEvent = { type: 'PlanRecomputed', data: {}, at: lotNow }
  const state = received()
  expect(evolve(state, moved)).toBe(state)
  expect(react(moved, state, lotId, machine)).toEqual([])
})

test('the days of an order and of a delivery are those that were told, or that on which they were written down', () => {
  const [acquired] = eventsOf(initialState, commands.AcquireLot)
  const { on: _, ...undated } = acquired as Extract<LotEvent, { type: 'LotAcquired' }>
  expect(evolve(initialState, undated)).toMatchObject({ orderedOn: '2026-05-01', lot: { laptops: 2 }, deliveries: [] })
  expect(received()).toMatchObject({ deliveries: [{ deliveryNote: 'BL-77', laptops: 2, on: '2026-05-01' }] })
})

test('it waits for nothing before it is there, and for nobody once it has ended', () => {
  expect(plan(initialState, lotId)).toBeNull()
  expect(plan(closed(), lotId)).toEqual({
    ...{ stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null },
    outcome: 'delivered',
  })
})

const asked = (state: LotState, command: LotCommand): Intent => {
  const [event] = eventsOf(state, command)
  return react(event as LotEvent, evolve(state, event as LotEvent), lotId, machine)[0] as Intent
}

test('a mail is due as long as the same wait goes on; news are always due', () => {
  const state = received()
  const reminder = asked(state, commands.RemindLot)
  expect(stillDue(state, reminder)).toBe(true)
  expect(stillDue({ ...state, since: '2026-05-02T09:00:00Z' } as LotState, reminder)).toBe(false)
  for (const over of [initialState, closed(), ready()]) expect(stillDue(over, reminder)).toBe(false)
  expect(stillDue(closed(), { ...reminder, task: null })).toBe(true)
})

test('whoever reminds is asked all the same; a late lot says to the others what it waited for', () => {
  const coordinator = { sub: 'c', role: 'coordinator', lieu: null }
  const late = run(received(), commands.ExpireLot)
  const [escalated] = eventsOf(received(), commands.ExpireLot)
  const told = react(escalated as LotEvent, late, lotId, coordinator)
  expect(told.map(({ mail, to }) => [mail, to.role])).toEqual([
    ['lot_late', 'coordinator'],
    ['lot_late', 'owner'],
    ['lot_late', 'recyclerie'],
  ])
  expect(told[1]?.data).toEqual({ order: 'BC-2026-014', laptops: 2, task: 'prepare_lot', end: null })
  expect(react(escalated as LotEvent, initialState, lotId, machine)).toEqual([])
})

test('the end of a wait is told with the jitter of its own stream and task', () => {
  const [event] = eventsOf(initialState, commands.AcquireLot)
  const end = (stream: string) => react(event as LotEvent, ordered(), stream, machine)[0]?.data.end
  expect(end(lotId)).not.toBe(end(`${lotId.slice(0, -1)}9`))
})

test('a lot that the same events have ended asks for nothing more', () => {
  const [reminded] = eventsOf(ready(), commands.RemindLot)
  expect(react(reminded as LotEvent, closed(), lotId, machine)).toEqual([])
})

test('nothing is done to a laptop before the day on which its lot came, but what was done elsewhere was', () => {
  const early = laptopCame(1, 'graded')
  const on = '2026-04-30'
  const decided = early.decided.map(({ stream, event }) => ({ stream, event: { ...event, on } }))
  const given = { ...early, decided }
  for (const state of [registered(), closed()])
    expect(decide(follow, state, given)).toMatchObject({
      ...{ rule: 'date_before', details: { what: 'lot_received', day: '2026-05-01', date: on } },
    })
  const elsewhere = { ...early, decided: [...laptopCame(1, 'preparing').decided, ...decided] }
  expect(decide(follow, received(), elsewhere)).toMatchObject({ ok: true })
})

test('an order of another century is mistyped', () => {
  const rule = (on: string) => decide(acquire({ on }), initialState, lotFacts())
  expect(rule('2016-04-30')).toMatchObject({ rule: 'date_too_far', details: { field: 'on', date: '2016-04-30' } })
  expect(rule('2016-05-01')).toMatchObject({ ok: true })
})

test('where a territory has agreed on nothing about laptops, no lot is ordered and no reason is told', () => {
  const none = lotFacts({ outside: { ...laptopFacts, laptops: null } })
  expect(decide(commands.AcquireLot, initialState, none)).toMatchObject({ rule: 'no_laptop_rules' })
  expect(decide(close('perdus'), registered(), none)).toMatchObject({ rule: 'no_laptop_rules' })
})
