import { corrected, completed, correcting, yearsLater } from '../../testing/correction.fixtures'
import { commands, facts, fold, ids, landes, ordinary, played } from '../../testing/journey.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const { log } = completed()
const handedOver = log.find(({ type }) => type === 'LaptopHandedOver')?.on ?? ''

/** The same person again: what their past says on the day of the second referral. */
function again(referredAt: string, lastHandedOverOn: string | null): JourneyState {
  const refer = { ...(ordinary.refer as NonNullable<OutsideFacts['refer']>), lastHandedOverOn }
  const consent = { ...commands.Refer.data.consent, date: referredAt.slice(0, 10) }
  return played([{ ...commands.Refer, data: { ...commands.Refer.data, consent } }, facts({ refer }, referredAt)]).state
}

/** What the second journey records once the first one's hand-over has another day. */
function seen(state: JourneyState, on: string, over: Partial<Facts> = {}): readonly JourneyEvent[] {
  const change = { fact: 'hand_over', on } as const
  const first = correcting(log, 'dotation', change)
  if (!first.ok) throw new Error(first.rule)
  const decided = first.events.map((event) => ({ stream: ids.journey, event }))
  const data = { stage: 'dotation', number: null, change, reason: 'erreur_de_saisie' }
  const decision = decide({ type: 'Correct', data }, state, facts({ log }, yearsLater, { decided, ...over }))
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events
}

/** 36 months after the hand-over as it was recorded, and a few days. */
const afterAll = '2029-06-01T09:00:00Z'
const tooEarly = '2029-04-20T09:00:00Z'

test('somebody who was refused for a laptop that they had received before: it is said, and the journey stays closed', () => {
  const state = again(tooEarly, handedOver)
  expect(state).toMatchObject({ outcome: 'not_eligible', unmet: ['not_equipped_lately'] })
  const events = seen(state, '2026-04-20')
  const difference = { event: 'JourneyClosed', version: 2, at: tooEarly, code: 'eligibility', to: null }
  expect(events).toEqual([
    { type: 'LookBackCorrected', data: { was: handedOver, on: '2026-04-20', differs: [difference] }, at: yearsLater },
  ])
  const after = fold(state, events)
  expect(after).toEqual(state)
  const mails = events.flatMap((event) => react(event, after, landes, ids.journey, facts().actor))
  expect(mails).toMatchObject([
    { mail: 'correction_differs', to: { role: 'coordinator' }, data: { codes: 'eligibility' } },
  ])
})

test('somebody who was let in and had received one later than was known: the rule that is not met is named', () => {
  const state = again(afterAll, handedOver)
  expect(state).toMatchObject({ stage: 'prescription' })
  expect(seen(state, '2026-06-20')).toMatchObject([
    { data: { differs: [{ event: 'JourneyReferred', version: 1, code: 'eligibility', to: 'not_equipped_lately' }] } },
  ])
})

test('a day that changes no answer, another laptop that was the reason, and a referral of before are left alone', () => {
  expect(seen(again(tooEarly, handedOver), '2026-04-28')).toEqual([])
  expect(seen(again(tooEarly, '2028-01-01'), '2026-04-20')).toEqual([])
  expect(seen(again('2026-03-05T09:00:00Z', null), '2026-04-20')).toEqual([])
})

test('of another fact, and of a case of the former tool, nothing is said', () => {
  const state = again(tooEarly, handedOver)
  const other = corrected(log, 'training', {
    fact: 'training',
    sentiment: { instrument: 'sentiment-competence.v1', value: 9 },
  })
  const decided = other.slice(-1).map((event) => ({ stream: ids.journey, event }))
  expect(seen(state, '2026-04-20', { decided })).toEqual([])
  if (state.stage === 'unknown') throw new Error('not there')
  const takenOver = { step: 'closed', on: '2026-01-01' } as const
  expect(seen({ ...state, referral: { ...state.referral, takenOver } }, '2026-04-20')).toEqual([])
})

test('a laptop of the day of the referral counts, and one of the day after does not', () => {
  const state = again('2026-06-01T09:00:00Z', null)
  expect(seen(state, '2026-06-01')).toEqual([])
  expect(seen(state, '2026-06-02')).toMatchObject([
    { data: { differs: [{ event: 'JourneyReferred', version: 1, code: 'eligibility', to: null }] } },
  ])
})

test('of a journey that was let in and given up since, it is said as of one that goes on', () => {
  const state = again(afterAll, handedOver)
  const given = decide(
    { ...commands.Withdraw, data: { ...commands.Withdraw.data, on: '2029-06-01' } },
    state,
    facts({}, afterAll),
  )
  if (!given.ok) throw new Error(given.rule)
  expect(seen(fold(state, given.events), '2026-06-20')).toMatchObject([
    { data: { differs: [{ event: 'JourneyReferred', version: 1, to: 'not_equipped_lately' }] } },
  ])
})

test('the day of another fact is none of a laptop', () => {
  const other = corrected(log, 'training', { fact: 'training', on: '2026-04-22' }).slice(-1)
  const decided = other.map((event) => ({ stream: ids.journey, event }))
  expect(seen(again(tooEarly, handedOver), '2026-04-20', { decided })).toEqual([])
})
