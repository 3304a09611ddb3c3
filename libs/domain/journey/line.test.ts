import { agent, commands, facts, fold, ids, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import type { LineFact, OutsideFacts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'
import { seatOf } from './place.take'

const now = '2026-03-12T09:00:00Z'
const give = (command: JourneyCommand, state: JourneyState, outside: Partial<OutsideFacts> = {}) =>
  decide(command, state, facts(outside, now))
const at = (moment: Moment, command: JourneyCommand, outside: Partial<OutsideFacts> = {}) =>
  give(command, journeyAt[moment](), outside)
const line = (over: Partial<LineFact>): Pick<OutsideFacts, 'line'> => ({
  line: { journey: ids.journey, hasPlace: false, waiting: [], ...over },
})
const full = { agent: agent({ capacity: 3 }), followed: 3 }

describe('a mediator who is full', () => {
  test('takes nobody more, and the refusal says how full', () => {
    expect(at('answer_referral', commands.Accept, full)).toMatchObject({
      rule: 'mediator_full',
      details: { field: 'mediator', capacity: 3, followed: 3 },
    })
    expect(at('answer_referral', commands.Accept, { ...full, followed: 2 }).ok).toBe(true)
    expect(at('answer_referral', commands.Accept, { agent: agent({ capacity: null }), followed: 900 }).ok).toBe(true)
    expect(at('answer_referral', commands.Accept, { agent: agent({ capacity: 0 }), followed: 0 }).ok).toBe(false)
  })

  test('takes whoever a place was kept for, even where their capacity was lowered since; of another, it is asked', () => {
    expect(at('confirm_place', commands.Accept, full).ok).toBe(true)
    const other = { type: 'Accept', data: { mediator: ids.prescriber } } as const
    expect(at('confirm_place', other, full)).toMatchObject({ rule: 'mediator_full' })
  })

  test('takes one more where a coordinator says why, which the event keeps', () => {
    expect(at('answer_referral', commands.AcceptOverCapacity, full)).toMatchObject({
      events: [
        {
          type: 'JourneyAccepted',
          data: {
            mediator: ids.mediator,
            overCapacity: { reason: 'situation_urgente', capacity: 3, followed: 3 },
          },
        },
        { type: 'StageLeft' },
      ],
    })
    expect(at('answer_referral', commands.AcceptOverCapacity, { ...full, followed: 2 })).toMatchObject({
      rule: 'mediator_not_full',
    })
    const why = { type: 'AcceptOverCapacity', data: { mediator: ids.mediator, reason: 'parce_que' } } as const
    expect(at('answer_referral', why, full)).toMatchObject({ rule: 'unknown_code', details: { field: 'reason' } })
    const elsewhere = { ...full, agent: agent({ structure: ids.otherStructure, capacity: 3 }) }
    expect(at('await_place', commands.AcceptOverCapacity, elsewhere)).toMatchObject({
      rule: 'agent_of_another_structure',
    })
  })
})

test('a place is taken from the answer to the last stage before the follow-up, and while it is kept for somebody', () => {
  const seats = Object.fromEntries(Object.entries(journeyAt).map(([moment, state]) => [moment, seatOf(state())]))
  const { mediator } = ids
  expect(seats).toEqual({
    ...{ unknown: null, answer_referral: null, choose_lieu: null, await_place: null, confirm_place: mediator },
    ...{ book_diagnostic: mediator, hold_diagnostic: mediator, plan_training: mediator, follow_training: mediator },
    ...{
      paused: mediator,
      dotation: mediator,
      await_follow_up: null,
      ask_follow_up: null,
      completed: null,
      closed: null,
    },
  })
})

describe('the line of a lieu that is full', () => {
  test('is entered with a priority of the definition and the day of the referral', () => {
    const entered = { place: ids.place, priority: 1, order: `0001 2026-03-02 ${ids.journey}` }
    expect(at('answer_referral', commands.Enlist, line({}))).toEqual({
      ok: true,
      events: [{ type: 'Enlisted', data: entered, at: now }],
    })
    const again = fold(journeyAt.choose_lieu(), [
      { type: 'LieuChosen', data: { place: ids.otherPlace, placeStructure: ids.otherStructure }, at: now },
    ])
    expect(give(commands.Enlist, again, line({}))).toMatchObject({ events: [{ data: { priority: 0 } }] })
    const unsaid = { ...landes, line: { ...landes.line, priority: null } }
    const given = facts(line({}), now, { definition: unsaid })
    expect(decide(commands.Enlist, journeyAt.answer_referral(), given)).toMatchObject({
      events: [{ data: { priority: 0 } }],
    })
  })

  test('is not for whom a mediator has a place', () => {
    expect(at('answer_referral', commands.Enlist, line({ hasPlace: true }))).toMatchObject({ rule: 'lieu_has_place' })
  })

  test('tells a rank, quietly where it is the one told already', () => {
    const state = journeyAt.await_place()
    const ahead = { order: '0000 2026-01-01 journey-x', told: true }
    const own = { order: `0001 2026-03-02 ${ids.journey}`, told: false }
    const second = give(commands.TellRank, state, line({ waiting: [ahead, own] }))
    expect(second).toMatchObject({ events: [{ type: 'RankTold', data: { rank: 2 } }] })
    if (!second.ok) throw new Error(second.rule)
    const toldSecond = fold(state, second.events)
    expect(give(commands.TellRank, toldSecond, line({ waiting: [ahead, own] }))).toEqual({ ok: true, events: [] })
    expect(give(commands.TellRank, toldSecond, line({ waiting: [own] }))).toMatchObject({
      events: [{ data: { rank: 1 } }],
    })
  })

  test('is left where no place came free in time: back to the prescriber, who chooses another lieu', () => {
    const decision = at('await_place', commands.Expire)
    expect(decision).toMatchObject({
      events: [{ type: 'LineExpired', data: { place: ids.place, reasons: landes.line.expired } }],
    })
    if (!decision.ok) throw new Error(decision.rule)
    expect(fold(journeyAt.await_place(), decision.events)).toMatchObject({
      ...{ task: 'choose_lieu', line: null, refusedBy: [ids.place] },
    })
  })
})

describe('a place that came free', () => {
  const offer = { type: 'OfferPlace', data: { mediator: ids.mediator } } as const

  test('is kept for the first in line, until the lieu confirms it', () => {
    const decision = at('await_place', offer)
    if (!decision.ok) throw new Error(decision.rule)
    expect(fold(journeyAt.await_place(), decision.events)).toMatchObject({
      ...{ task: 'confirm_place', offered: ids.mediator, line: null, reminders: 0, since: now },
    })
    expect(at('answer_referral', offer)).toMatchObject({ rule: 'wrong_stage' })
  })

  test('of another mediator takes the place of one that was kept and is no more; the same one again is none', () => {
    const another = { type: 'OfferPlace', data: { mediator: ids.otherMediator } } as const
    expect(at('confirm_place', offer)).toMatchObject({ rule: 'wrong_stage' })
    expect(at('confirm_place', another)).toMatchObject({
      events: [{ type: 'PlaceOffered', data: { mediator: ids.otherMediator } }],
    })
  })

  test('goes to the next where nobody confirms it, and the same lieu may be asked again', () => {
    const decision = at('confirm_place', commands.Expire)
    if (!decision.ok) throw new Error(decision.rule)
    expect(decision.events).toMatchObject([{ type: 'OfferLapsed', data: { reasons: landes.line.unconfirmed } }])
    const back = fold(journeyAt.confirm_place(), decision.events)
    expect(back).toMatchObject({ task: 'choose_lieu', offered: null, refusedBy: [] })
    expect(seatOf(back)).toBeNull()
  })

  test.each(['await_place', 'confirm_place'] as const)('is not wanted any more, at %s: the lieu says so', (moment) => {
    const decision = at(moment, commands.Decline)
    if (!decision.ok) throw new Error(decision.rule)
    const back = fold(journeyAt[moment](), decision.events)
    expect(back).toMatchObject({ task: 'choose_lieu', offered: null, line: null, refusedBy: [ids.place] })
  })
})
