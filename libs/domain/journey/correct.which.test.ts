import type { FactChange } from '../../contracts/commands/correction.commands'
import { completed, corrected, correcting } from '../../testing/correction.fixtures'
import { commands, facts, fold, landes, played, road } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import { whyNot } from '../../testing/refusal.words'
import { lateFacts, shaped, through } from '../../testing/shape.fixtures'
import type { Definition } from '../definition/definition.schema'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'

const { log } = completed()
const at = (command: JourneyCommand, now: string) => [command, facts({}, now)] as const
const stateOf = (events: readonly JourneyEvent[]) =>
  fold({ stage: 'unknown' }, events) as Exclude<JourneyState, { stage: 'unknown' }>
const said = (...given: Parameters<typeof correcting>) => {
  const decision = correcting(...given)
  return decision.ok ? decision.events.map(({ type }) => type).join() : whyNot(decision)
}
const correctionOf = (...given: Parameters<typeof corrected>) => {
  const event = corrected(...given).at(-1)
  if (event?.type !== 'FactCorrected') throw new Error('no correction')
  return event.data
}
const reasons = { shareable: 'non_realise', internal: 'absent' }
const missed = played(...road.slice(0, 3), at(commands.RecordMissed, '2026-03-10T17:00:00Z')).log

test.each<[string, string, FactChange, string]>([
  [
    'in a stage that is not there',
    'nowhere',
    { fact: 'hand_over', on: '2026-05-02' },
    'unknown_code field=stage code=nowhere list=stages',
  ],
  [
    'that is not there',
    'training',
    { fact: 'hand_over', on: '2026-05-02' },
    'unknown_fact field=change fact=hand_over stage=training',
  ],
  [
    'of a training before the diagnostic',
    'training',
    { fact: 'training', on: '2026-03-09' },
    'date_before field=on date=2026-03-09 what=diagnostic day=2026-03-10',
  ],
  [
    'of a laptop before the training',
    'dotation',
    { fact: 'hand_over', on: '2026-04-19' },
    'date_before field=on date=2026-04-19 what=last_assessment day=2026-04-20',
  ],
  ['of the same day', 'dotation', { fact: 'hand_over', on: '2026-04-20' }, 'FactCorrected'],
  [
    'of a laptop to come',
    'dotation',
    { fact: 'hand_over', on: '2031-01-01' },
    'date_in_future field=on date=2031-01-01',
  ],
  ['that says nothing', 'dotation', { fact: 'hand_over', on: undefined }, ''],
  ['that says what was said', 'dotation', { fact: 'hand_over', on: '2026-05-04' }, ''],
])('a fact %s', (_, stage, change, expected) => expect(said(log, stage, change)).toBe(expected))

test('a reason that is not in the list, and a correction without the log', () => {
  const change: FactChange = { fact: 'hand_over', on: '2026-05-02' }
  expect(said(log, 'dotation', change, { reason: 'envie' })).toBe(
    'unknown_code field=reason code=envie list=corrections',
  )
  const command: JourneyCommand = {
    type: 'Correct',
    data: { stage: 'dotation', number: null, change, reason: 'erreur_de_saisie' },
  }
  expect(() => decide(command, stateOf(log), facts())).toThrow('a correction is decided with the journey’s log')
})

test('an appointment that was missed: not before its day, nor to come; its day and reason say nothing of the count', () => {
  const miss = (change: object) => said(missed, 'diagnostic', { fact: 'missed', ...change })
  expect(miss({ on: '2026-03-09' })).toBe('date_before field=on date=2026-03-09 what=appointment day=2026-03-10')
  expect(miss({ on: '2031-01-01' })).toBe('date_in_future field=on date=2031-01-01')
  expect(miss({ reasons: { ...reasons, internal: 'pluie' } })).toBe(
    'unknown_code field=reasons.internal code=pluie list=miss.internal',
  )
  const later = corrected(missed, 'diagnostic', { fact: 'missed', on: '2026-03-11', reasons })
  expect(stateOf(later)).toEqual(stateOf(missed))
  const undone = corrected(later, 'diagnostic', { fact: 'missed', missed: false })
  expect(stateOf(undone)).toMatchObject({ missed: 0 })
  expect(stateOf(corrected(undone, 'diagnostic', { fact: 'missed', missed: true }))).toMatchObject({ missed: 1 })
})

