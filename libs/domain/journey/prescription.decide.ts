import type { Facts, OutsideFacts, PlaceFact } from '../facts'
import { type EligibilityFacts, eligibilityFactsOf, unmetRules } from '../definition/eligibility'
import { isSameJourney } from '../definition/version.name'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import {
  close,
  definitionOf,
  notInFuture,
  type Refused,
  unknownCode,
  unknownReason,
  wrongStage,
} from './journey.checks'
import { wrongEntry, wrongRepresentative } from './entry.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { evolve } from './journey.evolve'
import type { JourneyState, OpenJourney } from './journey.state'
import { followable } from './version.move'

type ReferFacts = NonNullable<OutsideFacts['refer']>

/** A referral opens the journey; where the person is not eligible it closes in the same breath, and says why. */
export function refer(command: CommandOf<'Refer'>, state: JourneyState, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'unknown') return refuse('already_exists')
  const outside = facts.outside.refer
  if (!outside) return refuse('unknown_commune', { field: 'personal.communeInsee' })
  const definition = followable(command.data.definition, outside.territory, facts)
  if ('rule' in definition) return definition
  const wrong =
    wrongPeople(command, outside) ?? wrongEntry(command.data, outside, facts.actor) ?? wrongCodes(command, facts)
  if (wrong) return wrong
  const event = referred(command, facts, outside)
  const unmet = unmetRules(definition, eligibilityFacts(command, facts, outside))
  if (unmet.codes.length === 0) return accept<JourneyEvent>(event)
  const opened = evolve(state, event) as OpenJourney
  return accept<JourneyEvent>(event, close(opened, facts, 'not_eligible', null, unmet))
}

function wrongPeople({ data }: CommandOf<'Refer'>, outside: ReferFacts): Refused | null {
  const { place, bornInFuture, bornAfterConsent, following } = outside
  if (bornInFuture) return refuse('birth_date_in_future', { field: 'personal.birthDate' })
  if (bornAfterConsent) return refuse('consent_before_birth', { field: 'consent.date' })
  if (!place) return refuse('unknown_place', { field: 'place' })
  if (!place.structure) return refuse('place_without_structure', { field: 'place' })
  if (!place.isLieu) return refuse('structure_without_role', { field: 'place', role: 'lieu' })
  if (following.some((other) => isSameJourney(other, data.definition)))
    return refuse('already_followed', { field: 'person' })
  return wrongRepresentative(data, outside)
}

function wrongCodes({ data }: CommandOf<'Refer'>, facts: Facts): Refused | null {
  const { reasons, needs, consent } = definitionOf(facts)
  if (data.consent.textVersion !== consent.textVersion) {
    return refuse('other_consent_text', {
      field: 'consent.textVersion',
      given: data.consent.textVersion,
      expected: consent.textVersion,
    })
  }
  return (
    unknownCode('reasons', 'reasons', reasons, data.reasons) ??
    unknownCode('needs', 'needs', needs, data.needs) ??
    unknownCode('consent.mode', 'consent.modes', consent.modes, [data.consent.mode]) ??
    notInFuture(facts, 'consent.date', data.consent.date) ??
    (data.paper && notInFuture(facts, 'paper.signedOn', data.paper.signedOn))
  )
}

function referred({ data }: CommandOf<'Refer'>, facts: Facts, outside: ReferFacts): JourneyEventOf<'JourneyReferred'> {
  const { person, definition, prescriber, entry, paper, group, place, reasons, needs, commitment } = data
  const { territory, epci } = outside
  const placeStructure = outside.place?.structure ?? ''
  const referral = {
    person,
    definition,
    stage: definitionOf(facts).stages[0]?.code ?? '',
    territory,
    epci,
    ...{ prescriber, entry, paper, group },
    place,
    placeStructure,
    reasons,
    needs,
    commitment,
    referredOn: dayOf(facts.now, facts.zone),
    consentedOn: data.consent.date,
    takenOver: null,
  }
  return { type: 'JourneyReferred', data: referral, at: facts.now }
}

function eligibilityFacts({ data }: CommandOf<'Refer'>, facts: Facts, outside: ReferFacts): EligibilityFacts {
  const { naturalPerson, commitment, reasons, needs, entry } = data
  const { age } = outside
  const { lookBack } = definitionOf(facts)
  const lastHandedOverOn = lookBack === 'household' ? outside.lastHandedOverOnInHousehold : outside.lastHandedOverOn
  const today = dayOf(facts.now, facts.zone)
  return eligibilityFactsOf({ naturalPerson, commitment, reasons, needs, entry, age, lastHandedOverOn, today })
}

/** The lieu says no, with a reason that may be shared and one for itself; to those who wait in its line as well. */
export function decline(command: CommandOf<'Decline'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  if (state.stage !== 'prescription' || state.task === 'choose_lieu') return wrongStage(state)
  const { reasons } = command.data
  const event = { type: 'JourneyDeclined', data: { place: state.referral.place, reasons }, at: facts.now } as const
  return unknownReason(facts, 'decline', reasons) ?? accept(event)
}

/** Back with the prescriber, another lieu is asked. */
export function chooseLieu(
  _command: CommandOf<'ChooseLieu'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'prescription' || state.task !== 'choose_lieu') return wrongStage(state)
  const place: PlaceFact | null | undefined = facts.outside.place
  if (!place || place.territory !== state.referral.territory) return refuse('unknown_place', { field: 'place' })
  if (!place.structure) return refuse('place_without_structure', { field: 'place' })
  if (!place.isLieu) return refuse('structure_without_role', { field: 'place', role: 'lieu' })
  if (state.refusedBy.includes(place.stream)) return refuse('same_lieu', { field: 'place' })
  const data = { place: place.stream, placeStructure: place.structure }
  return accept({ type: 'LieuChosen', data, at: facts.now })
}
