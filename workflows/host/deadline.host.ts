import type { Plan } from '../../libs/contracts/plan'

/** True where a deadline's answer leaves nothing to fire again at once: a newer Plan, waiting strictly longer. */
export function isProgress(due: Plan, answer: Plan): boolean {
  if (answer.epoch === due.epoch && answer.version === due.version) return false
  return answer.until === null || due.until === null || Date.parse(answer.until) > Date.parse(due.until)
}

/** How long to wait before a deadline that led nowhere is tried again: one minute, doubled each time, one hour at most. */
export const backoffMs = (strikes: number): number => Math.min(60_000 * 2 ** (strikes - 1), 3_600_000)
