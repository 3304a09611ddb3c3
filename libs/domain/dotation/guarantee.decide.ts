import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import { firstOfKind } from '../definition/stage.graph'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, refuseBefore } from '../kernel/refusal'
import { dayOf, endOfWait, instantOn } from '../kernel/wait'
import type { DotationEvent, Guarantee, Stock } from './dotation.events'
import type { Cover } from './dotation.state'
import { laptopThatFails } from './fault.decide'

type Replacing = z.output<(typeof dotationCommands)['ReplaceLaptop']['data']>

/**
 * The guarantee that a hand-over begins, as the definition has it on that day; undefined where it gives none. It counts
 * from the day on which the laptop was given, and a laptop that replaces this one has what is left of it.
 */
export function guaranteeFrom(on: string, facts: Facts): Guarantee | undefined {
  if (!facts.definition) throw new TypeError('a dotation is decided with its definition')
  const { guarantee: length } = firstOfKind(facts.definition, 'dotation')
  return length === null ? undefined : { since: instantOn(on, facts.now, facts.zone), length }
}

/**
 * The laptop that the person was given has failed: it is theirs no more and goes back to the recyclerie. The next one is
 * theirs at once where the stock has one that nobody else waits for; if not, they wait at their old place.
 */
export function replaceLaptop(state: Cover, data: Replacing, stock: Stock, facts: Facts): Decision<DotationEvent> {
  const failure = laptopThatFails(state.device, data, stock, facts)
  if ('ok' in failure) return failure
  const { on } = data
  if (on < state.handedOverOn) return refuseBefore('hand_over', state.handedOverOn, 'on', on)
  const at = facts.now
  const returned: DotationEvent = { type: 'LaptopReturned', data: failure, at, on }
  return failure.next === null
    ? accept(returned)
    : accept<DotationEvent>(returned, {
        type: 'LaptopReserved',
        data: { device: failure.next, lacks: [], agreement: null },
        at,
      })
}

/** What failed within the guarantee is replaced after its end as well: told late, or sent back to be repaired in time. */
export function replaceLate(covered: Cover, data: Replacing, stock: Stock, facts: Facts): Decision<DotationEvent> {
  const { since, length } = covered.guarantee
  const until = dayOf(endOfWait(since, length, 'civil', facts.zone, covered.device), facts.zone)
  const { sentBackOn } = facts.outside
  const failedOn = sentBackOn && sentBackOn < data.on ? sentBackOn : data.on
  if (failedOn > until) return refuse('guarantee_over', { field: 'on', date: data.on, until })
  return replaceLaptop(covered, data, stock, facts)
}

/** The guarantee is over: the person keeps the laptop, and the dotation has done what it was for. */
export const endGuarantee = (facts: Facts): Decision<DotationEvent> =>
  accept({ type: 'GuaranteeEnded', data: {}, at: facts.now })
