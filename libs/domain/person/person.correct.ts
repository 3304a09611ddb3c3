import type { Facts } from '../facts'
import { correctedFact, handedOverBefore } from '../journey/look.back'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { CommandOf } from './person.commands'
import type { PersonEvent } from './person.state'

/** A name, a birth or a gender was told wrongly, or a contact is another one today. The vault keeps both tellings; which fields changed is the event. */
export function correctPerson({ data }: CommandOf<'CorrectPerson'>, facts: Facts): Decision<PersonEvent> {
  const told = facts.outside.corrected
  if (!told || !facts.definition) throw new TypeError('a person is corrected with the facts and a definition')
  if (!told.ownJourney) return refuse('unknown_stream', { field: 'journey' })
  const { corrections } = facts.definition
  if (!corrections.some(({ code }) => code === data.reason)) {
    return refuse('unknown_code', { field: 'reason', code: data.reason, list: 'corrections' })
  }
  if (told.bornInFuture) return refuse('birth_date_in_future', { field: 'personal.birthDate' })
  if (told.bornAfterConsent) return refuse('consent_before_birth', { field: 'personal.birthDate' })
  if (!told.communeKnown) return refuse('unknown_commune', { field: 'personal.communeInsee' })
  if (told.fields.length === 0) return accept()
  return accept({ type: 'PersonCorrected', data: { fields: told.fields, reason: data.reason }, at: facts.now })
}

/** The day of a hand-over was put right on its dotation: the look-back counts from the right one. */
export function correctHandOver(facts: Facts): Decision<PersonEvent> {
  const corrected = facts.decided.find(({ event }) => event.type === 'HandOverCorrected')
  if (!corrected) return correctTakenOver(facts)
  const data = corrected.event.data as { device: string; on: string }
  return accept({ type: 'HandOverCorrected', data, at: facts.now })
}

/** The same of a case of the former tool: no dotation here knows its laptop. */
function correctTakenOver(facts: Facts): Decision<PersonEvent> {
  const corrected = correctedFact(facts)
  if (!corrected) return accept()
  const { change } = corrected
  const was = handedOverBefore(facts)
  if (change.fact !== 'hand_over' || !change.on || !was || was.device !== null) return accept()
  return accept({ type: 'HandOverCorrected', data: { device: null, on: change.on, was: was.on }, at: facts.now })
}
