import type { MailKind } from '../../domain/kernel/decider'
import type { Template } from '../letter'
import { appointmentCalendar, appointmentCancelled } from './appointment-calendar.mail'
import { forBeneficiary } from './beneficiary.mail'
import { correctionDiffers } from './correction-differs.mail'
import { diagnosticBooked } from './diagnostic-booked.mail'
import { dotationGivenUp } from './dotation-given-up.mail'
import { followUpDue } from './follow-up-due.mail'
import { costTwice, coverageLow, recoveryProposed } from './coverage.mail'
import { grantClosed, grantDecided, grantPaid } from './grant-decided.mail'
import { grantLate, grantReminder, grantReviewAsked, grantTask } from './grant-task.mail'
import { handOverCorrected } from './hand-over-corrected.mail'
import { journeyClosed } from './journey-closed.mail'
import { journeyHandedOn } from './journey-handed-on.mail'
import { journeyPaused } from './journey-paused.mail'
import { journeyReceived } from './journey-received.mail'
import { journeyResumed } from './journey-resumed.mail'
import { journeyReopened } from './journey-reopened.mail'
import { laptopBound } from './laptop-bound.mail'
import { laptopHandedOver } from './laptop-handed-over.mail'
import { laptopLent } from './laptop-lent.mail'
import { laptopNoLongerNeeded } from './laptop-no-longer-needed.mail'
import { laptopReleased } from './laptop-released.mail'
import { laptopWanted } from './laptop-wanted.mail'
import { lotClosed } from './lot-closed.mail'
import { lotLate } from './lot-late.mail'
import { lotOrdered } from './lot-ordered.mail'
import { lotReady } from './lot-ready.mail'
import { lotReminder } from './lot-reminder.mail'
import { lieuChanged } from './lieu-changed.mail'
import { lineEntered } from './line-entered.mail'
import { lineRank } from './line-rank.mail'
import { placeOffered } from './place-offered.mail'
import { referralAccepted } from './referral-accepted.mail'
import { referralBack } from './referral-back.mail'
import { referralReceived } from './referral-received.mail'
import { referralTakenBack } from './referral-taken-back.mail'
import { sessionCancelled } from './session-cancelled.mail'
import { sessionConvened } from './session-convened.mail'
import { sessionLate } from './session-late.mail'
import { sessionReminder } from './session-reminder.mail'
import { taskReminder } from './task-reminder.mail'

/** Every kind of mail. A new kind does not compile until it has a text. */
export const templates: { readonly [K in MailKind]: Template<K> } = {
  referral_received: referralReceived,
  referral_accepted: referralAccepted,
  referral_back: referralBack,
  referral_taken_back: referralTakenBack,
  line_entered: lineEntered,
  line_rank: lineRank,
  place_offered: placeOffered,
  task_reminder: taskReminder,
  journey_closed: journeyClosed,
  diagnostic_booked: diagnosticBooked,
  laptop_wanted: laptopWanted,
  laptop_bound: laptopBound,
  laptop_lent: laptopLent,
  laptop_handed_over: laptopHandedOver,
  laptop_released: laptopReleased,
  laptop_no_longer_needed: laptopNoLongerNeeded,
  dotation_given_up: dotationGivenUp,
  follow_up_due: followUpDue,
  lot_ordered: lotOrdered,
  lot_reminder: lotReminder,
  lot_ready: lotReady,
  lot_late: lotLate,
  lot_closed: lotClosed,
  journey_paused: journeyPaused,
  journey_resumed: journeyResumed,
  journey_received: journeyReceived,
  journey_handed_on: journeyHandedOn,
  lieu_changed: lieuChanged,
  referral_accepted_you: forBeneficiary('referral_accepted_you'),
  appointment_booked_you: forBeneficiary('appointment_booked_you'),
  appointment_moved: forBeneficiary('appointment_moved'),
  appointment_reminder_you: forBeneficiary('appointment_reminder_you'),
  appointment_off_you: forBeneficiary('appointment_off_you'),
  lieu_changed_you: forBeneficiary('lieu_changed_you'),
  laptop_ready_you: forBeneficiary('laptop_ready_you'),
  replacement_awaited_you: forBeneficiary('replacement_awaited_you'),
  replacement_off_you: forBeneficiary('replacement_off_you'),
  follow_up_you: forBeneficiary('follow_up_you'),
  journey_ended_you: forBeneficiary('journey_ended_you'),
  appointment_calendar: appointmentCalendar,
  appointment_cancelled: appointmentCancelled,
  correction_differs: correctionDiffers,
  hand_over_corrected: handOverCorrected,
  journey_reopened: journeyReopened,
  session_convened: sessionConvened,
  session_reminder: sessionReminder,
  session_late: sessionLate,
  session_cancelled: sessionCancelled,
  grant_task: grantTask,
  grant_reminder: grantReminder,
  grant_late: grantLate,
  grant_review_asked: grantReviewAsked,
  grant_decided: grantDecided,
  grant_paid: grantPaid,
  grant_closed: grantClosed,
  coverage_low: coverageLow,
  cost_twice: costTwice,
  recovery_proposed: recoveryProposed,
}
