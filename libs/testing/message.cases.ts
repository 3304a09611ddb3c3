import { outcomeCodes } from '../contracts/codes'
import type { Intent } from '../domain/kernel/decider'
import type { LetterFacts } from '../mail/letter'
import { ids } from './journey.fixtures'
import type { MailCase } from './mail.cases'

export const you: Partial<LetterFacts> = {
  to: 'beneficiary',
  person: { initials: null, reference: null },
  before: null,
}
const appointment = { place: ids.place, at: '2026-03-10T14:00:00Z', stage: 'diagnostic' }
const ended = (outcome: string, at: string | null = null) => ({
  ...{ place: ids.place, outcome, appointment: at },
  stage: 'diagnostic',
})

const alone = { isShared: false, represents: false, byPhone: false }
/** Where somebody else reads the mailbox. */
export const shared: Partial<LetterFacts> = { ...you, reading: { ...alone, isShared: true } }
const represents: Partial<LetterFacts> = { ...you, reading: { ...alone, represents: true } }
const calls: Partial<LetterFacts> = { before: null, reading: { ...alone, byPhone: true } }

/** What the person reads, or hears from whoever passes it on. */
export const messages: readonly (readonly [Intent['mail'], Intent['data'], string])[] = [
  ['referral_accepted_you', { place: ids.place }, 'Un médiateur va vous contacter.'],
  ['appointment_booked_you', appointment, 'Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.'],
  ['appointment_moved', appointment, 'Votre nouveau rendez-vous est le mardi 10 mars 2026 à 15 h.'],
  ['appointment_reminder_you', appointment, 'N’oubliez pas : vous avez rendez-vous le mardi 10 mars 2026 à 15 h.'],
  ['appointment_off_you', appointment, 'Le rendez-vous du mardi 10 mars 2026 à 15 h est annulé.'],
  [
    'lieu_changed_you',
    { place: ids.place, appointment: appointment.at, stage: 'diagnostic' },
    'Le rendez-vous du mardi 10 mars 2026 à 15 h est annulé.',
  ],
  ['laptop_ready_you', { place: ids.place }, 'Un ordinateur est prêt pour vous.'],
  ['replacement_awaited_you', { place: ids.place }, 'Nous vous préviendrons quand il sera prêt.'],
  ['replacement_off_you', { place: ids.place }, 'Votre ordinateur en panne n’a pas été remplacé.'],
  ['follow_up_you', { place: ids.place }, 'Le lieu va vous contacter pour faire un point avec vous.'],
  ['journey_ended_you', ended('withdrawn', appointment.at), 'Le rendez-vous du mardi 10 mars 2026 à 15 h est annulé.'],
  ...outcomeCodes.map(
    (code) => ['journey_ended_you', ended(code), 'Si vous avez une question, contactez le lieu.'] as const,
  ),
]

/** To the person, where others read the mailbox, and to whoever passes it on. */
export const messageCases: readonly MailCase[] = [
  ...messages.flatMap(([kind, data, sentence]): MailCase[] => [
    [kind, data, you, [sentence, 'Pour contacter le lieu', '05 58 00 00 00']],
    [kind, data, represents, ['Ce message est pour la personne que vous représentez.', sentence]],
    [kind, data, { to: 'mediator', before: null }, ['vous êtes son contact', 'Dites-lui dès que possible', sentence]],
    [kind, data, shared, ['Médiathèque inventée de Dax souhaite vous joindre.']],
    [kind, data, { ...calls, to: 'mediator' }, ['Appelez-la et dites-lui', sentence, 'Initiales : Z. I.']],
    [kind, data, { to: 'prescriber', before: null }, ['vous êtes son contact', 'Dites-lui dès que possible', sentence]],
  ]),
  ['appointment_calendar', appointment, { before: null }, ['Le rendez-vous est le mardi 10 mars 2026 à 15 h.']],
  [
    'appointment_cancelled',
    appointment,
    { before: null },
    ['Le rendez-vous du mardi 10 mars 2026 à 15 h n’aura pas lieu'],
  ],
]
