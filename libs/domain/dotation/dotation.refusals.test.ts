import {
  boundDotation,
  decided,
  handedOverDotation,
  openedDotation,
  signedDotation,
  stockOn,
} from '../../testing/dotation.fixtures'
import { facts, ids } from '../../testing/journey.fixtures'
import { hashOf, signatureDocument } from '../../testing/receipt.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Facts, OutsideFacts } from '../facts'
import { type DotationCommand, decide } from './dotation.decide'
import type { DotationState } from './dotation.state'
import type { UsableAgreement } from './agreement.use'

const now = '2026-05-01T09:00:00Z'
const day = (outside: Partial<OutsideFacts> = {}, at = now): Facts => facts(outside, at)

function why(state: DotationState, type: DotationCommand['type'], data: object, given: Facts = day()): string {
  const decision = decide({ type, data } as DotationCommand, state, given)
  return decision.ok ? 'accepted' : whyNot(decision)
}

describe('a laptop is not promised', () => {
  const free = { stream: ids.device, owner: ids.lieuStructure, status: 'delivered', features: ['windows'] }
  const others = { ...free, owner: ids.otherStructure }
  const agreement = (over: Partial<UsableAgreement> = {}): UsableAgreement => ({
    ...{ document: 'CONV-1', laptops: 2, until: '2026-12-31', endedOn: null, taken: [], ...over },
  })
  const needy = openedDotation({ needs: ['ecran_15', 'windows', 'loupe'] })
  const command = { device: null, despite: false }

  test.each<[string, DotationState, Partial<OutsideFacts>]>([
    ['no_laptop_ready', openedDotation(), { device: null }],
    ['no_laptop_that_meets field=device needs=ecran_15, windows, loupe', needy, { device: null }],
    ['laptop_lacks_need field=device needs=ecran_15, loupe', needy, { device: free }],
    ['laptop_not_ready field=device status=graded', openedDotation(), { device: { ...free, status: 'graded' } }],
    ['other_stock field=device', openedDotation(), { device: others }],
    [
      'agreement_used_up field=device document=CONV-1 laptops=2',
      openedDotation(),
      { device: others, agreements: [agreement({ taken: [1, 2] })] },
    ],
    [
      'agreement_over field=device document=CONV-1 until=2026-04-30',
      openedDotation(),
      { device: others, agreements: [agreement({ endedOn: '2026-04-01' }), agreement({ until: '2026-04-30' })] },
    ],
    [
      'agreement_withdrawn field=device document=CONV-1 on=2026-04-01',
      openedDotation(),
      { device: others, agreements: [agreement({ endedOn: '2026-04-01' })] },
    ],
    [
      'own_stock_first field=device',
      openedDotation(),
      { device: others, agreements: [agreement()], stock: { ready: 2, waiting: 2, recyclerie: null } },
    ],
  ])('%s', (expected, state, outside) => {
    expect(why(state, 'Bind', command, day(outside))).toBe(expected)
  })

  test('unless another owner lends it: the own stock is looked at where it is known, and has one', () => {
    const lent = { device: others, agreements: [agreement()] }
    for (const stock of [undefined, { ready: 0, waiting: 0, recyclerie: null }]) {
      expect(why(openedDotation(), 'Bind', command, day({ ...lent, stock }))).toBe('accepted')
    }
  })
})

describe('a receipt is not signed', () => {
  const issued = () =>
    decided(boundDotation(), { type: 'IssueReceipt', data: {} }, day({ receipt: { ...receipt, version: 1 } })).state
  const receipt = { ticket: 'T-00000-00001', sha256: hashOf(1), document: '00000000-0000-8000-8000-000000000001' }
  const signing = { on: '2026-05-01', version: 1, sha256: hashOf(1), mode: 'papier', document: signatureDocument }

  test.each<[string, object, OutsideFacts?]>([
    ['receipt_not_issued field=version given=2 issued=1', { version: 2 }],
    ['receipt_superseded field=version given=0 issued=1', { version: 0 }],
    ['other_receipt field=sha256', { sha256: hashOf(2) }],
    ['unknown_code field=mode code=pigeon list=dotation.signatures', { mode: 'pigeon' }],
    ['date_in_future field=on date=2026-05-02', { on: '2026-05-02' }],
    ['date_before field=on date=2026-04-30 what=receipt day=2026-05-01', { on: '2026-04-30' }],
    ['signature_missing field=document', {}, { signature: null }],
    ['signature_of_before field=document', {}, { signature: { keptAt: '2026-05-01T08:59:59.999Z' } }],
  ])('%s', (...[expected, over, outside = { signature: { keptAt: '2026-05-01T09:00:00.500Z' } }]) => {
    expect(why(issued(), 'SignReceipt', { ...signing, ...over }, day(outside))).toBe(expected)
  })

  test('but on a paper that was kept from the instant of its printing on', () => {
    for (const keptAt of ['2026-05-01T09:00:00Z', '2026-05-01T09:00:00.500Z']) {
      expect(why(issued(), 'SignReceipt', signing, day({ signature: { keptAt } }))).toBe('accepted')
    }
  })

  test.each([{ on: '2026-04-30' }, { mode: 'ecran' }, { document: receipt.document }])(
    'a second time, otherwise: %j',
    (over) => {
      expect(why(signedDotation(), 'SignReceipt', { ...signing, ...over })).toBe('receipt_already_signed')
    },
  )

  test('as long as it was not printed; printed, it is issued in the next version alone', () => {
    expect(why(boundDotation(), 'SignReceipt', signing)).toBe('receipt_not_issued field=version given=1 issued=0')
    const printed = (version: number) => () =>
      why(boundDotation(), 'IssueReceipt', {}, day({ receipt: { ...receipt, version } }))
    expect(printed(1)()).toBe('accepted')
    expect(printed(2)).toThrow('as it was printed')
    expect(() => why(boundDotation(), 'IssueReceipt', {})).toThrow('as it was printed')
  })
})

