import { agent, facts, fold, journeyAt, landes, type Moment } from '../../testing/journey.fixtures'
import type { Definition } from '../definition/definition.schema'
import type { Facts } from '../facts'
import { decide } from './journey.decide'
import type { Intent } from '../kernel/decider'
import { plan } from './journey.plan'
import { stillDue } from './journey.react'
import type { JourneyState } from './journey.state'

const later = '2026-08-20T09:00:00Z'
const shorter = { ...landes.waits.plan_training, remindAfter: 'P2D', reminders: 3, expireAfter: 'P20D' }
const v2: Definition = {
  ...landes,
  id: 'landes-mon-ordi-pin40.v2',
  waits: { ...landes.waits, plan_training: shorter },
}
const codes = Object.fromEntries(landes.stages.map(({ kind, code }) => [kind, code]))
const laptopless: Definition = { ...v2, stages: v2.stages.filter(({ kind }) => kind !== 'dotation') }

const given = (definition: Definition | null = v2, status?: 'published' | 'retired'): Facts =>
  facts({ version: status ? { status } : null }, later, { definition })

const move = (state: JourneyState, stage: string, present: 'continued' | 'left', over: Facts = given(), to = v2.id) =>
  decide({ type: 'MoveToVersion', data: { definition: to, stage, present } }, state, over)

const shut = ['unknown', 'completed', 'closed']
const open = Object.keys(journeyAt).filter((moment) => !shut.includes(moment)) as Moment[]

test.each(open)('%s goes on in the same stage of the newer version, with everything that it holds', (moment) => {
  const state = journeyAt[moment]()
  if (state.stage === 'unknown' || state.stage === 'closed') throw new Error('not open')
  const decision = move(state, state.at, 'continued')
  if (!decision.ok) throw new Error(decision.rule)
  const data = { from: landes.id, to: v2.id, stage: state.at, kind: state.stage, present: 'continued' }
  expect(decision.events).toEqual([{ type: 'JourneyMoved', data, at: later }])
  expect(fold(state, decision.events)).toEqual({ ...state, referral: { ...state.referral, definition: v2.id } })
})

test('the wait that runs keeps its beginning and ends by the delays of the newer version', () => {
  const state = journeyAt.plan_training()
  const decision = move(state, codes.training ?? '', 'continued')
  if (!decision.ok) throw new Error(decision.rule)
  const moved = fold(state, decision.events)
  const stream = 'journey-00000000-0000-4000-8000-000000000001'
  expect(plan(state, landes, stream)?.until?.slice(0, 10)).not.toBe('2026-03-12')
  // Known needs on 10 March: two days later, whenever it was moved.
  expect(plan(moved, v2, stream)?.until?.slice(0, 10)).toBe('2026-03-12')
})

test('what was asked of people before is still asked after, as long as the same wait runs', () => {
  const state = journeyAt.plan_training()
  if (state.stage !== 'training') throw new Error('not in training')
  const { task: name, since } = state
  const asked: Intent = { mail: 'task_reminder', to: { role: 'lieu', id: 'x' }, data: {}, task: { name, since } }
  const after = (stage: string, present: 'continued' | 'left') => {
    const decision = move(state, codes[stage] ?? '', present)
    return decision.ok && stillDue(fold(state, decision.events), asked)
  }
  expect([after('training', 'continued'), after('training', 'left'), after('evaluation', 'left')]).toEqual([
    true,
    false,
    false,
  ])
})

test('a stage that is left begins another from now on, and what was found stays', () => {
  const state = journeyAt.hold_diagnostic()
  const decision = move(state, codes.training ?? '', 'left')
  if (!decision.ok) throw new Error(decision.rule)
  const moved = fold(state, decision.events)
  expect(moved).toMatchObject({ stage: 'training', task: 'plan_training', since: later, reminders: 0, sessions: 0 })
  expect(moved).toMatchObject({ found: { exitedAt: later }, referral: { definition: v2.id } })
})

