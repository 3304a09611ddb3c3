import {
  agent,
  commands,
  facts,
  fold,
  ids,
  journeyAt,
  landes,
  place,
  type Moment,
} from '../../testing/journey.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import type { Doer, Intent } from '../kernel/decider'
import { reactForBeneficiary } from './beneficiary.react'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const now = '2026-05-04T09:00:00Z'
const decided = (type: string, data: object): Partial<Facts> => ({
  decided: [{ stream: ids.dotation, event: { type, data, at: now, on: '2026-05-04' } }],
})

type Told = readonly [mail: Intent['mail'], to: string, data: Intent['data']]

/** Every mail of a command and all that it is told; the end of the present wait is told by these words. */
function told(state: JourneyState, command: JourneyCommand, given = facts({}, now)): readonly Told[] {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  const intents: Intent[] = []
  let before = state
  for (const event of decision.events) {
    const after = fold(before, [event])
    intents.push(...react(event, after, landes, ids.journey, machine), ...reactForBeneficiary(event, before, after))
    before = after
  }
  const end = plan(fold(state, decision.events), landes, ids.journey)?.until
  return intents.map(({ mail, to, data }) => [mail, to.role, data.until === end ? { ...data, until: 'its end' } : data])
}

const until = 'its end'
const here = { place: ids.place }
const ended = { outcome: 'withdrawn', reason: 'souhait_de_la_personne', unmet: null }
const visit = { at: '2026-03-10T14:00:00Z', stage: 'diagnostic' }

