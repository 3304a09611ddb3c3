import { boundDotation, decided, handedOverDotation, openedDotation, stockOn } from '../../testing/dotation.fixtures'
import { ids, landes } from '../../testing/journey.fixtures'
import type { Doer } from '../kernel/decider'
import { reactForDay } from './appointment.react'
import type { DotationCommand } from './dotation.decide'
import type { DotationEvent } from './dotation.events'
import { evolve } from './dotation.evolve'
import { plan } from './dotation.plan'
import { react, stillDue } from './dotation.react'
import type { DotationState, KnownDotation } from './dotation.state'

const at = '2026-05-01T09:00:00Z'
const later = '2026-05-10T09:00:00Z'
const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const { journey, place } = { journey: ids.journey, place: ids.place }

/** The mails of an event, on the state that it leaves. */
const mails = (before: DotationState, event: DotationEvent, by = machine) =>
  react(event, evolve(before, event), landes, ids.dotation, by)
const until = (state: DotationState) => plan(state, landes, ids.dotation)?.until ?? null

test('whoever prepares reads the place, how many are lacking, what one of them must have and until when', () => {
  const state = openedDotation({ needs: ['ecran_15', 'loupe'] })
  const remind: DotationEvent = {
    ...{ type: 'DotationReminded', at: later },
    data: { ready: 0, waiting: 2, recyclerie: ids.recyclerie, task: 'await_laptop' },
  }
  expect(mails(state, remind)).toEqual([
    {
      ...{ mail: 'laptop_wanted', to: { role: 'recyclerie', id: ids.recyclerie } },
      data: {
        ...{ task: 'await_laptop', place, journey, device: null, number: 2, needs: 'ecran_15 loupe' },
        until: until(evolve(state, remind)),
      },
      task: { name: 'await_laptop', since: at },
    },
  ])
  expect(mails(openedDotation(), remind)[0]?.data.needs).toBeNull()
})

test('whoever keeps a laptop at the counter is reminded of the task, and reads which laptop', () => {
  const remind: DotationEvent = {
    ...{ type: 'DotationReminded', at: later },
    data: { ready: 0, waiting: 2, recyclerie: ids.recyclerie, task: 'book_hand_over' },
  }
  expect(mails(boundDotation(), remind)).toEqual([
    {
      ...{ mail: 'task_reminder', to: { role: 'mediator', id: ids.mediator } },
      data: {
        ...{ task: 'book_hand_over', place, journey, device: ids.device, number: null, needs: null },
        until: until(evolve(boundDotation(), remind)),
      },
      task: { name: 'book_hand_over', since: at },
    },
  ])
})

const gone = (over: Partial<Extract<DotationEvent, { type: 'DotationAbandoned' }>['data']>): DotationEvent => ({
  ...{ type: 'DotationAbandoned', data: { cause: 'withdrawn', device: null, preparing: null, ...over }, at: later },
})

test('given up, each reads what is theirs: which laptop and why, which journey, how many are still lacking', () => {
  const toMediator = { role: 'mediator', id: ids.mediator }
  expect(mails(boundDotation(), gone({ device: ids.device }))).toEqual([
    { mail: 'laptop_released', to: toMediator, data: { device: ids.device, cause: 'withdrawn' }, task: null },
  ])
  const preparing = { recyclerie: ids.recyclerie, number: 2 }
  const givenUp = { mail: 'dotation_given_up', data: { place, journey, replacing: 0 }, task: null }
  expect(mails(openedDotation(), gone({ cause: 'no_laptop', preparing }))).toEqual([
    { ...givenUp, to: toMediator },
    { ...givenUp, to: { role: 'coordinator', id: '40' } },
    {
      ...{ mail: 'laptop_no_longer_needed', to: { role: 'recyclerie', id: ids.recyclerie } },
      ...{ data: { place, number: 2 }, task: null },
    },
  ])
})

test('where no laptop replaces theirs, the person reads where they may ask', () => {
  const command: DotationCommand = { type: 'ReplaceLaptop', data: { on: '2026-05-10', fault: 'ecran' } }
  const awaited = decided(handedOverDotation(), command, stockOn(later, 0)).state
  const [first, , last] = mails(awaited, gone({ cause: 'no_laptop' }))
  expect(first).toMatchObject({ to: { role: 'lieu', id: place }, data: { replacing: 1 } })
  expect(last).toEqual({
    ...{ mail: 'replacement_off_you', to: { role: 'beneficiary', id: ids.person }, data: { place }, task: null },
  })
})

describe('another lieu', () => {
  const move = (released: string | null, structure: string = ids.otherStructure): DotationEvent => ({
    ...{ type: 'DotationMoved', at: later },
    data: {
      ...{ ready: 0, waiting: 0, recyclerie: ids.recyclerie },
      ...{ place: ids.otherPlace, structure, mediator: null, released },
    },
  })

  test('asks for a laptop anew, not while the journey rests, nor where one is kept or given', () => {
    expect(mails(openedDotation(), move(null)).map(({ mail }) => mail)).toEqual(['laptop_wanted'])
    expect(mails(boundDotation(), move(ids.device)).map(({ mail }) => mail)).toEqual(['laptop_wanted'])
    const paused = evolve(openedDotation(), { type: 'DotationPaused', data: {}, at: later })
    for (const state of [paused, boundDotation(), handedOverDotation()]) expect(mails(state, move(null))).toEqual([])
  })
})

