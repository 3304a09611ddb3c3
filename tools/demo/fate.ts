/** What becomes of a journey in the demonstration. Which one is drawn from its id alone, the same at every start. */
export const fates = [
  'straight',
  'declined_first',
  'straight',
  'missed_once',
  'straight',
  'missed_twice',
  'straight',
  'elsewhere',
  'straight',
  'no_training',
  'straight',
  'no_laptop',
  'straight',
  'withdrawn_in_training',
  'faulty_laptop',
  'lost_to_follow_up',
  'moves_house',
  'not_eligible',
  'commitment_not_kept',
  'withdrawn_before_hand_over',
] as const
export type Fate = (typeof fates)[number]

/** A number from a uuid: its first eight hexadecimal digits. Journeys' uuids are keyed digests, so they are even. */
export const numberOf = (uuid: string): number => Number.parseInt(uuid.slice(0, 8), 16)

/** The fate of the n-th journey of a file. */
export const fateOf = (index: number): Fate => fates[index % fates.length] as Fate
