import type { Task } from '../../domain/definition/definition.schema'

/** What people are asked for in a mail: the waits of a definition, and the binding of a laptop that is ready. */
export type AskedTask = Task | 'bind_laptop'

/** How a task is told: what it is, what to do, and what happens where nobody does it. Sentences without their end. */
export interface TaskWords {
  readonly title: string
  readonly todo: string
  readonly otherwise: string
}

const noCourse = 'le parcours s’arrête'
const notStarted = 'le parcours s’arrête : il est noté « non commencé »'

/** Every task. A new one does not compile until it has its words. */
export const taskWords: Readonly<Record<AskedTask, TaskWords>> = {
  answer_referral: {
    title: 'Une personne attend votre réponse',
    todo: 'Acceptez ou déclinez la demande',
    otherwise: 'la demande retourne au prescripteur, qui peut choisir un autre lieu',
  },
  choose_lieu: {
    title: 'Un autre lieu est à choisir',
    todo: 'Choisissez un autre lieu',
    otherwise: noCourse,
  },
  book_diagnostic: {
    title: 'Un rendez-vous de diagnostic est à fixer',
    todo: 'Fixez le rendez-vous de diagnostic avec la personne',
    otherwise: notStarted,
  },
  hold_diagnostic: {
    title: 'Un diagnostic est à enregistrer',
    todo: 'Enregistrez le diagnostic, ou dites que le rendez-vous n’a pas eu lieu',
    otherwise: notStarted,
  },
  plan_training: {
    title: 'Une formation est à prévoir',
    todo: 'Prévoyez la formation : les objectifs et le nombre de séances',
    otherwise: noCourse,
  },
  follow_training: {
    title: 'Une formation est en cours',
    todo: 'Enregistrez les séances, puis le bilan de la formation',
    otherwise: noCourse,
  },
  await_laptop: {
    title: 'Un ordinateur est attendu',
    todo: 'Préparez un ordinateur, puis confirmez qu’il est prêt',
    otherwise: 'la demande s’arrête sans ordinateur',
  },
  bind_laptop: {
    title: 'Un ordinateur est prêt',
    todo: 'Attribuez un ordinateur prêt à la personne',
    otherwise: 'le parcours continue sans ordinateur',
  },
  hand_over: {
    title: 'Un ordinateur est à remettre',
    todo: 'Remettez l’ordinateur à la personne et faites signer le reçu',
    otherwise: 'l’ordinateur revient dans le stock et le parcours continue sans lui',
  },
  ask_follow_up: {
    title: 'Un bilan est à faire',
    todo: 'Contactez la personne, puis enregistrez ses réponses ou votre essai',
    otherwise: 'le parcours se termine sans bilan',
  },
}

export const askedTasks = Object.keys(taskWords) as readonly AskedTask[]
