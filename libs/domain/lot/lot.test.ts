import { lotStages, type LotStage } from '../../contracts/codes'
import { ids } from '../../testing/journey.fixtures'
import { laptopFacts, lotId, structures } from '../../testing/laptop.fixtures'
import { laptopCame, lotCommands as commands, lotFacts, lotNow } from '../../testing/lot.fixtures'
import { followLaptop as follow, lotAfter as run, lotAt as at, lotCame as came } from '../../testing/lot.moments'
import type { Facts } from '../facts'
import type { LotCommand } from './lot.decide'
import { lotDecider } from './lot.decider'
import { plan } from './lot.plan'
import type { LotState } from './lot.state'
import { transitions } from './lot.transitions'

const { decide, evolve, initialState } = lotDecider
const rule = (state: LotState, command: LotCommand, given: Facts = lotFacts()) => {
  const decision = decide(command, state, given)
  return decision.ok ? 'accepted' : decision.rule
}
const receive = (deliveryNote: string, laptops: number): LotCommand => ({
  type: 'ReceiveLot',
  data: { deliveryNote, laptops, on: '2026-05-01' },
})
const { ordered, received: registered, prepared, ready, closed } = at
const received = () => run(ordered(), commands.ReceiveLot)

/** What may be done at each stage, by hand; CloseLot says no reason here, and so ends only what is all there. */
const allowed: Readonly<Record<LotStage, string>> = {
  ordered: 'ReceiveLot RemindLot ExpireLot',
  received: 'RemindLot ExpireLot',
  prepared: 'RemindLot ExpireLot',
  ready: 'ConfirmLotReady RemindLot ExpireLot',
  closed: '',
}
const types = Object.keys(commands) as (keyof typeof commands)[]

describe.each(lotStages)('a lot that is %s', (stage) => {
  test('is at that stage', () => expect(at[stage]().stage).toBe(stage))

  test.each(types)('%s', (type) => {
    expect(decide(commands[type], at[stage](), lotFacts()).ok).toBe(allowed[stage].split(' ').includes(type))
  })
})

test.each(types.slice(1))('%s is refused of a lot that is not there', (type) => {
  expect(rule(initialState, commands[type])).toBe('unknown_stream')
})

test('a lot goes from its order to its delivery as its laptops do, and says so only where it moves on', () => {
  expect(plan(ordered(), lotId)).toMatchObject({
    task: 'receive_lot',
    owner: { role: 'recyclerie' },
    command: 'RemindLot',
  })
  expect(came(received(), [1, 'preparing'], [1, 'graded'])).toMatchObject({ stage: 'received' })
  expect(plan(prepared(), lotId)).toMatchObject({ stage: 'prepared', task: 'confirm_lot' })
  expect(plan(ready(), lotId)).toMatchObject({ stage: 'ready', task: 'deliver_lot' })
  expect(closed()).toMatchObject({ outcome: 'delivered', count: { delivered: 2, out: 0, left: 0, missing: 0 } })
  expect(decide(follow, ready(), lotFacts())).toEqual({ ok: true, events: [] })
  expect(decide(follow, ready(), laptopCame(1, 'ready'))).toEqual({ ok: true, events: [] })
  expect(decide(commands.ConfirmLotReady, ready(), lotFacts())).toEqual({ ok: true, events: [] })
})

test('laptops that serve for parts are accounted for: the lot goes on with the others', () => {
  expect(came(registered(), [1, 'out'], [2, 'graded'])).toMatchObject({ stage: 'prepared' })
  expect(came(registered(), [1, 'out'], [2, 'out'])).toMatchObject({ stage: 'closed', count: { out: 2 } })
})

test('a recyclerie that owns its lot has it delivered once it is ready', () => {
  const own = { ...commands.AcquireLot.data, owner: ids.recyclerie }
  const both = { ...structures, [ids.recyclerie]: { roles: ['recyclerie', 'owner'], territory: '40', admitted: true } }
  const acquired = run(
    initialState,
    { ...commands.AcquireLot, data: own },
    lotFacts({ outside: { ...laptopFacts, structures: both } }),
  )
  const taken = run(acquired, commands.ReceiveLot)
  const first = run(taken, follow, laptopCame(1, 'preparing', { owner: ids.recyclerie }))
  const second = run(first, follow, laptopCame(2, 'preparing', { owner: ids.recyclerie }))
  expect(came(second, [1, 'ready'], [2, 'ready'])).toMatchObject({ stage: 'closed', outcome: 'delivered' })
})

