import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import { isFree } from '../device/device.state'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, type Refusal } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { type AgreementUse, agreedUse } from './agreement.use'
import type { DotationEvent } from './dotation.events'
import type { Waiting } from './dotation.state'
import { lacksOf } from './stock.share'

type Bind = z.output<(typeof dotationCommands)['Bind']['data']>

/**
 * A laptop of the stock came free: whatever freed it offers it in its own transaction. Nobody gives this command: it is in
 * no table, so that no door lets it in.
 */
export interface OfferLaptop {
  readonly type: 'OfferLaptop'
  readonly data: Readonly<Record<string, never>>
}

/**
 * The laptop that the engine chose, or the one that somebody named: then it may be another owner's, by an agreement, and
 * what it lacks of the needs is taken knowingly.
 */
export function bind(state: Waiting, { despite }: Pick<Bind, 'despite'>, facts: Facts): Decision<DotationEvent> {
  const { device } = facts.outside
  const { needs, structure } = state.opening
  if (!device)
    return needs.length === 0
      ? refuse('no_laptop_ready')
      : refuse('no_laptop_that_meets', { field: 'device', needs: needs.join(', ') })
  const lent = device.owner === structure ? null : borrowed(device.owner, structure, facts)
  if (lent && !lent.ok) return lent
  if (!isFree(device.status)) return refuse('laptop_not_ready', { field: 'device', status: device.status })
  const lacks = lacksOf(device.features, needs)
  if (lacks.length > 0 && !despite) return refuse('laptop_lacks_need', { field: 'device', needs: lacks.join(', ') })
  const data = { device: device.stream, lacks, agreement: lent?.use ?? null }
  return accept({ type: 'LaptopReserved', data, at: facts.now })
}

/** Between owners a laptop goes only by their agreement, and only where the own stock has none for this person. */
function borrowed(owner: string, to: string, facts: Facts): { ok: true; use: AgreementUse } | Refusal {
  const { agreements = [], stock } = facts.outside
  const agreed = agreedUse({ owner, to }, agreements, dayOf(facts.now, facts.zone))
  if (!agreed.ok) return agreed
  // This person is counted among those who wait.
  const served = stock && stock.ready > 0 && stock.ready >= stock.waiting
  return served ? refuse('own_stock_first', { field: 'device' }) : agreed
}
