import { boundDotation } from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import { hashOf, printedReceipt, signatureDocument } from '../../testing/receipt.fixtures'
import type { Facts } from '../facts'
import { type DotationCommand, decide } from './dotation.decide'
import { evolve } from './dotation.evolve'
import { plan } from './dotation.plan'
import type { DotationState } from './dotation.state'

const now = '2026-05-01T09:00:00Z'
const later = '2026-05-20T09:00:00Z'
const known = (at = now): Facts => facts({ signature: { keptAt: at } }, at)
const rule = (decision: ReturnType<typeof decide>) => (decision.ok ? 'accepted' : decision.rule)

function run(state: DotationState, command: DotationCommand, given: Facts): DotationState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}

const issue = (state: DotationState, version: number) =>
  run(state, { type: 'IssueReceipt', data: {} }, facts({ receipt: printedReceipt(version) }, now))
const signing = { on: '2026-05-01', version: 1, sha256: hashOf(1), mode: 'papier', document: signatureDocument }
const sign = (over: object = {}): DotationCommand => ({ type: 'SignReceipt', data: { ...signing, ...over } })
const handOver = (on: string): DotationCommand => ({ type: 'HandOver', data: { on } })
const issued = () => issue(boundDotation(), 1)
const signed = () => run(issued(), sign(), known())

test.each<[string, object]>([
  ['receipt_not_issued', { version: 2 }],
  ['other_receipt', { sha256: hashOf(2) }],
  ['unknown_code', { mode: 'pigeon' }],
  ['date_in_future', { on: '2026-05-02' }],
  ['date_before', { on: '2026-04-30' }],
  ['accepted', {}],
])('a signature: %s', (expected, over) => {
  expect(rule(decide(sign(over), issued(), known()))).toBe(expected)
})

test('a signature is kept with the journey, or it is none', () => {
  expect(rule(decide(sign(), issued(), facts({ signature: null }, now)))).toBe('signature_missing')
})

test('what was signed for the receipt before is no signature of this one, even where its version is named', () => {
  const again = issue(signed(), 2)
  const second = sign({ version: 2, sha256: hashOf(2) })
  const before = facts({ signature: { keptAt: '2026-05-01T08:59:59.999Z' } }, now)
  expect(decide(second, again, before)).toMatchObject({ rule: 'signature_of_before', details: { field: 'document' } })
})

test('a signature on version n is refused once n+1 is there, and the laptop is not given for it', () => {
  const again = issue(signed(), 2)
  expect(rule(decide(sign(), again, known()))).toBe('receipt_superseded')
  expect(rule(decide(handOver('2026-05-01'), again, known()))).toBe('receipt_not_signed')
  expect(rule(decide(sign({ version: 2, sha256: hashOf(2) }), again, known()))).toBe('accepted')
})

test('with another laptop, what was signed for the first says nothing', () => {
  const reserved = {
    type: 'LaptopReserved',
    data: { device: ids.device.replace('1', '2'), lacks: [], agreement: null },
    at: now,
  } as const
  const other = evolve(signed(), reserved)
  expect(rule(decide(sign(), other, known()))).toBe('receipt_superseded')
  expect(rule(decide(handOver('2026-05-01'), other, known()))).toBe('receipt_not_signed')
})

test('the same signature twice is one, another one is refused', () => {
  expect(decide(sign(), signed(), known())).toEqual({ ok: true, events: [] })
  expect(rule(decide(sign({ mode: 'ecran' }), signed(), known()))).toBe('receipt_already_signed')
})

test('a hand-over may be written down late, with its true day, which is never before the signature', () => {
  const state = run(issued(), sign({ on: '2026-05-03' }), known(later))
  expect(decide(handOver('2026-05-04'), state, known(later))).toMatchObject({ events: [{ on: '2026-05-04' }] })
  expect(decide(handOver('2026-05-02'), state, known(later))).toMatchObject({
    ...{ rule: 'date_before', details: { field: 'on', date: '2026-05-02', what: 'signature', day: '2026-05-03' } },
    fr: 'La date « on » (2026-05-02) précède la signature du reçu du 2026-05-03.',
  })
  expect(rule(decide(handOver('2026-05-21'), state, known(later)))).toBe('date_in_future')
})

test('the paper changes neither what is awaited nor until when', () => {
  expect(plan(signed(), landes, ids.dotation)).toEqual(plan(boundDotation(), landes, ids.dotation))
})

test('there is nothing to sign before a laptop is bound', () => {
  for (const command of [sign(), { type: 'IssueReceipt', data: {} } as const]) {
    expect(rule(decide(command, { stage: 'unknown' }, known()))).toBe('unknown_stream')
  }
})
