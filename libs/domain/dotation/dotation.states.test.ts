import {
  boundDotation,
  decided,
  handedOverDotation,
  openedDotation,
  signedDotation,
  stockOn,
} from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import { printed, printedReceipt, signatureDocument } from '../../testing/receipt.fixtures'
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
const noDay = { appointment: null, toRemind: null }

test('opened, it waits for what the stock lacks, and has no laptop yet', () => {
  expect(openedDotation()).toEqual({
    ...{ stage: 'stock', task: 'await_laptop', wanted: { number: 3, recyclerie: ids.recyclerie } },
    ...{ opening, laptops: [], receipts: 0, paused: null, guarantee: null, ...waitsSince(at) },
  })
})

test('with a laptop kept, a day is to be given', () => {
  expect(boundDotation()).toEqual({
    ...{ stage: 'handover', task: 'book_hand_over', device: ids.device, receipt: null, missed: 0, boundAt: at },
    ...{ opening, laptops: [held], receipts: 0, paused: null, guarantee: null, ...waitsSince(at), ...noDay },
  })
})

test('its receipt is kept with its day, then who signed how', () => {
  const issued = after(boundDotation(), printed(1))
  const receipt = { ...printedReceipt(1), issuedOn: '2026-05-01', issuedAt: at, signed: null }
  const laptops = [{ ...held, ticket: 'T-00000-00001' }]
  expect(issued).toEqual({ ...boundDotation(), receipt, receipts: 1, laptops })
  const signed = { mode: 'papier', document: signatureDocument, on: '2026-05-01' }
  expect(signedDotation()).toEqual({ ...issued, receipt: { ...receipt, signed } })
})

test('what was told without a day is of the day of its record', () => {
  const undated = { type: 'ReceiptIssued', at: later, data: printedReceipt(1) } as const
  const signing = { version: 1, sha256: '', mode: 'papier', document: signatureDocument }
  const state = after(boundDotation(), undated, { type: 'ReceiptSigned', at: later, data: signing })
  expect(state).toMatchObject({ receipt: { issuedOn: '2026-05-10', signed: { on: '2026-05-10' } } })
  const handing = { device: ids.device, receipt: { ticket: 'T', version: 1, sha256: '' } }
  const guarantee = { since: later, length: 'P12M' }
  expect(after(state, { type: 'DotationHandedOver', at: later, data: { ...handing, guarantee } })).toMatchObject({
    ...{ stage: 'guarantee', handedOverOn: '2026-05-10' },
  })
})

test('handed over, the laptop is covered from its day; once that is over, so is the dotation', () => {
  const laptops = [{ ...held, ticket: 'T-00000-00001', is: 'handed_over', handedOverAt: at }]
  expect(handedOverDotation()).toEqual({
    ...{ stage: 'guarantee', task: 'under_guarantee', device: ids.device, handedOverOn: '2026-05-01' },
    ...{ opening, laptops, receipts: 1, guarantee: { since: at, length: 'P12M' } },
  })
  const over = after(handedOverDotation(), { type: 'GuaranteeEnded', data: {}, at: later })
  expect(over).toEqual({
    ...{ stage: 'closed', task: 'none', opening, laptops, receipts: 1 },
    ...{ outcome: 'handed_over', closedAt: later },
    covered: { device: ids.device, handedOverOn: '2026-05-01', guarantee: { since: at, length: 'P12M' } },
  })
  expect(plan(over, landes, ids.dotation)).toEqual({
    ...{ stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome: 'handed_over' },
  })
})

test('a laptop found faulty at the counter is let go, and the dotation waits as at first', () => {
  const { events, state } = decided(
    boundDotation(),
    { type: 'ReportFault', data: { on: '2026-05-10', fault: 'ecran' } },
    stockOn(later, 0, 4),
  )
  const stock = { ready: 0, waiting: 4, recyclerie: ids.recyclerie }
  expect(events).toEqual([
    {
      ...{ type: 'LaptopFaulty', at: later, on: '2026-05-10' },
      data: { ...stock, device: ids.device, fault: 'ecran', next: null },
    },
  ])
  expect(state).toEqual({
    ...{ stage: 'stock', task: 'await_laptop', wanted: { number: 5, recyclerie: ids.recyclerie } },
    ...{ opening, laptops: [{ ...held, is: 'released' }], receipts: 0, paused: null, guarantee: null },
    ...waitsSince(later),
  })
})

test('one that fails within the guarantee is the person’s no more, and another one is theirs where one is left', () => {
  const command = { type: 'ReplaceLaptop', data: { on: '2026-05-10', fault: 'ecran' } } as const
  const { events, state } = decided(handedOverDotation(), command, stockOn(later, 2, 1))
  expect(events).toEqual([
    {
      ...{ type: 'LaptopReturned', at: later, on: '2026-05-10' },
      data: {
        ...{ ready: 2, waiting: 1, recyclerie: ids.recyclerie, device: ids.device, fault: 'ecran' },
        next: ids.otherDevice,
      },
    },
    { type: 'LaptopReserved', data: { device: ids.otherDevice, lacks: [], agreement: null }, at: later },
  ])
  expect(state).toMatchObject({
    stage: 'handover',
    guarantee: { since: at, length: 'P12M' },
    receipts: 1,
    receipt: null,
  })
  const awaited = decided(handedOverDotation(), command, stockOn(later, 0)).state
  const laptops = [{ ...held, ticket: 'T-00000-00001', is: 'returned', handedOverAt: at }]
  expect(awaited).toEqual({
    ...{ stage: 'stock', task: 'await_laptop', wanted: { number: 1, recyclerie: ids.recyclerie } },
    ...{ opening, laptops, receipts: 1, paused: null, guarantee: { since: at, length: 'P12M' } },
    ...waitsSince(later),
  })
})

