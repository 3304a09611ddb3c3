import { commands, facts, fold, ids, agent, journeyAt, landesStages } from '../../testing/journey.fixtures'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'

/** The rule that refused; whatever is wrong with what was said names its field. */
const rule = (decision: ReturnType<typeof decide>): string => {
  if (decision.ok) return 'accepted'
  if (!/wrong_stage|no_session_attended/.test(decision.rule)) expect(decision.details).toHaveProperty('field')
  return decision.rule
}

describe('the diagnostic', () => {
  test('an appointment is in the future, and may be moved', () => {
    const state = journeyAt.hold_diagnostic()
    expect(rule(decide(commands.BookAppointment, state, facts({}, '2026-03-11T00:00:00Z')))).toBe('date_in_past')
    const moved = decide(commands.BookAppointment, state, facts({}, '2026-03-09T00:00:00Z'))
    expect(moved.ok && fold(state, moved.events)).toMatchObject({ since: '2026-03-10T14:00:00Z', reminders: 0 })
  })

  test('an appointment years ahead, where nobody would be reminded, is refused', () => {
    const far: JourneyCommand = { type: 'BookAppointment', data: { at: '2999-01-01T10:00:00Z' } }
    expect(rule(decide(far, journeyAt.book_diagnostic(), facts()))).toBe('date_too_far')
    const within: JourneyCommand = { type: 'BookAppointment', data: { at: '2026-05-30T09:00:00Z' } }
    expect(rule(decide(within, journeyAt.book_diagnostic(), facts()))).toBe('accepted')
  })

  test('nobody misses an appointment that is still to come', () => {
    const early = decide(commands.RecordMissed, journeyAt.hold_diagnostic(), facts({}, '2026-03-10T13:59:00Z'))
    expect(rule(early)).toBe('before_appointment')
  })

  test('the second miss gives the journey back as not started, without detail', () => {
    const first = journeyAt.hold_diagnostic()
    const now = facts({}, '2026-03-10T15:00:00Z')
    const missed = decide(commands.RecordMissed, first, now)
    const rebook = missed.ok ? fold(first, missed.events) : first
    expect(rebook).toMatchObject({ stage: 'diagnostic', task: 'book_diagnostic', missed: 1 })
    const again = { type: 'BookAppointment', data: { at: '2026-03-17T09:00:00Z' } } as const
    const booked = decide(again, rebook, now)
    const second = booked.ok ? fold(rebook, booked.events) : rebook
    const last = decide(
      { type: 'RecordMissed', data: { ...commands.RecordMissed.data, on: '2026-03-17' } },
      second,
      facts({}, '2026-03-17T10:00:00Z'),
    )
    expect(last.ok && fold(second, last.events)).toMatchObject({
      stage: 'closed',
      outcome: 'not_started',
      reasons: { shareable: 'non_realise', internal: 'sans_suite' },
    })
  })

  const answer = commands.RecordDiagnostic.data
  test.each<[string, object]>([
    ['date_in_future', { on: '2026-03-12' }],
    ['date_before_consent', { on: '2026-02-28' }],
    ['wrong_instrument', { skills: { ...answer.skills, instrument: 'quatre-bases.v0' } }],
    ['incomplete_answers', { skills: { ...answer.skills, levels: { bases: 'acquired' } } }],
    ['unknown_code', { skills: { ...answer.skills, levels: { ...answer.skills.levels, jeux: 'acquired' } } }],
    ['out_of_scale', { skills: { ...answer.skills, levels: { ...answer.skills.levels, bases: 'expert' } } }],
    ['wrong_instrument', { sentiment: { instrument: 'x', value: 3 } }],
    ['out_of_scale', { sentiment: { ...answer.sentiment, value: 11 } }],
    ['out_of_scale', { sentiment: { ...answer.sentiment, value: -1 } }],
    ['wrong_instrument', { pix: { instrument: 'pix-crcn.v0', levels: {} } }],
    ['out_of_scale', { pix: { instrument: 'pix-crcn.v1', levels: { '1.1': 9 } } }],
    ['out_of_scale', { pix: { instrument: 'pix-crcn.v1', levels: { '1.4': 1 } } }],
    ['reasons_required', { conclusion: 'oriented_elsewhere' }],
    ['reasons_unwanted', { reasons: { shareable: 'oriente', internal: 'autre_service' } }],
    ['unknown_code', { conclusion: 'not_eligible', reasons: { shareable: 'x', internal: 'autre_service' } }],
  ])('is refused by %s', (expected, over) => {
    const command = { type: 'RecordDiagnostic', data: { ...answer, ...over } } as JourneyCommand
    expect(rule(decide(command, journeyAt.hold_diagnostic(), facts({}, '2026-03-11T09:00:00Z')))).toBe(expected)
  })

  test('is asked by an agent of the structure that follows the journey', () => {
    const now = '2026-03-11T09:00:00Z'
    const by = (who: ReturnType<typeof agent> | null) =>
      rule(decide(commands.RecordDiagnostic, journeyAt.hold_diagnostic(), facts({ agent: who }, now)))
    expect(by(null)).toBe('unknown_agent')
    expect(by(agent({ structure: ids.otherStructure }))).toBe('agent_of_another_structure')
    expect(by(agent())).toBe('accepted')
  })
})

