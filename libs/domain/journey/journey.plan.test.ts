import { after, commands, facts, fold, ids, journeyAt, landes } from '../../testing/journey.fixtures'
import { compareInstants, dayOf } from '../kernel/wait'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import type { JourneyState } from './journey.state'

const planOf = (state: JourneyState) => plan(state, landes, ids.journey)
const dayOfPlan = (state: JourneyState) => dayOf(planOf(state)?.until ?? '', 'Europe/Paris')

test('before the referral nothing is awaited, and after the end neither', () => {
  expect(planOf(journeyAt.unknown())).toBeNull()
  expect(planOf(journeyAt.closed())).toMatchObject({
    stage: 'closed',
    until: null,
    command: null,
    outcome: 'withdrawn',
  })
})

test.each([
  ['answer_referral', 'lieu', ids.place, '2026-03-12', 'Remind'],
  ['choose_lieu', 'prescriber', ids.prescriber, '2026-03-13', 'Remind'],
  ['book_diagnostic', 'mediator', ids.mediator, '2026-03-13', 'Remind'],
  ['hold_diagnostic', 'mediator', ids.mediator, '2026-03-09', 'RemindAppointment'],
  ['plan_training', 'mediator', ids.mediator, '2026-03-25', 'Remind'],
  ['follow_training', 'mediator', ids.mediator, '2026-04-19', 'Remind'],
  ['ask_follow_up', 'mediator', ids.mediator, '2026-08-14', 'Remind'],
] as const)('%s waits for the %s', (moment, role, id, day, command) => {
  const state = journeyAt[moment]()
  expect(planOf(state)).toMatchObject({ task: moment, owner: { role, id }, command, child: null })
  expect(dayOfPlan(state)).toBe(day)
})

test('the follow-up waits for nobody but time', () => {
  expect(planOf(journeyAt.await_follow_up())).toMatchObject({ owner: null, command: 'OpenFollowUp' })
  expect(dayOfPlan(journeyAt.await_follow_up())).toBe('2026-08-04')
})

test('the follow-up is counted from the day the laptop was handed over, whenever that was written down', () => {
  const state = journeyAt.await_follow_up()
  if (state.stage !== 'evaluation') throw new Error('not in evaluation')
  const on = (day: string) =>
    dayOfPlan({ ...state, found: { ...state.found, handedOver: { device: ids.device, on: day } } })
  expect(on(dayOf(state.since, 'Europe/Paris'))).toBe(dayOfPlan(state))
  expect(on('2026-04-20')).toBe('2026-07-20')
})

test('a day begins at midnight of the territory, not of UTC', () => {
  const late = after([commands.Refer, facts({}, '2026-03-02T23:30:00.000Z')])
  expect(late).toMatchObject({ referral: { referredOn: '2026-03-03' } })
})

test('a dotation has no deadline of its own: its child holds it', () => {
  expect(planOf(journeyAt.dotation())).toMatchObject({ until: null, command: null, child: ids.dotation })
})

test.each([
  'answer_referral',
  'choose_lieu',
  'book_diagnostic',
  'plan_training',
  'follow_training',
  'ask_follow_up',
] as const)('every deadline of %s is strictly later than the one before, and the wait ends', (moment) => {
  let state: JourneyState = journeyAt[moment]()
  let before = '2026-01-01T00:00:00Z'
  for (let step = 0; step < 30; step += 1) {
    const { until, command } = planOf(state) ?? {}
    if (
      !until ||
      (command !== 'Remind' && command !== 'Expire') ||
      (state.stage !== 'closed' && state.stage !== 'unknown' && state.task !== moment)
    )
      break
    expect(compareInstants(until, before)).toBeGreaterThan(0)
    before = until
    const decision = decide({ type: command, data: {} }, state, facts({}, until))
    if (!decision.ok) throw new Error(decision.rule)
    state = fold(state, decision.events)
  }
  expect(state.stage === 'closed' || (state.stage === 'prescription' && state.task !== moment)).toBe(true)
})

test('reminded once at ten days, expired at thirty, then thirty days to choose another lieu', () => {
  const referred = journeyAt.answer_referral()
  const remind = planOf(referred)
  const reminded = decide(commands.Remind, referred, facts({}, remind?.until ?? ''))
  const state = reminded.ok ? fold(referred, reminded.events) : referred
  expect(planOf(state)).toMatchObject({ command: 'Expire', task: 'answer_referral' })
  expect(dayOfPlan(state)).toBe('2026-04-01')
  const expired = decide(commands.Expire, state, facts({}, planOf(state)?.until ?? ''))
  const back = expired.ok ? fold(state, expired.events) : state
  expect(planOf(back)).toMatchObject({ task: 'choose_lieu', owner: { role: 'prescriber' }, command: 'Remind' })
})