describe('an absence', () => {
  const session = { ...commands.RecordAttendance.data, session: 3, present: false, reasons }
  const absent = played(
    ...road.slice(0, 5),
    at({ type: 'RecordAttendance', data: session }, '2026-03-20T15:00:00Z'),
  ).log

  test('keeps its reason where only its day was wrong, and its number where no other was recorded', () => {
    const day: FactChange = { fact: 'session', on: '2026-03-19' }
    expect(correctionOf(absent, 'training', day)).toMatchObject({ number: 3, change: day })
    expect(correctionOf(absent, 'training', day).change).toEqual(day)
    expect(said(absent, 'training', day, { number: 1 })).toBe('unknown_fact field=change fact=session stage=training')
  })

  test('has none once somebody came, whatever is said with it', () => {
    expect(said(absent, 'training', { fact: 'session', present: true, reasons })).toBe('reasons_unwanted field=reasons')
    const came = corrected(absent, 'training', { fact: 'session', present: true })
    expect(said(came, 'training', { fact: 'session', present: false })).toBe('reasons_required field=reasons')
  })

  test('of a journey that has ended says nothing of why it ended', () => {
    const first: JourneyCommand = { type: 'RecordAttendance', data: { ...session, session: 1 } }
    const ended = at(commands.Withdraw, '2026-03-21T09:00:00Z')
    const { log: closed } = played(...road.slice(0, 5), at(first, '2026-03-20T15:00:00Z'), ended)
    const other: FactChange = { fact: 'session', reasons: { ...reasons, internal: 'transport' } }
    expect(stateOf(corrected(closed, 'training', other))).toMatchObject({ reasons: commands.Withdraw.data.reasons })
  })
})

describe('a support', () => {
  const definition = shaped('diagnostic', 'support', 'support', 'evaluation')
  const refused: JourneyCommand = {
    type: 'RecordSupport',
    data: { on: '2026-08-30', result: 'refused', reasons: { shareable: 'oriente', internal: 'renonce' } },
  }
  const steps = [commands.Refer, ...through.prescription, ...through.diagnostic, refused, ...through.support]
  const { log: supports } = played(...steps.map((step) => [step, lateFacts(definition)] as const))
  const given = { over: { definition } }
  const listed = (events: readonly JourneyEvent[]) =>
    stateOf(events).found.supports.map(({ result, on }) => [result, on])

  test('that was given after all has no reason any more; the other one stays as it was', () => {
    const change: FactChange = { fact: 'support', result: 'given' }
    expect(correctionOf(supports, 'support_2', change, given).change).toEqual({ ...change, reasons: null })
    expect(listed(corrected(supports, 'support_2', change, given))).toEqual([
      ['given', '2026-08-30'],
      ['given', '2026-08-30'],
    ])
  })

  test('keeps its reason where only its day was wrong', () => {
    const change: FactChange = { fact: 'support', on: '2026-08-29' }
    expect(correctionOf(supports, 'support_2', change, given).change).toEqual(change)
    expect(listed(corrected(supports, 'support_2', change, given))).toEqual([
      ['refused', '2026-08-29'],
      ['given', '2026-08-30'],
    ])
    const not: FactChange = { fact: 'support', result: 'not_possible' }
    expect(correctionOf(supports, 'support_2', not, given).change).toEqual(not)
    expect(said(supports, 'support_3', not, given)).toBe('reasons_required field=reasons')
  })
})

