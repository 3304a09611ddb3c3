import { openedDotation, stockOn } from '../../testing/dotation.fixtures'
import { dotationMoments as moments, dotationNow as now } from '../../testing/dotation.moments'
import { ids } from '../../testing/journey.fixtures'
import { hashOf, printedReceipt, signatureDocument } from '../../testing/receipt.fixtures'
import { commandTable, type CommandType } from '../command.table'
import type { Facts } from '../facts'
import { type DotationCommand, decide } from './dotation.decide'
import type { DotationState } from './dotation.state'

const on = '2026-09-14'

type Moment = keyof typeof moments

/** What another stream has decided in the same transaction, by the command that makes it do so. */
const told: Partial<Record<CommandType | 'OfferLaptop', readonly [stream: string, type: string, data: object]>> = {
  Pause: [ids.journey, 'JourneyPaused', {}],
  Resume: [ids.journey, 'JourneyResumed', {}],
  ResumeByDate: [ids.journey, 'JourneyResumed', {}],
  NameMediator: [ids.journey, 'MediatorNamed', { mediator: ids.otherMediator }],
  MoveToVersion: [ids.journey, 'JourneyMoved', { to: 'autre.v2' }],
  ChangeLieu: [
    ids.journey,
    'LieuChanged',
    { place: ids.otherPlace, placeStructure: ids.otherStructure, mediator: null },
  ],
  Correct: [ids.journey, 'FactCorrected', { change: { fact: 'hand_over', on: '2026-05-02' } }],
}

/** What the commands that a dotation leads are given with. */
const data: Partial<Record<CommandType | 'OfferLaptop', object>> = {
  Bind: { device: null, despite: false },
  SignReceipt: { on, version: 1, sha256: hashOf(1), mode: 'papier', document: signatureDocument },
  ReportFault: { on, fault: 'ecran' },
  ReplaceLaptop: { on, fault: 'ecran' },
  HandOver: { on },
  BookHandOver: { at: '2026-09-20T14:00:00Z' },
  MissHandOver: { on, reasons: { shareable: 'non_realise', internal: 'absent' } },
}

const asking = ['TakeOverJourney', 'RecordDiagnostic', 'AssessTraining', 'RecordSupport', 'Expire', 'Reopen'] as const
const opening: readonly string[] = asking

function given(type: CommandType | 'OfferLaptop', state: DotationState): Facts {
  const { outside, ...common } = stockOn(now, 1)
  const receipts = 'receipts' in state ? state.receipts : 0
  const { person, place, structure, mediator, definition, territory, epci, referredOn } = openedDotation().opening
  const journey = { person, place, structure, mediator, definition, territory, epci, referredOn }
  const request = { ready: 1, waiting: 0, recyclerie: null, assessedOn: on, needs: [] }
  const said = opening.includes(type) ? ([ids.journey, 'DotationRequested', request] as const) : told[type]
  const decided = said ? [{ stream: said[0], event: { type: said[1], data: said[2], at: now } }] : []
  return {
    ...common,
    decided,
    outside: {
      ...outside,
      journey,
      receipt: printedReceipt(receipts + 1),
      signature: { keptAt: '2099-01-01T00:00:00Z' },
    },
  }
}

function outcome(type: CommandType | 'OfferLaptop', moment: Moment): string {
  const state = moments[moment]
  const decision = decide({ type, data: data[type] ?? {} } as DotationCommand, state, given(type, state))
  return decision.ok ? decision.events.map((event) => event.type).join(' ') || 'quiet' : decision.rule
}

