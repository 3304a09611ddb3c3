import type { Owner } from '../codes'
import type { Words } from './common.schemas'

/** What the end of a wait of a grant brings, by the task that was awaited; each is a day that somebody has set. */
const ends: Readonly<Record<string, Words>> = {
  submit_application: {
    fr: 'Sans dépôt à cette date, l’appel à projets est clos et le brouillon se ferme.',
    en: 'If it is not submitted by then, the call closes and the draft ends.',
  },
  complete_application: {
    fr: 'Sans complément à cette date, la demande est examinée telle quelle.',
    en: 'If it is not completed by then, the application is examined as it is.',
  },
  meet_condition: {
    fr: 'Sans la pièce demandée à cette date, la décision devient caduque.',
    en: 'Without the document by then, the decision lapses.',
  },
  examine_again: {
    fr: 'À cette date, le dossier revient à la décision.',
    en: 'On that date, the grant comes back for a decision.',
  },
  hand_in_report: {
    fr: 'Sans bilan à cette date, le gestionnaire du fonds en est prévenu et convient de la suite.',
    en: 'Without the report by then, the fund manager is told and settles what follows.',
  },
}

const late: Words = {
  fr: 'Sans action à cette date, le gestionnaire du fonds en est prévenu, et l’attente recommence.',
  en: 'Without an action by then, the fund manager is told, and the wait begins again.',
}

/**
 * What happens to a grant at the end of a wait if nobody acts before, by who is awaited: where the document of a condition is
 * there, its manager is, and no day makes the decision lapse.
 */
export const grantOtherwise = (task: string, awaited: Owner['role'] | null): Words =>
  task === 'meet_condition' && awaited === 'fund_manager' ? late : (ends[task] ?? late)