test.each<[string, Moment, JourneyCommand, string, readonly Told[], Partial<OutsideFacts>?]>([
  ['a referral', 'unknown', commands.Refer, '2026-03-02T09:00:00Z', [['referral_received', 'lieu', { until }]]],
  [
    'its acceptance',
    'answer_referral',
    commands.Accept,
    '2026-03-03T09:00:00Z',
    [
      ['referral_accepted', 'prescriber', here],
      ['referral_accepted_you', 'beneficiary', here],
    ],
  ],
  [
    'a refusal',
    'answer_referral',
    commands.Decline,
    '2026-03-03T09:00:00Z',
    [['referral_back', 'prescriber', { ...here, reason: 'lieu_complet', until }]],
  ],
  [
    'no answer',
    'answer_referral',
    commands.Expire,
    '2026-04-02T09:00:00Z',
    [
      ['referral_back', 'prescriber', { ...here, reason: null, until }],
      ['referral_taken_back', 'lieu', { ...here, cause: 'no_answer' }],
    ],
  ],
  [
    'a reminder',
    'answer_referral',
    commands.Remind,
    '2026-03-12T09:00:00Z',
    [['task_reminder', 'lieu', { task: 'answer_referral', until }]],
  ],
  ['another lieu', 'choose_lieu', commands.ChooseLieu, now, [['referral_received', 'lieu', { until }]]],
  ['a place in the line', 'answer_referral', commands.Enlist, now, [['line_entered', 'prescriber', here]]],
  ['a rank', 'await_place', commands.TellRank, now, [['line_rank', 'prescriber', { ...here, rank: 1 }]]],
  [
    'a place that came free',
    'await_place',
    { type: 'OfferPlace', data: { mediator: ids.mediator } },
    now,
    [
      ['place_offered', 'lieu', { ...here, until }],
      ['place_offered', 'prescriber', { ...here, until }],
    ],
  ],
  [
    'none in time',
    'await_place',
    commands.Expire,
    now,
    [
      ['referral_back', 'prescriber', { ...here, reason: landes.line.expired.shareable, cause: 'line_expired', until }],
      ['referral_taken_back', 'lieu', { ...here, cause: 'line_expired' }],
    ],
  ],
  [
    'one that nobody confirmed',
    'confirm_place',
    commands.Expire,
    now,
    [
      [
        'referral_back',
        'prescriber',
        { ...here, reason: landes.line.unconfirmed.shareable, cause: 'offer_lapsed', until },
      ],
      ['referral_taken_back', 'lieu', { ...here, cause: 'offer_lapsed' }],
    ],
  ],
  [
    'an appointment',
    'book_diagnostic',
    commands.BookAppointment,
    '2026-03-04T09:00:00Z',
    [
      ['diagnostic_booked', 'prescriber', { ...here, at: visit.at }],
      ['appointment_booked_you', 'beneficiary', { ...here, ...visit }],
      ['appointment_calendar', 'mediator', { ...here, ...visit }],
    ],
  ],
  [
    'the day before it',
    'hold_diagnostic',
    commands.RemindAppointment,
    '2026-03-09T14:00:00Z',
    [['appointment_reminder_you', 'beneficiary', { ...here, ...visit }]],
  ],
  ['the same, too late', 'hold_diagnostic', commands.RemindAppointment, '2026-03-10T14:00:01Z', []],
  [
    'the follow-up',
    'await_follow_up',
    commands.OpenFollowUp,
    '2026-08-04T09:10:00Z',
    [
      ['follow_up_due', 'mediator', { until }],
      ['follow_up_you', 'beneficiary', here],
    ],
  ],
  [
    'an end before an answer',
    'answer_referral',
    commands.Withdraw,
    '2026-03-02T10:00:00Z',
    [
      ['journey_closed', 'prescriber', ended],
      ['referral_taken_back', 'lieu', { ...here, cause: 'withdrawn' }],
      ['journey_ended_you', 'beneficiary', { ...here, stage: 'prescription', outcome: 'withdrawn', appointment: null }],
    ],
  ],
  [
    'an end before an appointment',
    'hold_diagnostic',
    commands.Withdraw,
    '2026-03-05T09:00:00Z',
    [
      ['journey_closed', 'prescriber', ended],
      ['journey_closed', 'mediator', { ...ended, internal: 'renonce' }],
      [
        'journey_ended_you',
        'beneficiary',
        { ...here, stage: 'diagnostic', outcome: 'withdrawn', appointment: visit.at },
      ],
      ['appointment_cancelled', 'mediator', { ...here, ...visit }],
    ],
  ],
  [
    'a pause before an appointment',
    'hold_diagnostic',
    { ...commands.Pause, data: { ...commands.Pause.data, until: '2026-04-05' } },
    '2026-03-05T09:00:00Z',
    [
      ['journey_paused', 'prescriber', { ...here, until: '2026-04-05', reason: 'situation_changee' }],
      ['journey_paused', 'mediator', { ...here, until: '2026-04-05', reason: 'situation_changee' }],
      ['appointment_off_you', 'beneficiary', { ...here, ...visit }],
      ['appointment_cancelled', 'mediator', { ...here, ...visit }],
    ],
  ],
  [
    'its end, said by somebody',
    'paused',
    commands.Resume,
    now,
    [
      ['journey_resumed', 'prescriber', { ...here, by: 'person' }],
      ['journey_resumed', 'mediator', { ...here, by: 'person' }],
    ],
  ],
])('%s', (_, moment, command, at, expected, outside = {}) => {
  expect(told(journeyAt[moment](), command, facts(outside, at))).toEqual(expected)
})

test('a laptop: it is ready, and in the person’s hands', () => {
  const bound = decided('LaptopReserved', { device: ids.device })
  expect(told(journeyAt.dotation(), { type: 'Bind', data: {} }, facts({}, now, bound))).toEqual([
    ['laptop_ready_you', 'beneficiary', here],
  ])
  const given = decided('DotationHandedOver', { device: ids.device })
  expect(told(journeyAt.dotation(), { type: 'HandOver', data: {} }, facts({}, now, given))).toEqual([
    ['laptop_handed_over', 'prescriber', { on: '2026-05-04' }],
  ])
})

test('a laptop that became ready during a pause is told of after it, and none where there is none', () => {
  const rest = (state: JourneyState) => {
    const decision = decide(commands.Pause, state, facts({}, now))
    if (!decision.ok) throw new Error(decision.rule)
    return fold(state, decision.events)
  }
  const ready = { ...journeyAt.dotation(), device: ids.device } as JourneyState
  const news: readonly Told[] = [
    ['journey_resumed', 'prescriber', { ...here, by: 'date' }],
    ['journey_resumed', 'mediator', { ...here, by: 'date' }],
  ]
  expect(told(rest(ready), commands.ResumeByDate)).toEqual([...news, ['laptop_ready_you', 'beneficiary', here]])
  expect(told(rest(journeyAt.dotation()), commands.ResumeByDate)).toEqual(news)
})

