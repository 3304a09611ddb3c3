import { commands, facts, fold, ids, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import type { Intent } from '../kernel/decider'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { react, stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

/** The mails of one command, and the state it leaves. */
function mails(moment: Moment, command: JourneyCommand, now: string): { intents: Intent[]; state: JourneyState } {
  const decision = decide(command, journeyAt[moment](), facts({}, now))
  if (!decision.ok) throw new Error(decision.rule)
  let state = journeyAt[moment]()
  const intents: Intent[] = []
  for (const event of decision.events) {
    state = fold(state, [event])
    intents.push(...react(event, state, landes, ids.journey))
  }
  return { intents, state }
}

const summary = ({ intents }: { intents: Intent[] }) => intents.map(({ mail, to }) => [mail, to.role, to.id])

test.each<[Moment, JourneyCommand, string, (readonly [string, string, string])[]]>([
  ['unknown', commands.Refer, '2026-03-02T09:00:00Z', [['referral_received', 'lieu', ids.place]]],
  ['answer_referral', commands.Accept, '2026-03-03T09:00:00Z', [['referral_accepted', 'prescriber', ids.prescriber]]],
  ['answer_referral', commands.Decline, '2026-03-03T09:00:00Z', [['referral_back', 'prescriber', ids.prescriber]]],
  ['answer_referral', commands.Expire, '2026-04-02T09:00:00Z', [['referral_back', 'prescriber', ids.prescriber]]],
  ['answer_referral', commands.Remind, '2026-03-12T09:00:00Z', [['task_reminder', 'lieu', ids.place]]],
  ['choose_lieu', commands.ChooseLieu, '2026-03-12T09:00:00Z', [['referral_received', 'lieu', ids.otherPlace]]],
  ['choose_lieu', commands.Remind, '2026-03-12T09:00:00Z', [['task_reminder', 'prescriber', ids.prescriber]]],
  [
    'book_diagnostic',
    commands.BookAppointment,
    '2026-03-04T09:00:00Z',
    [['diagnostic_booked', 'prescriber', ids.prescriber]],
  ],
  ['await_follow_up', commands.OpenFollowUp, '2026-08-04T09:00:00Z', [['follow_up_due', 'mediator', ids.mediator]]],
  [
    'ask_follow_up',
    commands.RecordFollowUp,
    '2026-08-20T09:00:00Z',
    [['journey_closed', 'prescriber', ids.prescriber]],
  ],
  ['follow_training', commands.AssessTraining, '2026-04-20T09:00:00Z', []],
])('%s: who is told', (moment, command, now, expected) => {
  expect(summary(mails(moment, command, now))).toEqual(expected)
})

test('a prescriber never reads the reason that is for the lieu alone, nor what was missed', () => {
  const declined = mails('answer_referral', commands.Decline, '2026-03-03T09:00:00Z')
  expect(declined.intents[0]?.data).toMatchObject({ reason: 'lieu_complet' })
  expect(JSON.stringify(declined.intents)).not.toContain('plus_de_mediateur')
  const missed = mails('hold_diagnostic', commands.RecordMissed, '2026-03-10T15:00:00Z')
  expect(missed.intents).toEqual([])
})

test('a request is due while its wait lasts, and news for ever', () => {
  const { intents, state } = mails('unknown', commands.Refer, '2026-03-02T09:00:00Z')
  const request = intents[0] as Intent
  expect(stillDue(state, request)).toBe(true)
  expect(stillDue(journeyAt.book_diagnostic(), request)).toBe(false)
  expect(stillDue(journeyAt.closed(), request)).toBe(false)
  expect(stillDue(journeyAt.closed(), { ...request, task: null })).toBe(true)
})

test('a request of an earlier wait for the same task is not due any more', () => {
  const { intents, state } = mails('choose_lieu', commands.ChooseLieu, '2026-03-12T09:00:00Z')
  const first = mails('unknown', commands.Refer, '2026-03-02T09:00:00Z').intents[0] as Intent
  expect(stillDue(state, first)).toBe(false)
  expect(stillDue(state, intents[0] as Intent)).toBe(true)
})
