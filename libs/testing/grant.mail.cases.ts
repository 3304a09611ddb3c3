import { grantOutcomes } from '../contracts/codes'
import { askedTasks } from '../domain/call/call.schema'
import type { LetterFacts } from '../mail/letter'
import { grantOutcomeWords, grantTaskWords, verdicts, verdictWords } from '../mail/words/grant.words'
import type { MailCase } from './mail.cases'

const about = { call: 'Actions de proximité 2026', number: '3fa85f64' }
const applicant: Partial<LetterFacts> = {
  ...{ to: 'applicant', definition: null, before: null, person: { initials: null, reference: null } },
}
const manager: Partial<LetterFacts> = { ...applicant, to: 'fund_manager' }
const decided = { ...about, cents: null, reason: null, until: null, reference: null }
const day = 'mercredi 1er avril 2026'

/** What those of the fund read: each task, each verdict, each end. */
export const grantCases: readonly MailCase[] = [
  ...askedTasks.flatMap((task): MailCase[] => {
    const { todo, otherwise } = grantTaskWords[task]
    const sentences = [
      'Appel à projets : Actions de proximité 2026',
      'Dossier : 3fa85f64',
      `${todo}, au plus tard le ${day}.`,
      `Si rien n’est fait à cette date, ${otherwise}.`,
    ]
    const data = { ...about, task, until: '2026-04-01' }
    return [
      ['grant_task', data, applicant, sentences],
      ['grant_reminder', data, applicant, [...sentences, 'attend toujours']],
      ['grant_late', data, manager, [...sentences, 'Voyez avec la personne attendue']],
    ]
  }),
  [
    'grant_review_asked',
    { ...about, until: '2026-04-01' },
    { ...applicant, to: 'reviewer' },
    ['Si vous avez un intérêt dans ce projet, déclarez-le', `Avis attendu au plus tard le : ${day}`],
  ],
  ...verdicts.map(
    (verdict): MailCase => ['grant_decided', { ...decided, verdict }, applicant, [verdictWords[verdict][1]]],
  ),
  [
    'grant_decided',
    { ...decided, verdict: 'subject', cents: 180_000, until: '2026-04-01' },
    applicant,
    ['Montant accordé : 1 800 €', `Pièce attendue au plus tard le : ${day}`],
  ],
  [
    'grant_decided',
    { ...decided, verdict: 'deferred', reason: 'Des précisions sont attendues', until: '2026-04-01' },
    applicant,
    ['Motif : Des précisions sont attendues', `Examen à partir du : ${day}`],
  ],
  [
    'grant_decided',
    { ...decided, verdict: 'notified', reference: 'DEC-2026-014' },
    applicant,
    ['Décision : DEC-2026-014'],
  ],
  [
    'grant_paid',
    { ...about, cents: 120_050, on: '2026-04-01', mandate: 'M-1042' },
    applicant,
    ['Montant : 1 200,50 €', `Date : ${day}`, 'Mandat : M-1042'],
  ],
  ...grantOutcomes.map(
    (outcome): MailCase => [
      'grant_closed',
      { ...about, outcome, reason: null },
      applicant,
      [grantOutcomeWords[outcome]],
    ],
  ),
  [
    'grant_closed',
    { ...about, outcome: 'withdrawn', reason: 'Projet abandonné' },
    manager,
    ['Motif : Projet abandonné'],
  ],
]
