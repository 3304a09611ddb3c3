import type { Due } from './calendar.road'
import type { Who } from './three.years.road'

/** When each deadline of these years falls due. */
const each = (days: string, hour: string, waits: number, what: string): readonly Due[] =>
  days.split(/\s+/).map((day) => [day, hour, waits, what])

export const expected: Readonly<Record<Who, readonly Due[]>> = {
  ada: [
    // Referred on 17 November, accepted on 1 December, given on 15 December an appointment on 7 January at 14:00.
    ['2031-11-27', '09:00', 1, 'Remind answer_referral'],
    ['2031-12-11', '09:00', 1, 'Remind book_diagnostic'],
    ['2032-01-06', '09:00', 0, 'RemindAppointment hold_diagnostic'],
    ['2032-01-10', '14:00', 1, 'Remind hold_diagnostic'],
    // Her diagnostic is told on 12 January.
    ['2032-01-27', '09:00', 1, 'Remind plan_training'],
    // A year, then three, after the laptop of 29 February; the asking begins some minutes later on that day.
    ['2033-02-28', '09:00', 1, 'OpenFollowUp await_follow_up'],
    ...each('2033-03-10 2033-03-20 2033-03-30', '09:00', 2, 'Remind ask_follow_up'),
    ['2033-04-14', '09:00', 2, 'Expire ask_follow_up'],
    ['2035-02-28', '09:00', 1, 'OpenFollowUp await_follow_up'],
    ...each('2035-03-10 2035-03-20 2035-03-30', '09:00', 2, 'Remind ask_follow_up'),
    ['2035-04-14', '09:00', 2, 'Expire ask_follow_up'],
  ],
  'laptop of ada': [
    // Kept for her on 3 February, to be handed over on the 28th at 10:00, handed over on the 29th.
    ['2032-02-13', '09:00', 1, 'RemindDotation book_hand_over'],
    ['2032-02-27', '09:00', 0, 'RemindHandOver hand_over'],
    ['2033-02-28', '09:00', 1, 'EndGuarantee under_guarantee'],
  ],
  bob: [
    // Nobody answers him; the prescriber then has 30 days that are worked: neither 25 December nor 1 January is.
    ['2031-11-27', '09:00', 1, 'Remind answer_referral'],
    ['2031-12-17', '09:00', 1, 'Expire answer_referral'],
    ['2032-01-02', '09:00', 2, 'Remind choose_lieu'],
    ['2032-01-30', '09:00', 2, 'Expire choose_lieu'],
  ],
  dan: [
    // The same from 15 March: Easter Monday is past by 14 April; Ascension is 6 May, Whit Monday 17 May.
    ['2032-03-25', '09:00', 1, 'Remind answer_referral'],
    ['2032-04-14', '09:00', 1, 'Expire answer_referral'],
    ['2032-04-28', '09:00', 2, 'Remind choose_lieu'],
    ['2032-05-28', '09:00', 2, 'Expire choose_lieu'],
  ],
  cleo: [
    // Her training is planned on 2 December; she rests from 15 March, 104 days later, to 10 September at 8:00.
    ...each('2032-01-01 2032-01-31 2032-03-01', '09:00', 1, 'Remind follow_training'),
    ['2032-09-10', '08:00', 0, 'ResumeByDate paused'],
    // 16 and 46 of the 120 and 150 days were left; the hour changes on 31 October.
    ...each('2032-09-26 2032-10-26', '08:00', 1, 'Remind follow_training'),
    ['2034-10-27', '09:00', 2, 'OpenFollowUp await_follow_up'],
  ],
  'laptop of cleo': [
    // She waits from 27 October 2032: every 15 days, and no more after a year.
    ...each('2032-11-11 2032-11-26 2032-12-11 2032-12-26', '09:00', 1, 'RemindDotation await_laptop'),
    ...each('2033-01-10 2033-01-25 2033-02-09 2033-02-24', '09:00', 1, 'RemindDotation await_laptop'),
    ...each('2033-03-11 2033-03-26 2033-04-10 2033-04-25', '09:00', 1, 'RemindDotation await_laptop'),
    ...each('2033-05-10 2033-05-25 2033-06-09 2033-06-24', '09:00', 1, 'RemindDotation await_laptop'),
    ...each('2033-07-09 2033-07-24 2033-08-08 2033-08-23', '09:00', 1, 'RemindDotation await_laptop'),
    ...each('2033-09-07 2033-09-22 2033-10-07', '09:00', 1, 'RemindDotation await_laptop'),
    ['2033-10-27', '09:00', 1, 'ExpireDotation await_laptop'],
  ],
  lot: [
    // Ordered on 17 November, received on 8 December, prepared on the 29th, ready on 6 January, there on the 14th.
    ['2031-12-02', '09:00', 1, 'RemindLot receive_lot'],
    ['2031-12-23', '09:00', 1, 'RemindLot prepare_lot'],
    ['2032-01-05', '09:00', 1, 'RemindLot confirm_lot'],
    ['2032-01-13', '09:00', 1, 'RemindLot deliver_lot'],
  ],
  'other lot': [
    // Ordered on the same day; nobody receives it.
    ...each('2031-12-02 2031-12-17 2032-01-01', '09:00', 1, 'RemindLot receive_lot'),
    ['2032-01-16', '09:00', 1, 'ExpireLot receive_lot'],
  ],
}
