/** Why something is refused about the money of the fund: French and English, details in braces. */
export const fundRules = {
  unknown_fund_line: [
    'Cette ligne de financement n’est pas connue dans ce territoire.',
    'This fund line is not known in this territory.',
  ],
  fund_line_exists: [
    'Ce financeur a déjà une ligne pour cet appel à projets et ce volet.',
    'This funder already has a line for this call and strand.',
  ],
  contribution_already_recorded: [
    'Une contribution est déjà enregistrée sous le numéro {mark} : elle ne compte qu’une fois.',
    'A contribution is already recorded under the number {mark}: it counts once.',
  ],
  contribution_not_promised: [
    'Il reste {promised} promis et non reçus sur cette ligne, moins que {asked} : enregistrez d’abord la convention signée.',
    '{promised} are promised and not yet received on this line, less than {asked}: record the signed agreement first.',
  ],
  unknown_contribution: [
    'Aucune contribution n’a été enregistrée par l’écriture {entry} de cette ligne.',
    'No contribution was recorded by entry {entry} of this line.',
  ],
  contribution_reversed: [
    'La contribution de l’écriture {entry} a déjà été contre-passée.',
    'The contribution of entry {entry} has already been reversed.',
  ],
  contribution_drawn_on: [
    'De l’argent a été reçu de cette promesse : il n’en reste que {promised} sur les {asked} à contre-passer.',
    'Money was received of this promise: only {promised} are left of the {asked} to reverse.',
  ],
  fund_line_short: [
    'Il ne reste que {free} disponibles sur cette ligne de financement, moins que {asked}.',
    'Only {free} are free on this fund line, less than {asked}.',
  ],
  funds_not_in_state: [
    'Cette subvention n’a que {there} à l’état « {state} » sur cette ligne, moins que {asked}.',
    'This grant has only {there} in state "{state}" on this line, less than {asked}.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>
