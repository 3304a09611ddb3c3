import { ids } from '../../testing/journey.fixtures'
import { lotId } from '../../testing/laptop.fixtures'
import { laptopCame, lotCommands as commands, lotFacts } from '../../testing/lot.fixtures'
import type { Facts } from '../facts'
import type { Doer, Intent } from '../kernel/decider'
import type { LotCommand } from './lot.decide'
import { lotDecider } from './lot.decider'
import { react, stillDue } from './lot.plan'
import type { LotState } from './lot.state'

const { decide, evolve, initialState } = lotDecider
const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const coordinator: Doer = { sub: 'coordinator', role: 'coordinator', lieu: null }
const follow: LotCommand = { type: 'ConfirmReady', data: { on: '2026-05-01' } }

/** The mails of one command, each from the state right after its event, and the state that it leaves. */
function tell(state: LotState, command: LotCommand, given: Facts = lotFacts(), by = machine) {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  let next = state
  const intents = decision.events.flatMap((event) => {
    next = evolve(next, event)
    return react(event, next, lotId, by)
  })
  return { intents, next }
}
const summary = (intents: readonly Intent[]) => intents.map(({ mail, to }) => `${mail} → ${to.role} ${to.id}`)

const ordered = () => tell(initialState, commands.AcquireLot).next
const received = () => tell(ordered(), commands.ReceiveLot).next
const ready = () =>
  ([1, 2] as const).reduce<LotState>((state, number) => {
    const registered = tell(state, follow, laptopCame(number, 'preparing')).next
    return tell(registered, follow, laptopCame(number, 'ready')).next
  }, received())

const [toRecyclerie, toOwner, toCoordinator] = [
  `recyclerie ${ids.recyclerie}`,
  `owner ${ids.lieuStructure}`,
  'coordinator 40',
]

test('the recyclerie is told of a lot that will come, with the number of its order and its day, and of nobody', () => {
  const { intents, next } = tell(initialState, commands.AcquireLot)
  expect(summary(intents)).toEqual([`lot_ordered → ${toRecyclerie}`])
  expect(intents[0]?.data).toMatchObject({ order: 'BC-2026-014', laptops: 2, task: 'receive_lot' })
  expect(String(intents[0]?.data.end)).toMatch(/^2026-06-30T/)
  expect(stillDue(next, intents[0] as Intent)).toBe(true)
  expect(stillDue(received(), intents[0] as Intent)).toBe(false)
  expect(stillDue(initialState, intents[0] as Intent)).toBe(false)
})

test('reminders go to whom the lot waits for, and to its owner as well while it is on its way', () => {
  expect(summary(tell(received(), commands.RemindLot).intents)).toEqual([`lot_reminder → ${toRecyclerie}`])
  expect(summary(tell(ready(), commands.RemindLot).intents)).toEqual([
    `lot_reminder → ${toRecyclerie}`,
    `lot_reminder → ${toOwner}`,
  ])
  const late = tell(received(), commands.ExpireLot).next
  expect(summary(tell(late, commands.RemindLot).intents)).toEqual([`lot_reminder → ${toCoordinator}`])
})

test('the owner is told that its lot is ready, and everybody how it ended', () => {
  const almost = ([1, 2] as const).reduce<LotState>(
    (state, number) => tell(state, follow, laptopCame(number, 'preparing')).next,
    received(),
  )
  const { intents } = tell(tell(almost, follow, laptopCame(1, 'ready')).next, follow, laptopCame(2, 'ready'))
  expect(summary(intents)).toEqual([`lot_ready → ${toOwner}`])
  const one = tell(ready(), follow, laptopCame(1, 'delivered')).next
  const ended = tell(one, follow, laptopCame(2, 'delivered')).intents
  expect(summary(ended)).toEqual([toOwner, toRecyclerie, toCoordinator].map((to) => `lot_closed → ${to}`))
  expect(ended[0]?.data).toMatchObject({ outcome: 'delivered', delivered: 2, out: 0, left: 0, missing: 0 })
})

test('a wait that ends is never silent: who is to act is asked, and the others are told', () => {
  const late = tell(received(), commands.ExpireLot)
  expect(summary(late.intents)).toEqual([toCoordinator, toOwner, toRecyclerie].map((to) => `lot_late → ${to}`))
  expect(late.intents.map(({ task }) => task?.name ?? null)).toEqual(['settle_lot', null, null])
  const given = tell(ordered(), commands.ExpireLot)
  expect(summary(given.intents)).toEqual([toOwner, toRecyclerie, toCoordinator].map((to) => `lot_closed → ${to}`))
  expect(given.intents[0]?.data).toMatchObject({ outcome: 'cancelled', cause: 'time_passed', missing: 2 })
})

test('a coordinator who ends a lot is not told of it', () => {
  const close: LotCommand = { type: 'CloseLot', data: { on: '2026-05-01', shortfall: 'commande_annulee' } }
  expect(summary(tell(ordered(), close, lotFacts(), coordinator).intents)).toEqual(
    [toOwner, toRecyclerie].map((to) => `lot_closed → ${to}`),
  )
})
