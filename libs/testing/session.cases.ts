import type { LetterFacts } from '../mail/letter'
import type { MailCase } from './mail.cases'

const member: Partial<LetterFacts> = { to: 'member', definition: null, before: null }
const session = { on: '2026-04-01', grants: 3, votes: 1 }
const day = 'mercredi 1er avril 2026'

/** Sessions of the committee. */
export const sessionCases: readonly MailCase[] = [
  ...(['session_convened', 'session_reminder'] as const).flatMap((kind): MailCase[] => [
    [
      kind,
      session,
      member,
      [
        `Séance : ${day}`,
        'Ordre du jour : 3 dossiers',
        `Lisez les dossiers, puis votez sur chacun à partir du ${day} et avant la clôture de la séance.`,
        'Si vous avez un intérêt dans un projet, déclarez-le dès que possible',
        'La séance est close sans votre avis.',
      ],
    ],
    [
      kind,
      { ...session, grants: 1, votes: 0 },
      member,
      ['Ordre du jour : 1 dossier', `Lisez les dossiers, puis participez à la séance du ${day}.`],
    ],
  ]),
  [
    'session_late',
    session,
    { ...member, to: 'fund_manager' },
    [
      `Séance : ${day}`,
      'Si elle a eu lieu, prononcez sa clôture : les votes sont alors comptés. Sinon, annulez-la.',
      'Ses dossiers attendent et vous recevez un nouveau rappel.',
    ],
  ],
  ['session_cancelled', session, member, ['n’aura pas lieu', 'Ses dossiers attendent une autre séance']],
]
