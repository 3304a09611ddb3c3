import type { DifferenceCode } from '../../contracts/difference.codes'
import type { Definition } from '../definition/definition.schema'
import { sameJson } from '../kernel/registered'
import { stageOfKind } from '../definition/stage.graph'
import { END } from '../definition/stage.schema'
import type { Difference } from './fact.kinds'
import { replay, type Step } from './fact.log'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { lastAssessedOn } from './journey.found'
import type { ClosedJourney, OpenJourney } from './journey.state'
import { wayFrom } from './stage.leave'

/** The version of a definition that a journey followed, by its id. */
export type VersionOf = (id: string) => Definition

/**
 * The decisions of a journey that a correction makes doubtful: those that would now be others and would not have been
 * before. Whoever reads them decides; the log keeps every decision as it was taken.
 */
export function differences(
  log: readonly JourneyEvent[],
  versionOf: VersionOf,
  correction: JourneyEventOf<'FactCorrected'>,
): readonly Difference[] {
  const already = new Set(doubtful(log, versionOf).map(keyOf))
  return doubtful([...log, correction], versionOf).filter((each) => !already.has(keyOf(each)))
}

const keyOf = ({ version, code, to }: Difference) => `${version} ${code} ${to}`

/** Every decision of a log that the facts, as they stand now, do not bear out. */
function doubtful(log: readonly JourneyEvent[], versionOf: VersionOf): readonly Difference[] {
  const steps = replay(log)
  const unreached = new Set<string>()
  return steps.flatMap((step, index) => {
    const { event, version, before } = step
    if (before.stage === 'unknown') return []
    const definition = versionOf(before.referral.definition)
    const told = (code: DifferenceCode, to: string | null = null): Difference => ({
      ...{ event: event.type, version, at: event.at, code, to },
    })
    if (event.type === 'StageLeft') {
      const to = leadsTo(before, definition, event.data.stage)
      if (to === null || to === event.data.to) return []
      unreached.add(event.data.to)
      return [told('other_way', to)]
    }
    if (event.type === 'DotationRequested' || event.type === 'LaptopHandedOver') {
      if (unreached.has(before.at)) return [told('not_reached')]
    }
    const needed = before.found.needs?.features ?? []
    if (event.type === 'DotationRequested' && !sameJson(needed, event.data.needs))
      return [told('other_needs', needed.join(' ') || null)]
    if (isTooEarly(step, before)) return [told('date_before')]
    if (event.type === 'TrainingAssessed' && !hasAttended(before)) return [told('no_session_attended')]
    return isMiscounted(step, steps[index - 1], steps[index + 1], definition) ? [told('missed_count')] : []
  })
}

type Known = OpenJourney | ClosedJourney

/** Where a journey goes from a stage by what is known now; null where its definition has that stage no more. */
function leadsTo(known: Known, definition: Definition, stage: string): string | null {
  if (!definition.stages.some(({ code }) => code === stage)) return null
  return wayFrom(known, definition, stage).stage?.code ?? END
}

const hasAttended = (state: Known) => state.stage === 'training' && state.recorded.some(({ present }) => present)

/** Whether a fact's day comes before the step that it follows. */
function isTooEarly({ event, fact }: Step, { found, referral }: Known): boolean {
  const on = fact?.value.on
  if (on === undefined) return false
  switch (event.type) {
    case 'SessionRecorded':
    case 'TrainingAssessed':
    case 'LaptopHandedOver':
      return on < lastAssessedOn(found, referral)
    case 'FollowUpAnswered':
      return on < (found.handedOver?.on ?? lastAssessedOn(found, referral))
    default:
      return false
  }
}

/** Whether the journey ended by a number of misses that it has not reached, or went on with one that should have ended it. */
function isMiscounted(step: Step, previous: Step | undefined, next: Step | undefined, definition: Definition): boolean {
  const { event, before, after } = step
  const last = previous?.event
  // Ended by its last miss, in one decision with it: an end by somebody, or by silence, after a miss is another one.
  if (event.type === 'JourneyClosed' && last?.type === 'DiagnosticMissed' && last.at === event.at) {
    return before.stage === 'diagnostic' && before.missed < mostMissed(before.at, definition)
  }
  if (event.type !== 'DiagnosticMissed' || after.stage !== 'diagnostic') return false
  return after.missed >= mostMissed(after.at, definition) && next?.event.type !== 'JourneyClosed'
}

const mostMissed = (stage: string, definition: Definition) =>
  definition.stages.some(({ code }) => code === stage)
    ? stageOfKind(definition, stage, 'diagnostic').maxMissed
    : Number.POSITIVE_INFINITY
