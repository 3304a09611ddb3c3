import type { OutcomeCode } from '../codes'
import type { Words } from './common.schemas'

/** What people call each outcome. None accuses: an end by silence may be anybody's silence. */
export const outcomeNames: Readonly<Record<OutcomeCode, Words>> = {
  completed: { fr: 'mené à terme', en: 'completed' },
  lost_to_follow_up: { fr: 'sans bilan de fin', en: 'lost to follow-up' },
  withdrawn: { fr: 'interrompu', en: 'withdrawn' },
  expired: { fr: 'expiré', en: 'expired' },
  not_started: { fr: 'non commencé', en: 'not started' },
  not_eligible: { fr: 'non éligible', en: 'not eligible' },
  oriented_elsewhere: { fr: 'orienté ailleurs', en: 'oriented elsewhere' },
}
