import { completed, yearsLater } from '../../testing/correction.fixtures'
import { agent, commands, facts, fold, ids, journeyAt, landes, ordinary, place } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import { journeyInStage, lateFacts, shaped } from '../../testing/shape.fixtures'
import type { OutsideFacts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'

type ReferFacts = NonNullable<OutsideFacts['refer']>
const now = '2026-05-04T09:00:00Z'

/** What is answered to a command: all that people read of a refusal, or that it was accepted. */
function answer(type: JourneyCommand['type'], data: object, state: JourneyState, given = facts({}, now)): string {
  const decision = decide({ type, data } as JourneyCommand, state, given)
  return decision.ok ? 'accepted' : whyNot(decision)
}

const { consent } = commands.Refer.data
test.each<[string, object, Partial<ReferFacts>, string]>([
  ['of somebody who is not born', {}, { bornInFuture: true }, 'birth_date_in_future field=personal.birthDate'],
  ['agreed to before that', {}, { bornAfterConsent: true }, 'consent_before_birth field=consent.date'],
  ['to no lieu', {}, { place: null }, 'unknown_place field=place'],
  ['to a lieu of nobody', {}, { place: { ...place, structure: null } }, 'place_without_structure field=place'],
  ['to what is none', {}, { place: { ...place, isLieu: false } }, 'structure_without_role field=place role=lieu'],
  ['of somebody who follows it', {}, { following: [landes.id] }, 'already_followed field=person'],
  ['by nobody', {}, { prescriber: null }, 'unknown_agent field=prescriber.agent'],
  [
    'by somebody of elsewhere',
    {},
    { prescriber: agent({ structure: ids.otherStructure }) },
    'agent_of_another_structure field=prescriber.agent',
  ],
  [
    'on another text',
    { consent: { ...consent, textVersion: 'v0' } },
    {},
    'other_consent_text field=consent.textVersion given=v0 expected=landes-2026-01',
  ],
  ['for no reason', { reasons: ['envie'] }, {}, 'unknown_code field=reasons code=envie list=reasons'],
  ['for no need', { needs: ['envie'] }, {}, 'unknown_code field=needs code=envie list=needs'],
  [
    'by fax',
    { consent: { ...consent, mode: 'fax' } },
    {},
    'unknown_code field=consent.mode code=fax list=consent.modes',
  ],
  [
    'agreed to tomorrow',
    { consent: { ...consent, date: '2026-05-05' } },
    {},
    'date_in_future field=consent.date date=2026-05-05',
  ],
])('a referral %s', (_, over, known, expected) => {
  const given = facts({ refer: { ...(ordinary.refer as ReferFacts), ...known } }, now)
  expect(answer('Refer', { ...commands.Refer.data, ...over }, { stage: 'unknown' }, given)).toBe(expected)
})

test('a laptop of somebody in the household counts where the definition looks back on it', () => {
  const refer = { ...(ordinary.refer as ReferFacts), lastHandedOverOnInHousehold: '2025-03-01' }
  const unmet = (lookBack: 'household' | 'person') => {
    const given = facts({ refer }, now, { definition: { ...landes, lookBack } })
    const decision = decide(commands.Refer, { stage: 'unknown' }, given)
    return decision.ok && decision.events.flatMap(({ data }) => ('unmet' in data ? data.unmet : []))
  }
  expect([unmet('household'), unmet('person')]).toEqual([['not_equipped_lately'], []])
})

test('a mediator who has a place is given nobody beyond it, nor anybody for a reason that is none', () => {
  const { mediator } = commands.AcceptOverCapacity.data
  const over = (reason: string) => answer('AcceptOverCapacity', { mediator, reason }, journeyAt.answer_referral())
  expect(over('situation_urgente')).toBe('mediator_not_full field=mediator')
  expect(over('envie')).toBe('unknown_code field=reason code=envie list=line.exceptions')
})

test('a lieu that has not accepted takes no place of the mediator who is named, full or not', () => {
  const full = agent({
    stream: ids.otherMediator,
    structure: ids.otherStructure,
    places: [ids.otherPlace],
    capacity: 0,
  })
  const actor = { sub: ids.prescriber, role: 'prescriber', lieu: null }
  const given = facts({ agent: full }, now, { actor })
  const data = { ...commands.ChangeLieu.data, mediator: ids.otherMediator }
  expect(answer('ChangeLieu', data, journeyAt.answer_referral(), given)).toBe('accepted')
  expect(answer('ChangeLieu', data, journeyAt.plan_training(), given)).toBe(
    'mediator_full field=mediator capacity=0 followed=0',
  )
})

test('a referral of no commune of the territory', () => {
  expect(answer('Refer', commands.Refer.data, { stage: 'unknown' }, facts({ refer: undefined }))).toBe(
    'unknown_commune field=personal.communeInsee',
  )
})

const there = { ...place, stream: ids.otherPlace, structure: ids.otherStructure }
test.each<[string, OutsideFacts['place'], string]>([
  ['that is not known', null, 'unknown_place field=place'],
  ['of another territory', { ...there, territory: '32' }, 'unknown_place field=place'],
  ['of nobody', { ...there, structure: null }, 'place_without_structure field=place'],
  ['that takes nobody in', { ...there, isLieu: false }, 'structure_without_role field=place role=lieu'],
  ['that had it already', place, 'same_lieu field=place'],
  ['that is another', there, 'accepted'],
])('a lieu %s: chosen after a refusal, or later', (_, known, expected) => {
  const given = facts({ place: known }, now)
  expect(answer('ChooseLieu', commands.ChooseLieu.data, journeyAt.choose_lieu(), given)).toBe(expected)
  expect(answer('ChangeLieu', commands.ChangeLieu.data, journeyAt.plan_training(), given)).toBe(expected)
})

const prescriber = agent({ stream: ids.otherPrescriber, role: 'prescriber', structure: ids.prescriberStructure })
test.each<[string, OutsideFacts['agent'], string]>([
  ['who is not known', null, 'unknown_agent field=prescriber.agent'],
  ['who has left', { ...prescriber, leftOn: '2026-05-01' }, 'agent_has_left field=prescriber.agent day=2026-05-01'],
  ['of elsewhere', agent(), 'agent_of_another_structure field=prescriber.agent'],
  ['of the structure that is said', prescriber, 'accepted'],
])('another prescriber %s', (_, known, expected) => {
  const given = facts({ agent: known }, now)
  expect(answer('ChangePrescriber', commands.ChangePrescriber.data, journeyAt.plan_training(), given)).toBe(expected)
})

test('the same prescriber of another structure is another one', () => {
  const moved = { structure: ids.otherStructure, agent: ids.prescriber }
  const given = facts({ agent: { ...prescriber, stream: ids.prescriber, structure: ids.otherStructure } }, now)
  const data = { ...commands.ChangePrescriber.data, prescriber: moved }
  const decision = decide({ type: 'ChangePrescriber', data }, journeyAt.plan_training(), given)
  expect(decision).toMatchObject({ events: [{ type: 'PrescriberChanged', data: { prescriber: moved } }] })
})

test('another mediator: with a reason where one is replaced, and without where nobody is', () => {
  const state = journeyAt.plan_training()
  const { mediator } = commands.NameMediator.data
  const nobody = { ...state, mediator: null } as JourneyState
  const given = facts({ agent: agent({ stream: ids.otherMediator }) }, now)
  expect(answer('NameMediator', { mediator, reasons: null }, state, given)).toBe('reasons_required field=reasons')
  expect(answer('NameMediator', commands.NameMediator.data, nobody, given)).toBe('reasons_unwanted field=reasons')
  expect(answer('NameMediator', { mediator, reasons: null }, nobody, given)).toBe('accepted')
})

test.each<[string, string]>([
  ['2026-05-04', 'date_in_past field=until date=2026-05-04'],
  ['2026-05-05', 'accepted'],
  ['2026-11-04', 'accepted'],
  ['2026-11-05', 'date_too_far field=until date=2026-11-05'],
])('a pause until %s', (until, expected) => {
  expect(answer('Pause', { ...commands.Pause.data, until }, journeyAt.plan_training())).toBe(expected)
})

test('a pause while another one lasts', () => {
  expect(answer('Pause', { ...commands.Pause.data, until: '2026-06-01' }, journeyAt.paused())).toBe(
    'journey_paused until=2026-10-01',
  )
})

const session = commands.RecordAttendance.data
const missed = { shareable: 'non_realise', internal: 'absent' }
test.each<[string, object, string]>([
  ['that is not planned', { session: 4 }, 'unknown_session field=session session=4 sessions=3'],
  ['that is recorded', { session: 1 }, 'session_already_recorded field=session session=1'],
  ['that nobody came to, without a reason', { session: 2, present: false }, 'reasons_required field=reasons'],
  ['that somebody came to, with one', { session: 2, reasons: missed }, 'reasons_unwanted field=reasons'],
  ['of tomorrow', { session: 2, on: '2026-05-05' }, 'date_in_future field=on date=2026-05-05'],
  [
    'of before the diagnostic',
    { session: 2, on: '2026-03-09' },
    'date_before field=on date=2026-03-09 what=diagnostic day=2026-03-10',
  ],
  ['of its day', { session: 2, on: '2026-03-10' }, 'accepted'],
  ['that is the last', { session: 3 }, 'accepted'],
])('a session %s', (_, over, expected) => {
  expect(answer('RecordAttendance', { ...session, ...over }, journeyAt.follow_training())).toBe(expected)
})

test('a training: its plan, and what is recorded before it is planned', () => {
  const plan = commands.PlanTraining.data
  const [once, planned] = [journeyAt.follow_training(), journeyAt.plan_training()]
  const second = decide({ type: 'RecordAttendance', data: { ...session, session: 2 } }, once, facts({}, now))
  const twice = second.ok ? fold(once, second.events) : once
  expect(answer('PlanTraining', { ...plan, sessions: 1 }, twice)).toBe(
    'plan_too_short field=sessions sessions=1 recorded=2',
  )
  expect(answer('PlanTraining', { ...plan, sessions: 2 }, twice)).toBe('accepted')
  expect(answer('PlanTraining', { ...plan, objectives: ['danse'] }, planned)).toBe(
    'unknown_code field=objectives code=danse list=training.objectives',
  )
  for (const [type, data] of [
    ['RecordAttendance', session],
    ['AssessTraining', commands.AssessTraining.data],
  ] as const) {
    expect(answer(type, data, planned)).toBe('wrong_stage stage=training task=plan_training')
    expect(answer(type, data, journeyAt.dotation())).toBe('wrong_stage stage=dotation task=dotation')
  }
})

test.each<[string, object, string]>([
  ['given with a reason', { reasons: missed }, 'reasons_unwanted field=reasons'],
  ['refused without', { result: 'refused' }, 'reasons_required field=reasons'],
  ['of tomorrow', { on: '2026-09-02' }, 'date_in_future field=on date=2026-09-02'],
  ['of before the person agreed', { on: '2026-02-28' }, 'date_before_consent field=on date=2026-02-28'],
  ['of today', { on: '2026-09-01' }, 'accepted'],
])('a support %s', (_, over, expected) => {
  const definition = shaped('diagnostic', 'support', 'evaluation')
  const data = { ...commands.RecordSupport.data, on: '2026-08-30', ...over }
  expect(answer('RecordSupport', data, journeyInStage(definition, 2), lateFacts(definition))).toBe(expected)
})

test.each<[string, JourneyState, object, Partial<OutsideFacts>, string]>([
  ['that is open', journeyAt.plan_training(), {}, {}, 'journey_not_closed stage=training'],
  ['for no reason', completed().state, { reason: 'envie' }, {}, 'unknown_code field=reason code=envie list=reopenings'],
  ['nowhere', completed().state, { stage: 'nowhere' }, {}, 'unknown_code field=stage code=nowhere list=stages'],
  ['a second time', completed().state, {}, { following: ['autre.v1', landes.id] }, 'already_followed field=stage'],
  ['for a second laptop', completed().state, { stage: 'dotation' }, {}, 'dotation_ended field=stage'],
  [
    'where nobody follows it',
    journeyAt.closed(),
    { stage: 'training' },
    {},
    'stage_not_reopened field=stage stage=training',
  ],
])('a journey taken up again %s', (_, state, over, outside, expected) => {
  expect(answer('Reopen', { ...commands.Reopen.data, ...over }, state, facts(outside, yearsLater))).toBe(expected)
})

const v2 = { ...landes, id: landes.id.replace(/v1$/, 'v2') }
const laptopless = { ...v2, stages: v2.stages.filter(({ kind }) => kind !== 'dotation') }
const move = { definition: v2.id, stage: 'training', present: 'left' }
test.each<[string, keyof typeof journeyAt, object, typeof landes | typeof v2, string]>([
  [
    'that is not newer',
    'plan_training',
    { definition: landes.id },
    landes,
    `not_a_newer_version field=definition definition=${landes.id} from=${landes.id}`,
  ],
  [
    'at a stage that it has not',
    'plan_training',
    { stage: 'nowhere' },
    v2,
    `unknown_code field=stage code=nowhere list=${v2.id} stages`,
  ],
  [
    'in a stage of another kind',
    'plan_training',
    { stage: 'evaluation', present: 'continued' },
    v2,
    'stage_of_another_kind field=stage stage=evaluation kind=evaluation present=training',
  ],
  [
    'in one that is no dotation',
    'dotation',
    { stage: 'evaluation', present: 'continued' },
    v2,
    'stage_of_another_kind field=stage stage=evaluation kind=evaluation present=dotation',
  ],
  ['that has none', 'dotation', { stage: 'evaluation', present: 'continued' }, laptopless, 'dotation_open field=stage'],
  [
    'that has none, from a training',
    'plan_training',
    { stage: 'evaluation', present: 'continued' },
    laptopless,
    'stage_of_another_kind field=stage stage=evaluation kind=evaluation present=training',
  ],
  ['while a laptop is awaited', 'dotation', {}, v2, 'dotation_open field=stage'],
  [
    'from its dotation',
    'plan_training',
    { stage: 'dotation' },
    v2,
    'stage_not_begun_by_move field=stage stage=dotation kind=dotation',
  ],
  ['before anybody follows it', 'answer_referral', {}, v2, 'no_mediator_yet field=stage stage=training'],
  ['at rest', 'paused', {}, v2, 'journey_paused until=2026-10-01'],
])('a version %s', (_, moment, over, definition, expected) => {
  const given = facts({}, now, { definition })
  expect(answer('MoveToVersion', { ...move, ...over }, journeyAt[moment](), given)).toBe(expected)
})
