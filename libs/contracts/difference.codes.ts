/**
 * Why a decision would now be another one:
 * other_way            the stage that was left leads elsewhere
 * not_reached          it was decided in a stage that the journey would not come to
 * other_needs          a laptop was asked for that meets other needs
 * no_session_attended  the training was assessed and nobody had come
 * date_before          its day comes before that of an earlier step
 * missed_count         the number of missed appointments is another one
 * eligibility          the person was eligible and would not be, or the other way round
 * consented_alone      the person was a minor at the referral, and agreed without whoever represents them
 */
export const differenceCodes = [
  'other_way',
  'not_reached',
  'other_needs',
  'no_session_attended',
  'date_before',
  'missed_count',
  'eligibility',
  'consented_alone',
] as const
export type DifferenceCode = (typeof differenceCodes)[number]
