import { outcomeNames } from '../../contracts/api/outcome.names'
import type { Definition } from '../../domain/definition/definition.schema'
import { certainEnds } from '../../domain/definition/stage.measures'
import type { ClosingTask, Task } from '../../domain/definition/wait.schema'

/** What people are asked for in a mail: the waits of a definition, and the binding of a laptop that is ready. */
export type AskedTask = Task | 'bind_laptop'

/** How a task is told: what it is and what to do. Sentences without their end. */
export interface TaskWords {
  readonly title: string
  readonly todo: string
}

/** Every task. A new one does not compile until it has its words. */
export const taskWords: Readonly<Record<AskedTask, TaskWords>> = {
  answer_referral: {
    title: 'Une personne attend votre réponse',
    todo: 'Acceptez ou déclinez la demande',
  },
  choose_lieu: {
    title: 'Un autre lieu est à choisir',
    todo: 'Choisissez un autre lieu',
  },
  await_place: {
    title: 'Une personne attend une place',
    todo: 'Relisez votre liste d’attente : quand une place se libère, elle est proposée à la première personne',
  },
  confirm_place: {
    title: 'Une place est à confirmer',
    todo: 'Contactez la personne, puis acceptez la demande, ou déclinez-la si elle n’a plus besoin de la place',
  },
  book_diagnostic: {
    title: 'Un rendez-vous de diagnostic est à fixer',
    todo: 'Fixez le rendez-vous de diagnostic avec la personne',
  },
  hold_diagnostic: {
    title: 'Un diagnostic est à enregistrer',
    todo: 'Enregistrez le diagnostic, ou dites que le rendez-vous n’a pas eu lieu',
  },
  plan_training: {
    title: 'Une formation est à prévoir',
    todo: 'Prévoyez la formation : les objectifs et le nombre de séances',
  },
  follow_training: {
    title: 'Une formation est en cours',
    todo: 'Enregistrez les séances, puis le bilan de la formation',
  },
  await_laptop: {
    title: 'Un ordinateur est attendu',
    todo: 'Préparez un ordinateur, puis confirmez qu’il est prêt',
  },
  bind_laptop: {
    title: 'Un ordinateur est prêt',
    todo: 'Attribuez un ordinateur prêt à la personne',
  },
  book_hand_over: {
    title: 'Une remise est à fixer',
    todo: 'Fixez avec la personne le jour où elle vient chercher l’ordinateur',
  },
  hand_over: {
    title: 'Un ordinateur est à remettre',
    todo: 'Remettez l’ordinateur à la personne et faites signer le reçu, ou dites qu’elle n’est pas venue',
  },
  give_support: {
    title: 'Un accompagnement est à proposer',
    todo: 'Proposez l’accompagnement prévu, puis enregistrez ce qui a été fait',
  },
  ask_follow_up: {
    title: 'Un bilan est à faire',
    todo: 'Contactez la personne, puis enregistrez ses réponses ou votre essai',
  },
}

/** What happens where nobody does it, but for the tasks whose end closes the journey: there the definition says it. */
const otherwise: Readonly<Record<Exclude<AskedTask, ClosingTask>, string>> = {
  answer_referral: 'la demande retourne au prescripteur, qui peut choisir un autre lieu',
  await_place: 'la demande retourne au prescripteur, qui peut choisir un autre lieu',
  confirm_place: 'la place est proposée à la personne suivante et la demande retourne au prescripteur',
  give_support: 'le parcours continue sans cet accompagnement',
  await_laptop: 'la demande s’arrête sans ordinateur',
  bind_laptop: 'le parcours continue sans ordinateur',
  book_hand_over: 'l’ordinateur revient dans le stock et le parcours continue sans lui',
  hand_over: 'l’ordinateur revient dans le stock et le parcours continue sans lui',
}

/** What happens where nobody does a task, as a sentence without its end. */
export function otherwiseOf(task: AskedTask, definition: Definition): string {
  const end = certainEnds(definition)[task as ClosingTask]
  if (end) return `le parcours s’arrête : il est noté « ${outcomeNames[end.outcome].fr} »`
  return task in definition.ends
    ? 'le parcours passe à la suite, s’il y en a une'
    : otherwise[task as keyof typeof otherwise]
}

export const askedTasks = Object.keys(taskWords) as readonly AskedTask[]
