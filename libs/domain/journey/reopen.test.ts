import { statisticsOf } from '../../read-models/statistics/outcome.fold'
import type { OutcomeRow } from '../../read-models/statistics/outcome.row'
import { completed, yearsLater } from '../../testing/correction.fixtures'
import {
  agent,
  commands,
  facts,
  fold,
  ids,
  journeyAt,
  landes,
  type Moment,
  played,
  road,
} from '../../testing/journey.fixtures'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import { plan } from './journey.plan'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const reopening = (state: JourneyState, stage: string | null = null, given: Facts = facts({}, yearsLater)) =>
  decide({ type: 'Reopen', data: { stage, reason: 'personne_revenue' } }, state, given)
const eventsOf = (decision: Decision<JourneyEvent>) => {
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events
}
const reopened = (...given: Parameters<typeof reopening>) => fold(given[0], eventsOf(reopening(...given)))
const withdrawn = (moment: Moment) => {
  const state = journeyAt[moment]()
  const given = facts({}, '2026-08-20T09:00:00Z')
  return fold(state, eventsOf(decide(commands.Withdraw, state, given)))
}

const ended = ['answer_referral', 'choose_lieu', 'book_diagnostic', 'plan_training', 'follow_training'] as const
test.each([...ended, 'await_follow_up', 'ask_follow_up'] as const)(
  'a journey that ended at %s goes on there, as it was, with a new wait',
  (moment) => {
    const before = journeyAt[moment]()
    if (before.stage === 'unknown' || before.stage === 'closed') throw new Error('not open')
    const named = { ...before.found.named, ends: { [before.at]: 1 } }
    const found = { ...before.found, named }
    expect(reopened(withdrawn(moment))).toEqual({ ...before, found, since: yearsLater, reminders: 0 })
    expect(plan(reopened(withdrawn(moment)), landes, ids.journey)?.until).not.toBeNull()
  },
)

test('an appointment of before has passed: another one is booked; misses count from here', () => {
  const { state } = played(
    ...road.slice(0, 3),
    [commands.RecordMissed, facts({}, '2026-03-10T17:00:00Z')],
    [{ type: 'BookAppointment', data: { at: '2026-03-12T14:00:00Z' } }, facts({}, '2026-03-10T18:00:00Z')],
  )
  const closed = fold(state, eventsOf(decide(commands.Withdraw, state, facts({}, '2026-03-11T09:00:00Z'))))
  expect(reopened(closed)).toMatchObject({ task: 'book_diagnostic', appointment: null, missed: 0, misses: [] })
})

test('closed after its last miss and taken up again, one more miss does not close it', () => {
  const miss = (state: JourneyState, day: string) => {
    const given = facts({}, `${day}T08:00:00Z`)
    const book: JourneyCommand = { type: 'BookAppointment', data: { at: `${day}T09:00:00Z` } }
    const booked = fold(state, eventsOf(decide(book, state, given)))
    const missed: JourneyCommand = { ...commands.RecordMissed, data: { ...commands.RecordMissed.data, on: day } }
    return fold(booked, eventsOf(decide(missed, booked, facts({}, `${day}T12:00:00Z`))))
  }
  const closed = ['2026-03-04', '2026-03-05'].reduce(miss, journeyAt.book_diagnostic())
  expect(closed).toMatchObject({ stage: 'closed' })
  const once = miss(reopened(closed), '2029-03-06')
  expect(once).toMatchObject({ stage: 'diagnostic', missed: 1, misses: [{ stage: 'diagnostic', number: 3 }] })
  expect(miss(once, '2029-03-07')).toMatchObject({ stage: 'closed' })
})

