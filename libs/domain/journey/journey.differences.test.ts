import type { FactChange } from '../../contracts/commands/correction.commands'
import { completed, corrected, correcting } from '../../testing/correction.fixtures'
import { commands, facts, ids, landes, played, road } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import { didIt } from '../kernel/decider'
import type { JourneyEvent } from './journey.events'
import { evolve } from './journey.evolve'
import { react } from './journey.react'

const { log } = completed()
const differsIn = (events: readonly JourneyEvent[]) => {
  const event = events.at(-1)
  if (event?.type !== 'FactCorrected') throw new Error('no correction')
  return event.data.differs.map(({ event: type, version, code, to }) => [type, version, code, to])
}
const differs = (...given: Parameters<typeof corrected>) => differsIn(corrected(...given))
const versionOf = (events: readonly JourneyEvent[], type: string, nth = 0) =>
  [...events.entries()].filter(([, event]) => event.type === type)[nth]?.[0] as number

const needs = commands.RecordDiagnostic.data.needs
const laptopless = { ...needs, laptop: false }
const present: FactChange = { fact: 'session', present: true }
const absent: FactChange = {
  fact: 'session',
  present: false,
  reasons: { shareable: 'non_realise', internal: 'absent' },
}

test('a laptop that was not needed: the way out of the training, and what was done in a stage it would not come to', () => {
  const change: FactChange = { fact: 'diagnostic', needs: laptopless }
  expect(differs(log, 'diagnostic', change)).toEqual([
    ['StageLeft', 1 + versionOf(log, 'StageLeft', 2), 'other_way', 'evaluation'],
    ['DotationRequested', 1 + versionOf(log, 'DotationRequested'), 'not_reached', null],
    ['LaptopHandedOver', 1 + versionOf(log, 'LaptopHandedOver'), 'not_reached', null],
  ])
})

test('other needs of the laptop: it was asked for by those that were told', () => {
  const wider: FactChange = { fact: 'diagnostic', needs: { ...needs, features: ['windows', 'ecran_15'] } }
  const outside = { laptops: laptopRules }
  expect(differs(log, 'diagnostic', wider, { outside })).toEqual([
    ['DotationRequested', 1 + versionOf(log, 'DotationRequested'), 'other_needs', 'ecran_15 windows'],
  ])
})

test('no training needed: the way out of the diagnostic', () => {
  const change: FactChange = { fact: 'diagnostic', needs: { ...needs, training: false } }
  expect(differs(log, 'diagnostic', change)).toEqual([
    ['StageLeft', 1 + versionOf(log, 'StageLeft', 1), 'other_way', 'dotation'],
  ])
})

test('nobody came to the only session: the training could not have been assessed', () => {
  const assessed = 1 + versionOf(log, 'TrainingAssessed')
  expect(differs(log, 'training', absent)).toEqual([['TrainingAssessed', assessed, 'no_session_attended', null]])
})

test('days: what follows would come before it', () => {
  expect(differs(log, 'diagnostic', { fact: 'diagnostic', on: '2026-03-22' })).toEqual([
    ['SessionRecorded', 1 + versionOf(log, 'SessionRecorded'), 'date_before', null],
  ])
  expect(differs(log, 'dotation', { fact: 'hand_over', on: '2026-09-01' })).toEqual([
    ['FollowUpAnswered', 1 + versionOf(log, 'FollowUpAnswered'), 'date_before', null],
  ])
})

test('days: a training that was assessed before the diagnostic, a laptop or a follow-up before the training', () => {
  const early = (type: string, nth = 0) => [type, 1 + versionOf(log, type, nth), 'date_before', null]
  expect(differs(log, 'diagnostic', { fact: 'diagnostic', on: '2026-04-21' })).toEqual([
    early('SessionRecorded'),
    early('TrainingAssessed'),
  ])
  expect(differs(log, 'training', { fact: 'training', on: '2026-05-05' })).toEqual([early('LaptopHandedOver')])
  const none = { ...commands.RecordDiagnostic, data: { ...commands.RecordDiagnostic.data, needs: laptopless } }
  const { log: without } = played(
    ...[...road.slice(0, 3), [none, facts({}, '2026-03-10T15:00:00Z')] as const, ...road.slice(4, 7)],
    [commands.OpenFollowUp, facts({}, '2026-07-21T09:00:00Z')],
    [commands.RecordFollowUp, facts({}, '2026-08-12T09:00:00Z')],
  )
  expect(differs(without, 'training', { fact: 'training', on: '2026-08-11' })).toEqual([
    ['FollowUpAnswered', 1 + versionOf(without, 'FollowUpAnswered'), 'date_before', null],
  ])
})

test('days that are the same are in their order', () => {
  expect(differs(log, 'diagnostic', { fact: 'diagnostic', on: '2026-03-20' })).toEqual([])
  expect(differs(log, 'training', { fact: 'training', on: '2026-05-04' })).toEqual([])
  expect(differs(log, 'dotation', { fact: 'hand_over', on: '2026-08-10' })).toEqual([])
})

test('somebody who came once has attended', () => {
  const second = { ...commands.RecordAttendance.data, session: 2, on: '2026-03-21' }
  const { log: twice } = played(
    ...road.slice(0, 6),
    [{ type: 'RecordAttendance', data: second }, facts({}, '2026-03-21T15:00:00Z')],
    road[6],
  )
  expect(differs(twice, 'training', absent, { number: 2 })).toEqual([])
})

