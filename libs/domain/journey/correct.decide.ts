import type { FactChange } from '../../contracts/commands/correction.commands'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { wrongMiss } from './diagnostic.decide'
import { wrongFollowUp } from './evaluation.decide'
import type { Counted } from './fact.kinds'
import { type FactValue, replay, withChange } from './fact.log'
import {
  definitionOf,
  notBefore,
  notBeforeReferral,
  notInFuture,
  type Refused,
  unknownCode,
  unknownReason,
  wrongLevels,
} from './journey.checks'
import type { CommandOf } from './journey.commands'
import { differences, type VersionOf } from './journey.differences'
import type { JourneyEvent } from './journey.events'
import { type Found, lastAssessedOn } from './journey.found'
import type { ClosedJourney, JourneyState, OpenJourney } from './journey.state'
import { neededOnce, wrongFeatures } from './needed.features'
import { wrongSupport } from './support.decide'
import { wrongSession } from './training.decide'

/**
 * A fact was recorded wrongly: a new one says what is right, with a reason, at any later time. It obeys the rules that
 * the fact itself obeyed, on the journey as it was then. What is as it was said changes nothing.
 */
export function correct(
  { data }: CommandOf<'Correct'>,
  state: OpenJourney | ClosedJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  const { stage, reason } = data
  const definition = definitionOf(facts)
  const versions = facts.outside.formerVersions ?? {}
  const stages = [definition, ...Object.values(versions)].flatMap((version) => version.stages)
  const unknown =
    unknownCode('reason', 'corrections', definition.corrections, [reason]) ??
    unknownCode('stage', 'stages', stages, [stage])
  if (unknown) return unknown
  const log = logOf(facts)
  const step = replay(log).findLast(
    ({ fact }) =>
      fact?.value.fact === data.change.fact && fact.stage === stage && (data.number ?? fact.number) === fact.number,
  )
  if (!step?.fact) return refuse('unknown_fact', { field: 'change', fact: data.change.fact, stage })
  const { value, number } = step.fact
  const change = changed(value, needsOnce(withoutReasons(data.change)))
  if (Object.keys(change).length === 1) return accept()
  const versionOf = (id: string) => versions[id] ?? definition
  const right = withChange(value, change)
  const wrong =
    step.before.stage === 'unknown'
      ? wrongTakenOver(right, state, facts)
      : wrongFact(right, step.before, versionOf, facts)
  if (wrong) return wrong
  const counts = countedAs(state.found, change.fact, stage, number)
  const correction = { stage, number, change, reason, counts, differs: [] }
  const event = { type: 'FactCorrected', data: correction, at: facts.now } as const
  return accept({ ...event, data: { ...correction, differs: differences(log, versionOf, event) } })
}

function logOf({ outside }: Facts): readonly JourneyEvent[] {
  if (!outside.log) throw new TypeError('a correction is decided with the journey’s log')
  return outside.log as readonly JourneyEvent[]
}

/** Whoever came has no reason for not coming, and a support that was given none for not being given. */
function withoutReasons(change: FactChange): FactChange {
  const came = change.fact === 'session' && change.present === true
  const given = change.fact === 'support' && change.result === 'given'
  return (came || given) && change.reasons === undefined ? { ...change, reasons: null } : change
}

const needsOnce = (change: FactChange): FactChange =>
  change.fact === 'diagnostic' && change.needs ? { ...change, needs: neededOnce(change.needs) } : change

/** The fields that are not as they were, and the kind of fact. */
function changed(value: FactValue, change: FactChange): FactChange {
  const known: Readonly<Record<string, unknown>> = value
  const fields = Object.entries(change).filter(
    ([field, given]) => field === 'fact' || (given !== undefined && !sameJson(given, known[field])),
  )
  return Object.fromEntries(fields) as FactChange
}

/** A laptop that was handed over by the former tool: not before its case was opened. */
const wrongTakenOver = ({ on }: FactValue, { referral }: Pick<OpenJourney, 'referral'>, facts: Facts): Refused | null =>
  notInFuture(facts, 'on', on) ?? notBefore('opening', referral.referredOn, on)

/** What the rules of the fact say against what would now stand, or null. `before` is the journey as it was then. */
function wrongFact(value: FactValue, before: JourneyState, versionOf: VersionOf, now: Facts): Refused | null {
  if (before.stage === 'unknown' || before.stage === 'closed') throw new TypeError('a fact is of an open journey')
  // The version that was followed then asked what it asked; the present one may ask otherwise.
  const facts = { ...now, definition: versionOf(before.referral.definition) }
  const assessedOn = lastAssessedOn(before.found, before.referral)
  switch (value.fact) {
    case 'diagnostic':
      return wrongLevels(before, facts, value) ?? wrongFeatures(value.needs, facts)
    case 'training':
      return notBefore('diagnostic', assessedOn, value.on) ?? wrongLevels(before, facts, value)
    case 'session':
      return wrongSession(before, facts, value)
    case 'missed':
      return wrongMiss(before.stage === 'diagnostic' ? before : { appointment: null }, facts, value)
    case 'support':
      return wrongSupport(before, facts, value)
    case 'hand_over':
      return notInFuture(facts, 'on', value.on) ?? notBefore('last_assessment', assessedOn, value.on)
    case 'end':
      return (
        unknownReason(facts, 'end', value.reasons) ??
        notInFuture(facts, 'on', value.on) ??
        notBeforeReferral(before, value.on)
      )
    case 'follow_up':
      return before.stage === 'evaluation' ? wrongFollowUp(before, facts, value) : null
    default:
      return never(value)
  }
}

/** Which of what is counted of the journey a fact is. */
function countedAs(found: Found, fact: FactValue['fact'], stage: string, number: number): Counted | null {
  const nth = <T>(list: readonly T[], matches: (item: T) => boolean) =>
    list.flatMap((item, index) => (matches(item) ? [index] : []))[number - 1] ?? -1
  const { assessments, followUps } = found
  switch (fact) {
    case 'diagnostic':
    case 'training': {
      const index = nth(assessments, (each) => each.kind === fact && each.stage === stage)
      if (index === 0) return 'before'
      return index === assessments.length - 1 ? 'after' : null
    }
    case 'follow_up':
      return nth(followUps, (each) => each.stage === stage) === followUps.length - 1 ? 'follow_up' : null
    case 'hand_over':
      return 'hand_over'
    case 'session':
    case 'missed':
    case 'support':
    case 'end':
      return null
    default:
      return never(fact)
  }
}
