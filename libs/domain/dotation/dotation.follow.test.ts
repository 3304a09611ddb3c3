import { boundDotation, decided, handedOverDotation, openedDotation, stockOn } from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import type { DotationEvent } from './dotation.events'
import { evolve } from './dotation.evolve'
import { plan } from './dotation.plan'
import type { DotationState } from './dotation.state'

const at = '2026-05-01T09:00:00Z'
const later = '2026-05-10T09:00:00Z'
const after = (state: DotationState, ...events: readonly DotationEvent[]) => events.reduce(evolve, state)
const { opening } = openedDotation()
const held = { device: ids.device, ticket: null, is: 'promised', handedOverAt: null, agreement: null } as const
const waitsSince = (since: string) => ({ since, reminders: 0, pauses: [] })

describe('a dotation rests with its journey', () => {
  const paused = () => after(openedDotation(), { type: 'DotationPaused', data: {}, at: later })

  test('nothing is due of it meanwhile, and the time of the pause does not count', () => {
    expect(paused()).toEqual({ ...openedDotation(), paused: later })
    expect(plan(paused(), landes, ids.dotation)).toEqual({
      ...{ stage: 'stock', task: 'await_laptop', owner: { role: 'recyclerie', id: ids.recyclerie } },
      ...{ until: null, command: null, child: null },
    })
    const resumed = { type: 'DotationResumed', data: {}, at: '2026-05-20T09:00:00Z' } as const
    expect(after(paused(), resumed)).toEqual({
      ...{ ...openedDotation(), pauses: [{ from: later, to: '2026-05-20T09:00:00Z' }] },
    })
    expect(after(openedDotation(), resumed)).toEqual(openedDotation())
  })

  test('a day that was given is off, one that has passed is not', () => {
    const booked = after(boundDotation(), { type: 'HandOverBooked', data: { at: later }, at })
    const pausedAt = (instant: string) => after(booked, { type: 'DotationPaused', data: {}, at: instant })
    expect(pausedAt('2026-05-09T09:00:00Z')).toEqual({
      ...{ ...boundDotation(), ...waitsSince('2026-05-09T09:00:00Z'), paused: '2026-05-09T09:00:00Z' },
    })
    expect(pausedAt('2026-05-11T09:00:00Z')).toEqual({ ...booked, paused: '2026-05-11T09:00:00Z' })
  })
})

describe('a dotation follows its journey', () => {
  const stock = { ready: 1, waiting: 3, recyclerie: ids.recyclerie }
  const move = (structure: string, released: string | null): DotationEvent => ({
    ...{ type: 'DotationMoved', at: later },
    data: { ...stock, place: ids.otherPlace, structure, mediator: null, released },
  })
  const there = (structure: string) => ({ ...opening, place: ids.otherPlace, structure, mediator: null })

  test('to another place of the same structure it takes its wait and its laptop along', () => {
    for (const state of [openedDotation(), boundDotation()]) {
      expect(after(state, move(ids.lieuStructure, null))).toEqual({ ...state, opening: there(ids.lieuStructure) })
    }
  })

  test('to another structure it waits anew on that stock, its laptop let go', () => {
    const waiting = {
      ...{ stage: 'stock', task: 'await_laptop', wanted: { number: 3, recyclerie: ids.recyclerie } },
      ...{ opening: there(ids.otherStructure), receipts: 0, paused: null, guarantee: null, ...waitsSince(later) },
    }
    expect(after(openedDotation(), move(ids.otherStructure, null))).toEqual({ ...waiting, laptops: [] })
    expect(after(boundDotation(), move(ids.otherStructure, ids.device))).toEqual({
      ...{ ...waiting, laptops: [{ ...held, is: 'released' }] },
    })
    // One that is kept all the same goes along.
    expect(after(boundDotation(), move(ids.otherStructure, null))).toMatchObject({ stage: 'handover' })
  })

  test('under another mediator, and another version of the definition', () => {
    const named = { type: 'DotationReassigned', data: { mediator: ids.otherMediator }, at: later } as const
    const version = { type: 'DotationVersionChanged', data: { definition: 'autre.v2' }, at: later } as const
    expect(after(openedDotation(), named, version)).toEqual({
      ...{ ...openedDotation(), opening: { ...opening, mediator: ids.otherMediator, definition: 'autre.v2' } },
    })
    expect(after(handedOverDotation(), named)).toEqual({
      ...{ ...handedOverDotation(), opening: { ...opening, mediator: ids.otherMediator } },
    })
    expect(after(handedOverDotation(), move(ids.otherStructure, null))).toEqual({
      ...{ ...handedOverDotation(), opening: there(ids.otherStructure) },
    })
  })
})

test('the corrected day of a first hand-over moves what is left of the guarantee of the laptop that replaces it', () => {
  const correction = (since?: string): DotationEvent => ({
    ...{ type: 'HandOverCorrected', at: later },
    data: { device: ids.device, on: '2026-04-28', ...(since && { since }) },
  })
  const awaited = decided(
    handedOverDotation(),
    { type: 'ReplaceLaptop', data: { on: '2026-05-10', fault: 'ecran' } },
    stockOn(later, 0),
  ).state
  const since = '2026-04-28T10:00:00Z'
  expect(after(awaited, correction(since))).toEqual({ ...awaited, guarantee: { since, length: 'P12M' } })
  expect(after(awaited, correction())).toEqual(awaited)
  expect(after(openedDotation(), correction(since))).toEqual(openedDotation())
  expect(after(handedOverDotation(), correction())).toEqual({ ...handedOverDotation(), handedOverOn: '2026-04-28' })
  const other = { ...correction(since), data: { device: ids.otherDevice, on: '2026-04-28', since } } as DotationEvent
  expect(after(handedOverDotation(), other)).toMatchObject({ handedOverOn: '2026-05-01', guarantee: { since } })
})

test('it decides what its journey has: where it goes, with which laptop, under which version', () => {
  const stock = { ready: 0, waiting: 0, recyclerie: null }
  const told = (type: string, data: object, outside: object = { stock }) =>
    facts(outside, later, { decided: [{ stream: ids.journey, event: { type, data, at: later } }] })
  const goes = (state: DotationState, placeStructure: string) => {
    const move = { place: ids.otherPlace, placeStructure, mediator: null }
    return decided(state, { type: 'ChangeLieu', data: {} }, told('LieuChanged', move)).events
  }
  const moved = (structure: string, released: string | null) => [
    {
      ...{ type: 'DotationMoved', at: later },
      data: { ...stock, place: ids.otherPlace, structure, mediator: null, released },
    },
  ]
  expect(goes(openedDotation(), ids.otherStructure)).toEqual(moved(ids.otherStructure, null))
  expect(goes(boundDotation(), ids.otherStructure)).toEqual(moved(ids.otherStructure, ids.device))
  expect(goes(boundDotation(), ids.lieuStructure)).toEqual(moved(ids.lieuStructure, null))
  expect(goes(handedOverDotation(), ids.otherStructure)).toEqual(moved(ids.lieuStructure, null))
  const version = told('JourneyMoved', { to: 'autre.v2' })
  expect(decided(openedDotation(), { type: 'MoveToVersion', data: {} }, version).events).toEqual([
    { type: 'DotationVersionChanged', data: { definition: 'autre.v2' }, at: later },
  ])
  const unseen = told(
    'LieuChanged',
    { place: ids.otherPlace, placeStructure: ids.otherStructure },
    { stock: undefined },
  )
  expect(() => decided(openedDotation(), { type: 'ChangeLieu', data: {} }, unseen)).toThrow('a stock that is looked at')
})