test('a lot of which some never came is confirmed ready as it is, and ends incomplete', () => {
  const one = came(received(), [1, 'preparing'], [1, 'graded'])
  expect(decide(commands.ConfirmLotReady, one, lotFacts())).toMatchObject({
    rule: 'lot_not_prepared',
    details: { left: 1 },
  })
  expect(rule(received(), commands.ConfirmLotReady)).toBe('lot_empty')
  const confirmed = run(came(one, [1, 'ready']), commands.ConfirmLotReady)
  expect(confirmed).toMatchObject({ stage: 'ready', complete: true })
  expect(rule(confirmed, follow, laptopCame(3, 'preparing'))).toBe('lot_full')
  expect(decide(commands.DeliverLot, confirmed, lotFacts())).toMatchObject({
    rule: 'lot_not_delivered',
    details: { left: 1 },
  })
  expect(came(confirmed, [1, 'delivered'])).toMatchObject({
    outcome: 'incomplete',
    count: { delivered: 1, missing: 1 },
  })
  const there = came(one, [1, 'ready'], [1, 'delivered'])
  expect(run(there, commands.ConfirmLotReady)).toMatchObject({ stage: 'closed', outcome: 'incomplete' })
  expect(run(there, commands.DeliverLot)).toMatchObject({ stage: 'closed', count: { delivered: 1, missing: 1 } })
})

test('what was ordered stays known: a lot comes in several deliveries, and is not over before all of it has', () => {
  const three = run(initialState, { type: 'AcquireLot', data: { ...commands.AcquireLot.data, laptops: 3 } })
  const first = came(run(three, receive('BL-1', 1)), [1, 'preparing'])
  expect(rule(first, follow, laptopCame(2, 'preparing'))).toBe('lot_full')
  const there = came(first, [1, 'graded'], [1, 'ready'], [1, 'delivered'])
  expect(there).toMatchObject({ stage: 'received', lot: { laptops: 3 } })
  expect(rule(there, receive('BL-2', 3))).toBe('lot_over_order')
  const confirmed = run(came(first, [1, 'graded'], [1, 'ready']), commands.ConfirmLotReady)
  expect(confirmed).toMatchObject({ stage: 'ready', complete: true })
  for (const state of [there, confirmed]) {
    const all = came(run(state, receive('BL-2', 2)), [2, 'preparing'], [3, 'preparing'])
    expect(all).toMatchObject({ stage: 'received', complete: false, reminders: 0 })
    const end = came(all, [2, 'delivered'], [3, 'delivered'], [1, 'delivered'])
    expect(end).toMatchObject({ stage: 'closed', outcome: 'delivered', count: { delivered: 3, missing: 0 } })
  }
})

test('a lot of which a part never came says how many are missing, closed by hand or by its deadline', () => {
  const ten = run(initialState, { type: 'AcquireLot', data: { ...commands.AcquireLot.data, laptops: 10 } })
  const one = came(run(ten, receive('BL-1', 1)), [1, 'preparing'], [1, 'delivered'])
  const missing = { outcome: 'incomplete', count: { delivered: 1, left: 0, missing: 9 } }
  expect(run(one, { type: 'CloseLot', data: { on: '2026-05-01', shortfall: 'perdus' } })).toMatchObject(missing)
  expect(run(one, commands.DeliverLot)).toMatchObject(missing)
  expect(run(run(one, commands.ExpireLot), commands.ExpireLot)).toMatchObject(missing)
})

test('a lot is closed with a reason for what is missing, and without one where nothing is', () => {
  const close = (shortfall: string | null): LotCommand => ({ type: 'CloseLot', data: { on: '2026-05-01', shortfall } })
  expect(decide(close(null), registered(), lotFacts())).toMatchObject({
    rule: 'lot_not_accounted',
    details: { left: 2 },
  })
  expect(rule(registered(), close('ennui'))).toBe('unknown_code')
  expect(run(registered(), close('perdus'))).toMatchObject({ outcome: 'incomplete', count: { left: 2 } })
  expect(run(ordered(), close('commande_annulee'))).toMatchObject({ outcome: 'cancelled', count: { missing: 2 } })
  const one = run(initialState, { type: 'AcquireLot', data: { ...commands.AcquireLot.data, laptops: 1 } })
  const gone = { ...run(one, receive('BL-1', 1)), laptops: { [ids.device]: 'out' } } as LotState
  expect(rule(gone, close('perdus'))).toBe('shortfall_unwanted')
  expect(run(gone, close(null))).toMatchObject({ outcome: 'delivered' })
})

test.each<[string, LotState, Facts]>([
  ['unknown_lot', initialState, laptopCame(1, 'preparing')],
  ['lot_of_others', received(), laptopCame(1, 'preparing', { owner: ids.otherStructure })],
  ['lot_not_received', ordered(), laptopCame(1, 'preparing')],
  ['lot_full', registered(), laptopCame(3, 'preparing')],
  ['lot_wrong_stage', closed(), laptopCame(3, 'preparing')],
])('a laptop is not taken into it: %s', (expected, state, given) => {
  expect(rule(state, follow, given)).toBe(expected)
})

