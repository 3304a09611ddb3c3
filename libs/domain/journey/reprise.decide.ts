import { Temporal } from 'temporal-polyfill'
import type { TakeOverJourney } from '../../contracts/commands/reprise.commands'
import { wrongMediator } from '../agent/agent.fact'
import type { Definition } from '../definition/definition.schema'
import type { StageDefinition } from '../definition/stage.schema'
import { isSameJourney } from '../definition/version.name'
import type { Facts, OutsideFacts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, refuseBefore } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { wrongSigner } from './entry.checks'
import { close, definitionOf, notInFuture, type Refused, unknownCode } from './journey.checks'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { evolve } from './journey.evolve'
import type { JourneyState, OpenJourney } from './journey.state'
import { passedTo } from './place.take'
import { repriseStages } from './reprise.steps'
import { requestDotation } from './stage.leave'
import { followable } from './version.move'

interface Command {
  readonly type: 'TakeOverJourney'
  readonly data: TakeOverJourney
}

type ReferFacts = NonNullable<OutsideFacts['refer']>

/**
 * A case of the former tool goes on here, at the stage where it was: no rule of eligibility is asked, since it was
 * decided then. Taken over once more, it stays as it is.
 */
export function takeOver({ data }: Command, state: JourneyState, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'unknown') return state.referral.takenOver ? accept() : refuse('already_exists')
  const outside = facts.outside.refer
  if (!outside) return refuse('unknown_commune', { field: 'personal.communeInsee' })
  const definition = followable(data.definition, outside.territory, facts)
  if ('rule' in definition) return definition
  const wrong =
    wrongPlaces(data, outside) ?? wrongStep(data, facts) ?? wrongDays(data, facts) ?? wrongLists(data, definition)
  if (wrong) return wrong
  const stage = stageOf(data, definition)
  if (!stage) return refuse('step_without_stage', { field: 'step', step: data.step })
  const over = passedTo(data.mediator === null ? null : facts.outside.mediator, stage.kind, facts)
  if ('rule' in over) return over
  const told = takenOver(data, stage, outside, facts)
  const taken = { ...told, data: { ...told.data, ...over } }
  const opened = evolve(state, taken) as OpenJourney
  if (data.outcome) return accept<JourneyEvent>(taken, { ...close(opened, facts, data.outcome), on: data.on })
  return stage.kind === 'dotation'
    ? accept<JourneyEvent>(taken, requestDotation(facts, data.consent.date, []))
    : accept<JourneyEvent>(taken)
}

/** The stage where it goes on; a closed case is shown in the first one, or in that of a laptop that was handed over. */
function stageOf({ step, handedOverOn }: TakeOverJourney, { stages }: Definition): StageDefinition | undefined {
  const closedIn = handedOverOn ? 'evaluation' : 'prescription'
  const kind = step === 'closed' ? closedIn : repriseStages[step].kind
  return stages.find((stage) => stage.kind === kind)
}

function wrongPlaces(data: TakeOverJourney, outside: ReferFacts): Refused | null {
  const { place, bornInFuture, following } = outside
  if (bornInFuture) return refuse('birth_date_in_future', { field: 'personal.birthDate' })
  if (!place) return refuse('unknown_place', { field: 'place' })
  if (!place.structure) return refuse('place_without_structure', { field: 'place' })
  if (!place.isLieu) return refuse('structure_without_role', { field: 'place', role: 'lieu' })
  if (data.step !== 'closed' && following.some((other) => isSameJourney(other, data.definition)))
    return refuse('already_followed', { field: 'person' })
  return wrongSigner(data.prescriber, outside)
}

/** What each step asks for, and what goes with no other. */
function wrongStep({ step, mediator, handedOverOn, outcome }: TakeOverJourney, facts: Facts): Refused | null {
  if ((step === 'closed') !== (outcome !== null)) return refuse('step_mismatch', { field: 'outcome', step })
  if (step === 'signed' && handedOverOn === null) return refuse('step_mismatch', { field: 'handedOverOn', step })
  if (step !== 'signed' && step !== 'closed' && handedOverOn !== null)
    return refuse('step_mismatch', { field: 'handedOverOn', step })
  if (step === 'closed') return null
  const { isFollowed } = repriseStages[step]
  if (isFollowed !== (mediator !== null)) return refuse('step_mismatch', { field: 'mediator', step })
  const place = facts.outside.refer?.place
  return isFollowed && place?.structure
    ? wrongMediator(facts.outside.mediator, { place: place.stream, placeStructure: place.structure })
    : null
}

function wrongDays({ openedOn, on, consent, handedOverOn }: TakeOverJourney, facts: Facts): Refused | null {
  const days = { on, 'consent.date': consent.date, handedOverOn, openedOn }
  for (const [field, day] of Object.entries(days)) {
    const wrong = day && notInFuture(facts, field, day)
    if (wrong) return wrong
  }
  if (on < openedOn) return refuseBefore('opening', openedOn, 'on', on)
  return handedOverOn && handedOverOn < openedOn
    ? refuseBefore('opening', openedOn, 'handedOverOn', handedOverOn)
    : null
}

const wrongLists = (data: TakeOverJourney, { reasons, needs, consent }: Definition): Refused | null =>
  unknownCode('reasons', 'reasons', reasons, data.reasons) ??
  unknownCode('needs', 'needs', needs, data.needs) ??
  unknownCode('consent.mode', 'consent.modes', consent.modes, [data.consent.mode])

function takenOver(
  data: TakeOverJourney,
  stage: StageDefinition,
  { territory, epci, place }: ReferFacts,
  facts: Facts,
): JourneyEventOf<'JourneyTakenOver'> {
  const { person, definition, prescriber, reasons, needs, step, openedOn, mediator, handedOverOn } = data
  const referral = {
    ...{ person, definition, stage: stage.code, territory, epci, prescriber, reasons, needs },
    ...{ place: data.place, placeStructure: place?.structure ?? '', commitment: true, group: null },
    // Whoever has no account here has signed on paper.
    ...(prescriber.agent === null
      ? { entry: 'paper' as const, paper: { signedOn: openedOn } }
      : { entry: 'prescriber' as const, paper: null }),
    ...{ referredOn: openedOn, consentedOn: data.consent.date },
    takenOver: { step, on: dayOf(facts.now, facts.zone) },
  }
  const task = step === 'closed' ? null : (repriseStages[step].task ?? null)
  const openedAt = noonOf(openedOn, definitionOf(facts).zone)
  const taken = { referral, kind: stage.kind, task, openedAt, mediator, handedOverOn }
  return { type: 'JourneyTakenOver', data: taken, at: facts.now, on: data.on }
}

/** Nobody knows the hour: noon is of that day wherever the clocks are read. */
const noonOf = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone, plainTime: '12:00' })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })
