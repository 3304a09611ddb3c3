/** Rules of calls for projects; same form as the others. */
export const callRules = {
  call_faulty: [
    'Cet appel à projets a des fautes ({count}) : la première est dans « {field} ».',
    'This call for projects has faults ({count}): the first is in "{field}".',
  ],
  call_published: [
    'L’appel à projets « {call} » est publié : il ne change plus. Écrivez une nouvelle version.',
    'The call for projects "{call}" is published: it changes no more. Write a new version.',
  ],
  call_not_published: [
    'L’appel à projets « {call} » n’est pas publié.',
    'The call for projects "{call}" is not published.',
  ],
  call_retired: [
    'L’appel à projets « {call} » est retiré : il n’accepte plus de demande.',
    'The call for projects "{call}" is retired: it takes no more applications.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>
