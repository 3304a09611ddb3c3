import { after, commands, facts, fold, ids, journeyAt, landes } from '../../testing/journey.fixtures'
import { reactForBeneficiary } from './beneficiary.react'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

const remind: JourneyCommand = { type: 'RemindAppointment', data: {} }
const morning = '2026-03-09T08:00:00Z'
const booked = () => journeyAt.hold_diagnostic()
const dueOf = (state: JourneyState) => {
  const { command, until } = plan(state, landes, ids.journey) ?? {}
  return [command, until]
}

/** The state that a command leaves, and what the person is told of it. */
function told(before: JourneyState, command: JourneyCommand, now: string) {
  const decision = decide(command, before, facts({}, now))
  if (!decision.ok) throw new Error(decision.rule)
  const state = fold(before, decision.events)
  return { state, intents: decision.events.flatMap((event) => reactForBeneficiary(event, before, state)) }
}

test('the day before at nine the person is reminded, once; then the appointment is awaited as before', () => {
  expect(dueOf(booked())).toEqual(['RemindAppointment', morning])
  const { state, intents } = told(booked(), remind, morning)
  expect(intents).toMatchObject([
    {
      mail: 'appointment_reminder_you',
      to: { role: 'beneficiary', id: ids.person },
      data: { place: ids.place, at: '2026-03-10T14:00:00Z' },
    },
  ])
  expect(intents.map((intent) => stillDue(state, intent))).toEqual([true])
  expect(dueOf(state)[0]).toBe('Remind')
  expect(decide(remind, state, facts({}, morning))).toMatchObject({ rule: 'wrong_stage' })
})

test('the reminder follows an appointment that is moved, and what was to remind of the first one is not due any more', () => {
  const { state, intents } = told(booked(), remind, morning)
  const moving = { type: 'BookAppointment', data: { at: '2026-03-20T14:00:00Z' } } as const
  const moved = told(state, moving, '2026-03-09T09:00:00Z').state
  expect(dueOf(moved)).toEqual(['RemindAppointment', '2026-03-19T08:00:00Z'])
  expect(intents.map((intent) => stillDue(moved, intent))).toEqual([false])
})

test('an appointment that is given for the next day has no reminder', () => {
  const soon = told(journeyAt.book_diagnostic(), commands.BookAppointment, '2026-03-09T15:00:00Z').state
  expect(dueOf(soon)[0]).toBe('Remind')
})

test('nobody is reminded of an appointment that has passed, where the machine was away', () => {
  expect(told(booked(), remind, '2026-03-10T15:00:00Z').intents).toEqual([])
})

test.each([
  ['a pause', { ...commands.Pause, data: { ...commands.Pause.data, until: '2026-03-30' } }],
  ['the end', commands.Withdraw],
  ['another lieu', commands.ChangeLieu],
] as const)('after %s there is nothing to be reminded of', (_, command) => {
  const state = told(booked(), command, '2026-03-05T09:00:00Z').state
  expect(dueOf(state)[0]).not.toBe('RemindAppointment')
  expect(decide(remind, state, facts({}, morning)).ok).toBe(false)
})

test('after a miss the next appointment has its own', () => {
  const missed = after(
    [commands.Refer, facts({}, '2026-03-02T09:00:00Z')],
    [commands.Accept, facts({}, '2026-03-03T09:00:00Z')],
    [commands.BookAppointment, facts({}, '2026-03-04T09:00:00Z')],
    [commands.RecordMissed, facts({}, '2026-03-10T18:00:00Z')],
  )
  expect(dueOf(missed)[0]).toBe('Remind')
  const again = { type: 'BookAppointment', data: { at: '2026-03-17T14:00:00Z' } } as const
  expect(dueOf(told(missed, again, '2026-03-11T09:00:00Z').state)).toEqual([
    'RemindAppointment',
    '2026-03-16T08:00:00Z',
  ])
})
