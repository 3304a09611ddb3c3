import type { Fate } from './fate'

/** Where a journey is, as its mediator reads it. */
export interface Situation {
  readonly id: string
  readonly version: number
  readonly task: string
  readonly person: string
  readonly mediator: string | null
  readonly today: string
  readonly now: Date
  readonly appointment: string | null
  readonly declined: boolean
  readonly missed: number
  readonly sessions: number
  readonly attempts: number
  readonly index: number
  readonly fate: Fate
  /** Whether they follow the training for jobseekers: no laptop, other objectives, other questions. */
  readonly jobseeker: boolean
}

/** What is done next: a command by whoever is awaited, or nothing but waiting. */
export interface Step {
  readonly command: string
  readonly by: 'lieu' | 'mediator' | 'prescriber'
  readonly data: object
}

const missReasons = { shareable: 'non_realise', internal: 'injoignable' }
const planned = 2

/** The next step of a journey, from where it is and what becomes of it; null while it waits for something else. */
export function nextStep(at: Situation): Step | null {
  switch (at.task) {
    case 'answer_referral':
      return answer(at)
    case 'confirm_place':
      return { command: 'accept', by: 'lieu', data: {} }
    case 'book_diagnostic':
      return mediator('book-appointment', { at: new Date(at.now.getTime() + 4_000).toISOString().replace(/\.\d+/, '') })
    case 'hold_diagnostic':
      return diagnostic(at)
    case 'plan_training': {
      const objectives = at.jobseeker ? ['cv', 'emploi'] : ['bases', 'demarches']
      return mediator('plan-training', { objectives, sessions: planned, mode: 'group' })
    }
    case 'give_support':
      return mediator('record-support', { on: at.today, result: 'given', reasons: null })
    case 'follow_training':
      return training(at)
    case 'ask_follow_up':
      return followUp(at)
    default:
      return null
  }
}

const mediator = (command: string, data: object): Step => ({ command, by: 'mediator', data })

function answer(at: Situation): Step {
  const reasons = { shareable: 'lieu_complet', internal: 'plus_de_mediateur' }
  return at.fate === 'declined_first' && !at.declined
    ? { command: 'decline', by: 'lieu', data: { reasons } }
    : { command: 'accept', by: 'lieu', data: {} }
}

function diagnostic(at: Situation): Step | null {
  const misses = { missed_once: 1, missed_twice: 2 }[at.fate as string] ?? 0
  if (at.missed < misses) {
    const over = at.appointment !== null && Date.parse(at.appointment) <= at.now.getTime()
    return over ? mediator('record-missed', { on: at.today, reasons: missReasons }) : null
  }
  const ends = {
    elsewhere: { conclusion: 'oriented_elsewhere', reasons: { shareable: 'oriente', internal: 'autre_service' } },
    not_eligible: { conclusion: 'not_eligible', reasons: { shareable: 'hors_criteres', internal: 'deja_equipe' } },
  }[at.fate as string]
  return mediator('record-diagnostic', {
    ...measures(at, at.fate === 'no_training' ? 2 : at.index % 2, 1 + (at.index % 4)),
    equipment: { computer: false, connection: at.index % 3 > 0 },
    needs: {
      training: at.fate !== 'no_training',
      laptop: !at.jobseeker && at.fate !== 'no_laptop',
      mailbox: at.jobseeker,
    },
    conclusion: 'continue',
    reasons: null,
    ...ends,
  })
}

function training(at: Situation): Step {
  if (at.sessions >= planned) {
    const commitmentKept = at.fate !== 'commitment_not_kept'
    return mediator('assess-training', { ...measures(at, 1 + (at.index % 2), 5 + (at.index % 4)), commitmentKept })
  }
  if (at.fate === 'withdrawn_in_training' && at.sessions === 1) {
    const reasons = { shareable: 'situation_changee', internal: 'emploi' }
    return mediator('withdraw', { on: at.today, reasons })
  }
  const present = at.sessions === 0 || at.index % 5 > 0
  const reasons = present ? null : { shareable: 'non_realise', internal: 'transport' }
  return mediator('record-attendance', { session: at.sessions + 1, on: at.today, present, reasons })
}

function followUp(at: Situation): Step {
  if (at.fate === 'lost_to_follow_up') return mediator('record-attempt', { on: at.today, reasons: missReasons })
  const equipped = !['no_laptop', 'commitment_not_kept'].includes(at.fate)
  const demarches = at.index % 3 ? 'seul' : 'avec_aide'
  const questions = at.jobseeker
    ? { instrument: 'suivi-emploi.v1', answers: { emploi: at.index % 2 ? 'en_emploi' : 'en_recherche', demarches } }
    : { instrument: 'suivi-3-mois.v1', answers: { usage: usageOf(equipped, at.index), demarches } }
  return mediator('record-follow-up', {
    on: at.today,
    askedBy: at.mediator,
    ...questions,
    sentiment: { instrument: 'sentiment-competence.v1', value: 6 + (at.index % 4) },
    skills: null,
  })
}

const usageOf = (equipped: boolean, index: number): string =>
  equipped ? (index % 2 ? 'chaque_jour' : 'chaque_semaine') : 'pas_d_ordinateur'

const levels = ['not_acquired', 'in_progress', 'acquired']

/** The four basic skills around a level, and a sentiment of competence; both by the instruments of the Landes. */
function measures(at: Situation, level: number, sentiment: number): object {
  const code = levels[level] ?? 'acquired'
  const better = levels[Math.min(level + 1, 2)] ?? 'acquired'
  return {
    on: at.today,
    askedBy: at.mediator,
    skills: {
      instrument: 'quatre-bases.v1',
      levels: { bases: better, textes: code, internet: code, messagerie: at.index % 2 ? better : code },
    },
    sentiment: { instrument: 'sentiment-competence.v1', value: sentiment },
    pix: null,
  }
}
