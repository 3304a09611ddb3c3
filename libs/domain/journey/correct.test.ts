import type { FactChange } from '../../contracts/commands/correction.commands'
import { completed, corrected, correcting } from '../../testing/correction.fixtures'
import { commands, facts, fold, ids, landes, played, road } from '../../testing/journey.fixtures'
import { lateFacts, shaped, through } from '../../testing/shape.fixtures'
import type { JourneyCommand } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'

const { log } = completed()
const stateOf = (events: readonly JourneyEvent[]) =>
  fold({ stage: 'unknown' }, events) as Exclude<JourneyState, { stage: 'unknown' }>
const last = (events: readonly JourneyEvent[]) => {
  const event = events.at(-1)
  if (event?.type !== 'FactCorrected') throw new Error('no correction')
  return event.data
}

const sentiment = { instrument: 'sentiment-competence.v1', value: 4 }
const skills = commands.AssessTraining.data.skills
const needs = { training: true, laptop: false, features: [], mailbox: false, connection: false, orientation: false }
const equipment = { computer: true, connection: true }

describe('a fact is put right, years after the end', () => {
  test('levels of the diagnostic: the measure that people began with', () => {
    const events = corrected(log, 'diagnostic', { fact: 'diagnostic', sentiment, skills })
    expect(stateOf(events)).toMatchObject({ stage: 'closed', outcome: 'completed' })
    expect(stateOf(events).found.before).toMatchObject({ sentiment, skills, on: '2026-03-10' })
    expect(stateOf(events).found.after).toEqual(stateOf(log).found.after)
    expect(last(events)).toMatchObject({ number: 1, counts: 'before', differs: [] })
  })

  test('what was there and what was needed', () => {
    expect(stateOf(corrected(log, 'diagnostic', { fact: 'diagnostic', equipment, needs })).found).toMatchObject({
      ...{ equipment, needs },
    })
  })

  test('the end of the training', () => {
    const events = corrected(log, 'training', { fact: 'training', on: '2026-04-21', commitmentKept: false })
    expect(stateOf(events).found).toMatchObject({ after: { on: '2026-04-21' }, commitmentKept: false })
    expect(last(events).counts).toBe('after')
  })

  test('the day of the hand-over, and the answers of the follow-up', () => {
    const given = corrected(log, 'dotation', { fact: 'hand_over', on: '2026-05-02' })
    expect(stateOf(given).found.handedOver).toEqual({ device: ids.device, on: '2026-05-02' })
    const answers = { usage: 'chaque_jour', demarches: 'seul' }
    const heard = corrected(log, 'evaluation', { fact: 'follow_up', answers, sentiment, on: '2026-08-09' })
    expect(stateOf(heard).found.followUps).toMatchObject([{ answers, sentiment, on: '2026-08-09' }])
    expect(last(heard).counts).toBe('follow_up')
  })

  test('who came: the reason for not coming goes with the absence', () => {
    const absent = played(...road.slice(0, 5), [
      { type: 'RecordAttendance', data: { session: 1, on: '2026-03-20', present: false, reasons: miss } },
      facts({}, '2026-03-20T15:00:00Z'),
    ])
    const events = corrected(absent.log, 'training', { fact: 'session', present: true }, { number: 1 })
    expect(last(events).change).toEqual({ fact: 'session', present: true, reasons: null })
    expect(stateOf(events)).toMatchObject({ recorded: [{ session: 1, present: true }] })
    expect(last(events).counts).toBeNull()
  })

  test('an appointment that was not missed leaves a miss less', () => {
    const { log: missed } = played(...road.slice(0, 3), [commands.RecordMissed, facts({}, '2026-03-10T17:00:00Z')])
    expect(stateOf(missed)).toMatchObject({ task: 'book_diagnostic', missed: 1 })
    expect(stateOf(corrected(missed, 'diagnostic', { fact: 'missed', missed: false }))).toMatchObject({ missed: 0 })
  })

  test('a second correction is of what the first one said', () => {
    const once = corrected(log, 'diagnostic', { fact: 'diagnostic', sentiment })
    expect(correcting(once, 'diagnostic', { fact: 'diagnostic', sentiment })).toEqual({ ok: true, events: [] })
    const first = commands.RecordDiagnostic.data.sentiment
    const back = corrected(once, 'diagnostic', { fact: 'diagnostic', sentiment: first })
    expect(stateOf(back).found).toEqual(stateOf(log).found)
    expect(back).toHaveLength(log.length + 2)
  })
})

