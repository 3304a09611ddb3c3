import { commands, facts, fold, ids, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import type { Facts } from '../facts'
import type { Intent } from '../kernel/decider'
import { reactForBeneficiary } from './beneficiary.react'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { stillDue } from './journey.react'

/** What the person and the calendars are told after a command, and the state that it leaves. */
function told(moment: Moment, command: JourneyCommand, now: string, over: Partial<Facts> = {}) {
  const decision = decide(command, journeyAt[moment](), facts({}, now, over))
  if (!decision.ok) throw new Error(decision.rule)
  let state = journeyAt[moment]()
  const intents: Intent[] = []
  for (const event of decision.events) {
    const before = state
    state = fold(state, [event])
    intents.push(...reactForBeneficiary(event, before, state))
  }
  return { intents, state }
}
const summary = ({ intents }: { intents: readonly Intent[] }) => intents.map(({ mail, to }) => `${mail} → ${to.role}`)
const withdraw = (internal = 'renonce'): JourneyCommand => ({
  type: 'Withdraw',
  data: { on: '2026-03-05', reasons: { shareable: 'souhait_de_la_personne', internal } },
})
const prescriber = { actor: { sub: ids.prescriber, role: 'prescriber', lieu: null } }
const pause: JourneyCommand = { ...commands.Pause, data: { ...commands.Pause.data, until: '2026-04-05' } }
const bound = {
  decided: [
    {
      stream: ids.dotation,
      event: { type: 'LaptopReserved', data: { device: ids.device }, at: '2026-05-04T09:00:00Z' },
    },
  ],
}

test.each<[string, Moment, JourneyCommand, string, readonly string[], Partial<Facts>?]>([
  ['a referral', 'unknown', commands.Refer, '2026-03-02T09:00:00Z', []],
  [
    'its acceptance',
    'answer_referral',
    commands.Accept,
    '2026-03-03T09:00:00Z',
    ['referral_accepted_you → beneficiary'],
  ],
  [
    'a refusal of the lieu, which the prescriber handles',
    'answer_referral',
    commands.Decline,
    '2026-03-03T09:00:00Z',
    [],
  ],
  [
    'an appointment',
    'book_diagnostic',
    commands.BookAppointment,
    '2026-03-04T09:00:00Z',
    ['appointment_booked_you → beneficiary', 'appointment_calendar → mediator'],
  ],
  [
    'another day for it',
    'hold_diagnostic',
    commands.BookAppointment,
    '2026-03-05T09:00:00Z',
    ['appointment_moved → beneficiary', 'appointment_calendar → mediator'],
  ],
  ['a missed one', 'hold_diagnostic', commands.RecordMissed, '2026-03-10T16:00:00Z', []],
  [
    'a laptop',
    'dotation',
    { type: 'Bind', data: {} },
    '2026-05-04T09:00:00Z',
    ['laptop_ready_you → beneficiary'],
    bound,
  ],
  ['the follow-up', 'await_follow_up', commands.OpenFollowUp, '2026-08-04T09:10:00Z', ['follow_up_you → beneficiary']],
  [
    'the answers',
    'ask_follow_up',
    commands.RecordFollowUp,
    '2026-08-10T09:10:00Z',
    ['journey_ended_you → beneficiary'],
  ],
  [
    'an end before the appointment',
    'hold_diagnostic',
    withdraw(),
    '2026-03-05T09:00:00Z',
    ['journey_ended_you → beneficiary', 'appointment_cancelled → mediator'],
  ],
  [
    'a pause before it',
    'hold_diagnostic',
    pause,
    '2026-03-05T09:00:00Z',
    ['appointment_off_you → beneficiary', 'appointment_cancelled → mediator'],
  ],
  ['a pause without an appointment', 'book_diagnostic', pause, '2026-03-05T09:00:00Z', []],
  [
    'another lieu before it',
    'hold_diagnostic',
    commands.ChangeLieu,
    '2026-03-05T09:00:00Z',
    ['lieu_changed_you → beneficiary', 'appointment_cancelled → mediator'],
  ],
  [
    'another lieu after that',
    'plan_training',
    commands.ChangeLieu,
    '2026-03-12T09:00:00Z',
    ['lieu_changed_you → beneficiary'],
  ],
  ['another lieu that is asked', 'answer_referral', commands.ChangeLieu, '2026-03-03T09:00:00Z', [], prescriber],
  [
    'another mediator, who takes the appointment over',
    'hold_diagnostic',
    commands.NameMediator,
    '2026-03-05T09:00:00Z',
    ['appointment_cancelled → mediator', 'appointment_calendar → mediator'],
  ],
  ['another mediator without one', 'plan_training', commands.NameMediator, '2026-03-12T09:00:00Z', []],
  ['an end after it', 'hold_diagnostic', withdraw(), '2026-03-11T09:00:00Z', ['journey_ended_you → beneficiary']],
])('%s', (_, moment, command, now, expected, over = {}) => {
  expect(summary(told(moment, command, now, over))).toEqual(expected)
})

test('whoever has died is not written to; an appointment still leaves the calendar of the mediator', () => {
  expect(summary(told('hold_diagnostic', withdraw('deces'), '2026-03-05T09:00:00Z'))).toEqual([
    'appointment_cancelled → mediator',
  ])
})

test('which reason leaves the person in peace is data: another word for a death does as much, and no word does it alone', () => {
  const end = (silent: boolean) => {
    const internal = [{ code: 'mort', fr: 'Mort', silent }]
    const definition = { ...landes, refusals: { ...landes.refusals, end: { ...landes.refusals.end, internal } } }
    return told('hold_diagnostic', withdraw('mort'), '2026-03-05T09:00:00Z', { definition })
  }
  expect(summary(end(true))).toEqual(['appointment_cancelled → mediator'])
  expect(summary(end(false))).toEqual(['journey_ended_you → beneficiary', 'appointment_cancelled → mediator'])
})

test('the end says which appointment is cancelled, and no reason', () => {
  const [you] = told('hold_diagnostic', withdraw(), '2026-03-05T09:00:00Z').intents
  expect(you?.data).toEqual({
    ...{ outcome: 'withdrawn', place: ids.place, stage: 'diagnostic' },
    appointment: '2026-03-10T14:00:00Z',
  })
})

test('what tells of something that is over is not due any more', () => {
  const { intents, state } = told('book_diagnostic', commands.BookAppointment, '2026-03-04T09:00:00Z')
  for (const intent of intents) {
    expect(stillDue(state, intent)).toBe(true)
    expect(stillDue(journeyAt.plan_training(), intent)).toBe(false)
    expect(stillDue(journeyAt.closed(), intent)).toBe(false)
  }
})