test('a journey taken up again before its dotation passes it over: its laptop is there', () => {
  const given = facts({}, '2029-03-20T15:00:00Z')
  const dated = (command: JourneyCommand, on: string): JourneyCommand =>
    ({ ...command, data: { ...(command.data as object), on } }) as JourneyCommand
  const steps = [commands.PlanTraining, dated(commands.RecordAttendance, '2029-03-19')]
  const state = steps.reduce<JourneyState>(
    (before, command) => fold(before, eventsOf(decide(command, before, given))),
    reopened(completed().state, 'training'),
  )
  const events = eventsOf(decide(dated(commands.AssessTraining, '2029-03-20'), state, given))
  expect(events.map(({ type }) => type)).toEqual(['TrainingAssessed', 'StageLeft'])
  expect(events[1]?.data).toMatchObject({ to: 'evaluation', kind: 'evaluation', skipped: ['dotation'] })
  expect(fold(state, events)).toMatchObject({ stage: 'evaluation', found: { handedOver: { device: ids.device } } })
})

test('a completed journey is heard again, and completed again', () => {
  const open = reopened(completed().state)
  expect(open).toMatchObject({ stage: 'evaluation', task: 'ask_follow_up' })
  const followUp: JourneyCommand = {
    ...commands.RecordFollowUp,
    data: { ...commands.RecordFollowUp.data, on: '2029-03-02' },
  }
  const again = fold(open, eventsOf(decide(followUp, open, facts({}, '2029-03-03T09:00:00Z'))))
  expect(again).toMatchObject({ stage: 'closed', outcome: 'completed', closedAt: '2029-03-03T09:00:00Z' })
})

test('in another stage of its definition, from its beginning', () => {
  expect(reopened(completed().state, 'training')).toMatchObject({
    ...{ stage: 'training', at: 'training', task: 'plan_training', recorded: [] },
    found: { handedOver: { device: ids.device } },
  })
})

test('a dotation that ended without a laptop is asked for anew', () => {
  const closed = withdrawn('dotation')
  const asked = ['JourneyReopened', 'DotationRequested']
  expect(eventsOf(reopening(closed)).map(({ type }) => type)).toEqual(asked)
  expect(reopened(closed)).toMatchObject({ stage: 'dotation', task: 'dotation', device: null })
  const trained = fold(
    reopened(closed, 'training'),
    eventsOf(decide(commands.PlanTraining, reopened(closed, 'training'), facts({}, yearsLater))),
  )
  expect(trained).toMatchObject({ stage: 'training', found: { handedOver: null } })
})

test('a dotation that was never opened is asked for', () => {
  const closed = withdrawn('plan_training')
  expect(eventsOf(reopening(closed, 'dotation')).map(({ type }) => type)).toEqual([
    'JourneyReopened',
    'DotationRequested',
  ])
  expect(reopened(closed, 'dotation')).toMatchObject({ stage: 'dotation', task: 'dotation', device: null })
})

test.each<[string, JourneyState, string | null, Facts, string]>([
  ['one that is open', journeyAt.plan_training(), null, facts(), 'journey_not_closed'],
  ['one that is not there', { stage: 'unknown' }, null, facts(), 'unknown_stream'],
  ['at a stage that is not there', completed().state, 'nowhere', facts(), 'unknown_code'],
  ['at the dotation, with a laptop handed over', completed().state, 'dotation', facts(), 'dotation_ended'],
  ['at its prescription, long past', completed().state, 'prescription', facts(), 'stage_not_reopened'],
  ['further on, with nobody who follows it', withdrawn('answer_referral'), 'training', facts(), 'stage_not_reopened'],
  [
    'while the person follows another version of it',
    completed().state,
    null,
    facts({ following: [landes.id.replace(/v1$/, 'v2')] }),
    'already_followed',
  ],
  [
    'while the person follows the same journey again',
    completed().state,
    null,
    facts({ following: [landes.id] }),
    'already_followed',
  ],
])('%s is not reopened', (_, state, stage, given, rule) => {
  expect(reopening(state, stage, given)).toMatchObject({ ok: false, rule })
})

