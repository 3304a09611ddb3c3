import { landes } from '../../testing/journey.fixtures'
import type { LetterFacts } from '../letter'
import { dateWords } from '../words/date.words'

/** What a text knows on an ordinary day; invented, like all people here. */
export const ordinaryFacts = (over: Partial<LetterFacts> = {}): LetterFacts => ({
  definition: landes,
  to: 'mediator',
  journey: { number: '3F2A9C1B', link: 'https://parcours.exemple.fr/v1/journeys/3f2a9c1b-0000-4000-8000-000000000001' },
  person: { initials: 'Z. I.', reference: null },
  place: 'Médiathèque inventée de Dax',
  device: null,
  before: 'mercredi 1er avril 2026',
  words: dateWords(landes.zone),
  ...over,
})
