import type { OutcomeCode } from '../../contracts/codes'

/** How the end of a journey is told to its prescriber: the result, never what was measured or missed. */
export interface OutcomeWords {
  readonly title: string
  readonly sentences: readonly string[]
}

const askAgain = 'Si la personne le souhaite, vous pouvez demander un nouveau parcours pour elle.'

/** Every outcome. A new one does not compile until it has its words. */
export const outcomeWords: Readonly<Record<OutcomeCode, OutcomeWords>> = {
  completed: {
    title: 'Le parcours est terminé',
    sentences: ['La personne est allée au bout de son parcours. Le bilan de fin est fait.'],
  },
  lost_to_follow_up: {
    title: 'Le parcours est terminé, sans bilan de fin',
    sentences: ['La personne a suivi son parcours. Le bilan de fin n’a pas pu être fait.'],
  },
  withdrawn: {
    title: 'Le parcours s’est arrêté avant la fin',
    sentences: ['Le parcours s’est arrêté avant la fin.', askAgain],
  },
  expired: {
    title: 'Le parcours s’est arrêté : aucun lieu n’a été choisi',
    sentences: ['Aucun autre lieu n’a été choisi avant la date limite.', askAgain],
  },
  not_started: {
    title: 'Le parcours n’a pas commencé',
    sentences: ['Le parcours est clos sans avoir commencé.', askAgain],
  },
  not_eligible: {
    title: 'La demande ne remplit pas les conditions',
    sentences: ['Le parcours ne peut pas aller plus loin.'],
  },
  oriented_elsewhere: {
    title: 'La personne est orientée ailleurs',
    sentences: ['Un autre service répond mieux à son besoin. Le lieu l’a orientée vers ce service.'],
  },
}
