import type { LotStage } from '../../contracts/codes'

/** What may follow each stage of a lot: laptops that were prepared elsewhere may carry it over several at once. */
export const transitions: Readonly<Record<LotStage, readonly LotStage[]>> = {
  ordered: ['received', 'closed'],
  received: ['prepared', 'ready', 'closed'],
  prepared: ['ready', 'closed'],
  ready: ['closed'],
  closed: [],
}
