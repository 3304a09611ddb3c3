import { agent, commands, facts, fold, ids, landes, ordinary } from '../../testing/journey.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import type { TakeOverJourney } from '../../contracts/commands/reprise.commands'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'

type Data = TakeOverJourney
type ReferFacts = NonNullable<OutsideFacts['refer']>

const { person, definition, place, reasons, needs } = commands.Refer.data
const plain: Data = {
  ...{ person, definition, place, reasons, needs, prescriber: { structure: null, agent: null } },
  consent: { textVersion: 'reprise', date: '2024-01-10', mode: 'papier' },
  ...{ step: 'opened', openedOn: '2024-01-10', on: '2024-02-01' },
  ...{ mediator: null, handedOverOn: null, outcome: null },
}
const followed = { step: 'lieu_part', mediator: ids.mediator } as const
const signed = { step: 'signed', mediator: ids.mediator, handedOverOn: '2024-02-01' } as const
const system = { sub: 'system', role: 'system', lieu: null }

const given = (
  refer: Partial<ReferFacts> = {},
  outside: Partial<OutsideFacts> = {},
  over: Partial<Facts> = {},
): Facts =>
  facts(
    { refer: { ...(ordinary.refer as ReferFacts), ...refer }, mediator: agent(), version: null, ...outside },
    '2026-03-02T09:00:00Z',
    { actor: system, ...over },
  )
const take = (over: Partial<Data>, known: Facts = given(), state: JourneyState = { stage: 'unknown' }) =>
  decide({ type: 'TakeOverJourney', data: { ...plain, ...over } }, state, known)
function taken(...args: Parameters<typeof take>): JourneyState {
  const decision = take(...args)
  if (!decision.ok) throw new Error(decision.rule)
  return fold({ stage: 'unknown' }, decision.events)
}
/** The rule and the field that it names. */
const said = (...args: Parameters<typeof take>): string => {
  const decision = take(...args)
  return decision.ok ? 'ok' : [decision.rule, decision.details?.field].filter(Boolean).join(' ')
}

test.each<[Data['step'], Partial<Data>, object]>([
  ['opened', {}, { stage: 'prescription', task: 'choose_lieu', mediator: null }],
  ['prescriber_part', {}, { stage: 'prescription', task: 'answer_referral' }],
  ['lieu_part', followed, { stage: 'training', mediator: ids.mediator }],
  ['pdf', { mediator: ids.mediator }, { stage: 'dotation', mediator: ids.mediator }],
  ['signed', signed, { stage: 'evaluation', found: { handedOver: { device: null, on: '2024-02-01' } } }],
  ['closed', { outcome: 'completed', handedOverOn: '2024-02-01' }, { stage: 'closed', outcome: 'completed' }],
  ['closed', { outcome: 'withdrawn' }, { stage: 'closed', outcome: 'withdrawn', at: 'prescription' }],
])('a case at the step %s goes on here, marked', (step, over, expected) => {
  const state = taken({ step, ...over })
  expect(state).toMatchObject(expected)
  expect(state).toMatchObject({
    referral: { entry: 'paper', paper: { signedOn: '2024-01-10' }, takenOver: { step, on: '2026-03-02' } },
    // Nobody knows the hour: noon in the zone of the definition, in winter an hour ahead of UTC.
    referredAt: '2024-01-10T11:00:00.000Z',
  })
})

test('whoever has an account has referred the person without paper', () => {
  const prescriber = { structure: ids.prescriberStructure, agent: ids.prescriber }
  expect(taken({ prescriber })).toMatchObject({ referral: { entry: 'prescriber', paper: null, prescriber } })
})

