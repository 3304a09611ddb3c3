import type { Plan } from '../plan'
import type { Words } from './common.schemas'

const back = {
  fr: 'Sans réponse à cette date, le lieu est considéré comme n’ayant pas donné suite : le prescripteur choisira un autre lieu.',
  en: 'Without an answer by then, the place counts as not having followed up: the prescriber will choose another.',
}
const notStarted = {
  fr: 'Sans diagnostic à cette date, le parcours se termine : non commencé.',
  en: 'Without a diagnostic by then, the journey ends as not started.',
}
const stopped = {
  fr: 'Sans nouvelle étape de formation à cette date, le parcours se termine : abandonné.',
  en: 'Without a further training step by then, the journey ends as withdrawn.',
}

/** What the end of a journey's wait brings, by the task that was awaited. */
const expiry: Readonly<Record<string, Words>> = {
  answer_referral: back,
  choose_lieu: {
    fr: 'Sans autre lieu choisi à cette date, le parcours se termine : expiré.',
    en: 'Without another place chosen by then, the journey ends as expired.',
  },
  book_diagnostic: notStarted,
  hold_diagnostic: notStarted,
  plan_training: stopped,
  follow_training: stopped,
  ask_follow_up: {
    fr: 'Sans réponse à cette date, la personne est considérée comme perdue de vue et le parcours se termine.',
    en: 'Without an answer by then, the person counts as lost to follow-up and the journey ends.',
  },
}

const reminder = {
  fr: 'Sans action à cette date, la personne attendue reçoit un rappel.',
  en: 'Without an action by then, whoever is awaited gets a reminder.',
}

const abandonment = {
  fr: 'Sans remise à cette date, la dotation est abandonnée et l’ordinateur éventuellement réservé retourne au stock.',
  en: 'Without a hand-over by then, the dotation is given up and a laptop that was reserved goes back to the stock.',
}

const byCommand: Readonly<Record<string, Words>> = {
  Remind: reminder,
  RemindDotation: reminder,
  ExpireDotation: abandonment,
  OpenFollowUp: {
    fr: 'À cette date, le médiateur est invité à recueillir les réponses de suivi.',
    en: 'On that date, the mediator is asked to collect the follow-up answers.',
  },
}

/** What happens at a Plan's `until` if nobody acts before; null where nothing is due. */
export function otherwiseOf(plan: Pick<Plan, 'command' | 'task'> | null): Words | null {
  if (!plan?.command) return null
  return (plan.command === 'Expire' ? expiry[plan.task] : byCommand[plan.command]) ?? null
}
