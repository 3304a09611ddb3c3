import { boundDotation, decided, handedOverDotation, signedDotation, stockOn } from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import type { Intent } from '../kernel/decider'
import { reactForDay } from './appointment.react'
import { type DotationCommand, decide } from './dotation.decide'
import { plan } from './dotation.plan'
import { react, stillDue } from './dotation.react'
import type { DotationState } from './dotation.state'

const now = '2026-05-01T09:00:00Z'
const day = '2026-05-12T12:30:00Z'
const book = (at = day): DotationCommand => ({ type: 'BookHandOver', data: { at } })
const miss = (on = '2026-05-12', over: object = {}): DotationCommand => ({
  ...{ type: 'MissHandOver', data: { on, reasons: { shareable: 'non_realise', internal: 'absent' }, ...over } },
})
const remind: DotationCommand = { type: 'RemindHandOver', data: {} }
const handOver: DotationCommand = { type: 'HandOver', data: { on: '2026-05-04' } }
const at = (instant: string) => facts({}, instant)
const booked = (state = boundDotation()) => decided(state, book(), at(now)).state
const missedOnce = () => decided(booked(), miss(), at('2026-05-12T16:00:00Z')).state

const dueOf = (state: DotationState) => {
  const { task, command, until } = plan(state, landes, ids.dotation) ?? {}
  return [task, command, until?.slice(0, 10)]
}

/** What a command tells, whom, and the state that it leaves. */
function told(before: DotationState, command: DotationCommand, given = at(now)) {
  const { events, state } = decided(before, command, given)
  if (state.stage === 'unknown') throw new Error('it is there')
  const intents = events.flatMap((event) => [
    ...react(event, state, landes, ids.dotation, given.actor),
    ...reactForDay(event, before, state, landes),
  ])
  return { state, intents }
}
const summary = (intents: readonly Intent[]) => intents.map(({ mail, to }) => `${mail} → ${to.role}`)

test('a day is asked for first; then the wait for the person begins on that day', () => {
  expect(dueOf(boundDotation())).toEqual(['book_hand_over', 'RemindDotation', '2026-05-11'])
  expect(dueOf(booked())).toEqual(['hand_over', 'RemindHandOver', '2026-05-11'])
  const reminded = decided(booked(), remind, at('2026-05-11T07:00:00Z')).state
  expect(dueOf(reminded)).toEqual(['hand_over', 'RemindDotation', '2026-05-15'])
})

test('whoever comes by without a day is given the laptop all the same', () => {
  expect(decided(signedDotation(), handOver, at('2026-05-04T09:00:00Z')).state).toMatchObject({ stage: 'guarantee' })
})

test('the person and the mediator’s calendar are told the day, and of the one that takes its place', () => {
  const first = told(boundDotation(), book())
  expect(summary(first.intents)).toEqual(['appointment_booked_you → beneficiary', 'appointment_calendar → mediator'])
  expect(first.intents[0]?.data).toEqual({ place: ids.place, at: day, stage: 'dotation' })
  const moved = told(first.state, book('2026-05-19T12:30:00Z'))
  expect(summary(moved.intents)).toEqual(['appointment_moved → beneficiary', 'appointment_calendar → mediator'])
  expect(first.intents.map((intent) => stillDue(moved.state, intent))).toEqual([false, false])
  expect(dueOf(moved.state)).toEqual(['hand_over', 'RemindHandOver', '2026-05-18'])
})

test('the day before at nine the person is reminded, once, and not of a day that has passed', () => {
  const { state, intents } = told(booked(), remind, at('2026-05-11T07:00:00Z'))
  expect(summary(intents)).toEqual(['appointment_reminder_you → beneficiary'])
  expect(decide(remind, state, at('2026-05-11T07:00:00Z'))).toMatchObject({ rule: 'wrong_stage' })
  expect(told(booked(), remind, at('2026-05-12T14:00:00Z')).intents).toEqual([])
})