const following = (event: string): Readonly<Record<Moment, string>> => ({
  ...{
    unknown: 'quiet',
    waiting: event,
    paused: event,
    bound: event,
    booked: event,
    signed: event,
    covered: event,
    closed: 'quiet',
    abandoned: 'quiet',
  },
})
const nowhereElse = (over: Partial<Record<Moment, string>>): Readonly<Record<Moment, string>> => ({
  ...{ unknown: 'unknown_stream', waiting: 'wrong_stage', paused: 'wrong_stage', bound: 'wrong_stage' },
  ...{ booked: 'wrong_stage', signed: 'wrong_stage', covered: 'wrong_stage', closed: 'wrong_stage' },
  abandoned: 'wrong_stage',
  ...over,
})
const opens: Readonly<Record<Moment, string>> = {
  ...nowhereElse({
    unknown: 'DotationOpened',
    waiting: 'dotation_ended',
    paused: 'dotation_ended',
    bound: 'dotation_ended',
  }),
  ...{ booked: 'dotation_ended', signed: 'dotation_ended', covered: 'dotation_ended', closed: 'dotation_ended' },
  abandoned: 'DotationOpened',
}
const ended = 'DotationAbandoned'

/** What each command that a dotation decides comes to at each moment, written down by hand. */
const expected: Partial<Record<CommandType | 'OfferLaptop', Readonly<Record<Moment, string>>>> = {
  ...Object.fromEntries(asking.map((type) => [type, opens])),
  Pause: following('DotationPaused'),
  Resume: following('DotationResumed'),
  ResumeByDate: following('DotationResumed'),
  NameMediator: following('DotationReassigned'),
  MoveToVersion: following('DotationVersionChanged'),
  ChangeLieu: following('DotationMoved'),
  Correct: {
    ...{ unknown: 'quiet', waiting: 'quiet', paused: 'quiet', bound: 'quiet', signed: 'quiet' },
    ...{ booked: 'quiet', covered: 'HandOverCorrected', closed: 'HandOverCorrected', abandoned: 'quiet' },
  },
  Bind: nowhereElse({ waiting: 'LaptopReserved', paused: 'LaptopReserved' }),
  // Whoever rests is passed over; somebody at the counter may be given one all the same.
  OfferLaptop: nowhereElse({ waiting: 'LaptopReserved' }),
  IssueReceipt: nowhereElse({ bound: 'ReceiptIssued', booked: 'ReceiptIssued', signed: 'ReceiptIssued' }),
  SignReceipt: nowhereElse({
    bound: 'receipt_not_issued',
    booked: 'receipt_not_issued',
    signed: 'receipt_already_signed',
  }),
  ReportFault: nowhereElse({
    bound: 'LaptopFaulty LaptopReserved',
    booked: 'LaptopFaulty LaptopReserved',
    signed: 'LaptopFaulty LaptopReserved',
  }),
  BookHandOver: nowhereElse({ bound: 'HandOverBooked', booked: 'HandOverBooked', signed: 'HandOverBooked' }),
  MissHandOver: nowhereElse({ booked: 'HandOverMissed' }),
  RemindHandOver: nowhereElse({ booked: 'HandOverReminded' }),
  HandOver: nowhereElse({ bound: 'receipt_not_signed', booked: 'receipt_not_signed', signed: 'DotationHandedOver' }),
  ReplaceLaptop: nowhereElse({ covered: 'LaptopReturned LaptopReserved' }),
  EndGuarantee: nowhereElse({ covered: 'GuaranteeEnded' }),
  RemindDotation: nowhereElse({
    ...{ waiting: 'DotationReminded', paused: 'DotationReminded' },
    ...{ bound: 'DotationReminded', booked: 'DotationReminded', signed: 'DotationReminded' },
  }),
  ExpireDotation: nowhereElse({ waiting: ended, paused: ended, bound: ended, booked: ended, signed: ended }),
  Withdraw: {
    ...following(ended),
    covered: 'quiet',
  },
}

const types = (Object.keys(commandTable) as CommandType[]).filter((type) =>
  commandTable[type].order.includes('dotation'),
)

test.each([...types, 'OfferLaptop'] as const)('%s at every moment of a dotation', (type) => {
  const found = Object.fromEntries(Object.keys(moments).map((moment) => [moment, outcome(type, moment as Moment)]))
  expect(found).toEqual(expected[type])
})
