import type { LetterFacts } from '../mail/letter'
import { ids } from './journey.fixtures'
import type { MailCase } from './mail.cases'

const nobody = { person: { initials: null, reference: null } }
const recyclerie: Partial<LetterFacts> = { to: 'recyclerie', ...nobody }
const laptop = 'Dell Latitude 5490, inventaire 40-0123'
const lender: Partial<LetterFacts> = { to: 'owner', device: laptop, before: null, ...nobody }

/** What laptops must have, and whose they are. */
export const stockCases: readonly MailCase[] = [
  [
    'laptop_wanted',
    { place: ids.place, number: 3, needs: 'ecran_15 lecteur_ecran' },
    recyclerie,
    ['Dont un avec : Écran de 15 pouces ou plus ; Lecteur d’écran installé'],
  ],
  [
    'laptop_wanted',
    { place: ids.place, number: 1, needs: 'ecran_15' },
    recyclerie,
    ['Avec : Écran de 15 pouces ou plus'],
  ],
  ...(
    [
      [2, 'Reste à prendre : 2 ordinateurs'],
      [0, 'Reste à prendre : aucun ordinateur'],
    ] as const
  ).map(
    ([left, sentence]): MailCase => [
      'laptop_lent',
      { device: ids.device, place: ids.place, document: 'CONV-2026-03', left },
      lender,
      [`Ordinateur : ${laptop}`, 'Accord : n° CONV-2026-03', sentence, 'Vous n’avez rien à faire.'],
    ],
  ),
]
