import type { OutcomeCode } from '../../contracts/codes'

/** How the end of a journey is told: the result, never what was measured or missed. */
export interface OutcomeWords {
  readonly title: string
  readonly sentence: string
  /** What the prescriber may do next. */
  readonly afterwards: string | null
}

const askAgain = 'Si la personne le souhaite, vous pouvez demander un nouveau parcours pour elle.'

/** Every outcome, whatever task it ended at: the definition says which. A new one does not compile until it has its words. */
export const outcomeWords: Readonly<Record<OutcomeCode, OutcomeWords>> = {
  completed: {
    title: 'Le parcours est terminé',
    sentence: 'La personne est allée au bout de son parcours. Le bilan de fin est fait.',
    afterwards: null,
  },
  lost_to_follow_up: {
    title: 'Le parcours est terminé, sans bilan de fin',
    sentence: 'Le parcours a commencé. Son bilan de fin n’a pas pu être fait.',
    afterwards: askAgain,
  },
  withdrawn: {
    title: 'Le parcours s’est arrêté avant la fin',
    sentence: 'Le parcours s’est arrêté avant la fin.',
    afterwards: askAgain,
  },
  expired: {
    title: 'Le parcours s’est arrêté sans suite',
    sentence: 'Une étape n’a pas eu lieu avant la date limite.',
    afterwards: askAgain,
  },
  not_started: {
    title: 'Le parcours n’a pas commencé',
    sentence: 'Le parcours est clos sans avoir commencé.',
    afterwards: askAgain,
  },
  not_eligible: {
    title: 'La demande ne remplit pas les conditions',
    sentence: 'Le parcours ne peut pas aller plus loin.',
    afterwards: null,
  },
  oriented_elsewhere: {
    title: 'La personne est orientée ailleurs',
    sentence: 'Un autre service répond mieux à son besoin. Le lieu l’a orientée vers ce service.',
    afterwards: null,
  },
}
