import { landes } from './journey.fixtures'
import type { LetterFacts } from '../mail/letter'
import { dateWords } from '../mail/words/date.words'

/** What a text knows on an ordinary day; invented, like all people here. */
export const ordinaryFacts = (over: Partial<LetterFacts> = {}): LetterFacts => ({
  programme: landes.title,
  definition: landes,
  features: [
    { code: 'ecran_15', fr: 'Écran de 15 pouces ou plus' },
    { code: 'lecteur_ecran', fr: 'Lecteur d’écran installé' },
  ],
  to: 'mediator',
  journey: { number: '3F2A9C1B', link: 'https://parcours.exemple.fr/docs/' },
  person: { initials: 'Z. I.', reference: null },
  place: 'Médiathèque inventée de Dax',
  contact: ['Médiathèque inventée de Dax', '1 place Exemple, 40100 Dax', '05 58 00 00 00'],
  reading: { isShared: false, represents: false, byPhone: false },
  device: null,
  before: 'mercredi 1er avril 2026',
  words: dateWords(landes.zone),
  ...over,
})

/** A text with its spaces made plain, so that sentences can be looked for. */
export const plain = (text: string) => text.replace(/[\s\u00a0]+/g, ' ')
