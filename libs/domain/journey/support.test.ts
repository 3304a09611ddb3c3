import { commands, facts, fold, landes } from '../../testing/journey.fixtures'
import { journeyInStage, lateFacts, shaped } from '../../testing/shape.fixtures'
import { faultsOf } from '../definition/definition.check'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { react } from './journey.react'

const definition = shaped('diagnostic', 'support', 'evaluation')
const inSupport = () => journeyInStage(definition, 2)
const given = (over: object = {}): JourneyCommand => ({
  type: 'RecordSupport',
  data: { ...commands.RecordSupport.data, on: '2026-08-30', ...over },
})
const reasons = { shareable: 'souhait_de_la_personne', internal: 'renonce' }
const decided = (command: JourneyCommand) => decide(command, inSupport(), lateFacts(definition))

test('the definition of this test has no fault', () => {
  const {
    plan_training: _p,
    follow_training: _f,
    await_laptop: _a,
    book_hand_over: _b,
    hand_over: _h,
    ...waits
  } = definition.waits
  expect(faultsOf({ ...definition, waits })).toEqual([])
})

test('waits for the mediator, who records it, and the journey goes on', () => {
  expect(plan(inSupport(), definition, 'journey-x')).toMatchObject({
    ...{ stage: 'support', task: 'give_support', owner: { role: 'mediator' }, command: 'Remind' },
  })
  const decision = decided(given())
  if (!decision.ok) throw new Error(decision.rule)
  expect(decision.events.map(({ type }) => type)).toEqual(['SupportRecorded', 'StageLeft'])
  expect(fold(inSupport(), decision.events)).toMatchObject({
    stage: 'evaluation',
    found: { supports: [{ stage: 'support_2', support: 'mailbox', result: 'given', on: '2026-08-30' }] },
  })
  const actor = { sub: 'x', role: 'mediator', lieu: null }
  for (const event of decision.events) expect(react(event, inSupport(), definition, 'journey-x', actor)).toEqual([])
})

test.each<[string, object, string]>([
  ['refused without a reason', { result: 'refused' }, 'reasons_required'],
  ['given with a reason', { reasons }, 'reasons_unwanted'],
  ['refused for no known reason', { result: 'refused', reasons: { ...reasons, internal: 'x' } }, 'unknown_code'],
  ['in the future', { on: '2026-09-02' }, 'date_in_future'],
  ['before the person agreed', { on: '2026-02-28' }, 'date_before_consent'],
])('%s: no', (_, over, rule) => {
  expect(decided(given(over))).toMatchObject({ ok: false, rule })
})

test('refused by the person, or not possible, with a reason: the journey goes on all the same', () => {
  for (const result of ['refused', 'not_possible'] as const)
    expect(decided(given({ result, reasons }))).toMatchObject({ ok: true, events: [{}, { type: 'StageLeft' }] })
})

test('outside its stage: no', () => {
  const early = decide(given(), journeyInStage(definition, 1), lateFacts(definition))
  expect(early).toMatchObject({ ok: false, rule: 'wrong_stage' })
})

test('that nobody gives is left behind at the end of its wait', () => {
  const decision = decide({ type: 'Expire', data: {} }, inSupport(), lateFacts(definition))
  if (!decision.ok) throw new Error(decision.rule)
  expect(decision.events.map(({ type }) => type)).toEqual(['SupportNotGiven', 'StageLeft'])
})

describe('a follow-up after another', () => {
  const twice = shaped('diagnostic', 'evaluation', 'evaluation')
  const asked = (index: number) => {
    const opened = decide(commands.OpenFollowUp, journeyInStage(twice, index), lateFacts(twice))
    if (!opened.ok) throw new Error(opened.rule)
    return fold(journeyInStage(twice, index), opened.events)
  }
  const silent = (index: number) => decide({ type: 'Expire', data: {} }, asked(index), lateFacts(twice))

  test('is asked where the first was in vain', () => {
    const decision = silent(2)
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'FollowUpMissed' }, { data: { to: 'evaluation_3' } }] })
  })

  test('completes the journey even in vain where the first was answered', () => {
    const decision = silent(3)
    if (!decision.ok) throw new Error(decision.rule)
    expect(decision.events.map(({ type }) => type)).toEqual(['FollowUpMissed', 'StageLeft', 'JourneyClosed'])
    expect(fold(asked(3), decision.events)).toMatchObject({ outcome: 'completed', at: 'evaluation_3' })
  })

  test('in vain after one in vain: the person is lost', () => {
    const state = asked(3)
    if (state.stage !== 'evaluation') throw new Error('not in evaluation')
    const unheard = { ...state, found: { ...state.found, followUps: [] } }
    expect(decide({ type: 'Expire', data: {} }, unheard, lateFacts(twice))).toMatchObject({
      events: [{ type: 'JourneyClosed', data: { outcome: landes.ends.ask_follow_up.outcome } }],
    })
  })

  test('the facts of a later stage are those of the whole way', () => {
    expect(asked(3)).toMatchObject({ found: { before: {}, followUps: [{ stage: 'evaluation_2' }] } })
    expect(decide(commands.Accept, asked(3), facts({}, undefined, { definition: twice }))).toMatchObject({ ok: false })
  })
})