test('a fault says that a laptop is wanted where none takes its place at once', () => {
  const faulty = (next: string | null): DotationEvent => ({
    ...{ type: 'LaptopFaulty', at: later },
    data: { ready: 1, waiting: 0, recyclerie: ids.recyclerie, device: ids.device, fault: 'ecran', next },
  })
  expect(mails(boundDotation(), faulty(null)).map(({ mail }) => mail)).toEqual(['task_reminder'])
  expect(mails(boundDotation(), faulty(ids.otherDevice))).toEqual([])
  const returned = (next: string | null) => ({ ...faulty(next), type: 'LaptopReturned' }) as DotationEvent
  expect(mails(handedOverDotation(), returned(null)).map(({ mail }) => mail)).toEqual([
    'task_reminder',
    'replacement_awaited_you',
  ])
  expect(mails(handedOverDotation(), returned(ids.otherDevice))).toEqual([])
})

test('nobody is told of a dotation that is not there', () => {
  expect(react(gone({}), { stage: 'unknown' }, landes, ids.dotation, machine)).toEqual([])
})

test('a mail is due as long as its wait is: same task, since the same instant, and not while the journey rests', () => {
  const state = openedDotation()
  const [wanted] = mails({ stage: 'unknown' }, { type: 'DotationOpened', data: state.opening, at })
  if (!wanted) throw new Error('somebody is asked for a laptop')
  expect(stillDue(state, wanted)).toBe(true)
  expect(stillDue({ ...state, since: later }, wanted)).toBe(false)
  expect(stillDue({ ...state, task: 'bind_laptop' }, wanted)).toBe(false)
  expect(stillDue({ ...state, paused: later }, wanted)).toBe(false)
  expect(stillDue({ stage: 'unknown' }, wanted)).toBe(false)
  expect(stillDue({ stage: 'unknown' }, { ...wanted, task: null })).toBe(true)
})

describe('the day of a hand-over', () => {
  const day = '2026-05-12T12:30:00Z'
  const booked = evolve(boundDotation(), { type: 'HandOverBooked', data: { at: day }, at })
  const told = (before: DotationState, event: DotationEvent) =>
    reactForDay(event, before, evolve(before, event) as KnownDotation, landes)
  const you = { role: 'beneficiary', id: ids.person }
  const mediator = { role: 'mediator', id: ids.mediator }
  const task = { name: 'hand_over', since: day }
  const about = { place, at: day, stage: 'dotation' }

  test('is told to the person and to the calendar of the mediator, tied to the wait for it', () => {
    expect(told(boundDotation(), { type: 'HandOverBooked', data: { at: day }, at })).toEqual([
      { mail: 'appointment_booked_you', to: you, data: about, task },
      { mail: 'appointment_calendar', to: mediator, data: about, task },
    ])
    expect(told(booked, { type: 'HandOverReminded', data: { at: day }, at: '2026-05-11T07:00:00Z' })).toEqual([
      { mail: 'appointment_reminder_you', to: you, data: about, task },
    ])
  })

  test('is in nobody’s calendar where no mediator is named', () => {
    const nobody = evolve(boundDotation(), {
      ...{ type: 'DotationMoved', at },
      data: {
        ...{ ready: 0, waiting: 0, recyclerie: null, place, structure: ids.lieuStructure, mediator: null },
        released: null,
      },
    })
    expect(told(nobody, { type: 'HandOverBooked', data: { at: day }, at }).map(({ mail }) => mail)).toEqual([
      'appointment_booked_you',
    ])
  })

  test('is called off by a pause and another one will be given; by a hand-over, none is needed', () => {
    const off = (again: number) => [
      { mail: 'appointment_off_you', to: you, data: { ...about, again }, task: null },
      { mail: 'appointment_cancelled', to: mediator, data: about, task: null },
    ]
    expect(told(booked, { type: 'DotationPaused', data: {}, at: later })).toEqual(off(1))
    const handing = { device: ids.device, receipt: { ticket: 'T', version: 1, sha256: '' } }
    expect(told(booked, { type: 'DotationHandedOver', data: handing, at: later })).toEqual(off(0))
    expect(told(booked, { type: 'ReplacementHandedOver', data: handing, at: later })).toEqual(off(0))
    expect(told(booked, gone({ device: ids.device }))).toEqual(off(0))
    expect(told(booked, gone({ device: ids.device, untold: true })).map(({ to }) => to.role)).toEqual(['mediator'])
    // The day has come: nothing is left to call off.
    expect(told(booked, { type: 'DotationPaused', data: {}, at: day })).toEqual([])
    expect(told(booked, { type: 'DotationResumed', data: {}, at: later })).toEqual([])
  })

  test('goes from the calendar of one mediator to that of the other', () => {
    const named: DotationEvent = { type: 'DotationReassigned', data: { mediator: ids.otherMediator }, at: later }
    expect(told(booked, named)).toEqual([
      { mail: 'appointment_cancelled', to: mediator, data: about, task: null },
      { mail: 'appointment_calendar', to: { role: 'mediator', id: ids.otherMediator }, data: about, task },
    ])
    expect(told(boundDotation(), named)).toEqual([])
  })
})

test('what a day of the hand-over waits for is the mediator’s; of one that replaces another, the lieu’s', () => {
  expect(plan(boundDotation(), landes, ids.dotation)?.owner).toEqual({ role: 'mediator', id: ids.mediator })
  const command: DotationCommand = { type: 'ReplaceLaptop', data: { on: '2026-05-10', fault: 'ecran' } }
  const replaced = decided(handedOverDotation(), command, stockOn(later, 1)).state
  expect(plan(replaced, landes, ids.dotation)?.owner).toEqual({ role: 'lieu', id: place })
})