describe('the training', () => {
  const now = '2026-04-21T09:00:00Z'
  const session = commands.RecordAttendance.data

  test.each<[string, object]>([
    ['unknown_session', { session: 4 }],
    ['session_already_recorded', { session: 1 }],
    ['reasons_required', { session: 2, present: false }],
    ['reasons_unwanted', { session: 2, reasons: { shareable: 'non_realise', internal: 'absent' } }],
    ['unknown_code', { session: 2, present: false, reasons: { shareable: 'non_realise', internal: 'gel' } }],
    ['date_in_future', { session: 2, on: '2026-04-22' }],
    ['accepted', { session: 2 }],
    ['accepted', { session: 3, present: false, reasons: { shareable: 'non_realise', internal: 'absent' } }],
  ])('a session: %s', (expected, over) => {
    const command = { type: 'RecordAttendance', data: { ...session, ...over } } as JourneyCommand
    expect(rule(decide(command, journeyAt.follow_training(), facts({}, now)))).toBe(expected)
  })

  test('cannot be assessed when nobody came', () => {
    const planned = decide(commands.PlanTraining, journeyAt.plan_training(), facts({}, now))
    const state = planned.ok ? fold(journeyAt.plan_training(), planned.events) : journeyAt.unknown()
    expect(rule(decide(commands.AssessTraining, state, facts({}, now)))).toBe('no_session_attended')
  })

  test('somebody who missed every session is given more of them, never fewer than are recorded', () => {
    const planned = decide(commands.PlanTraining, journeyAt.plan_training(), facts({}, now))
    let state = planned.ok ? fold(journeyAt.plan_training(), planned.events) : journeyAt.unknown()
    const missed = { shareable: 'non_realise', internal: 'absent' }
    for (const number of [1, 2, 3]) {
      const data = { ...session, session: number, present: false, reasons: missed }
      const decision = decide({ type: 'RecordAttendance', data }, state, facts({}, now))
      if (decision.ok) state = fold(state, decision.events)
    }
    const plan = (sessions: number): JourneyCommand => ({
      type: 'PlanTraining',
      data: { ...commands.PlanTraining.data, objectives: ['bases'], sessions },
    })
    expect(rule(decide(plan(2), state, facts({}, now)))).toBe('plan_too_short')
    const again = decide(plan(5), state, facts({}, now))
    const more = again.ok ? fold(state, again.events) : state
    const fourth: JourneyCommand = { type: 'RecordAttendance', data: { ...session, session: 4 } }
    expect(rule(decide(fourth, more, facts({}, now)))).toBe('accepted')
  })

  test('a plan only has objectives of the definition', () => {
    const data = { ...commands.PlanTraining.data, objectives: ['danse'] }
    expect(rule(decide({ type: 'PlanTraining', data }, journeyAt.plan_training(), facts({}, now)))).toBe('unknown_code')
  })

  test('asks for a laptop only where one was wanted and the commitment is kept', () => {
    const kept = decide(commands.AssessTraining, journeyAt.follow_training(), facts({}, now))
    expect(kept.ok && kept.events.map(({ type }) => type)).toEqual([
      'TrainingAssessed',
      'StageLeft',
      'DotationRequested',
    ])
    const not = { type: 'AssessTraining', data: { ...commands.AssessTraining.data, commitmentKept: false } } as const
    const decision = decide(not, journeyAt.follow_training(), facts({}, now))
    expect(decision.ok && fold(journeyAt.follow_training(), decision.events)).toMatchObject({ stage: 'evaluation' })
  })
})

