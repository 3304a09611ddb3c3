import type { FactChange } from '../contracts/commands/correction.commands'
import type { Facts, OutsideFacts } from '../domain/facts'
import { decide } from '../domain/journey/journey.decide'
import type { JourneyEvent } from '../domain/journey/journey.events'
import type { Decision } from '../domain/kernel/decider'
import { commands, facts, fold, played, road } from './journey.fixtures'

/** The log of a journey that was followed to its end, and its state. */
export const completed = () => played(...road, [commands.RecordFollowUp, facts({}, '2026-08-12T09:00:00Z')])

/** Long after the end of it. */
export const yearsLater = '2029-03-02T09:00:00Z'

/** Corrects a fact of a log; the answer of the core. */
export function correcting(
  log: readonly JourneyEvent[],
  stage: string,
  change: FactChange,
  { number = null, reason = 'erreur_de_saisie', over = {}, outside = {} }: Options = {},
): Decision<JourneyEvent> {
  const given = facts({ ...outside, log }, yearsLater, over)
  return decide({ type: 'Correct', data: { stage, number, change, reason } }, fold({ stage: 'unknown' }, log), given)
}

interface Options {
  readonly number?: number | null
  readonly reason?: string
  readonly over?: Partial<Facts>
  readonly outside?: Partial<OutsideFacts>
}

/** The same, which must be accepted: the log with the correction. */
export function corrected(...given: Parameters<typeof correcting>): readonly JourneyEvent[] {
  const decision = correcting(...given)
  if (!decision.ok) throw new Error(decision.rule)
  return [...given[0], ...decision.events]
}
