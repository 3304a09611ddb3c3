import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import { isFree } from '../device/device.state'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { DotationEvent } from './dotation.events'
import type { Waiting } from './dotation.state'
import { lacksOf } from './stock.share'

type Bind = z.output<(typeof dotationCommands)['Bind']['data']>

/** The laptop that the engine chose, or the one that somebody named; what it lacks of the needs is taken knowingly. */
export function bind(state: Waiting, { despite }: Bind, facts: Facts): Decision<DotationEvent> {
  const { device } = facts.outside
  const { needs, structure } = state.opening
  if (!device)
    return needs.length === 0
      ? refuse('no_laptop_ready')
      : refuse('no_laptop_that_meets', { field: 'device', needs: needs.join(', ') })
  if (device.owner !== structure) return refuse('other_stock', { field: 'device' })
  if (!isFree(device.status)) return refuse('laptop_not_ready', { field: 'device', status: device.status })
  const lacks = lacksOf(device.features, needs)
  if (lacks.length > 0 && !despite) return refuse('laptop_lacks_need', { field: 'device', needs: lacks.join(', ') })
  return accept({ type: 'LaptopReserved', data: { device: device.stream, lacks }, at: facts.now })
}
