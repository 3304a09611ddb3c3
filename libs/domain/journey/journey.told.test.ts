import { yearsLater } from '../../testing/correction.fixtures'
import { agent, commands, facts, fold, ids, journeyAt, landes, ordinary } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import type { Doer, Intent } from '../kernel/decider'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import { plan } from './journey.plan'
import { react, stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

const now = '2026-05-04T09:00:00Z'
const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const known = (moment: keyof typeof journeyAt) => {
  const state = journeyAt[moment]()
  if (state.stage === 'unknown' || state.stage === 'closed') throw new Error('not open')
  return state
}

/** The state after a command, and every mail of it. */
function after(state: JourneyState, command: JourneyCommand, outside: Partial<OutsideFacts> = {}, at = now) {
  const decision = decide(command, state, facts(outside, at, { actor: machine }))
  if (!decision.ok) throw new Error(decision.rule)
  const last = fold(state, decision.events)
  const mails = decision.events.flatMap((event) => react(event, last, landes, ids.journey, machine))
  return { state: last, mails, told: mails.map(({ mail, to, data }) => [mail, to.role, data]) }
}

describe('a journey that is taken up again: who is told', () => {
  const withdrawn = (moment: keyof typeof journeyAt, over: object = {}) =>
    after({ ...known(moment), ...over }, commands.Withdraw).state
  const reopened = (state: JourneyState, stage: string | null = null) => {
    const { told, state: last } = after(
      state,
      { ...commands.Reopen, data: { ...commands.Reopen.data, stage } },
      {},
      yearsLater,
    )
    return { told, until: plan(last, landes, ids.journey)?.until }
  }
  const news = (stage: string, to: string) => ['journey_reopened', to, { stage }]

  test('its prescriber and its mediator', () => {
    expect(reopened(withdrawn('plan_training')).told).toEqual([
      news('training', 'prescriber'),
      news('training', 'mediator'),
    ])
  })

  test('the lieu, where nobody is named yet', () => {
    expect(reopened(withdrawn('plan_training', { mediator: null })).told).toEqual([
      news('training', 'prescriber'),
      news('training', 'lieu'),
    ])
  })

  test('the lieu that is asked once more, as the first time; or the prescriber alone, who has to choose one', () => {
    const { told, until } = reopened(withdrawn('answer_referral'))
    expect(told).toEqual([news('prescription', 'prescriber'), ['referral_received', 'lieu', { until }]])
    expect(reopened(withdrawn('choose_lieu')).told).toEqual([news('prescription', 'prescriber')])
  })

  test('whoever referred the person and follows them, once', () => {
    expect(reopened(withdrawn('plan_training', { mediator: ids.prescriber })).told).toEqual([
      news('training', 'mediator'),
    ])
  })

  test('somebody who waited in a line is asked for anew', () => {
    for (const moment of ['await_place', 'confirm_place'] as const)
      expect(after(withdrawn(moment), commands.Reopen, {}, yearsLater).state).toMatchObject({
        ...{ stage: 'prescription', task: 'answer_referral', line: null, offered: null },
      })
  })
})

test('what an unmet rule has read is told where a mail can hold it', () => {
  const refer = { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), lastHandedOverOn: '2025-03-01' }
  const { told } = after({ stage: 'unknown' }, commands.Refer, { refer })
  expect(told.at(-1)).toEqual([
    'journey_closed',
    'prescriber',
    {
      ...{ outcome: 'not_eligible', reason: null, unmet: 'not_equipped_lately' },
      ...{ lastHandedOverOn: '2025-03-01', monthsSinceEquipped: 14 },
    },
  ])
  const both = { ...commands.Refer, data: { ...commands.Refer.data, commitment: false } }
  expect(after({ stage: 'unknown' }, both, { refer }).told.at(-1)?.[2]).toMatchObject({
    unmet: 'commits_to_the_journey not_equipped_lately',
  })
})

test('a request is due as long as that very wait lasts', () => {
  const state = known('plan_training')
  const asked = (name: string, since = state.since): Intent => ({
    ...{ mail: 'task_reminder', to: { role: 'lieu', id: ids.place }, data: {} },
    task: { name, since },
  })
  expect(stillDue(state, asked('plan_training'))).toBe(true)
  expect(stillDue(state, asked('follow_training'))).toBe(false)
  expect(stillDue(state, asked('plan_training', now))).toBe(false)
  expect(stillDue({ stage: 'unknown' }, asked('plan_training'))).toBe(false)
})

test('nothing is told of a journey that is not there, nor changed in it', () => {
  const event: JourneyEvent = { type: 'JourneyAccepted', data: { mediator: ids.mediator }, at: now }
  expect(react(event, { stage: 'unknown' }, landes, ids.journey, machine)).toEqual([])
  expect(fold({ stage: 'unknown' }, [event])).toEqual({ stage: 'unknown' })
})

test('a place is not taken without what the mediator follows: a fault of the engine, not a refusal', () => {
  const uncounted = { agent: agent(), followed: undefined as never }
  expect(() => after(known('answer_referral'), commands.Accept, uncounted)).toThrow('a place is taken with what')
})
