import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseBefore } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { DotationEvent, Failure, Stock } from './dotation.events'
import type { Bound } from './dotation.state'

type Fault = z.output<(typeof dotationCommands)['ReportFault']['data']>

/**
 * The laptop that was kept for somebody is found faulty at the counter: it goes back to the recyclerie, and the next one
 * is theirs at once where the stock has one that nobody else waits for; if not, they wait again at their old place.
 */
export function reportFault(state: Bound, data: Fault, stock: Stock, facts: Facts): Decision<DotationEvent> {
  const failure = laptopThatFails(state.device, data, stock, facts)
  if ('ok' in failure) return failure
  const boundOn = dayOf(state.boundAt, facts.zone)
  if (data.on < boundOn) return refuseBefore('binding', boundOn, 'on', data.on)
  const at = facts.now
  const found: DotationEvent = { type: 'LaptopFaulty', data: failure, at, on: data.on }
  return failure.next === null
    ? accept(found)
    : accept<DotationEvent>(found, {
        type: 'LaptopReserved',
        data: { device: failure.next, lacks: [], agreement: null },
        at,
      })
}

/**
 * What is wrong with a laptop, and the one that takes its place: the engine's choice, unless others wait for it or the
 * person may be given none any more.
 */
export function laptopThatFails(device: string, { on, fault }: Fault, stock: Stock, facts: Facts): Failure | Refusal {
  const { laptops, device: free, mayHaveAnother = true } = facts.outside
  if (!laptops) throw new TypeError('no rules about laptops are known for this territory')
  if (!laptops.faults.some(({ code }) => code === fault))
    return refuse('unknown_code', { field: 'fault', code: fault, list: 'faults' })
  if (on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: on })
  return { ...stock, device, fault, next: free && mayHaveAnother && stock.ready > stock.waiting ? free.stream : null }
}
