import type { LotStage } from '../contracts/codes'
import type { Facts } from '../domain/facts'
import type { LotCommand } from '../domain/lot/lot.decide'
import { lotDecider } from '../domain/lot/lot.decider'
import type { LaptopStep, LotState } from '../domain/lot/lot.state'
import { laptopCame, lotCommands as commands, lotFacts } from './lot.fixtures'

const { decide, evolve, initialState } = lotDecider

/** What a lot decides where one of its laptops has come further. */
export const followLaptop: LotCommand = { type: 'ConfirmReady', data: { on: '2026-05-01' } }

/** The state that a command leaves; throws with the rule where it is refused. */
export function lotAfter(state: LotState, command: LotCommand, given: Facts = lotFacts()): LotState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events.reduce(evolve, state)
}

/** The same after laptops, by their numbers, have come so far. */
export const lotCame = (state: LotState, ...steps: readonly (readonly [number, LaptopStep])[]): LotState =>
  steps.reduce((known, [number, step]) => lotAfter(known, followLaptop, laptopCame(number, step)), state)

const ordered = () => lotAfter(initialState, commands.AcquireLot)
const registered = () => lotCame(lotAfter(ordered(), commands.ReceiveLot), [1, 'preparing'], [2, 'preparing'])
const prepared = () => lotCame(registered(), [1, 'graded'], [2, 'graded'])
const ready = () => lotCame(prepared(), [1, 'ready'], [2, 'ready'])
const closed = () => lotCame(ready(), [1, 'delivered'], [2, 'delivered'])

/** A lot at each of its stages; the received one has both of its laptops in preparation. */
export const lotAt: Readonly<Record<LotStage, () => LotState>> = {
  ...{ ordered, received: registered, prepared, ready, closed },
}