test.each<[string, Moment, string, 'continued' | 'left', string, Facts?, string?]>([
  ['a task in a stage of another kind', 'plan_training', 'diagnostic', 'continued', 'stage_of_another_kind'],
  ['a stage that is not there', 'plan_training', 'nowhere', 'left', 'unknown_code'],
  ['back to the prescription', 'plan_training', 'prescription', 'left', 'stage_not_begun_by_move'],
  ['to a dotation that nobody opened', 'plan_training', 'dotation', 'left', 'stage_not_begun_by_move'],
  ['on without a mediator', 'answer_referral', 'diagnostic', 'left', 'no_mediator_yet'],
  ['out of an open dotation', 'dotation', 'evaluation', 'left', 'dotation_open'],
  ['to a version without dotation', 'dotation', 'evaluation', 'continued', 'dotation_open', given(laptopless)],
  ['an evaluation to a dotation', 'ask_follow_up', 'dotation', 'continued', 'stage_of_another_kind'],
  ['to a version that is not there', 'plan_training', 'training', 'continued', 'unknown_definition', given(null)],
  ['to one that is retired', 'plan_training', 'training', 'continued', 'definition_retired', given(v2, 'retired')],
  [
    'to one of another territory',
    ...(['plan_training', 'training', 'continued', 'definition_of_another_territory'] as const),
    given({ ...v2, territory: '32' }),
  ],
  [
    'to an older one',
    ...(['plan_training', 'training', 'continued', 'not_a_newer_version'] as const),
    given({ ...v2, id: 'landes-mon-ordi-pin40.v0' }),
    'landes-mon-ordi-pin40.v0',
  ],
  [
    'to another journey’s',
    ...(['plan_training', 'training', 'continued', 'not_a_newer_version'] as const),
    given({ ...v2, id: 'autre.v9' }),
    'autre.v9',
  ],
  ['out of its stage while it rests', 'paused', 'evaluation', 'left', 'journey_paused'],
  ['anywhere once it is closed', 'closed', 'training', 'left', 'journey_closed'],
])('nobody moves %s', (_, moment, kind, present, rule, over = given(), to = v2.id) => {
  expect(move(journeyAt[moment](), codes[kind] ?? kind, present, over, to)).toMatchObject({ ok: false, rule })
})

test('out of a follow-up a place is taken again, of a full mediator too, which the event says; otherwise it is kept', () => {
  const full = { agent: agent({ capacity: 3 }), followed: 3 }
  const coordinator = { sub: 'c', role: 'coordinator', lieu: null }
  const moved = (moment: Moment, stage: string, outside: object) => {
    const known = facts({ version: null, ...outside }, later, { definition: v2, actor: coordinator })
    const decision = move(journeyAt[moment](), codes[stage] ?? '', 'left', known)
    return decision.ok ? decision.events[0]?.data : decision.rule
  }
  const { agent: mediator, followed } = full
  expect(moved('ask_follow_up', 'training', full)).toMatchObject({ overCapacity: { capacity: 3, followed: 3 } })
  expect(moved('ask_follow_up', 'training', { agent: mediator, followed: 2 })).not.toHaveProperty('overCapacity')
  expect(moved('book_diagnostic', 'training', { agent: mediator, followed })).not.toHaveProperty('overCapacity')
  expect(moved('follow_training', 'evaluation', full)).not.toHaveProperty('overCapacity')
})

test('to go on where one is, in the version that one follows, changes nothing', () => {
  const state = journeyAt.plan_training()
  const here = { over: given(landes), to: landes.id }
  expect(move(state, codes.training ?? '', 'continued', here.over, here.to)).toEqual({ ok: true, events: [] })
  expect(move(state, codes.training ?? '', 'left', here.over, here.to)).toMatchObject({ rule: 'not_a_newer_version' })
})
