/** Why something is refused about grants: French and English, details in braces. */
export const grantRules = {
  grant_wrong_task: [
    'Ce dossier est à l’étape « {stage} » ({task}) : cette action ne s’y fait pas.',
    'This grant is at stage "{stage}" ({task}): this is not done there.',
  ],
  grant_closed: ['Ce dossier est clos : {outcome}.', 'This grant is closed: {outcome}.'],
  unknown_call: ['Cet appel à projets n’existe pas dans votre territoire.', 'No such call in your territory.'],
  call_not_published: [
    'L’appel à projets {call} n’est pas publié, ou ne l’est plus.',
    'The call {call} is not published, or no longer.',
  ],
  call_not_open: ['Cet appel à projets ouvre le {day}.', 'This call opens on {day}.'],
  call_closed: ['Cet appel à projets est clos depuis le {day}.', 'This call closed on {day}.'],
  structure_without_siret: [
    'Cette structure n’a pas de SIRET dans l’annuaire : il en faut un pour demander une subvention.',
    'This structure has no SIRET in the directory: a grant needs one.',
  ],
  siret_wrong_key: [
    'La clé de ce SIRET est fausse : vérifiez ses 14 chiffres.',
    'The key of this SIRET is wrong: check its 14 digits.',
  ],
  application_of_another_call: [
    'Ce brouillon répond à l’appel {call} : pour un autre appel, ouvrez une autre demande.',
    'This draft is for the call {call}: open another application for another call.',
  ],
  application_of_another_structure: [
    'Ce brouillon est celui d’une autre structure.',
    'This draft is another structure’s.',
  ],
  project_not_eligible: [
    'Le projet ne remplit pas les conditions de l’appel : {codes}.',
    'The project does not meet the conditions of the call: {codes}.',
  ],
  code_twice: ['Le code « {code} » y est deux fois.', 'The code "{code}" is there twice.'],
  budget_not_balanced: [
    'Le budget ne s’équilibre pas : {cost} centimes de coût, {told} centimes de ressources.',
    'The budget does not balance: {cost} cents of cost, {told} cents of resources.',
  ],
  asked_too_much: [
    'La demande est de {cents} centimes : cet appel en accorde {most} au plus.',
    '{cents} cents are asked for: this call grants {most} at most.',
  ],
  documents_missing: ['Il manque des pièces : {codes}.', 'Documents are missing: {codes}.'],
  day_not_ahead: ['Le {date} n’est pas après aujourd’hui ({day}).', '{date} is not after today ({day}).'],
  not_a_reviewer: [
    'Cette personne n’instruit pas de dossiers dans ce territoire.',
    'This person reviews no grants in this territory.',
  ],
  reviewer_of_the_applicant: [
    'Cette personne travaille pour la structure qui demande.',
    'This person works for the structure that applies.',
  ],
  review_not_asked: ['Votre avis n’a pas été demandé sur ce dossier.', 'Your opinion was not asked for on this grant.'],
  review_in_conflict: [
    'Vous avez déclaré un conflit d’intérêts sur ce dossier : votre avis ne peut plus être donné.',
    'You declared a conflict of interest on this grant: your opinion can no longer be given.',
  ],
  criteria_not_scored: ['Il manque la note de : {codes}.', 'Not scored: {codes}.'],
  score_too_high: ['La note {score} dépasse {most}.', 'The score {score} is above {most}.'],
  reviews_missing: [
    '{answered} avis rendus sur {asked} : l’instruction ne peut pas se conclure.',
    '{answered} opinions given of {asked}: the instruction cannot be concluded.',
  ],
  more_than_asked: [
    '{cents} centimes : la demande est de {most} centimes.',
    '{cents} cents: {most} cents were asked for.',
  ],
  proposal_without_amount: ['Un avis favorable propose un montant.', 'A favourable proposal names an amount.'],
  envelope_exceeded: [
    '{cents} centimes : il en reste {left} dans l’enveloppe de l’appel.',
    '{cents} cents: {left} are left in the envelope of the call.',
  ],
  fund_line_of_another_call: [
    'Cette ligne de financement est celle de l’appel {call}.',
    'This fund line belongs to the call {call}.',
  ],
  fund_line_twice: ['Une ligne de financement est nommée deux fois.', 'A fund line is named twice.'],
  split_not_balanced: [
    'La répartition fait {told} centimes, pour {cents} accordés.',
    'The split makes {told} cents, for {cents} granted.',
  ],
  grant_already_paid: [
    'Un paiement a été ordonné : la décision ne se reprend plus ainsi.',
    'A payment was ordered: the decision is no longer taken back this way.',
  ],
  nothing_decided: ['Rien n’a encore été décidé sur ce dossier.', 'Nothing was decided on this grant yet.'],
  same_hand: [
    'Qui ordonne un paiement ne l’approuve pas : une autre personne doit le faire.',
    'Whoever orders a payment does not approve it: somebody else must.',
  ],
  payment_not_of_this_line: [
    'Cette ligne de financement n’a rien à payer de cette échéance.',
    'This fund line has nothing to pay of this instalment.',
  ],
  mandate_already_recorded: ['Le mandat {mandate} est déjà enregistré.', 'The mandate {mandate} is recorded already.'],
  recovery_not_foreseen: [
    'L’appel de ce dossier ne prévoit pas de reversement.',
    'The call of this grant foresees no recovery.',
  ],
  more_than_paid: ['{cents} centimes : {most} ont été payés.', '{cents} cents: {most} were paid.'],
  more_than_recoverable: [
    '{cents} centimes : il en reste {most} à reverser sur cette ligne.',
    '{cents} cents: {most} are left to come back on this line.',
  ],
  title_already_recorded: ['Le titre {title} est déjà enregistré.', 'The title {title} is recorded already.'],
  targets_not_answered: ['Il manque le résultat de : {codes}.', 'No result is given for: {codes}.'],
  grant_of_another_call: ['Ce dossier répond à un autre appel : {call}.', 'This grant is of another call: {call}.'],
  grant_already_packed: [
    'Ce dossier est déjà à l’ordre du jour de la séance du {day}.',
    'This grant is already in the pack of the session of {day}.',
  ],
  quorum_missing: [
    'Le comité n’a pas siégé au quorum ({quorum}) sur ce dossier.',
    'The committee had no quorum ({quorum}) on this grant.',
  ],
  against_the_vote: [
    'Le comité s’est prononcé autrement : {agree} pour, {disagree} contre.',
    'The committee spoke otherwise: {agree} for, {disagree} against.',
  ],
  payment_at_the_payer: [
    'Un paiement approuvé est chez le payeur : attendez qu’il soit payé ou rejeté.',
    'An approved payment is with the payer: wait until it is paid or fails.',
  ],
  course_out_of_order: [
    'Ce qui est repris ne suit pas le déroulement de l’appel, à partir de « {step} ».',
    'What is taken over does not follow the course of its call, from "{step}" on.',
  ],
  more_than_granted: [
    '{cents} centimes : il en reste {most} à payer sur cette ligne.',
    '{cents} cents: {most} are left to be paid by this line.',
  ],
  payment_under_way: [
    'Un paiement de ce dossier est en cours : attendez qu’il soit payé.',
    'A payment of this grant is under way: wait until it is paid.',
  ],
  less_than_paid: [
    '{cents} centimes : cette ligne en a déjà payé {least}.',
    '{cents} cents: this line has paid {least} already.',
  ],
  no_instalment_left: [
    'La dernière échéance est payée : le montant ne peut plus augmenter.',
    'The last instalment is paid: the amount can no longer grow.',
  ],
  nothing_amended: [
    'Cet avenant ne changerait rien : refusez plutôt la demande.',
    'This amendment would change nothing: decline it instead.',
  ],
  nothing_to_decline: ['Aucun avenant n’est en attente.', 'No amendment is pending.'],
  agreement_not_made: [
    'La convention n’est pas encore établie : il n’y a rien à signer.',
    'The agreement is not made yet: there is nothing to sign.',
  ],
  agreement_not_issued: [
    'Aucune convention en version {given} n’a été établie pour ce dossier.',
    'No agreement of version {given} was made for this grant.',
  ],
  agreement_superseded: [
    'La convention signée est la version {given}, qui n’est plus valable : {issued} versions ont été établies.',
    'The signed agreement is version {given}, no longer valid: {issued} versions were made.',
  ],
  other_agreement: [
    'Ce n’est pas la convention qui a été établie : son empreinte est différente.',
    'This is not the agreement that was made: its digest is another one.',
  ],
  agreement_already_signed: [
    'La structure a déjà signé cette convention.',
    'The structure has signed this agreement already.',
  ],
  agreement_not_provided: [
    'Le document qui porte la signature n’est pas dans ce dossier comme convention signée.',
    'The document that bears the signature is not in this grant as a signed agreement.',
  ],
  scan_of_before: [
    'Ce document a été fourni avant que cette convention ne soit établie : il porte la signature d’une autre.',
    'This document was provided before this agreement was made: it bears the signature of another one.',
  ],
  agreement_not_signed: [
    'La convention est à signer par les deux parties avant tout paiement.',
    'Both sides sign the agreement before anything is paid.',
  ],
  agreement_required: [
    'Au-delà de 23 000 €, un organisme de droit privé signe une convention : l’appel n’en prévoit pas.',
    'Above 23 000 €, a body of private law signs an agreement: the call has none.',
  ],
} as const
