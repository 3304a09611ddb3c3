import type { LotStage } from '../../contracts/codes'

/** What may follow each stage of a lot: laptops that were prepared elsewhere may carry it over several
 * at once, and what comes after all takes it back. */
export const transitions: Readonly<Record<LotStage, readonly LotStage[]>> = {
  ordered: ['received', 'closed'],
  received: ['prepared', 'ready', 'closed'],
  prepared: ['ready', 'closed'],
  ready: ['received', 'closed'],
  closed: [],
}
