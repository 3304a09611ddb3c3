import type { DotationEvent, DotationOpening } from '../domain/dotation/dotation.events'
import type { Facts } from '../domain/facts'
import { type DotationCommand, decide } from '../domain/dotation/dotation.decide'
import { evolve } from '../domain/dotation/dotation.evolve'
import type { DotationState, Waiting } from '../domain/dotation/dotation.state'
import { facts, ids, landes } from './journey.fixtures'
import { laptopRules } from './laptop.fixtures'
import { printed, signature } from './receipt.fixtures'

const at = '2026-05-01T09:00:00Z'

const opened: Extract<DotationEvent, { type: 'DotationOpened' }> = {
  ...{ type: 'DotationOpened', at },
  data: {
    ...{ journey: ids.journey, person: ids.person, place: ids.place, structure: ids.lieuStructure },
    ...{ mediator: ids.mediator, definition: landes.id, lookBack: landes.lookBack, territory: '40', epci: '244000808' },
    ...{
      recyclerie: ids.recyclerie,
      ready: 0,
      waiting: 2,
      referredOn: '2026-03-02',
      assessedOn: '2026-04-20',
      needs: [],
    },
  },
}

const folded = (...events: readonly DotationEvent[]) => events.reduce<DotationState>(evolve, { stage: 'unknown' })

/** A dotation that waits for a laptop since 1 May. */
export const openedDotation = (over: Partial<DotationOpening> = {}): Waiting =>
  folded({ ...opened, data: { ...opened.data, ...over } }) as Waiting

/** A dotation for which a laptop is kept since 1 May. */
export const boundDotation = (): DotationState =>
  folded(opened, { type: 'LaptopReserved', data: { device: ids.device, lacks: [], agreement: null }, at })

/** The facts of a day on which the stock holds so many laptops that are ready, the other one first, and so many wait. */
export const stockOn = (now: string, ready: number, waiting = 0): Facts =>
  facts(
    {
      laptops: laptopRules,
      device:
        ready > 0 ? { stream: ids.otherDevice, owner: ids.lieuStructure, status: 'delivered', features: [] } : null,
      stock: { ready, waiting, recyclerie: ids.recyclerie },
    },
    now,
  )

/** The events of a command and the state that they leave; throws with the rule where it is refused. */
export function decided(state: DotationState, command: DotationCommand, given: Facts) {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return { events: decision.events, state: decision.events.reduce<DotationState>(evolve, state) }
}

/** The same, its receipt signed. */
export const signedDotation = (): DotationState =>
  [printed(1), signature].reduce<DotationState>(evolve, boundDotation())

/** A dotation whose laptop was handed over on 1 May, its receipt signed, under the definition that the facts have. */
export const handedOverDotation = (given: Facts = facts({}, at)): DotationState =>
  decided(signedDotation(), { type: 'HandOver', data: { on: '2026-05-01' } }, given).state