type Step = readonly [JourneyCommand, ReturnType<typeof facts>]

const miss = { shareable: 'non_realise', internal: 'injoignable' }
const wrongLevels = { ...skills, levels: { ...skills.levels, bases: 'genius' } }

test.each<[string, string, FactChange, string]>([
  ['a stage that is not there', 'nowhere', { fact: 'hand_over', on: '2026-05-02' }, 'unknown_code'],
  ['a fact that is not there', 'training', { fact: 'hand_over', on: '2026-05-02' }, 'unknown_fact'],
  ['a level out of its scale', 'diagnostic', { fact: 'diagnostic', skills: wrongLevels }, 'out_of_scale'],
  [
    'a sentiment out of its scale',
    'training',
    { fact: 'training', sentiment: { ...sentiment, value: 11 } },
    'out_of_scale',
  ],
  [
    'another instrument',
    'training',
    { fact: 'training', sentiment: { ...sentiment, instrument: 'other' } },
    'wrong_instrument',
  ],
  ['a day to come', 'diagnostic', { fact: 'diagnostic', on: '2031-01-01' }, 'date_in_future'],
  ['a day before the consent', 'diagnostic', { fact: 'diagnostic', on: '2026-02-27' }, 'date_before_consent'],
  ['a session before the diagnostic', 'training', { fact: 'session', on: '2026-03-09' }, 'date_before'],
  ['an absence without a reason', 'training', { fact: 'session', present: false }, 'reasons_required'],
  ['a presence with one', 'training', { fact: 'session', reasons: miss }, 'reasons_unwanted'],
  ['a hand-over before the last assessment', 'dotation', { fact: 'hand_over', on: '2026-04-19' }, 'date_before'],
  ['a follow-up before the hand-over', 'evaluation', { fact: 'follow_up', on: '2026-05-01' }, 'date_before'],
  [
    'an answer that is not asked',
    'evaluation',
    { fact: 'follow_up', answers: { usage: 'jamais_vu', demarches: 'seul' } },
    'out_of_scale',
  ],
  ['an answer that is missing', 'evaluation', { fact: 'follow_up', answers: {} }, 'incomplete_answers'],
])('%s is refused by the rule of the fact itself', (_, stage, change, rule) => {
  expect(correcting(log, stage, change)).toMatchObject({ ok: false, rule })
})

test('a reason out of the list, a session or a journey that is not there are refused', () => {
  const change: FactChange = { fact: 'session', on: '2026-03-21' }
  expect(correcting(log, 'training', change, { reason: 'parce_que' })).toMatchObject({ rule: 'unknown_code' })
  expect(correcting(log, 'training', change, { number: 2 })).toMatchObject({ rule: 'unknown_fact' })
  expect(correcting([], 'training', change)).toMatchObject({ rule: 'unknown_stream' })
})

