import type { RepriseStep } from '../../contracts/commands/reprise.commands'
import type { StageKind } from '../definition/stage.schema'

/** Where a case of the former tool goes on: the kind of stage, the first of its kind in the definition. */
interface GoesOn {
  readonly kind: StageKind
  /** Whether the prescriber still has to say to whom, or a lieu has to answer. */
  readonly task?: 'choose_lieu' | 'answer_referral'
  /** Somebody follows it there. */
  readonly isFollowed: boolean
}

/**
 * The former tool knows one form that is filled step by step, and no training: where the lieu has filled its part, the
 * person is in training; from the choice of the laptop to the signature, they wait for it; once they have signed, they
 * have it. A closed case goes on nowhere.
 */
export const repriseStages: Readonly<Record<Exclude<RepriseStep, 'closed'>, GoesOn>> = {
  opened: { kind: 'prescription', task: 'choose_lieu', isFollowed: false },
  prescriber_part: { kind: 'prescription', task: 'answer_referral', isFollowed: false },
  lieu_part: { kind: 'training', isFollowed: true },
  equipment_chosen: { kind: 'dotation', isFollowed: true },
  validated: { kind: 'dotation', isFollowed: true },
  pdf: { kind: 'dotation', isFollowed: true },
  sent_for_signature: { kind: 'dotation', isFollowed: true },
  signed: { kind: 'evaluation', isFollowed: true },
}
