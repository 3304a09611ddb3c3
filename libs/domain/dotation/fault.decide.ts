import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { DotationEvent, Stock } from './dotation.events'
import type { Bound } from './dotation.state'

type Fault = z.output<(typeof dotationCommands)['ReportFault']['data']>

/**
 * The laptop that was kept for somebody is found faulty at the counter: it goes back to the recyclerie, and the next one
 * is theirs at once where the stock has one that nobody else waits for; if not, they wait again at their old place.
 */
export function reportFault(state: Bound, { on, fault }: Fault, stock: Stock, facts: Facts): Decision<DotationEvent> {
  const { laptops, device: free } = facts.outside
  if (!laptops) throw new TypeError('no rules about laptops are known for this territory')
  if (!laptops.faults.some(({ code }) => code === fault))
    return refuse('unknown_code', { field: 'fault', code: fault, list: 'faults' })
  if (on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: on })
  const next = free && stock.ready > stock.waiting ? free.stream : null
  const at = facts.now
  const { device } = state
  const found: DotationEvent = { type: 'LaptopFaulty', data: { ...stock, device, fault, next }, at, on }
  return next === null
    ? accept(found)
    : accept<DotationEvent>(found, { type: 'LaptopReserved', data: { device: next, lacks: [] }, at })
}