test('levels, answers and days that keep their order make nothing doubtful', () => {
  const sentiment = { instrument: 'sentiment-competence.v1', value: 0 }
  expect(differs(log, 'training', { fact: 'training', sentiment, on: '2026-04-22' })).toEqual([])
  expect(differs(log, 'dotation', { fact: 'hand_over', on: '2026-05-01' })).toEqual([])
})

test('what was doubtful already is not said again; what is put right again is not doubtful any more', () => {
  const once = corrected(log, 'training', absent)
  expect(differs(once, 'diagnostic', { fact: 'diagnostic', needs: { ...needs, training: false } })).toHaveLength(1)
  expect(differs(once, 'training', present)).toEqual([])
})

describe('appointments that were missed', () => {
  const booking = (day: string) =>
    [{ type: 'BookAppointment', data: { at: `${day}T14:00:00Z` } }, facts({}, '2026-03-04T09:00:00Z')] as const
  const missing = (day: string) =>
    [
      { ...commands.RecordMissed, data: { ...commands.RecordMissed.data, on: day } },
      facts({}, `${day}T17:00:00Z`),
    ] as const
  const days = ['2026-03-10', '2026-03-11']
  const missed = played(...road.slice(0, 2), ...days.flatMap((day) => [booking(day), missing(day)]))

  test('too few of them to have ended the journey', () => {
    const end = 1 + versionOf(missed.log, 'JourneyClosed')
    expect(missed.state).toMatchObject({ stage: 'closed', outcome: 'not_started' })
    const change: FactChange = { fact: 'missed', missed: false }
    for (const number of [1, 2, null]) {
      expect(differs(missed.log, 'diagnostic', change, { number })).toEqual([
        ['JourneyClosed', end, 'missed_count', null],
      ])
    }
  })

  test('put right and back again: it ended as it should have', () => {
    const once = corrected(missed.log, 'diagnostic', { fact: 'missed', missed: false }, { number: 1 })
    expect(differs(once, 'diagnostic', { fact: 'missed', missed: true }, { number: 1 })).toEqual([])
  })

  test('an end that people gave has nothing to do with them', () => {
    const one = played(...road.slice(0, 2), booking('2026-03-10'), missing('2026-03-10')).log
    const undone = corrected(one, 'diagnostic', { fact: 'missed', missed: false })
    const two = corrected([...undone, ...one.slice(-2)], 'diagnostic', { fact: 'missed', missed: true }, { number: 1 })
    const withdrawn = played(...road.slice(0, 2), [commands.Withdraw, facts({}, '2026-03-12T09:00:00Z')]).log.slice(-1)
    expect(differs([...two, ...withdrawn], 'diagnostic', { fact: 'missed', missed: false }, { number: 1 })).toEqual([])
  })

  test('enough of them to have ended it', () => {
    const first = corrected(
      played(...road.slice(0, 2), booking('2026-03-10'), missing('2026-03-10')).log,
      'diagnostic',
      {
        fact: 'missed',
        missed: false,
      },
    )
    const second = first.concat(played(...road.slice(0, 2), booking('2026-03-10'), missing('2026-03-10')).log.slice(-2))
    expect(differs(second, 'diagnostic', { fact: 'missed', missed: true }, { number: 1 })).toEqual([
      ['DiagnosticMissed', second.length, 'missed_count', null],
    ])
  })
})

test('a stage that its definition has no more is left as it was', () => {
  const named = (code: string) => (code === 'training' ? 'ateliers' : code)
  const stages = landes.stages.map((stage) => ({
    ...stage,
    code: named(stage.code),
    next: stage.next.map((branch) => ({ ...branch, to: named(branch.to) })),
  }))
  const elsewhere = { ...landes, stages }
  const change: FactChange = { fact: 'diagnostic', equipment: { computer: true, connection: true } }
  expect(correcting(log, 'diagnostic', change, { over: { definition: elsewhere } })).toMatchObject({ ok: true })
})

describe('who is told', () => {
  const mails = (events: readonly JourneyEvent[], by = facts().actor) => {
    const state = events.reduce(evolve, { stage: 'unknown' } as const)
    return react(events.at(-1) as JourneyEvent, state, landes, ids.journey, by).map(({ mail, to, data }) => [
      mail,
      to,
      data,
    ])
  }

  test('the coordinator, where a decision would be another one, whoever made the correction', () => {
    const told = ['correction_differs', { role: 'coordinator', id: '40' }, { codes: 'no_session_attended' }]
    expect(mails(corrected(log, 'training', absent))).toEqual([told])
    expect(mails(corrected(log, 'training', absent), { sub: 'c', role: 'coordinator', lieu: null })).toEqual([told])
  })

  test('every way in which decisions would be others is named once', () => {
    const codes = mails(corrected(log, 'diagnostic', { fact: 'diagnostic', needs: laptopless })).map(
      ([, , data]) => data,
    )
    expect(codes).toEqual([{ codes: 'other_way not_reached' }])
  })

  test('the prescriber, of the day of a hand-over, and of nothing else', () => {
    const prescriber = { role: 'prescriber', id: ids.prescriber } as const
    const events = corrected(log, 'dotation', { fact: 'hand_over', on: '2026-05-02' })
    expect(mails(events)).toEqual([['hand_over_corrected', prescriber, { on: '2026-05-02' }]])
    expect(didIt({ sub: ids.prescriber, role: 'mediator', lieu: null }, prescriber)).toBe(true)
    expect(mails(events, { sub: ids.prescriber, role: 'mediator', lieu: null })).toEqual([])
    const sentiment = { instrument: 'sentiment-competence.v1', value: 1 }
    expect(mails(corrected(log, 'training', { fact: 'training', sentiment }))).toEqual([])
  })
})