test('a missed day is given anew; after the set number the laptop is somebody else’s', () => {
  expect(dueOf(missedOnce())[0]).toBe('book_hand_over')
  const again = decided(missedOnce(), book('2026-05-19T12:30:00Z'), at('2026-05-13T09:00:00Z')).state
  const { events, state } = decided(again, miss('2026-05-19'), at('2026-05-19T16:00:00Z'))
  expect(events).toMatchObject([
    { type: 'HandOverMissed', on: '2026-05-19' },
    { type: 'DotationAbandoned', data: { cause: 'not_collected', device: ids.device } },
  ])
  expect(state).toMatchObject({ stage: 'closed', outcome: 'abandoned' })
})

test.each([
  ['date_in_past', boundDotation, book('2026-04-30T09:00:00Z')],
  ['date_too_far', boundDotation, book('2026-08-30T09:00:00Z')],
  ['wrong_stage', boundDotation, miss()],
  ['before_appointment', booked, miss()],
  ['wrong_stage', handedOverDotation, book()],
  ['wrong_stage', handedOverDotation, miss()],
] as const)('no: %s', (rule, state, command) => {
  expect(decide(command, state(), at(now))).toMatchObject({ rule })
})

test.each([
  ['date_before', miss('2026-05-11')],
  ['date_in_future', miss('2026-05-14')],
  ['unknown_code', miss('2026-05-12', { reasons: { shareable: 'non_realise', internal: 'humeur' } })],
] as const)('no, of a missed day: %s', (rule, command) => {
  expect(decide(command, booked(), at('2026-05-13T09:00:00Z'))).toMatchObject({ rule })
})

const followed = (type: string, data: object) =>
  facts({ stock: { ready: 0, waiting: 0, recyclerie: null } }, now, {
    decided: [{ stream: ids.journey, event: { type, data, at: now } }],
  })
const off = ['appointment_off_you → beneficiary', 'appointment_cancelled → mediator']

test.each([
  ['a pause', { type: 'Pause', data: {} }, followed('JourneyPaused', {}), off],
  [
    'a fault found before the day',
    { type: 'ReportFault', data: { on: '2026-05-01', fault: 'ecran' } },
    stockOn(now, 0),
    off,
  ],
  ['the end of the journey', { type: 'Withdraw', data: {} }, followed('JourneyClosed', { reasons: null }), off],
  [
    'a death',
    { type: 'Withdraw', data: {} },
    followed('JourneyClosed', { reasons: { shareable: 'autre', internal: 'mort' }, untold: true }),
    ['appointment_cancelled → mediator'],
  ],
  [
    'another mediator',
    { type: 'NameMediator', data: {} },
    followed('MediatorNamed', { mediator: ids.otherMediator }),
    ['appointment_cancelled → mediator', 'appointment_calendar → mediator'],
  ],
] as const)('after %s the calendars follow', (_, command, given, expected) => {
  const { state, intents } = told(booked(), command, given)
  expect(summary(intents).filter((mail) => mail.startsWith('appointment'))).toEqual(expected)
  if (command.type !== 'NameMediator') expect(dueOf(state)[1]).not.toBe('RemindHandOver')
})

test('nothing is called off where no day was given, or once it has passed', () => {
  expect(summary(told(boundDotation(), { type: 'Pause', data: {} }, followed('JourneyPaused', {})).intents)).toEqual([])
  const machine = { sub: 'system', role: 'system', lieu: null }
  const passed = facts({}, '2026-05-13T09:00:00Z', { actor: machine })
  const closed = told(booked(), { type: 'ExpireDotation', data: {} }, passed)
  expect(summary(closed.intents)).toEqual(['laptop_released → mediator'])
})

test('whoever comes before the day is told that it is not needed any more', () => {
  const { intents } = told(booked(signedDotation()), handOver, at('2026-05-04T09:00:00Z'))
  expect(summary(intents)).toEqual(off)
  expect(intents[0]?.data).toMatchObject({ at: day, again: 0 })
})