test('a session keeps its name when the training is begun anew, and a miss when it counts no more', () => {
  const later = '2029-03-01T09:00:00Z'
  const at = (command: JourneyCommand, now = later): Step => [command, facts({}, now)]
  const reopening: JourneyCommand = { type: 'Reopen', data: { stage: 'training', reason: 'personne_revenue' } }
  const session = { ...commands.RecordAttendance.data, on: '2029-03-01' }
  const { log: twice } = played(
    ...[...road, at(commands.RecordFollowUp, '2026-08-12T09:00:00Z'), at(reopening), at(commands.PlanTraining)],
    at({ type: 'RecordAttendance', data: session }),
  )
  const day = (on: string): FactChange => ({ fact: 'session', on })
  expect(last(corrected(twice, 'training', day('2026-03-19'), { number: 1 }))).toMatchObject({ number: 1, differs: [] })
  expect(last(corrected(twice, 'training', day('2029-02-28'), { number: 2 })).number).toBe(2)
  expect(last(corrected(twice, 'training', day('2029-02-28'))).number).toBe(2)
  const absence = { fact: 'session', present: false, reasons: miss } as const
  const once = stateOf(corrected(twice, 'training', absence, { number: 1 }))
  expect(once).toMatchObject({ recorded: [{ session: 1, present: true, number: 2 }] })
  expect(stateOf(corrected(twice, 'training', absence))).toMatchObject({ recorded: [{ present: false }] })

  const again: JourneyCommand = { type: 'Reopen', data: { stage: null, reason: 'personne_revenue' } }
  const { log: missed } = played(
    ...[...road.slice(0, 3), at(commands.RecordMissed, '2026-03-10T17:00:00Z'), at(commands.Withdraw), at(again)],
    ...[at({ type: 'BookAppointment', data: { at: '2029-03-01T10:00:00Z' } })],
    at({ type: 'RecordMissed', data: { ...commands.RecordMissed.data, on: '2029-03-01' } }, '2029-03-01T12:00:00Z'),
  )
  const not: FactChange = { fact: 'missed', missed: false }
  expect(stateOf(corrected(missed, 'diagnostic', not, { number: 1 }))).toMatchObject({ missed: 1 })
  expect(stateOf(corrected(missed, 'diagnostic', not))).toMatchObject({ missed: 0 })
})

test('what is as it was changes nothing', () => {
  const { on, sentiment: same } = commands.RecordDiagnostic.data
  expect(correcting(log, 'diagnostic', { fact: 'diagnostic', on, sentiment: same })).toEqual({ ok: true, events: [] })
  expect(correcting(log, 'training', { fact: 'session', present: true })).toEqual({ ok: true, events: [] })
})

test('a support is put right', () => {
  const { log: supported } = playedInSupport()
  const change: FactChange = {
    fact: 'support',
    result: 'refused',
    reasons: { shareable: 'oriente', internal: 'renonce' },
  }
  const events = corrected(supported, 'support_2', change, { over: { definition: withSupport } })
  expect(stateOf(events).found.supports).toMatchObject([{ stage: 'support_2', result: 'refused' }])
  const unsaid: FactChange = { fact: 'support', result: 'refused' }
  expect(correcting(supported, 'support_2', unsaid, { over: { definition: withSupport } })).toMatchObject({
    rule: 'reasons_required',
  })
})

const withSupport = shaped('diagnostic', 'support', 'evaluation')
const playedInSupport = () =>
  played(
    ...[commands.Refer, ...withSupport.stages.flatMap(({ kind }) => through[kind])]
      .slice(0, 4)
      .map((command) => [command, lateFacts(withSupport)] as const),
  )

test('the reason of an end is put right, of this end alone', () => {
  const at = (command: JourneyCommand, now: string): Step => [command, facts({}, now)]
  const again: JourneyCommand = { type: 'Reopen', data: { stage: null, reason: 'personne_revenue' } }
  const steps = [...road.slice(0, 3), at(commands.Withdraw, '2026-03-10T09:00:00Z')]
  const { log: once } = played(...steps)
  const [code] = landes.refusals.end.internal.filter((each) => each.code !== commands.Withdraw.data.reasons.internal)
  const reasons = { ...commands.Withdraw.data.reasons, internal: code?.code ?? '' }
  const change: FactChange = { fact: 'end', reasons }
  expect(stateOf(corrected(once, 'diagnostic', change))).toMatchObject({ stage: 'closed', reasons })
  const unknown: FactChange = { fact: 'end', reasons: { ...reasons, internal: 'parce_que' } }
  expect(correcting(once, 'diagnostic', unknown)).toMatchObject({ rule: 'unknown_code' })
  expect(correcting(log, 'evaluation', change)).toMatchObject({ rule: 'unknown_fact' })
  const later = '2026-03-11T09:00:00Z'
  const { log: twice } = played(...steps, at(again, later), at(commands.Withdraw, later))
  const first = stateOf(corrected(twice, 'diagnostic', change, { number: 1 }))
  expect(first).toMatchObject({ reasons: commands.Withdraw.data.reasons })
  expect(stateOf(corrected(twice, 'diagnostic', change))).toMatchObject({ reasons })
})
