import type { LineFact } from '../facts'

/**
 * The order of a line. Somebody's own key is their priority, the day of their referral and their journey, so that keys sort
 * as text. Whoever was told a rank keeps it: those who come later and are more urgent go behind them, and before all who were
 * told nothing yet. To be behind somebody, a key begins with theirs: what is stored never has to be changed.
 */
const BEHIND = '>'

/** `referredOn` is an ISO 8601 day, `stream` the journey. */
export const ownKey = (priority: number, referredOn: string, stream: string): string =>
  `${String(priority).padStart(4, '0')} ${referredOn} ${stream}`

/** Behind whom somebody was placed: the last who had been told a rank then. */
const before = (order: string): string => order.split(BEHIND).slice(0, -1).join(BEHIND)

/** Where somebody enters a line: as their own key says, but behind everybody who was told a rank. */
export function orderIn(own: string, { waiting }: Pick<LineFact, 'waiting'>): string {
  // Those who entered behind somebody who has left since are still compared with others from behind that place.
  const kept = waiting.map(({ order, told }) => (told ? order : before(order)))
  const last = kept.reduce((most, each) => (each > most ? each : most), '')
  const levels = last === '' ? [] : last.split(BEHIND)
  const firstBehind = levels.findIndex((level) => own > level)
  return [...levels.slice(0, firstBehind === -1 ? levels.length : firstBehind), own].join(BEHIND)
}

/** From 1, the next to be offered a place. */
export const rankIn = (order: string, { waiting }: Pick<LineFact, 'waiting'>): number =>
  1 + waiting.filter((each) => each.order < order).length
