import type { Intent } from '../domain/kernel/decider'
import type { LetterFacts } from '../mail/letter'
import { ids } from './journey.fixtures'

/** Every kind and its variants: what the core says, what is known, and the sentences that matter. */
export type MailCase = readonly [
  kind: Intent['mail'],
  data: Intent['data'],
  facts: Partial<LetterFacts>,
  sentences: readonly string[],
]

const nothingAsked: Partial<LetterFacts> = {
  to: 'prescriber',
  person: { initials: 'Z. I.', reference: 'FT-2026-118' },
  before: null,
}

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
