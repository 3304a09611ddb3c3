/** Rules of the committee's sessions; same form as the others. */
export const sessionRules = {
  call_without_committee: ['L’appel à projets {call} ne prévoit pas de comité.', 'The call {call} has no committee.'],
  not_a_committee_member: [
    'Cette personne n’est pas membre du comité dans ce territoire.',
    'This person is no member of the committee in this territory.',
  ],
  member_twice: ['Un membre est convoqué deux fois.', 'A member is called twice.'],
  grant_twice: ['Un dossier est deux fois à l’ordre du jour.', 'A grant is twice in the pack.'],
  unknown_grant: ['Ce dossier n’existe pas dans votre territoire.', 'No such grant in your territory.'],
  grant_not_in_pack: [
    'Ce dossier n’est pas à l’ordre du jour de cette séance.',
    'This grant is not in the pack of this session.',
  ],
  session_closed: ['Cette séance est terminée : {outcome}.', 'This session is over: {outcome}.'],
  session_ahead: ['La séance est le {day} : c’est trop tôt.', 'The session is on {day}: it is too early.'],
  not_a_member: [
    'Vous n’êtes pas convoqué à cette séance : seuls ses membres votent.',
    'You are not called to this session: its members alone vote.',
  ],
  call_without_votes: [
    'Dans cet appel à projets, le comité ne vote pas.',
    'In this call, the committee does not vote.',
  ],
  vote_in_conflict: [
    'Vous êtes en conflit d’intérêts sur ce dossier : vous ne pouvez pas voter.',
    'You have a conflict of interest on this grant: you cannot vote.',
  ],
  already_voted: ['Vous avez déjà voté sur ce dossier.', 'You have already voted on this grant.'],
} as const satisfies Record<string, readonly [fr: string, en: string]>
