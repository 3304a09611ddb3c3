import type { OutcomeCode } from '../../contracts/codes'
import type { Reading } from '../letter'
import type { MailData } from '../mail.data'
import type { DateWords } from './date.words'

/** The kinds of mail that the beneficiary reads. */
export const beneficiaryKinds = [
  'referral_accepted_you',
  'appointment_booked_you',
  'appointment_moved',
  'appointment_reminder_you',
  'appointment_off_you',
  'lieu_changed_you',
  'laptop_ready_you',
  'replacement_awaited_you',
  'replacement_off_you',
  'follow_up_you',
  'journey_ended_you',
] as const
export type BeneficiaryKind = (typeof beneficiaryKinds)[number]

export const isForBeneficiary = (kind: string): kind is BeneficiaryKind =>
  (beneficiaryKinds as readonly string[]).includes(kind)

/** Whether it is of no use a few days later, when a letter comes. */
export const isUrgent = (kind: string): boolean => kind === 'appointment_reminder_you'

/** What a person is told: short sentences, one idea each, the same on screen, on paper and by voice. */
export interface Message {
  readonly title: string
  readonly sentences: readonly string[]
}

interface Known {
  readonly words: DateWords
  /** Name of the place that follows the person. */
  readonly place: string | null
}

const cannotCome = 'Si vous ne pouvez pas venir, prévenez le lieu.'
const place = ({ place: name }: Known) => (name ? [`Le rendez-vous est ici : ${name}.`] : [])

const cancelled = (appointment: string | null, { words }: Known) =>
  appointment ? [`Le rendez-vous du ${words.moment(appointment)} est annulé.`] : []

type Messages = { readonly [K in BeneficiaryKind]: (data: MailData[K], known: Known) => Message }

/** Every message. Never a reason, a level or what was missed; a new kind does not compile until it has its words. */
const messages: Messages = {
  referral_accepted_you: (_, known) => ({
    title: 'Votre demande est acceptée',
    sentences: [
      `${known.place ?? 'Le lieu'} va vous accompagner.`,
      'Un médiateur va vous contacter.',
      'Vous n’avez rien à faire pour le moment.',
    ],
  }),
  appointment_booked_you: ({ at }, known) => ({
    title: 'Votre rendez-vous',
    sentences: [`Vous avez rendez-vous le ${known.words.moment(at)}.`, ...place(known), cannotCome],
  }),
  appointment_moved: ({ at }, known) => ({
    title: 'Votre rendez-vous change de date',
    sentences: [
      `Votre nouveau rendez-vous est le ${known.words.moment(at)}.`,
      'L’ancienne date ne compte plus.',
      ...place(known),
      cannotCome,
    ],
  }),
  appointment_reminder_you: ({ at }, known) => ({
    title: 'Rappel de votre rendez-vous',
    sentences: [`N’oubliez pas : vous avez rendez-vous le ${known.words.moment(at)}.`, ...place(known), cannotCome],
  }),
  appointment_off_you: ({ at, again }, known) => ({
    title: 'Votre rendez-vous est annulé',
    sentences: [
      `Le rendez-vous du ${known.words.moment(at)} est annulé.`,
      ...(again ? ['Le lieu vous contactera pour en choisir un autre.'] : []),
      'Vous n’avez rien à faire pour le moment.',
    ],
  }),
  lieu_changed_you: ({ appointment }, known) => ({
    title: 'Un autre lieu vous accompagne',
    sentences: [
      `${known.place ?? 'Un autre lieu'} vous accompagne maintenant.`,
      ...cancelled(appointment, known),
      'Ce lieu va vous contacter.',
    ],
  }),
  laptop_ready_you: () => ({
    title: 'Votre ordinateur est prêt',
    sentences: [
      'Un ordinateur est prêt pour vous.',
      'Contactez le lieu pour choisir le jour où vous venez le chercher.',
    ],
  }),
  replacement_awaited_you: () => ({
    title: 'Votre ordinateur va être remplacé',
    sentences: [
      'Votre ordinateur en panne est repris.',
      'Un autre va être préparé pour vous.',
      'Nous vous préviendrons quand il sera prêt.',
    ],
  }),
  replacement_off_you: () => ({
    title: 'Votre ordinateur n’a pas été remplacé',
    sentences: [
      'Votre ordinateur en panne n’a pas été remplacé.',
      'Contactez le lieu pour savoir ce qui est possible.',
    ],
  }),
  follow_up_you: () => ({
    title: 'Un point sur votre parcours',
    sentences: [
      'Le lieu va vous contacter pour faire un point avec vous.',
      'Il vous posera quelques questions sur l’ordinateur et internet.',
      'Vous pouvez aussi le contacter.',
    ],
  }),
  journey_ended_you: ({ outcome, appointment }, known) => ({
    title: endTitles[outcome],
    sentences: [
      `${endTitles[outcome]}.`,
      ...cancelled(appointment, known),
      'Si vous avez une question, contactez le lieu.',
    ],
  }),
}

const stopped = 'Votre parcours s’arrête'
const endTitles: Readonly<Record<OutcomeCode, string>> = {
  completed: 'Votre parcours est terminé',
  lost_to_follow_up: 'Votre parcours est terminé',
  withdrawn: stopped,
  expired: stopped,
  not_started: stopped,
  not_eligible: 'Votre demande ne peut pas aller plus loin',
  oriented_elsewhere: 'Un autre service va vous aider',
}

/** What is told where somebody else reads the mailbox: who wants to reach the person, and nothing else. */
const neutral = ({ place: name }: Known): Message => ({
  title: 'Un message de votre lieu',
  sentences: [`${name ?? 'Votre lieu'} souhaite vous joindre.`, 'Merci de le contacter.'],
})

/** The message of a kind, as whoever reads it is told it. */
export const messageOf = <K extends BeneficiaryKind>(
  kind: K,
  data: MailData[K],
  known: Known,
  reading: Pick<Reading, 'isShared' | 'represents'>,
): Message => {
  if (reading.isShared) return neutral(known)
  const { title, sentences } = messages[kind](data, known)
  return { title, sentences: reading.represents ? [forThem, ...sentences] : sentences }
}

const forThem = 'Ce message est pour la personne que vous représentez.'