describe('the follow-up', () => {
  const now = '2026-08-20T09:00:00Z'
  const answer = commands.RecordFollowUp.data

  test.each<[string, object]>([
    ['wrong_instrument', { instrument: 'suivi.v0' }],
    ['incomplete_answers', { answers: { usage: 'rarement' } }],
    ['out_of_scale', { answers: { ...answer.answers, usage: 'parfois' } }],
    ['out_of_scale', { answers: { ...answer.answers, humeur: 'bonne' } }],
    ['out_of_scale', { sentiment: { ...answer.sentiment, value: 12 } }],
    ['incomplete_answers', { skills: { instrument: 'quatre-bases.v1', levels: {} } }],
    ['date_in_future', { on: '2026-08-21' }],
    ['accepted', {}],
  ])('%s', (expected, over) => {
    const command = { type: 'RecordFollowUp', data: { ...answer, ...over } } as JourneyCommand
    expect(rule(decide(command, journeyAt.ask_follow_up(), facts({}, now)))).toBe(expected)
  })

  test('the journey is completed with what was measured before, after and now', () => {
    const state = journeyAt.ask_follow_up()
    const decision = decide(commands.RecordFollowUp, state, facts({}, now))
    expect(decision.ok && fold(state, decision.events)).toMatchObject({
      stage: 'closed',
      outcome: 'completed',
      found: {
        before: { sentiment: { value: 2 } },
        after: { sentiment: { value: 7 } },
        followUps: [{ stage: 'evaluation', sentiment: { value: 8 }, on: '2026-08-10' }],
        handedOver: { device: ids.device, on: '2026-05-04' },
      },
      ageBand: '50_54',
      gender: 'female',
    })
  })

  test('after the set number of attempts the person is lost to follow-up', () => {
    let state = journeyAt.ask_follow_up()
    for (let attempt = 1; attempt <= landesStages.evaluation.maxAttempts; attempt += 1) {
      expect(state.stage).toBe('evaluation')
      const decision = decide(commands.RecordAttempt, state, facts({}, now))
      if (decision.ok) state = fold(state, decision.events)
    }
    expect(state).toMatchObject({ stage: 'closed', outcome: 'lost_to_follow_up' })
  })
})

test.each([
  ['answer_referral', 'prescription', null],
  ['choose_lieu', 'closed', 'expired'],
  ['book_diagnostic', 'closed', 'not_started'],
  ['hold_diagnostic', 'closed', 'not_started'],
  ['plan_training', 'closed', 'not_started'],
  ['follow_training', 'closed', 'lost_to_follow_up'],
  ['ask_follow_up', 'closed', 'lost_to_follow_up'],
] as const)('when nobody acts at %s the journey is %s %s', (moment, stage, outcome) => {
  const state = journeyAt[moment]()
  const decision = decide(commands.Expire, state, facts({}, '2027-01-01T00:00:00Z'))
  const next = decision.ok ? fold(state, decision.events) : state
  expect(next).toMatchObject(outcome ? { stage, outcome } : { stage, task: 'choose_lieu' })
})

test('a withdrawal has a known reason and a day that is not to come', () => {
  const state = journeyAt.follow_training()
  const over = (data: object) =>
    rule(decide({ type: 'Withdraw', data: { ...commands.Withdraw.data, ...data } }, state, facts()))
  expect(over({ reasons: { shareable: 'x', internal: 'renonce' } })).toBe('unknown_code')
  expect(over({ on: '2026-03-03' })).toBe('date_in_future')
  expect(over({ on: '2026-02-28' })).toBe('date_before_consent')
  expect(over({})).toBe('accepted')
})
