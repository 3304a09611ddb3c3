import type { OutcomeCode } from '../codes'
import type { Plan } from '../plan'
import type { Words } from './common.schemas'
import { grantOtherwise } from './grant.words'
import { outcomeNames } from './outcome.names'

const back = {
  fr: 'Sans réponse à cette date, le lieu est considéré comme n’ayant pas donné suite : le prescripteur choisira un autre lieu.',
  en: 'Without an answer by then, the place counts as not having followed up: the prescriber will choose another.',
}
const noPlace = {
  fr: 'Sans place libre à cette date, le prescripteur en est averti et choisira un autre lieu.',
  en: 'Without a free place by then, the prescriber is told and will choose another place.',
}
const unconfirmed = {
  fr: 'Sans réponse à cette date, la place est proposée à la personne suivante et le prescripteur est averti.',
  en: 'Without an answer by then, the place is offered to the next person and the prescriber is told.',
}
const diagnostic = { fr: 'Sans diagnostic à cette date', en: 'Without a diagnostic by then' }

/** What is missing where the end of a wait closes the journey, by the task that was awaited. */
const missing: Readonly<Record<string, Words>> = {
  choose_lieu: { fr: 'Sans autre lieu choisi à cette date', en: 'Without another place chosen by then' },
  book_diagnostic: diagnostic,
  hold_diagnostic: diagnostic,
  plan_training: { fr: 'Sans formation prévue à cette date', en: 'Without a planned training by then' },
  follow_training: {
    fr: 'Sans nouvelle étape de formation à cette date',
    en: 'Without a further training step by then',
  },
  ask_follow_up: { fr: 'Sans réponse de suivi à cette date', en: 'Without a follow-up answer by then' },
}

/** The outcome that a definition gives to each task whose end closes the journey. */
export type Ends = Readonly<Record<string, { readonly outcome: OutcomeCode } | undefined>>

const reminder = {
  fr: 'Sans action à cette date, la personne attendue reçoit un rappel.',
  en: 'Without an action by then, whoever is awaited gets a reminder.',
}

const notHeard = {
  fr: 'Sans réponse de suivi à cette date, le parcours passe à la suite, s’il y en a une.',
  en: 'Without a follow-up answer by then, the journey goes on to what comes next, if anything.',
}

const without = {
  fr: 'Sans accompagnement enregistré à cette date, le parcours continue sans lui.',
  en: 'Without a recorded support by then, the journey goes on without it.',
}

const abandonment = {
  fr: 'Sans remise à cette date, la dotation est abandonnée et l’ordinateur éventuellement réservé retourne au stock.',
  en: 'Without a hand-over by then, the dotation is given up and a laptop that was reserved goes back to the stock.',
}

const lotEnds: Readonly<Record<string, Words>> = {
  receive_lot: {
    fr: 'Sans réception à cette date, la commande est considérée comme abandonnée et le lot se termine.',
    en: 'If it is not received by then, the order counts as given up and the lot ends.',
  },
  settle_lot: {
    fr: 'Sans suite à cette date, le lot se termine avec ce qui est connu de ses ordinateurs.',
    en: 'If nothing is settled by then, the lot ends with what is known of its laptops.',
  },
}

const lotLate: Words = {
  fr: 'Sans action à cette date, la coordination et le propriétaire du lot sont prévenus, et la coordination prend la suite.',
  en: 'Without an action by then, the coordinator and the owner of the lot are told, and the coordinator takes over.',
}

const recalled: Words = {
  fr: 'À cette date, le rendez-vous est rappelé à la personne.',
  en: 'On that date, the person is reminded of the appointment.',
}

const byCommand: Readonly<Record<string, Words>> = {
  Remind: reminder,
  RemindDotation: reminder,
  RemindLot: reminder,
  RemindGrant: reminder,
  RemindSession: {
    fr: 'À cette date, la séance est rappelée aux membres du comité.',
    en: 'On that date, the members of the committee are reminded of the session.',
  },
  ExpireSession: {
    fr: 'Si la séance n’est pas close à cette date, la gestion du fonds reçoit un rappel.',
    en: 'If the session is not closed by then, the fund manager gets a reminder.',
  },
  ExpireDotation: abandonment,
  RemindAppointment: recalled,
  RemindHandOver: recalled,
  EndGuarantee: {
    fr: 'À cette date, la garantie de l’ordinateur se termine.',
    en: 'On that date, the guarantee of the laptop ends.',
  },
  ResumeByDate: {
    fr: 'À cette date, le parcours reprend et le lieu est interrogé.',
    en: 'On that date, the journey resumes and the place is asked.',
  },
  OpenFollowUp: {
    fr: 'À cette date, le médiateur est invité à recueillir les réponses de suivi.',
    en: 'On that date, the mediator is asked to collect the follow-up answers.',
  },
}

/**
 * What happens at a Plan's `until` if nobody acts before; null where nothing is due. How a journey then ends is said by
 * the definition that it follows: `ends` are asked for where the end of a journey's wait is what comes next.
 */
export function otherwiseOf(
  plan: (Pick<Plan, 'command' | 'task'> & Partial<Pick<Plan, 'owner'>>) | null,
  ends: () => Ends,
): Words | null {
  if (!plan?.command) return null
  if (plan.command === 'ExpireLot') return lotEnds[plan.task] ?? lotLate
  if (plan.command === 'ExpireGrant') return grantOtherwise(plan.task, plan.owner?.role ?? null)
  if (plan.command !== 'Expire') return byCommand[plan.command] ?? null
  if (plan.task === 'give_support') return without
  if (plan.task === 'await_place') return noPlace
  if (plan.task === 'confirm_place') return unconfirmed
  const left = missing[plan.task]
  if (!left) return back
  const end = ends()[plan.task]
  if (!end && plan.task === 'ask_follow_up') return notHeard
  return endOf(left, end)
}

function endOf(left: Words, end: Ends[string] | undefined): Words {
  if (!end) throw new TypeError('the definition does not say how this wait ends')
  const outcome = outcomeNames[end.outcome]
  return {
    fr: `${left.fr}, le parcours se termine : ${outcome.fr}.`,
    en: `${left.en}, the journey ends: ${outcome.en}.`,
  }
}