test('what becomes of a laptop once its lot has ended is its own affair', () => {
  expect(decide(follow, closed(), laptopCame(1, 'out'))).toEqual({ ok: true, events: [] })
})

test.each<[string, object, object]>([
  ['unknown_structure', { structures: {} }, {}],
  ['structure_without_role', {}, { owner: ids.recyclerie }],
  [
    'recyclerie_not_admitted',
    { structures: { ...structures, [ids.recyclerie]: { roles: ['recyclerie'], territory: '40', admitted: false } } },
    {},
  ],
  ['unknown_code', {}, { source: 'grenier' }],
  ['date_in_future', {}, { on: '2026-05-02' }],
])('an order is refused by %s', (expected, outside, data) => {
  const command = { type: 'AcquireLot', data: { ...commands.AcquireLot.data, ...data } } as LotCommand
  expect(rule(initialState, command, lotFacts({ outside: { ...laptopFacts, ...outside } }))).toBe(expected)
})

test('a delivery is refused before its order, and by a recyclerie that is no longer admitted', () => {
  const early: LotCommand = { type: 'ReceiveLot', data: { ...commands.ReceiveLot.data, on: '2026-04-30' } }
  expect(rule(ordered(), early)).toBe('date_before')
  const outside = { ...laptopFacts, structures: {} }
  expect(rule(ordered(), commands.ReceiveLot, lotFacts({ outside }))).toBe('unknown_structure')
})

/** Lets every deadline of a lot pass; says what fired, on which day, and where it led. */
function passAll(state: LotState): readonly string[] {
  const fired: string[] = []
  for (let known = state; ; ) {
    const { until, command } = plan(known, lotId) ?? {}
    if (!until || !command) return fired
    const days = Math.round((Date.parse(until) - Date.parse(lotNow)) / 86_400_000)
    known = run(known, { type: command as 'RemindLot' | 'ExpireLot', data: {} }, lotFacts({}, until))
    fired.push(`${days} ${command} ${known.stage}`)
  }
}

test('an order that never comes is given up; a lot that stays is settled by its coordinator, then ends', () => {
  expect(passAll(ordered())).toEqual([
    '15 RemindLot ordered',
    '30 RemindLot ordered',
    '45 RemindLot ordered',
    '60 ExpireLot closed',
  ])
  const fired = passAll(registered())
  expect(fired.filter((each) => each.includes('ExpireLot'))).toEqual(['90 ExpireLot received', '150 ExpireLot closed'])
  const late = run(registered(), commands.ExpireLot)
  expect(plan(late, lotId)).toMatchObject({
    stage: 'received',
    task: 'settle_lot',
    owner: { role: 'coordinator', id: '40' },
  })
  expect(came(late, [1, 'graded'], [2, 'graded'])).toMatchObject({ stage: 'prepared', late: false })
})

test('the table of transitions is what the commands above really do', () => {
  const steps = ['preparing', 'graded', 'ready', 'delivered', 'out'] as const
  const met = Object.fromEntries(lotStages.map((stage) => [stage, new Set<string>()]))
  const look = (state: LotState, command: LotCommand, given: Facts = lotFacts()) => {
    const decision = decide(command, state, given)
    if (!decision.ok || state.stage === 'unknown') return
    const next = decision.events.reduce(evolve, state)
    if (next.stage !== state.stage) met[state.stage]?.add(next.stage)
  }
  const short = came(received(), [1, 'preparing'], [1, 'graded'], [1, 'ready'])
  const mixed = came(registered(), [1, 'ready'], [2, 'graded'])
  const late = Object.values(at).flatMap((state) =>
    state().stage === 'closed' ? [] : [{ ...state(), late: true } as LotState],
  )
  const part = came(run(ordered(), receive('BL-1', 1)), [1, 'preparing'], [1, 'ready'])
  const confirmed = run(part, commands.ConfirmLotReady)
  for (const state of [...Object.values(at).map((each) => each()), short, mixed, confirmed, ...late]) {
    for (const type of types) look(state, commands[type])
    look(state, receive('BL-2', 1))
    for (const step of steps) for (const number of [1, 2]) look(state, follow, laptopCame(number, step))
  }
  expect(Object.fromEntries(Object.entries(met).map(([stage, next]) => [stage, [...next].sort()]))).toEqual(
    Object.fromEntries(Object.entries(transitions).map(([stage, next]) => [stage, [...next].sort()])),
  )
})