test('a laptop that comes back to the same dotation is there once, with its ticket', () => {
  const released: DotationEvent = {
    ...{ type: 'LaptopFaulty', at: later },
    data: { ready: 0, waiting: 0, recyclerie: null, device: ids.device, fault: 'ecran', next: null },
  }
  const reserved = (device: string): DotationEvent => ({
    ...{ type: 'LaptopReserved', data: { device, lacks: [], agreement: null }, at: later },
  })
  const between = after(signedDotation(), released, reserved(ids.otherDevice), {
    ...released,
    data: { ...released.data, device: ids.otherDevice } as never,
  })
  expect(after(between, reserved(ids.device))).toMatchObject({
    receipts: 1,
    receipt: null,
    laptops: [
      { device: ids.otherDevice, is: 'released', ticket: null },
      { device: ids.device, is: 'promised', ticket: 'T-00000-00001' },
    ],
  })
})

test('a reminder counts, and says anew what is wanted as long as no laptop is kept', () => {
  const remind: DotationEvent = {
    ...{ type: 'DotationReminded', at: later },
    data: { ready: 1, waiting: 4, recyclerie: null, task: 'await_laptop' },
  }
  expect(after(openedDotation(), remind)).toEqual({
    ...{ ...openedDotation(), reminders: 1, task: 'bind_laptop', wanted: { number: 3, recyclerie: null } },
  })
  expect(after(boundDotation(), remind, remind)).toEqual({ ...boundDotation(), reminders: 2 })
})

test('given up, it keeps what became of its laptops; whoever was equipped before is said to have been', () => {
  const gone = (device: string | null): DotationEvent => ({
    ...{ type: 'DotationAbandoned', data: { cause: 'withdrawn', device, preparing: null }, at: later },
  })
  const over = { stage: 'closed', task: 'none', outcome: 'abandoned', closedAt: later, covered: null }
  const closed = { ...over, opening, receipts: 0 }
  expect(after(openedDotation(), gone(null))).toEqual({ ...closed, laptops: [] })
  expect(after(boundDotation(), gone(ids.device))).toEqual({ ...closed, laptops: [{ ...held, is: 'released' }] })
  expect(after(boundDotation(), gone(null))).toMatchObject({ laptops: [held] })
})

test('what cannot have happened yet, or any more, changes nothing', () => {
  const ended = { type: 'GuaranteeEnded', data: {}, at: later } as const
  const recomputed = { type: 'PlanRecomputed', data: {}, at: later } as const
  const states: readonly DotationState[] = [{ stage: 'unknown' }, openedDotation(), boundDotation()]
  for (const state of states) expect(after(state, ended, recomputed)).toBe(state)
  expect(after(handedOverDotation(), printed(2), recomputed)).toEqual(handedOverDotation())
  expect(after(openedDotation(), printed(1))).toEqual(openedDotation())
  const closed = after(handedOverDotation(), ended)
  expect(after(closed, ended, recomputed)).toBe(closed)
})

test('the day of a hand-over waits for the person from that day on, and is recalled the day before', () => {
  const booked = after(boundDotation(), { type: 'HandOverBooked', data: { at: later }, at })
  expect(booked).toEqual({
    ...{ ...boundDotation(), task: 'hand_over', appointment: later, toRemind: at, ...waitsSince(later) },
  })
  expect(plan(booked, landes, ids.dotation)).toEqual({
    ...{ stage: 'handover', task: 'hand_over', owner: { role: 'mediator', id: ids.mediator } },
    ...{ until: '2026-05-09T07:00:00Z', command: 'RemindHandOver', child: null },
  })
  const recalled = after(booked, { type: 'HandOverReminded', data: { at: later }, at: '2026-05-09T07:00:00Z' })
  expect(recalled).toEqual({ ...booked, toRemind: null })
  const missed = { type: 'HandOverMissed', data: { reasons: { shareable: 'a', internal: 'b' } }, at: later } as const
  expect(after(recalled, missed)).toEqual({ ...boundDotation(), ...waitsSince(later), missed: 1 })
})

test('what it decides of a day, a reminder and its end is told whole', () => {
  const known = facts({ stock: { ready: 1, waiting: 4, recyclerie: null } }, at)
  const events = (state: DotationState, type: string, data: object = {}) =>
    decided(state, { type, data } as Parameters<typeof decided>[1], known).events
  expect(events(boundDotation(), 'BookHandOver', { at: later })).toEqual([
    { type: 'HandOverBooked', data: { at: later }, at },
  ])
  expect(events(openedDotation(), 'RemindDotation')).toEqual([
    { type: 'DotationReminded', data: { task: 'await_laptop', ready: 1, waiting: 4, recyclerie: null }, at },
  ])
  expect(events(openedDotation(), 'ExpireDotation')).toEqual([
    {
      ...{ type: 'DotationAbandoned', at },
      data: { cause: 'no_laptop', device: null, preparing: { recyclerie: ids.recyclerie, number: 2 } },
    },
  ])
  expect(events(boundDotation(), 'Withdraw')).toEqual([
    { type: 'DotationAbandoned', data: { cause: 'withdrawn', device: ids.device, preparing: null }, at },
  ])
  expect(events(handedOverDotation(), 'EndGuarantee')).toEqual([{ type: 'GuaranteeEnded', data: {}, at }])
})
