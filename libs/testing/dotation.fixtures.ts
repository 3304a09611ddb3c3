import type { DotationEvent, DotationOpening } from '../domain/dotation/dotation.events'
import { evolve } from '../domain/dotation/dotation.evolve'
import type { DotationState, Waiting } from '../domain/dotation/dotation.state'
import { ids, landes } from './journey.fixtures'

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
  folded(opened, { type: 'LaptopReserved', data: { device: ids.device, lacks: [] }, at })
