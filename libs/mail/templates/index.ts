import type { MailKind } from '../../domain/kernel/decider'
import type { Template } from '../letter'
import { diagnosticBooked } from './diagnostic-booked.mail'
import { followUpDue } from './follow-up-due.mail'
import { journeyClosed } from './journey-closed.mail'
import { laptopBound } from './laptop-bound.mail'
import { laptopHandedOver } from './laptop-handed-over.mail'
import { laptopReleased } from './laptop-released.mail'
import { laptopWanted } from './laptop-wanted.mail'
import { referralAccepted } from './referral-accepted.mail'
import { referralBack } from './referral-back.mail'
import { referralReceived } from './referral-received.mail'
import { taskReminder } from './task-reminder.mail'

/** Every kind of mail. A new kind does not compile until it has a text. */
export const templates: { readonly [K in MailKind]: Template<K> } = {
  referral_received: referralReceived,
  referral_accepted: referralAccepted,
  referral_back: referralBack,
  task_reminder: taskReminder,
  journey_closed: journeyClosed,
  diagnostic_booked: diagnosticBooked,
  laptop_wanted: laptopWanted,
  laptop_bound: laptopBound,
  laptop_handed_over: laptopHandedOver,
  laptop_released: laptopReleased,
  follow_up_due: followUpDue,
}
