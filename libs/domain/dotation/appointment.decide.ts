import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import { firstOfKind } from '../definition/stage.graph'
import type { Facts } from '../facts'
import { definitionOf, notInFuture, reasonsOf, unknownReason } from '../journey/journey.checks'
import { isAhead } from '../kernel/appointment'
import type { Decision } from '../kernel/decider'
import { accept, refuse, refuseBefore } from '../kernel/refusal'
import { compareInstants, dayOf, endOfWait } from '../kernel/wait'
import type { DotationEvent } from './dotation.events'
import type { Bound } from './dotation.state'

type Data<T extends 'BookHandOver' | 'MissHandOver'> = z.output<(typeof dotationCommands)[T]['data']>

const settingsOf = (facts: Facts) => firstOfKind(definitionOf(facts), 'dotation')

/** A day is given for the hand-over, or another one: the last that was booked is the one that counts. */
export function bookHandOver({ at }: Data<'BookHandOver'>, facts: Facts): Decision<DotationEvent> {
  if (compareInstants(at, facts.now) < 0) return refuse('date_in_past', { field: 'at', date: at })
  const latest = endOfWait(facts.now, settingsOf(facts).bookWithin, 'civil', facts.zone, '')
  if (compareInstants(at, latest) > 0) return refuse('date_too_far', { field: 'at', date: at })
  return accept({ type: 'HandOverBooked', data: { at }, at: facts.now })
}

/** The person is reminded of the day, once. */
export function remindHandOver(state: Bound, facts: Facts): Decision<DotationEvent> {
  const { appointment, toRemind, stage, task } = state
  if (appointment === null || toRemind === null) return refuse('wrong_stage', { stage, task })
  return accept({ type: 'HandOverReminded', data: { at: appointment }, at: facts.now })
}

/** The person did not come: another day is given or, after the set number of misses, the laptop goes to somebody else. */
export function missHandOver(
  state: Bound,
  { on, reasons }: Data<'MissHandOver'>,
  facts: Facts,
): Decision<DotationEvent> {
  const { appointment, device, missed, stage, task } = state
  if (appointment === null) return refuse('wrong_stage', { stage, task })
  if (isAhead(appointment, facts.now)) return refuse('before_appointment', { field: 'on', date: appointment })
  const day = dayOf(appointment, facts.zone)
  const wrong = unknownReason(facts, 'miss', reasons) ?? notInFuture(facts, 'on', on)
  if (wrong) return wrong
  if (on < day) return refuseBefore('appointment', day, 'on', on)
  const at = facts.now
  const absent: DotationEvent = { type: 'HandOverMissed', data: { reasons: reasonsOf(reasons) }, at, on }
  if (missed + 1 < settingsOf(facts).maxMissed) return accept(absent)
  const gone = { cause: 'not_collected', device, preparing: null } as const
  return accept<DotationEvent>(absent, { type: 'DotationAbandoned', data: gone, at })
}
