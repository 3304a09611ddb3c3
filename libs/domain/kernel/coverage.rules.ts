/** Why something is refused about journeys that a grant pays for: French and English, details in braces. */
export const coverageRules = {
  grant_not_notified: [
    'Cette subvention n’est pas notifiée : elle ne peut pas encore payer de parcours.',
    'This grant is not notified: it cannot pay for journeys yet.',
  ],
  coverage_over: [
    'Cette prise en charge est terminée : son dossier est clos, ou son solde est ordonné.',
    'This coverage is over: its grant is closed, or its balance was ordered.',
  ],
  coverage_days_reversed: [
    'La prise en charge finit le {until}, avant de commencer le {from}.',
    'The coverage ends on {until}, before it begins on {from}.',
  ],
  coverage_above_grant: [
    'La prise en charge ({asked}) dépasse la subvention accordée ({granted}).',
    'The coverage ({asked}) is above what was granted ({granted}).',
  ],
  coverage_below_costs: [
    'Des parcours coûtent déjà {engaged} : la prise en charge ne peut pas descendre à {asked}.',
    'Journeys already cost {engaged}: the coverage cannot go down to {asked}.',
  ],
  journey_not_covered: ['Cette subvention ne paie pas ce parcours.', 'This grant does not pay for this journey.'],
  cost_not_flagged: ['Rien n’indique que ce coût soit payé deux fois.', 'Nothing says that this cost is paid twice.'],
  duplicate_cost_decided: ['Ce coût en double est déjà tranché.', 'This duplicate cost has already been decided.'],
  recovery_undecided: [
    'Un reversement de {proposed} est proposé : demandez-le ou laissez-le avant d’évaluer ce dossier.',
    'A recovery of {proposed} is proposed: ask it back or leave it before this grant is evaluated.',
  ],
  no_recovery_proposed: ['Aucun reversement n’est proposé.', 'No recovery is proposed.'],
  costs_paid_twice: [
    'Des coûts semblent payés deux fois ({count}) : acceptez-les ou refusez-les avant tout ordre de paiement.',
    'Some costs seem to be paid twice ({count}): accept or refuse them before any payment is ordered.',
  ],
} as const satisfies Readonly<Record<string, readonly [fr: string, en: string]>>
