/** Rules of definitions and of the versions that journeys follow; same form as the others. */
export const definitionRules = {
  other_definition_id: [
    'Ce contenu n’est pas celui de la version « {id} » : son champ id en nomme une autre.',
    'This content is not that of version "{id}": its field id names another.',
  ],
  definition_faulty: [
    'Ce modèle de parcours a des fautes ({count}) : la première est dans « {field} ».',
    'This definition has faults ({count}): the first is in "{field}".',
  ],
  definition_published: [
    'La version « {definition} » est publiée : elle ne change plus. Écrivez une nouvelle version.',
    'Version "{definition}" is published: it changes no more. Write a new version.',
  ],
  definition_not_published: [
    'La version « {definition} » n’est pas publiée.',
    'Version "{definition}" is not published.',
  ],
  definition_retired: [
    'La version « {definition} » est retirée : aucun nouveau parcours ne peut la suivre.',
    'Version "{definition}" is retired: no new journey may follow it.',
  ],
  definition_of_another_territory: [
    'La version « {definition} » est celle d’un autre territoire.',
    'Version "{definition}" is that of another territory.',
  ],
  not_a_newer_version: [
    'La version « {definition} » n’est pas plus récente que « {from} », celle que ce parcours suit.',
    'Version "{definition}" is not newer than "{from}", the one that this journey follows.',
  ],
  stage_of_another_kind: [
    'L’étape « {stage} » est de type « {kind} » : la tâche en cours ({present}) ne peut pas s’y poursuivre.',
    'Stage "{stage}" is of kind "{kind}": the present task ({present}) cannot go on there.',
  ],
  stage_not_begun_by_move: [
    'L’étape « {stage} » ({kind}) ne commence pas par un changement de version.',
    'Stage "{stage}" ({kind}) does not begin by a change of version.',
  ],
  no_mediator_yet: [
    'Aucun lieu n’a encore accepté : l’étape « {stage} » n’aurait personne pour la suivre.',
    'No place has accepted yet: stage "{stage}" would have nobody to follow it.',
  ],
  dotation_open: [
    'Une dotation est en cours : le parcours ne la quitte pas par un changement de version.',
    'A dotation is open: the journey does not leave it by a change of version.',
  ],
  demonstration_delay: [
    'Le délai « {field} » est celui d’une démonstration : il est refusé en production.',
    'The delay "{field}" is that of a demonstration: it is refused in production.',
  ],
  other_zone: [
    'Les jours de ce territoire se comptent à {expected} ; cette version dit {zone}.',
    'The days of this territory are counted at {expected}; this version says {zone}.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>
