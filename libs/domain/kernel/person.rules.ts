/** The rules about people who may be one, or live together; see `rules`. */
export const personRules = {
  unknown_person: [
    'Cette personne n’est pas connue dans ce territoire.',
    'This person is not known in this territory.',
  ],
  same_person: ['C’est la même fiche.', 'It is the same record.'],
  person_merged: [
    'Cette fiche est réunie à une autre ({into}) : agissez sur celle-ci.',
    'This record was merged into another ({into}): act on that one.',
  ],
  already_merged: ['Ces deux fiches sont déjà réunies.', 'These two records are already merged.'],
  not_merged: ['Cette fiche n’est réunie à aucune autre.', 'This record is not merged into another.'],
  not_flagged: [
    'Ces deux personnes n’ont pas été signalées comme pouvant être la même.',
    'These two people were not flagged as maybe being the same.',
  ],
  two_laptops_bound: [
    'Chacune des deux fiches a un ordinateur ({one}, {other}) : libérez-en un avant de les réunir.',
    'Each of the two records has a laptop ({one}, {other}): release one before you merge them.',
  ],
  equipped_since_referral: [
    'Cette personne, ou son foyer, a reçu un ordinateur depuis cette prescription.',
    'This person, or their household, has received a laptop since this referral.',
  ],
  equipped_lately: [
    'Cette personne, ou son foyer, a reçu un ordinateur le {day} : ce parcours n’en permet pas un autre si tôt ({rules}).',
    'This person, or their household, received a laptop on {day}: this journey allows no other so soon ({rules}).',
  ],
  journeys_open: [
    'Cette personne suit encore un parcours ({journeys}) : mettez-y fin avant d’effacer ses données.',
    'This person still follows a journey ({journeys}): end it before you erase their data.',
  ],
  household_already_has_laptop: [
    'Un ordinateur est déjà réservé à une personne de ce foyer.',
    'A laptop is already bound to somebody of this household.',
  ],
  person_erased: ['Les données de cette personne ont été effacées.', 'This person’s data have been erased.'],
} as const satisfies Record<string, readonly [fr: string, en: string]>