test.each<[string, Partial<Data>, string]>([
  ['closed without an outcome', { step: 'closed' }, 'step_mismatch outcome'],
  ['open with an outcome', { outcome: 'completed' }, 'step_mismatch outcome'],
  ['signed without a laptop', { ...signed, handedOverOn: null }, 'step_mismatch handedOverOn'],
  ['with a laptop before it was signed for', { ...followed, handedOverOn: '2024-02-01' }, 'step_mismatch handedOverOn'],
  ['in training with nobody', { step: 'lieu_part' }, 'step_mismatch mediator'],
  ['waiting for an answer, followed by somebody', { mediator: ids.mediator }, 'step_mismatch mediator'],
  ['of tomorrow', { on: '2026-03-03' }, 'date_in_future on'],
  ['opened tomorrow', { openedOn: '2026-03-03' }, 'date_in_future openedOn'],
  ['agreed to tomorrow', { consent: { ...plain.consent, date: '2026-03-03' } }, 'date_in_future consent.date'],
  ['whose laptop is given tomorrow', { ...signed, handedOverOn: '2026-03-03' }, 'date_in_future handedOverOn'],
  ['at a step before it was opened', { on: '2024-01-09' }, 'date_before on'],
  ['with a laptop of before it was opened', { ...signed, handedOverOn: '2024-01-09' }, 'date_before handedOverOn'],
  ['for a reason that nobody knows', { reasons: ['envie'] }, 'unknown_code reasons'],
  ['with a need that nobody knows', { needs: ['envie'] }, 'unknown_code needs'],
  [
    'agreed to in a way that nobody knows',
    { consent: { ...plain.consent, mode: 'pigeon' } },
    'unknown_code consent.mode',
  ],
  ['of its own day', { on: '2026-03-02', openedOn: '2026-03-02' }, 'ok'],
  ['at a step of the day of its opening', { on: '2024-01-10' }, 'ok'],
])('a case %s', (_, over, expected) => expect(said(over)).toBe(expected))

const whole = { stream: ids.place, structure: ids.lieuStructure, isLieu: true, territory: '40', epci: '244000808' }
test.each<[string, Facts, Partial<Data>, string]>([
  ['of somebody who is not born', given({ bornInFuture: true }), {}, 'birth_date_in_future personal.birthDate'],
  ['at a place that is not there', given({ place: null }), {}, 'unknown_place place'],
  ['at a place of nobody', given({ place: { ...whole, structure: null } }), {}, 'place_without_structure place'],
  ['at a place that is no lieu', given({ place: { ...whole, isLieu: false } }), {}, 'structure_without_role place'],
  ['of somebody who follows it already', given({ following: [landes.id] }), {}, 'already_followed person'],
  ['of the same, that is over', given({ following: [landes.id] }), { step: 'closed', outcome: 'withdrawn' }, 'ok'],
  ['of a commune of elsewhere', given({}, { refer: undefined as never }), {}, 'unknown_commune personal.communeInsee'],
  ['on a version that nobody knows', given({}, {}, { definition: null }), {}, 'unknown_definition definition'],
  ['on a version that is retired', given({}, { version: { status: 'retired' } }), {}, 'definition_retired definition'],
  [
    'on a version without training',
    given({}, {}, { definition: { ...landes, stages: landes.stages.filter(({ kind }) => kind !== 'training') } }),
    followed,
    'step_without_stage step',
  ],
  ['followed by nobody who is known', given({}, { mediator: null }), followed, 'unknown_agent mediator'],
])('a case %s', (_, known, over, expected) => expect(said(over, known)).toBe(expected))

test('a mediator who is full has one more, since they have; what they have is in the event', () => {
  const known = given({}, { mediator: agent({ capacity: 2 }), followed: 2 })
  const overCapacity = { capacity: 2, followed: 2 }
  expect(take(followed, known)).toMatchObject({ events: [{ data: { overCapacity } }] })
  const room = take(followed, given({}, { mediator: agent({ capacity: 2 }), followed: 1 }))
  expect(room.ok && room.events[0]?.data).not.toHaveProperty('overCapacity')
})

test('a case that waits for a laptop asks for one; a second time it changes nothing, nor does it change a journey of here', () => {
  const decision = take({ step: 'validated', mediator: ids.mediator })
  expect(decision.ok && decision.events.map(({ type }) => type)).toEqual(['JourneyTakenOver', 'DotationRequested'])
  expect(take({}, given(), taken({}))).toEqual({ ok: true, events: [] })
  const here = taken({})
  if (here.stage === 'unknown') throw new Error('not there')
  const live = { ...here, referral: { ...here.referral, takenOver: null } } as JourneyState
  expect(said({}, given(), live)).toBe('already_exists')
})
