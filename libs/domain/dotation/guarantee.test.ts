import { decided, handedOverDotation, stockOn } from '../../testing/dotation.fixtures'
import { facts, ids, landes, withStage } from '../../testing/journey.fixtures'
import { hashOf, printedReceipt, signatureDocument } from '../../testing/receipt.fixtures'
import { definitionSchema } from '../definition/definition.schema'
import { dayOf } from '../kernel/wait'
import { dotationRows } from '../registry.rows'
import { type DotationCommand, decide } from './dotation.decide'
import { plan } from './dotation.plan'
import type { DotationState } from './dotation.state'

const later = '2026-09-14T09:00:00Z'
const on = '2026-09-14'
const replace = (over: object = {}): DotationCommand => ({
  ...{ type: 'ReplaceLaptop', data: { on, fault: 'ecran', ...over } },
})
const expire: DotationCommand = { type: 'ExpireDotation', data: {} }
const replaced = () => decided(handedOverDotation(), replace(), stockOn(later, 1)).state
const awaited = () => decided(handedOverDotation(), replace(), stockOn(later, 0)).state
const bindings = (state: DotationState) =>
  dotationRows(state, ids.dotation)
    .filter(({ table }) => table === 'binding')
    .map(({ row }) => [row.device, row.open, row.handed_over])

test('after the hand-over the lieu answers for the laptop until a year later, then the dotation is over', () => {
  const given = handedOverDotation()
  expect(given).toMatchObject({ stage: 'guarantee', device: ids.device })
  const waited = plan(given, landes, ids.dotation)
  expect(waited).toMatchObject({
    ...{ stage: 'guarantee', task: 'under_guarantee', owner: { role: 'lieu', id: ids.place }, command: 'EndGuarantee' },
  })
  expect(dayOf(waited?.until ?? '', 'Europe/Paris')).toBe('2027-05-01')
  const over = decided(given, { type: 'EndGuarantee', data: {} }, facts({}, waited?.until ?? '')).state
  expect(over).toMatchObject({ stage: 'closed', outcome: 'handed_over' })
  expect(decide({ type: 'EndGuarantee', data: {} }, over, facts())).toMatchObject({ rule: 'wrong_stage' })
})

test('a definition without a guarantee ends the dotation at the hand-over, as all did before', () => {
  const definition = definitionSchema.parse(withStage('dotation', { guarantee: null }))
  const given = handedOverDotation(facts({}, '2026-05-01T09:00:00Z', { definition }))
  expect(given).toMatchObject({ stage: 'closed', outcome: 'handed_over' })
  expect(decide(replace(), given, stockOn(later, 1))).toMatchObject({ rule: 'wrong_stage' })
})

test('what was handed over days before it was written down is covered from that day', () => {
  const known = facts({}, '2026-05-04T16:00:00Z')
  expect(handedOverDotation(known)).toMatchObject({ guarantee: { since: '2026-05-01T10:00:00Z', length: 'P12M' } })
})

test('faulty within the guarantee: the next free laptop is theirs at once, and the faulty one nobody’s', () => {
  const { events, state } = decided(handedOverDotation(), replace(), stockOn(later, 1))
  expect(events.map(({ type }) => type)).toEqual(['LaptopReturned', 'LaptopReserved'])
  expect(state).toMatchObject({ stage: 'handover', device: ids.otherDevice, receipt: null, receipts: 1 })
  expect(bindings(state)).toEqual([
    [ids.device, false, true],
    [ids.otherDevice, true, false],
  ])
})

test('where others wait, or there is none, they wait again at their old place', () => {
  for (const known of [stockOn(later, 0), stockOn(later, 1, 1)]) {
    const { state } = decided(handedOverDotation(), replace(), known)
    expect(state).toMatchObject({ stage: 'stock', task: 'await_laptop', opening: { referredOn: '2026-03-02' } })
    expect(bindings(state)).toEqual([[ids.device, false, true]])
    const free = { device: { stream: ids.otherDevice, owner: ids.lieuStructure, status: 'ready', features: [] } }
    expect(
      decided(state, { type: 'Bind', data: { device: null, despite: false } }, facts(free, later)).state,
    ).toMatchObject({
      ...{ stage: 'handover', device: ids.otherDevice },
    })
  }
})

