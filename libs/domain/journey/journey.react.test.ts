import {
  commands,
  facts,
  fold,
  ids,
  journeyAt,
  landes,
  landesStages,
  type Moment,
} from '../../testing/journey.fixtures'
import type { Doer, Intent } from '../kernel/decider'
import { closingTasks } from '../definition/wait.schema'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { react, stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const prescriber: Doer = { sub: ids.prescriber, role: 'prescriber', lieu: null }
const mediator: Doer = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
const coordinator: Doer = { sub: 'coordinator', role: 'coordinator', lieu: null }

/** The mails of one command given by somebody, and the state it leaves. */
function mails(
  moment: Moment,
  command: JourneyCommand,
  now: string,
  by: Doer = machine,
): { intents: Intent[]; state: JourneyState } {
  const decision = decide(command, journeyAt[moment](), facts({}, now))
  if (!decision.ok) throw new Error(decision.rule)
  let state = journeyAt[moment]()
  const intents: Intent[] = []
  for (const event of decision.events) {
    state = fold(state, [event])
    intents.push(...react(event, state, landes, ids.journey, by))
  }
  return { intents, state }
}

const summary = ({ intents }: { intents: Intent[] }) => intents.map(({ mail, to }) => [mail, to.role, to.id])

test.each<[Moment, JourneyCommand, string, (readonly [string, string, string])[]]>([
  ['unknown', commands.Refer, '2026-03-02T09:00:00Z', [['referral_received', 'lieu', ids.place]]],
  ['answer_referral', commands.Accept, '2026-03-03T09:00:00Z', [['referral_accepted', 'prescriber', ids.prescriber]]],
  ['answer_referral', commands.Decline, '2026-03-03T09:00:00Z', [['referral_back', 'prescriber', ids.prescriber]]],
  [
    'answer_referral',
    commands.Expire,
    '2026-04-02T09:00:00Z',
    [
      ['referral_back', 'prescriber', ids.prescriber],
      ['referral_taken_back', 'lieu', ids.place],
    ],
  ],
  ['answer_referral', commands.Remind, '2026-03-12T09:00:00Z', [['task_reminder', 'lieu', ids.place]]],
  ['answer_referral', commands.Enlist, '2026-03-03T09:00:00Z', [['line_entered', 'prescriber', ids.prescriber]]],
  ['await_place', commands.TellRank, '2026-03-12T09:00:00Z', [['line_rank', 'prescriber', ids.prescriber]]],
  [
    'await_place',
    commands.Remind,
    '2026-04-02T09:00:00Z',
    [
      ['task_reminder', 'lieu', ids.place],
      ['line_rank', 'prescriber', ids.prescriber],
    ],
  ],
  [
    'await_place',
    { type: 'OfferPlace', data: { mediator: ids.mediator } },
    '2026-04-02T09:00:00Z',
    [
      ['place_offered', 'lieu', ids.place],
      ['place_offered', 'prescriber', ids.prescriber],
    ],
  ],
  ...(['await_place', 'confirm_place'] as const).map(
    (moment) =>
      [
        moment,
        commands.Expire,
        '2026-10-02T09:00:00Z',
        [
          ['referral_back', 'prescriber', ids.prescriber],
          ['referral_taken_back', 'lieu', ids.place],
        ],
      ] as [Moment, JourneyCommand, string, [string, string, string][]],
  ),
  ['choose_lieu', commands.ChooseLieu, '2026-03-12T09:00:00Z', [['referral_received', 'lieu', ids.otherPlace]]],
  ['choose_lieu', commands.Remind, '2026-03-12T09:00:00Z', [['task_reminder', 'prescriber', ids.prescriber]]],
  [
    'book_diagnostic',
    commands.BookAppointment,
    '2026-03-04T09:00:00Z',
    [['diagnostic_booked', 'prescriber', ids.prescriber]],
  ],
  ['await_follow_up', commands.OpenFollowUp, '2026-08-04T09:00:00Z', [['follow_up_due', 'mediator', ids.mediator]]],
  [
    'ask_follow_up',
    commands.RecordFollowUp,
    '2026-08-20T09:00:00Z',
    [
      ['journey_closed', 'prescriber', ids.prescriber],
      ['journey_closed', 'mediator', ids.mediator],
    ],
  ],
  ['follow_training', commands.AssessTraining, '2026-04-20T09:00:00Z', []],
])('%s: who is told', (moment, command, now, expected) => {
  expect(summary(mails(moment, command, now))).toEqual(expected)
})

const toPrescriber = ['journey_closed', 'prescriber', ids.prescriber] as const
const toMediator = ['journey_closed', 'mediator', ids.mediator] as const
const toLieu = ['referral_taken_back', 'lieu', ids.place] as const

test.each<[string, Doer, Moment, (readonly [string, string, string])[]]>([
  ['its prescriber', prescriber, 'answer_referral', [toLieu]],
  ['its prescriber', prescriber, 'choose_lieu', []],
  ['its prescriber', prescriber, 'follow_training', [toMediator]],
  ['a colleague of the prescriber', { ...prescriber, sub: ids.person }, 'follow_training', [toPrescriber, toMediator]],
  ['the coordinator', coordinator, 'answer_referral', [toPrescriber, toLieu]],
  ['the coordinator', coordinator, 'dotation', [toPrescriber, toMediator]],
  ['its mediator', mediator, 'follow_training', [toPrescriber]],
  ['a mediator who referred to their own lieu', mediator, 'answer_referral', [toPrescriber]],
  [
    'a mediator who referred elsewhere',
    { ...mediator, lieu: ids.otherPlace },
    'answer_referral',
    [toPrescriber, toLieu],
  ],
])('withdrawn by %s: everybody else who follows it is told', (_, by, moment, expected) => {
  const told = mails(moment, { ...commands.Withdraw }, '2026-08-20T09:00:00Z', by)
  expect(summary(told)).toEqual(expected)
  for (const intent of told.intents) expect(stillDue(told.state, intent)).toBe(true)
})

test('a mediator who referred somebody reads no news of their own acts, and of an end by silence once', () => {
  const own = { ...mediator, sub: ids.prescriber }
  expect(summary(mails('answer_referral', commands.Accept, '2026-03-03T09:00:00Z', own))).toEqual([])
  expect(summary(mails('book_diagnostic', commands.BookAppointment, '2026-03-04T09:00:00Z', own))).toEqual([])
  const referred = journeyAt.plan_training()
  if (referred.stage !== 'training') throw new Error('not in training')
  const walkIn = { ...referred, mediator: ids.prescriber }
  const decision = decide(commands.Expire, walkIn, facts({}, '2027-01-01T00:00:00Z'))
  if (!decision.ok) throw new Error(decision.rule)
  const told = decision.events.flatMap((event) =>
    react(event, fold(walkIn, decision.events), landes, ids.journey, machine),
  )
  expect(told.map(({ mail, to }) => [mail, to.role])).toEqual([['journey_closed', 'mediator']])
})

test.each(closingTasks)('%s in silence: the prescriber reads nothing that is the lieu’s, the mediator all', (task) => {
  const { intents } = mails(task, commands.Expire, '2027-01-01T00:00:00Z')
  expect(summary({ intents })).toEqual(task === 'choose_lieu' ? [toPrescriber] : [toPrescriber, toMediator])
  const { outcome, shareable, internal } = landes.ends[task]
  expect(intents[0]?.data).toEqual({ outcome, reason: shareable, unmet: null })
  if (intents[1]) expect(intents[1].data).toEqual({ outcome, reason: shareable, internal, unmet: null })
})

test('two missed appointments end as any other silence does for the prescriber', () => {
  const told = (moment: Moment, command: JourneyCommand) =>
    mails(moment, command, '2027-01-01T00:00:00Z').intents.find(({ to }) => to.role === 'prescriber')?.data
  expect(landesStages.diagnostic.maxMissed).toBe(2)
  const once = journeyAt.hold_diagnostic()
  if (once.stage !== 'diagnostic') throw new Error('not in diagnostic')
  const decision = decide(commands.RecordMissed, { ...once, missed: 1 }, facts({}, '2027-01-01T00:00:00Z'))
  if (!decision.ok) throw new Error(decision.rule)
  const [missed, closed] = decision.events
  const state = fold(once, decision.events)
  expect(missed && react(missed, once, landes, ids.journey, mediator)).toEqual([])
  const [mail] = closed ? react(closed, state, landes, ids.journey, mediator) : []
  expect(mail?.data).toEqual(told('book_diagnostic', commands.Expire))
})

test('somebody who is not eligible: whoever referred them learns why, and the lieu was never asked', () => {
  const uncommitted = { ...commands.Refer, data: { ...commands.Refer.data, commitment: false } }
  const { intents } = mails('unknown', uncommitted, '2026-03-02T09:00:00Z', prescriber)
  const [asked, closed] = intents
  expect(summary({ intents })).toEqual([['referral_received', 'lieu', ids.place], toPrescriber])
  expect(closed?.data).toMatchObject({ outcome: 'not_eligible', unmet: 'commits_to_the_journey' })
  const { state } = mails('unknown', uncommitted, '2026-03-02T09:00:00Z')
  expect(asked && stillDue(state, asked)).toBe(false)
})

test('a prescriber never reads the reason that is for the lieu alone, nor what was missed', () => {
  const declined = mails('answer_referral', commands.Decline, '2026-03-03T09:00:00Z')
  expect(declined.intents[0]?.data).toMatchObject({ reason: 'lieu_complet' })
  expect(JSON.stringify(declined.intents)).not.toContain('plus_de_mediateur')
  const missed = mails('hold_diagnostic', commands.RecordMissed, '2026-03-10T15:00:00Z')
  expect(missed.intents).toEqual([])
})

test('a request is due while its wait lasts, and news for ever', () => {
  const { intents, state } = mails('unknown', commands.Refer, '2026-03-02T09:00:00Z')
  const request = intents[0] as Intent
  expect(stillDue(state, request)).toBe(true)
  expect(stillDue(journeyAt.book_diagnostic(), request)).toBe(false)
  expect(stillDue(journeyAt.closed(), request)).toBe(false)
  expect(stillDue(journeyAt.closed(), { ...request, task: null })).toBe(true)
})

test('a request of an earlier wait for the same task is not due any more', () => {
  const { intents, state } = mails('choose_lieu', commands.ChooseLieu, '2026-03-12T09:00:00Z')
  const first = mails('unknown', commands.Refer, '2026-03-02T09:00:00Z').intents[0] as Intent
  expect(stillDue(state, first)).toBe(false)
  expect(stillDue(state, intents[0] as Intent)).toBe(true)
})