describe('of several facts of a kind, the one that is named', () => {
  const definition: Definition = shaped('diagnostic', 'training', 'diagnostic', 'training', 'evaluation', 'evaluation')
  const steps = [commands.Refer, ...definition.stages.flatMap(({ kind }) => through[kind])]
  const { log: long } = played(...steps.map((step) => [step, lateFacts(definition)] as const))
  const sentiment = { instrument: 'sentiment-competence.v1', value: 5 }
  const given = { over: { definition } }
  const values = (events: readonly JourneyEvent[]) => {
    const { assessments, followUps } = stateOf(events).found
    return [...assessments, ...followUps].map((each) => each.sentiment.value)
  }

  test.each<[string, FactChange['fact'], string | null, readonly number[]]>([
    ['diagnostic_1', 'diagnostic', 'before', [5, 7, 2, 7, 8, 8]],
    ['training_2', 'training', null, [2, 5, 2, 7, 8, 8]],
    ['diagnostic_3', 'diagnostic', null, [2, 7, 5, 7, 8, 8]],
    ['training_4', 'training', 'after', [2, 7, 2, 5, 8, 8]],
    ['evaluation_5', 'follow_up', null, [2, 7, 2, 7, 5, 8]],
    ['evaluation_6', 'follow_up', 'follow_up', [2, 7, 2, 7, 8, 5]],
  ])('by its stage: %s', (stage, fact, counts, expected) => {
    const change = { fact, sentiment } as FactChange
    expect(correctionOf(long, stage, change, given)).toMatchObject({ number: 1, counts })
    expect(values(corrected(long, stage, change, given))).toEqual(expected)
  })

  test('by its number, where its stage was taken up again', () => {
    const later = '2029-03-01T09:00:00Z'
    const again = { ...commands.RecordDiagnostic, data: { ...commands.RecordDiagnostic.data, on: '2029-03-01' } }
    const reopen: JourneyCommand = { type: 'Reopen', data: { stage: 'diagnostic', reason: 'personne_revenue' } }
    const heard = at(commands.RecordFollowUp, '2026-08-12T09:00:00Z')
    const { log: twice } = played(...road, heard, at(reopen, later), at(again, later))
    const change: FactChange = { fact: 'diagnostic', sentiment }
    const after = (number: number | null) => values(corrected(twice, 'diagnostic', change, { number }))
    expect(after(1)).toEqual([5, 7, 2, 8])
    expect(after(2)).toEqual([2, 7, 5, 8])
    expect(after(null)).toEqual([2, 7, 5, 8])
  })
})

describe('an end', () => {
  const withdrawn = [...road.slice(0, 3), at(commands.Withdraw, '2026-03-05T09:00:00Z')]
  const other = { shareable: 'situation_changee', internal: 'emploi' }

  test('in one stage is not the one in another', () => {
    const reopen: JourneyCommand = { type: 'Reopen', data: { stage: 'training', reason: 'personne_revenue' } }
    const later = '2026-03-06T09:00:00Z'
    const { log: twice } = played(...withdrawn, at(reopen, later), at(commands.Withdraw, later))
    const first = stateOf(corrected(twice, 'diagnostic', { fact: 'end', reasons: other }))
    expect(first).toMatchObject({ reasons: commands.Withdraw.data.reasons })
    const second = stateOf(corrected(twice, 'training', { fact: 'end', reasons: other }))
    expect(second).toMatchObject({ reasons: other })
  })

  test('has the day that people gave or, where nobody did, that of its recording', () => {
    const { log: told } = played(...withdrawn)
    const on = (day: string): FactChange => ({ fact: 'end', on: day })
    expect(said(told, 'diagnostic', on(commands.Withdraw.data.on))).toBe('')
    expect(said(told, 'diagnostic', on('2026-03-03'))).toBe('FactCorrected')
    const { log: silent } = played(...road.slice(0, 2), at(commands.Expire, '2026-06-05T09:00:00Z'))
    expect(said(silent, 'diagnostic', on('2026-06-05'))).toBe('')
    expect(said(silent, 'diagnostic', on('2026-02-28'))).toBe('date_before_consent field=on date=2026-02-28')
    expect(said(silent, 'diagnostic', on('2031-01-01'))).toBe('date_in_future field=on date=2031-01-01')
  })
})

test('needs as they were told, in another order or twice, are the same', () => {
  const needs = { ...commands.RecordDiagnostic.data.needs, features: ['ecran_15', 'windows'] }
  const diagnostic = { ...commands.RecordDiagnostic, data: { ...commands.RecordDiagnostic.data, needs } }
  const outside = { laptops: laptopRules }
  const { log: told } = played(...road.slice(0, 3), [diagnostic, facts(outside, '2026-03-10T15:00:00Z')])
  const same: FactChange = { fact: 'diagnostic', needs: { ...needs, features: ['windows', 'ecran_15', 'windows'] } }
  expect(said(told, 'diagnostic', same, { outside, over: { definition: landes } })).toBe('')
})