describe('a laptop is not handed over', () => {
  test.each<[string, DotationState, string]>([
    ['receipt_not_signed', boundDotation(), '2026-05-01'],
    ['date_in_future field=on date=2026-05-02', signedDotation(), '2026-05-02'],
    ['date_before field=on date=2026-04-30 what=signature day=2026-05-01', signedDotation(), '2026-04-30'],
    ['wrong_stage stage=stock task=await_laptop', openedDotation(), '2026-05-01'],
    ['wrong_stage stage=guarantee task=under_guarantee', handedOverDotation(), '2026-05-01'],
    ['unknown_stream', { stage: 'unknown' }, '2026-05-01'],
  ])('%s', (expected, state, on) => {
    expect(why(state, 'HandOver', { on })).toBe(expected)
  })
})

describe('a laptop has not failed', () => {
  const given = stockOn('2026-05-04T09:00:00Z', 1)

  test.each<[string, object]>([
    ['unknown_code field=fault code=humeur list=faults', { fault: 'humeur' }],
    ['date_in_future field=on date=2026-05-05', { on: '2026-05-05' }],
  ])('%s', (expected, over) => {
    const data = { on: '2026-05-04', fault: 'ecran', ...over }
    expect(why(boundDotation(), 'ReportFault', data, given)).toBe(expected)
    expect(why(handedOverDotation(), 'ReplaceLaptop', data, given)).toBe(expected)
  })

  test('before it was given, within its guarantee', () => {
    expect(why(handedOverDotation(), 'ReplaceLaptop', { on: '2026-04-30', fault: 'ecran' }, given)).toBe(
      'date_before field=on date=2026-04-30 what=hand_over day=2026-05-01',
    )
    expect(why(handedOverDotation(), 'ReplaceLaptop', { on: '2026-05-01', fault: 'ecran' }, given)).toBe('accepted')
  })

  test('where nobody knows what may be wrong, or what the stock holds: a fault of the installation', () => {
    const data = { on: '2026-05-01', fault: 'ecran' }
    expect(() => why(boundDotation(), 'ReportFault', data, day({ laptops: undefined }))).toThrow(
      'no rules about laptops',
    )
    expect(() => why(boundDotation(), 'ReportFault', data, day({ stock: undefined }))).toThrow('looked at anew')
  })
})

describe('a day of the hand-over', () => {
  const booked = () =>
    decided(boundDotation(), { type: 'BookHandOver', data: { at: '2026-05-12T12:30:00Z' } }, day()).state
  const reasons = { shareable: 'non_realise', internal: 'absent' }

  test.each([
    ['date_in_past field=at date=2026-05-01T08:59:59Z', '2026-05-01T08:59:59Z'],
    ['accepted', '2026-05-01T09:00:00Z'],
    ['accepted', '2026-06-30T09:00:00Z'],
    ['date_too_far field=at date=2026-07-01T09:00:00Z', '2026-07-01T09:00:00Z'],
  ])('is given from now on, within sixty days: %s', (expected, at) => {
    expect(why(boundDotation(), 'BookHandOver', { at })).toBe(expected)
  })

  test.each<[string, () => DotationState, object, string]>([
    ['wrong_stage stage=handover task=book_hand_over', boundDotation, {}, '2026-05-12T16:00:00Z'],
    ['before_appointment field=on date=2026-05-12T12:30:00Z', booked, {}, '2026-05-12T12:29:59Z'],
    ['date_in_future field=on date=2026-05-13', booked, { on: '2026-05-13' }, '2026-05-12T16:00:00Z'],
    [
      'date_before field=on date=2026-05-11 what=appointment day=2026-05-12',
      booked,
      { on: '2026-05-11' },
      '2026-05-12T16:00:00Z',
    ],
  ])('is not missed: %s', (expected, state, over, at) => {
    expect(why(state(), 'MissHandOver', { on: '2026-05-12', reasons, ...over }, day({}, at))).toBe(expected)
  })

  test('is not recalled where there is none, or once it was', () => {
    expect(why(boundDotation(), 'RemindHandOver', {})).toBe('wrong_stage stage=handover task=book_hand_over')
    const reminded = decided(booked(), { type: 'RemindHandOver', data: {} }, day({}, '2026-05-11T07:00:00Z')).state
    expect(why(reminded, 'RemindHandOver', {})).toBe('wrong_stage stage=handover task=hand_over')
  })
})

test('a dotation opens once, with the journey that asks for it', () => {
  const request = { ready: 0, waiting: 0, recyclerie: null, assessedOn: '2026-04-20', needs: [] }
  const asking = (outside: Partial<OutsideFacts>, over: Partial<Facts> = {}) => ({
    ...day(outside),
    decided: [{ stream: ids.journey, event: { type: 'DotationRequested', data: request, at: now } }],
    ...over,
  })
  const { opening } = openedDotation()
  expect(why(openedDotation(), 'AssessTraining', {}, asking({ journey: opening }))).toBe('dotation_ended')
  expect(() => why({ stage: 'unknown' }, 'AssessTraining', {}, asking({ journey: undefined }))).toThrow(
    'a dotation opens with its journey and its definition',
  )
  const without = asking({ journey: opening }, { definition: null })
  expect(() => why({ stage: 'unknown' }, 'AssessTraining', {}, without)).toThrow('its definition')
})
