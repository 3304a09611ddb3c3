import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import { assessTraining, planTraining, recordAttendance } from './training.decide'
import { bookAppointment, recordDiagnostic, recordMissed, remindAppointment } from './diagnostic.decide'
import { notHeard, openFollowUp, recordAttempt, recordFollowUp } from './evaluation.decide'
import {
  close,
  closeByTask,
  notBeforeReferral,
  notInFuture,
  reasonsOf,
  unknownReason,
  type Refused,
} from './journey.checks'
import type { CommandOf, JourneyCommand } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { JourneyState, OpenJourney } from './journey.state'
import { acceptOverCapacity, acceptReferral } from './place.take'
import { enlist, offerPlace, outOfTime, remind, tellRank } from './line.decide'
import { chooseLieu, decline, refer } from './prescription.decide'
import { takeOver } from './reprise.decide'
import { correctCodes } from './codes.decide'
import { correct } from './correct.decide'
import { correctedFact, correctLookBack } from './look.back'
import { attachDocument } from './document.decide'
import { reopen } from './reopen.decide'
import { recordSupport, supportNotGiven } from './support.decide'
import { pause, resume, whilePaused } from './pause.decide'
import { changeLieu, changePrescriber, nameMediator, needsMediator } from './transfer.decide'
import { moveToVersion } from './version.move'
import { followDotation, isFollowing } from './dotation.followed'
import { isEquipped, noteReplacement } from './dotation.replaced'

/** What a command does to a journey: events, or the rule that refuses it. Pure; every outside fact is in `facts`. */
export function decide(command: JourneyCommand, state: JourneyState, facts: Facts): Decision<JourneyEvent> {
  if (command.type === 'Refer') return refer(command, state, facts)
  if (command.type === 'TakeOverJourney') return takeOver(command, state, facts)
  if (state.stage === 'unknown') return refuse('unknown_stream')
  if (command.type === 'AttachDocument') return attachDocument(command, facts)
  if (command.type === 'Correct') {
    const ofOther = correctedFact(facts)
    return ofOther ? correctLookBack(state, ofOther, facts) : correct(command, state, facts)
  }
  if (command.type === 'CorrectPerson') return correctCodes(state, facts)
  if (command.type === 'Reopen') return reopen(command, state, facts)
  if (isFollowing(command) && isEquipped(state)) return noteReplacement(facts)
  if (state.stage === 'closed') return refuse('journey_closed', { outcome: state.outcome })
  return decideOpen(command, state, facts)
}

function decideOpen(
  command: Exclude<
    JourneyCommand,
    { type: 'Refer' | 'TakeOverJourney' | 'AttachDocument' | 'Correct' | 'CorrectPerson' | 'Reopen' }
  >,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.paused && !whilePaused.has(command.type)) return refuse('journey_paused', { until: state.paused.until })
  if (needsMediator(command.type, state)) return refuse('mediator_to_be_named')
  if (isFollowing(command)) return followDotation(command.type, state, facts)
  switch (command.type) {
    case 'Pause':
      return pause(command, state, facts)
    case 'Resume':
    case 'ResumeByDate':
      return resume(command, state, facts)
    case 'ChangeLieu':
      return changeLieu(command, state, facts)
    case 'NameMediator':
      return nameMediator(command, state, facts)
    case 'ChangePrescriber':
      return changePrescriber(command, state, facts)
    case 'Accept':
    case 'AcceptOverCapacity':
    case 'Enlist':
    case 'TellRank':
    case 'OfferPlace':
      return takePlace(command, state, facts)
    case 'Decline':
      return decline(command, state, facts)
    case 'ChooseLieu':
      return chooseLieu(command, state, facts)
    case 'BookAppointment':
      return bookAppointment(command, state, facts)
    case 'RemindAppointment':
      return remindAppointment(state, facts)
    case 'RecordMissed':
      return recordMissed(command, state, facts)
    case 'RecordDiagnostic':
      return recordDiagnostic(command, state, facts)
    case 'PlanTraining':
      return planTraining(command, state, facts)
    case 'RecordAttendance':
      return recordAttendance(command, state, facts)
    case 'AssessTraining':
      return assessTraining(command, state, facts)
    case 'RecordSupport':
      return recordSupport(command, state, facts)
    case 'OpenFollowUp':
      return openFollowUp(state, facts)
    case 'RecordAttempt':
      return recordAttempt(command, state, facts)
    case 'RecordFollowUp':
      return recordFollowUp(command, state, facts)
    case 'Withdraw':
      return withdraw(command, state, facts)
    case 'MoveToVersion':
      return moveToVersion(command, state, facts)
    case 'Remind':
      return remind(state, facts)
    case 'Expire':
      return expire(state, facts)
  }
}

type OfPlace = Extract<JourneyCommand, { type: 'Accept' | 'AcceptOverCapacity' | 'Enlist' | 'TellRank' | 'OfferPlace' }>

/** A place of a mediator: taken, waited for, or offered. */
function takePlace(command: OfPlace, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  switch (command.type) {
    case 'Accept':
      return acceptReferral(command, state, facts)
    case 'AcceptOverCapacity':
      return acceptOverCapacity(command, state, facts)
    case 'Enlist':
      return enlist(state, facts)
    case 'TellRank':
      return tellRank(state, facts)
    case 'OfferPlace':
      return offerPlace(command, state, facts)
  }
}

function withdraw(command: CommandOf<'Withdraw'>, state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  const { on, reasons } = command.data
  const wrong: Refused | null =
    unknownReason(facts, 'end', reasons) ?? notInFuture(facts, 'on', on) ?? notBeforeReferral(state, on)
  return wrong ?? accept({ ...close(state, facts, 'withdrawn', reasonsOf(reasons)), on })
}

/** What happens when nobody acted until the end of a wait. */
function expire(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  switch (state.task) {
    case 'answer_referral':
      return accept({ type: 'AnswerExpired', data: { place: state.referral.place }, at: facts.now })
    case 'await_place':
    case 'confirm_place':
      return outOfTime(state, facts)
    case 'choose_lieu':
    case 'book_diagnostic':
    case 'hold_diagnostic':
    case 'plan_training':
    case 'follow_training':
      return accept(closeByTask(state, facts, state.task))
    case 'give_support':
      return supportNotGiven(state, facts)
    case 'ask_follow_up':
      return notHeard(state, facts)
    case 'dotation':
    case 'await_follow_up':
      return refuse('wrong_stage', { stage: state.stage, task: state.task })
  }
}
