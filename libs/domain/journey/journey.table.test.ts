import { agent, commands, facts, fold, ids, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import type { Facts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'

const later = '2026-08-20T09:00:00Z'
const decided = (type: string, data: object): Facts =>
  facts({}, later, { decided: [{ stream: ids.dotation, event: { type, data, at: later, on: '2026-08-20' } }] })

const equippedOn = (day: string): Facts => {
  const { outside, ...given } = decided('LaptopReserved', { device: ids.device })
  return { ...given, outside: { ...outside, lastHandedOver: { own: day, inHousehold: day } } }
}

const v2 = { ...landes, id: 'landes-mon-ordi-pin40.v2' }
const elsewhere = { shareable: 'oriente', internal: 'autre_service' }
const found = (needs: { training: boolean; laptop: boolean }) => ({
  type: 'RecordDiagnostic' as const,
  data: { ...commands.RecordDiagnostic.data, needs: { ...commands.RecordDiagnostic.data.needs, ...needs } },
})

/** Every command in the variants that lead somewhere else, with the facts that it comes with. */
const variants: readonly (readonly [string, JourneyCommand, Facts])[] = [
  ...Object.values(commands).map((command) => [command.type, command, facts({}, later)] as const),
  ['RecordDiagnostic no training', found({ training: false, laptop: true }), facts({}, later)],
  ['RecordDiagnostic nothing', found({ training: false, laptop: false }), facts({}, later)],
  [
    'RecordDiagnostic elsewhere',
    {
      type: 'RecordDiagnostic',
      data: { ...commands.RecordDiagnostic.data, conclusion: 'oriented_elsewhere', reasons: elsewhere },
    },
    facts({}, later),
  ],
  [
    'AssessTraining commitment not kept',
    { type: 'AssessTraining', data: { ...commands.AssessTraining.data, commitmentKept: false } },
    facts({}, later),
  ],
  [
    'MoveToVersion',
    { type: 'MoveToVersion', data: { definition: v2.id, stage: 'training', present: 'continued' } },
    facts({}, later, { definition: v2 }),
  ],
  ['AcceptOverCapacity full', commands.AcceptOverCapacity, facts({ agent: agent({ capacity: 0 }) }, later)],
  ['OfferPlace', { type: 'OfferPlace', data: { mediator: ids.mediator } }, facts({}, later)],
  ['Bind', { type: 'Bind', data: {} }, decided('LaptopReserved', { device: ids.device })],
  ['OfferLaptop', { type: 'OfferLaptop', data: {} }, decided('LaptopReserved', { device: ids.device })],
  // Somebody who received one in the look-back, as it became known since: passed over.
  ['OfferLaptop equipped', { type: 'OfferLaptop', data: {} }, equippedOn('2026-06-01')],
  ['OfferLaptop equipped long ago', { type: 'OfferLaptop', data: {} }, equippedOn('2020-06-01')],
  ['ReportFault', { type: 'ReportFault', data: {} }, decided('LaptopFaulty', { device: ids.device, next: ids.device })],
  ['HandOver', { type: 'HandOver', data: {} }, decided('DotationHandedOver', { device: ids.device })],
  ['ReplaceLaptop', { type: 'ReplaceLaptop', data: {} }, decided('LaptopReturned', { device: ids.device, next: null })],
  ['HandOver again', { type: 'HandOver', data: {} }, decided('ReplacementHandedOver', { device: ids.otherDevice })],
  ['ExpireDotation', { type: 'ExpireDotation', data: {} }, decided('DotationAbandoned', { cause: 'no_laptop' })],
]

/** The tasks at which each command is accepted; everywhere else it is refused by name. */
const open: readonly Moment[] = [
  'answer_referral',
  'choose_lieu',
  'await_place',
  'confirm_place',
  'book_diagnostic',
  'hold_diagnostic',
  'plan_training',
  'follow_training',
  'dotation',
  'await_follow_up',
  'ask_follow_up',
]
const inLine: readonly Moment[] = ['await_place', 'confirm_place']
const followed = open.filter(
  (moment) => moment !== 'answer_referral' && moment !== 'choose_lieu' && !inLine.includes(moment),
)
const equipped: readonly Moment[] = ['await_follow_up', 'ask_follow_up', 'completed']
/** Where a command says what is so already. */
const quiet: Readonly<Record<string, readonly Moment[]>> = {
  Pause: ['paused'],
  // Of another laptop, once the journey has gone on with the first one.
  ...Object.fromEntries(
    ['Bind', 'ReportFault', 'HandOver', 'ExpireDotation']
      .concat(['OfferLaptop', 'OfferLaptop equipped', 'OfferLaptop equipped long ago'])
      .map((type) => [type, equipped]),
  ),
}
const allowed: Readonly<Record<string, readonly Moment[]>> = {
  Refer: ['unknown'],
  Accept: ['answer_referral', 'confirm_place'],
  // Of a mediator who has a place; full, the variant below.
  AcceptOverCapacity: [],
  'AcceptOverCapacity full': ['answer_referral', 'await_place', 'confirm_place'],
  Enlist: ['answer_referral'],
  TellRank: ['await_place'],
  OfferPlace: ['await_place'],
  Decline: ['answer_referral', 'await_place', 'confirm_place'],
  ChooseLieu: ['choose_lieu'],
  BookAppointment: [],
  RecordMissed: ['hold_diagnostic'],
  RemindAppointment: ['hold_diagnostic'],
  RecordDiagnostic: ['book_diagnostic', 'hold_diagnostic'],
  'RecordDiagnostic no training': ['book_diagnostic', 'hold_diagnostic'],
  'RecordDiagnostic nothing': ['book_diagnostic', 'hold_diagnostic'],
  'RecordDiagnostic elsewhere': ['book_diagnostic', 'hold_diagnostic'],
  PlanTraining: ['plan_training', 'follow_training'],
  RecordAttendance: [],
  AssessTraining: ['follow_training'],
  'AssessTraining commitment not kept': ['follow_training'],
  RecordSupport: [],
  RecordAttempt: ['ask_follow_up'],
  RecordFollowUp: ['ask_follow_up'],
  Pause: open.filter((moment) => !inLine.includes(moment)),
  Resume: ['paused'],
  ResumeByDate: ['paused'],
  ChangeLieu: [...followed, 'paused'],
  NameMediator: [...followed, 'paused'],
  // The agent of `facts` is a mediator of the lieu: its own test says yes.
  ChangePrescriber: [],
  Withdraw: [...open, 'paused'],
  Remind: open,
  Expire: open.filter((moment) => moment !== 'dotation' && moment !== 'await_follow_up'),
  Reopen: ['completed', 'closed'],
  OpenFollowUp: ['await_follow_up'],
  Bind: ['dotation'],
  OfferLaptop: ['dotation'],
  'OfferLaptop equipped long ago': ['dotation'],
  ReportFault: ['dotation'],
  HandOver: ['dotation'],
  ReplaceLaptop: equipped,
  'HandOver again': equipped,
  MoveToVersion: ['plan_training', 'follow_training', 'paused'],
  ExpireDotation: ['dotation'],
}

const moments = Object.keys(journeyAt) as Moment[]
const cells = variants.flatMap(([name, command, given]) => moments.map((moment) => ({ name, moment, command, given })))

describe('every command at every task', () => {
  // The appointment of `commands` is past by `later` and session 1 is already recorded: their own tests say yes.
  test.each(cells)('$name at $moment', ({ name, moment, command, given }) => {
    const state = journeyAt[moment]()
    const decision = decide(command, state, given)
    if (quiet[name]?.includes(moment)) {
      expect(decision).toEqual({ ok: true, events: [] })
    } else if (allowed[name]?.includes(moment)) {
      if (!decision.ok) throw new Error(`refused by ${decision.rule}`)
      expect(decision.events.length).toBeGreaterThan(0)
      expect(fold(state, decision.events)).not.toEqual(state)
    } else {
      if (decision.ok) throw new Error('accepted')
      expect([decision.fr.length > 0, decision.en.length > 0]).toEqual([true, true])
    }
  })
})

test('decide is pure: it changes neither the state nor the facts', () => {
  for (const { moment, command, given } of cells) {
    const state = journeyAt[moment]()
    const before = JSON.stringify([state, given, command])
    decide(command, state, given)
    expect(JSON.stringify([state, given, command])).toBe(before)
  }
})
