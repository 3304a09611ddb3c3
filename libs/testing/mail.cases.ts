import { differenceCodes } from '../contracts/difference.codes'
import type { Intent } from '../domain/kernel/decider'
import type { LetterFacts } from '../mail/letter'
import { differenceWords } from '../mail/words/difference.words'
import { ids } from './journey.fixtures'

/** Every kind and its variants: what the core says, what is known, and the sentences that matter. */
export type MailCase = readonly [
  kind: Intent['mail'],
  data: Intent['data'],
  facts: Partial<LetterFacts>,
  sentences: readonly string[],
]

const prescriber: Partial<LetterFacts> = { to: 'prescriber', person: { initials: 'Z. I.', reference: 'FT-2026-118' } }
const nothingAsked: Partial<LetterFacts> = { ...prescriber, before: null }
const day = 'mercredi 1er avril 2026'

/** Pauses and changes of hands. */
export const courseCases: readonly MailCase[] = [
  [
    'journey_paused',
    { place: ids.place, until: '2026-04-20', reason: 'situation_changee' },
    nothingAsked,
    ['Il reprend tout seul le lundi 20 avril 2026.', 'Raison : Situation changée.'],
  ],
  [
    'journey_resumed',
    { place: ids.place, by: 'date' },
    { to: 'mediator', before: null },
    ['la personne est-elle de retour ?', 'Si elle n’est pas prête, prolongez la pause ou mettez fin au parcours.'],
  ],
  ['journey_resumed', { place: ids.place, by: 'date' }, nothingAsked, ['Vous n’avez rien à faire.']],
  [
    'journey_resumed',
    { place: ids.place, by: 'person' },
    { to: 'mediator', before: null },
    ['Vous n’avez rien à faire.'],
  ],
  [
    'journey_received',
    { place: ids.place, named: 0 },
    { to: 'lieu', before: null },
    ['Nommez le médiateur qui suivra la personne.'],
  ],
  [
    'journey_received',
    { place: ids.place, named: 1 },
    { to: 'mediator', before: null },
    ['Tout ce qui a été fait est gardé.'],
  ],
  [
    'journey_received',
    { place: ids.place, named: 1 },
    nothingAsked,
    ['Vous êtes maintenant le prescripteur de ce parcours.'],
  ],
  [
    'journey_handed_on',
    { place: ids.place, until: '2026-06-03T09:00:00Z', reason: null },
    nothingAsked,
    ['Vous pouvez encore le lire jusqu’au mercredi 3 juin 2026.'],
  ],
  ['lieu_changed', { place: ids.place, reason: 'demenagement' }, nothingAsked, ['Raison : La personne a déménagé.']],
]

/** The waiting list of a lieu. */
export const lineCases: readonly MailCase[] = [
  [
    'referral_back',
    { place: ids.place, reason: 'lieu_complet', cause: 'line_expired' },
    prescriber,
    [
      'Aucune place ne s’est libérée à temps. La demande vous revient.',
      'Sa raison : Le lieu n’a pas de place.',
      `Choisissez un autre lieu avant le ${day}.`,
    ],
  ],
  [
    'referral_back',
    { place: ids.place, reason: 'place_non_confirmee', cause: 'offer_lapsed' },
    prescriber,
    ['Le lieu ne l’a pas confirmée avant la date limite.', 'Sa raison : La place proposée n’a pas été confirmée.'],
  ],
  [
    'line_entered',
    { place: ids.place },
    prescriber,
    [
      'Le lieu que vous avez choisi est complet.',
      `Sans place libre avant le ${day}, la demande vous reviendra.`,
      'Vous n’avez rien à faire.',
    ],
  ],
  ['line_rank', { place: ids.place, rank: 1 }, nothingAsked, ['est la première de sa liste d’attente.']],
  [
    'line_rank',
    { place: ids.place, rank: 3 },
    prescriber,
    ['est au rang 3 de sa liste d’attente.', 'personne ne passera devant elle.', `avant le ${day}`],
  ],
  [
    'place_offered',
    { place: ids.place },
    { to: 'lieu' },
    [
      'Elle est gardée pour la première personne de votre liste d’attente.',
      `ou déclinez-la si elle n’a plus besoin de la place avant le ${day}.`,
      'la place est proposée à la personne suivante et la demande retourne au prescripteur.',
    ],
  ],
  [
    'place_offered',
    { place: ids.place },
    prescriber,
    [`Le lieu va joindre la personne et confirmer la place avant le ${day}.`, 'Vous n’avez rien à faire.'],
  ],
  ['place_offered', { place: ids.place }, nothingAsked, ['Le lieu va joindre la personne et confirmer la place.']],
  ...(
    [
      ['line_expired', 'Aucune place ne s’est libérée pour cette personne'],
      ['offer_lapsed', 'Elle est proposée à la personne suivante.'],
    ] as const
  ).map(
    ([cause, sentence]): MailCase => [
      'referral_taken_back',
      { place: ids.place, cause },
      { to: 'lieu', before: null },
      [sentence],
    ],
  ),
]

/** Facts put right, journeys taken up again. */
export const correctionCases: readonly MailCase[] = [
  ...differenceCodes.map(
    (code): MailCase => [
      'correction_differs',
      { codes: code },
      { to: 'coordinator', before: null },
      [differenceWords[code], 'Rien n’a été annulé.'],
    ],
  ),
  [
    'hand_over_corrected',
    { on: '2026-05-01' },
    nothingAsked,
    ['La personne a reçu son ordinateur le vendredi 1er mai 2026.', 'Vous n’avez rien à faire.'],
  ],
  ['journey_reopened', { stage: 'training' }, nothingAsked, ['Il reprend à l’étape « Formation ».']],
  ['journey_reopened', { stage: 'elsewhere' }, { to: 'mediator' }, ['Il reprend.', 'Reprenez contact']],
]

/** A laptop that was awaited does not come: the first one, or one in place of another. */
export const givenUpCases: readonly MailCase[] = [
  ...(['mediator', 'coordinator'] as const).map(
    (to): MailCase => [
      'dotation_given_up',
      { place: ids.place },
      { to, before: null },
      [
        'Aucun ordinateur n’a été attribué à la personne avant la date limite.',
        to === 'mediator' ? 'Prévenez la personne.' : 'Le médiateur qui suit la personne est prévenu.',
      ],
    ],
  ),
  ...(['lieu', 'coordinator'] as const).map(
    (to): MailCase => [
      'dotation_given_up',
      { place: ids.place, replacing: 1 },
      { to, before: null },
      [
        'Aucun ordinateur n’a pris la place de celui que la personne a rendu en panne.',
        to === 'lieu' ? 'elle peut vous contacter' : 'Le lieu et la personne sont prévenus.',
      ],
    ],
  ),
]