test('another receipt is signed for the other laptop, which is covered by what is left of the first guarantee', () => {
  const version = 2
  const issued = decided(replaced(), { type: 'IssueReceipt', data: {} }, facts({ receipt: printedReceipt(2) }, later))
  const handOver: DotationCommand = { type: 'HandOver', data: { on } }
  expect(decide(handOver, issued.state, facts({}, later))).toMatchObject({ rule: 'receipt_not_signed' })
  const signing = { on, version, sha256: hashOf(2), mode: 'papier', document: signatureDocument }
  const signed = decided(
    issued.state,
    { type: 'SignReceipt', data: signing },
    facts({ signature: { keptAt: later } }, later),
  )
  const { events, state } = decided(signed.state, handOver, facts({}, later))
  expect(events).toMatchObject([{ type: 'ReplacementHandedOver', data: { device: ids.otherDevice } }])
  expect(state).toMatchObject({ stage: 'guarantee', device: ids.otherDevice, handedOverOn: on })
  expect(dayOf(plan(state, landes, ids.dotation)?.until ?? '', 'Europe/Paris')).toBe('2027-05-01')
})

test.each([
  ['unknown_code', { fault: 'humeur' }],
  ['date_in_future', { on: '2026-09-15' }],
  ['date_before', { on: '2026-04-30' }],
] as const)('no: %s', (rule, over) => {
  expect(decide(replace(over), handedOverDotation(), stockOn(later, 1))).toMatchObject({ rule })
})

test.each([
  ['nobody fetches the other one', replaced, 'not_collected'],
  ['none comes', awaited, 'no_laptop'],
] as const)('%s: the dotation ends, and says that the person was equipped', (_, state, cause) => {
  const { events, state: over } = decided(state(), expire, stockOn('2027-11-14T09:00:00Z', 0))
  expect(events).toMatchObject([{ type: 'DotationAbandoned', data: { cause } }])
  expect(over).toMatchObject({ stage: 'closed', outcome: 'not_replaced' })
  expect(bindings(over)[0]).toEqual([ids.device, false, true])
})

const followed = (type: string, data: object) =>
  facts({ stock: { ready: 0, waiting: 0, recyclerie: null } }, later, {
    decided: [{ stream: ids.journey, event: { type, data, at: later } }],
  })

test('a pause does not rest a guarantee; another lieu answers for it, out of the stock of whoever gave the laptop', () => {
  const elsewhere = { place: ids.otherPlace, placeStructure: ids.otherStructure, mediator: ids.otherMediator }
  for (const state of [handedOverDotation(), replaced(), awaited()]) {
    const moved = decided(state, { type: 'ChangeLieu', data: {} }, followed('LieuChanged', elsewhere)).state
    expect(moved).toMatchObject({
      stage: state.stage,
      opening: { place: ids.otherPlace, structure: ids.lieuStructure },
    })
    expect(plan(moved, landes, ids.dotation)?.owner?.role).toBe(state.stage === 'stock' ? 'recyclerie' : 'lieu')
    const named = { mediator: ids.otherMediator }
    const renamed = decided(moved, { type: 'NameMediator', data: {} }, followed('MediatorNamed', named)).state
    expect(renamed).toMatchObject({ opening: named })
  }
  const { events, state } = decided(handedOverDotation(), { type: 'Pause', data: {} }, followed('JourneyPaused', {}))
  expect(events).toEqual([{ type: 'DotationPaused', data: {}, at: later }])
  expect(state).toEqual(handedOverDotation())
})

const end = '2027-05-01T23:30:00Z'
const ended = () => decided(handedOverDotation(), { type: 'EndGuarantee', data: {} }, facts({}, end)).state
const afterEnd = (sentBackOn: string | null, ready = 1) => {
  const given = stockOn('2027-06-01T09:00:00Z', ready)
  return { ...given, outside: { ...given.outside, sentBackOn } }
}

test('what failed on the last day is replaced though it is told after it, and so is what was sent back in time', () => {
  const lastDay = decided(ended(), replace({ on: '2027-05-01' }), afterEnd(null)).state
  expect(lastDay).toMatchObject({ stage: 'handover', device: ids.otherDevice })
  const away = decided(ended(), replace({ on: '2027-06-01' }), afterEnd('2027-04-30', 0)).state
  expect(away).toMatchObject({ stage: 'stock', guarantee: { length: 'P12M' } })
  expect(bindings(away)).toEqual([[ids.device, false, true]])
})

test.each([
  ['it failed later', '2027-05-02', null],
  ['it was sent back later', '2027-06-01', '2027-05-02'],
])('nothing is replaced after the guarantee where %s', (_, on, sentBackOn) => {
  expect(decide(replace({ on }), ended(), afterEnd(sentBackOn))).toMatchObject({
    ...{ rule: 'guarantee_over', details: { field: 'on', date: on, until: '2027-05-01' } },
  })
})