test('a reason that is not in the list is refused', () => {
  const command: JourneyCommand = { type: 'Reopen', data: { stage: null, reason: 'pourquoi_pas' } }
  expect(decide(command, completed().state, facts())).toMatchObject({
    rule: 'unknown_code',
    details: { field: 'reason' },
  })
})

describe('a mediator who has become full meanwhile', () => {
  const full = { capacity: 3, followed: 3 }
  const outside = { agent: agent({ capacity: 3 }), followed: 3 }
  const coordinator = { sub: 'c', role: 'coordinator', lieu: null }
  const again = (stage: string, given: Facts) => reopening(completed().state, stage, given)

  test('is given the person back by a coordinator alone, and the event says so', () => {
    expect(again('training', facts(outside, yearsLater))).toMatchObject({
      rule: 'mediator_full',
      details: { field: 'mediator', ...full },
    })
    const [event] = eventsOf(again('training', facts(outside, yearsLater, { actor: coordinator })))
    expect(event?.data).toMatchObject({ overCapacity: full })
    const [ordinary] = eventsOf(again('training', facts({ ...outside, followed: 2 }, yearsLater)))
    expect(ordinary?.data).not.toHaveProperty('overCapacity')
  })

  test('follows somebody up, who takes no place', () => {
    const [event] = eventsOf(again('evaluation', facts(outside, yearsLater)))
    expect(event?.data).not.toHaveProperty('overCapacity')
  })
})

describe('who is told', () => {
  const mails = (closed: JourneyState, by: Facts['actor']) => {
    const [event] = eventsOf(reopening(closed))
    return react(event as JourneyEvent, reopened(closed), landes, ids.journey, by).map(({ mail, to }) => [
      mail,
      to.role,
    ])
  }
  const coordinator = { sub: 'c', role: 'coordinator', lieu: null }

  test('the prescriber and the mediator, but not of what they did', () => {
    expect(mails(completed().state, coordinator)).toEqual([
      ['journey_reopened', 'prescriber'],
      ['journey_reopened', 'mediator'],
    ])
    expect(mails(completed().state, facts().actor)).toEqual([['journey_reopened', 'prescriber']])
  })

  test('a lieu that had not answered is asked again; a prescriber who has to choose is told', () => {
    expect(mails(withdrawn('answer_referral'), coordinator)).toEqual([
      ['journey_reopened', 'prescriber'],
      ['referral_received', 'lieu'],
    ])
    expect(mails(withdrawn('choose_lieu'), coordinator)).toEqual([['journey_reopened', 'prescriber']])
  })
})

test('completed, reopened and completed again counts once, and the time in between is in no stage', () => {
  const { log, state } = completed()
  const open = eventsOf(reopening(state))
  const followUp: JourneyCommand = {
    ...commands.RecordFollowUp,
    data: {
      ...commands.RecordFollowUp.data,
      on: '2029-03-02',
      sentiment: { instrument: 'sentiment-competence.v1', value: 10 },
    },
  }
  const again = eventsOf(decide(followUp, fold(state, open), facts({}, '2029-03-03T09:00:00Z')))
  const count = (events: readonly JourneyEvent[]) =>
    events.reduce<OutcomeRow | null>((row, event) => statisticsOf(row, ids.journey, event), null)
  const [once, between, twice] = [count(log), count([...log, ...open]), count([...log, ...open, ...again])]
  expect(between).toMatchObject({ stage: 'evaluation', outcome: null, closed_at: null, age_band: null, gender: null })
  const seconds = (once?.stage_seconds.evaluation ?? 0) + 86_400
  expect(twice).toEqual({
    ...once,
    closed_at: '2029-03-03T09:00:00Z',
    stage_since: '2029-03-03T09:00:00Z',
    stage_seconds: { ...once?.stage_seconds, evaluation: seconds },
    follow_up: { ...once?.follow_up, sentiment: { instrument: 'sentiment-competence.v1', value: 10 } },
  })
})
