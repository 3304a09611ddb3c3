import { commands, facts, fold, ids, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import { dayOf } from '../kernel/wait'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { react, stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

const reasons = { shareable: 'situation_changee', internal: 'sante' }
const pauseUntil = (until: string): JourneyCommand => ({ type: 'Pause', data: { until, reasons } })

function take(state: JourneyState, command: JourneyCommand, now: string): JourneyState {
  const decision = decide(command, state, facts({}, now))
  if (!decision.ok) throw new Error(decision.rule)
  return fold(state, decision.events)
}
const planOf = (state: JourneyState) => plan(state, landes, ids.journey)
const dayOfPlan = (state: JourneyState) => dayOf(planOf(state)?.until ?? '', 'Europe/Paris')
const atRest = (moment: Moment = 'plan_training') =>
  take(journeyAt[moment](), pauseUntil('2026-04-20'), '2026-03-15T09:00:00Z')

test('a journey at rest waits for nothing but the day of its resume, at eight', () => {
  expect(planOf(atRest())).toMatchObject({
    ...{ stage: 'training', task: 'paused', command: 'ResumeByDate', until: '2026-04-20T06:00:00Z' },
    owner: { role: 'mediator', id: ids.mediator },
  })
})

test.each<[string, JourneyCommand, string]>([
  ['until today', pauseUntil('2026-03-15'), 'date_in_past'],
  ['until a day that is past', pauseUntil('2026-03-01'), 'date_in_past'],
  ['for longer than the definition allows', pauseUntil('2026-09-16'), 'date_too_far'],
  [
    'for no known reason',
    { type: 'Pause', data: { until: '2026-04-20', reasons: { ...reasons, internal: 'x' } } },
    'unknown_code',
  ],
])('a pause %s: no', (_, command, rule) => {
  expect(decide(command, journeyAt.plan_training(), facts({}, '2026-03-15T09:00:00Z'))).toMatchObject({
    ok: false,
    rule,
  })
})

test('the longest pause is to the day', () => {
  expect(decide(pauseUntil('2026-09-15'), journeyAt.plan_training(), facts({}, '2026-03-15T09:00:00Z')).ok).toBe(true)
})

test('asked again for the same day: quiet; for another day, the first one is resumed before', () => {
  const given = facts({}, '2026-03-16T09:00:00Z')
  expect(decide(pauseUntil('2026-04-20'), atRest(), given)).toEqual({ ok: true, events: [] })
  expect(decide(pauseUntil('2026-04-21'), atRest(), given)).toMatchObject({ rule: 'journey_paused' })
})

test('what is the mediator’s is not done at rest; ending it and changing hands is', () => {
  const late = facts({}, '2026-03-20T09:00:00Z')
  for (const type of ['PlanTraining', 'RecordDiagnostic', 'Accept', 'Remind', 'Expire'] as const)
    expect(decide(commands[type], atRest(), late)).toMatchObject({ ok: false, rule: 'journey_paused' })
  for (const type of ['Withdraw', 'ChangeLieu', 'NameMediator'] as const)
    expect(decide(commands[type], atRest(), late).ok).toBe(true)
  for (const type of ['Resume', 'ResumeByDate'] as const)
    expect(decide(commands[type], journeyAt.plan_training(), late)).toMatchObject({ rule: 'not_paused' })
})

test('resumed, each wait has what remained of it', () => {
  // Planned from 10 March with a reminder after 15 days: five were spent, ten remain on 20 April.
  expect(dayOfPlan(journeyAt.plan_training())).toBe('2026-03-25')
  const back = take(atRest(), { type: 'ResumeByDate', data: {} }, '2026-04-20T06:00:00Z')
  expect(planOf(back)).toMatchObject({ task: 'plan_training', command: 'Remind' })
  expect(dayOfPlan(back)).toBe('2026-04-30')
  const early = take(atRest(), { type: 'Resume', data: {} }, '2026-03-20T09:00:00Z')
  expect(dayOfPlan(early)).toBe('2026-03-30')
})

test('a follow-up that time alone brings is put off as well', () => {
  const rest = take(journeyAt.await_follow_up(), pauseUntil('2026-07-01'), '2026-06-01T09:00:00Z')
  const back = take(rest, { type: 'Resume', data: {} }, '2026-06-21T09:00:00Z')
  expect(dayOfPlan(journeyAt.await_follow_up())).toBe('2026-08-04')
  expect(dayOfPlan(back)).toBe('2026-08-24')
})

test('an appointment ahead falls with the pause; one that is past stays to be recorded', () => {
  const ahead = take(journeyAt.hold_diagnostic(), pauseUntil('2026-04-20'), '2026-03-05T09:00:00Z')
  expect(ahead).toMatchObject({ task: 'book_diagnostic', appointment: null })
  const past = take(journeyAt.hold_diagnostic(), pauseUntil('2026-04-20'), '2026-03-11T09:00:00Z')
  expect(past).toMatchObject({ task: 'hold_diagnostic', appointment: '2026-03-10T14:00:00Z' })
})

test('both sides are told of the pause by its shareable reason; its end by the date is a question to the lieu', () => {
  const machine = { sub: 'system', role: 'system', lieu: null }
  const mails = (state: JourneyState, command: JourneyCommand, now: string) => {
    const decision = decide(command, state, facts({}, now))
    if (!decision.ok) throw new Error(decision.rule)
    const after = fold(state, decision.events)
    return decision.events.flatMap((event) => react(event, after, landes, ids.journey, machine))
  }
  const told = mails(journeyAt.plan_training(), pauseUntil('2026-04-20'), '2026-03-15T09:00:00Z')
  expect(told.map(({ mail, to, data }) => [mail, to.role, data.reason])).toEqual([
    ['journey_paused', 'prescriber', 'situation_changee'],
    ['journey_paused', 'mediator', 'situation_changee'],
  ])
  const asked = mails(atRest(), { type: 'ResumeByDate', data: {} }, '2026-04-20T06:00:00Z')
  expect(asked.map(({ mail, to, data }) => [mail, to.role, data.by])).toEqual([
    ['journey_resumed', 'prescriber', 'date'],
    ['journey_resumed', 'mediator', 'date'],
  ])
})

test('no reminder that was on its way leaves once the journey is at rest', () => {
  const state = journeyAt.plan_training()
  const decision = decide(commands.Remind, state, facts({}, '2026-03-25T09:00:00Z'))
  if (!decision.ok || state.stage === 'unknown') throw new Error('no reminder')
  const [event] = decision.events
  const reminded = fold(state, decision.events)
  const [mail] = event ? react(event, reminded, landes, ids.journey, { sub: 'x', role: 'system', lieu: null }) : []
  if (!mail) throw new Error('no mail')
  expect(stillDue(reminded, mail)).toBe(true)
  expect(stillDue(take(reminded, pauseUntil('2026-04-20'), '2026-03-25T10:00:00Z'), mail)).toBe(false)
})