describe('other hands', () => {
  const there = { place: { ...place, stream: ids.otherPlace, structure: ids.otherStructure } }
  const theirs = agent({ stream: ids.otherMediator, structure: ids.otherStructure, places: [ids.otherPlace] })
  const readsUntil = '2026-06-03T09:22:15Z'
  const moved = { place: ids.otherPlace, reason: 'demenagement' }
  const handedOn: Told = ['journey_handed_on', 'mediator', { ...moved, until: readsUntil }]
  const coordinator = { actor: { sub: 'coordinator', role: 'coordinator', lieu: null } }

  test('another lieu, whose mediator is named or is not yet', () => {
    const news: readonly Told[] = [
      ['lieu_changed', 'prescriber', moved],
      ['lieu_changed_you', 'beneficiary', { place: ids.otherPlace, appointment: null, stage: 'training' }],
    ]
    const state = journeyAt.plan_training()
    expect(told(state, commands.ChangeLieu, facts(there, now))).toEqual([
      ['journey_received', 'lieu', { place: ids.otherPlace, named: 0, until }],
      handedOn,
      ...news,
    ])
    const named: JourneyCommand = {
      ...commands.ChangeLieu,
      data: { ...commands.ChangeLieu.data, mediator: ids.otherMediator },
    }
    expect(told(state, named, facts({ ...there, agent: theirs }, now))).toEqual([
      ['journey_received', 'mediator', { place: ids.otherPlace, named: 1, until }],
      handedOn,
      ...news,
    ])
  })

  test('another lieu before any has accepted', () => {
    expect(told(journeyAt.answer_referral(), commands.ChangeLieu, facts(there, now, coordinator))).toEqual([
      ['referral_received', 'lieu', { until }],
      ['referral_taken_back', 'lieu', { ...here, cause: 'withdrawn' }],
      ['lieu_changed', 'prescriber', moved],
    ])
  })

  test('another lieu before an appointment, which is given anew', () => {
    const given = facts(there, '2026-03-05T09:00:00Z', coordinator)
    expect(told(journeyAt.hold_diagnostic(), commands.ChangeLieu, given).slice(-2)).toEqual([
      ['lieu_changed_you', 'beneficiary', { place: ids.otherPlace, appointment: visit.at, stage: 'diagnostic' }],
      ['appointment_cancelled', 'mediator', { place: ids.otherPlace, ...visit }],
    ])
  })

  test('another mediator, who replaces somebody or nobody', () => {
    const given = facts({ agent: agent({ stream: ids.otherMediator }) }, now)
    const state = journeyAt.plan_training()
    const received: Told = ['journey_received', 'mediator', { ...here, named: 1, until }]
    expect(told(state, commands.NameMediator, given)).toEqual([
      received,
      ['journey_handed_on', 'mediator', { ...here, reason: 'changement_de_suivi', until: readsUntil }],
    ])
    const first: JourneyCommand = { type: 'NameMediator', data: { mediator: ids.otherMediator, reasons: null } }
    expect(told({ ...state, mediator: null } as JourneyState, first, given)).toEqual([received])
  })

  test('another prescriber; whoever signed on paper has no account to be told by', () => {
    const given = facts({ agent: agent({ structure: ids.prescriberStructure }) }, now)
    const state = journeyAt.plan_training()
    const received: Told = ['journey_received', 'prescriber', { ...here, named: 1, until }]
    expect(told(state, commands.ChangePrescriber, given)).toEqual([
      received,
      ['journey_handed_on', 'prescriber', { ...here, reason: 'changement_de_suivi', until: readsUntil }],
    ])
    if (state.stage !== 'training') throw new Error('not in training')
    const signed = { ...state.referral, prescriber: { structure: ids.prescriberStructure, agent: null } }
    expect(told({ ...state, referral: signed }, commands.ChangePrescriber, given)).toEqual([received])
  })
})
