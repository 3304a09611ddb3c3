import { agent, commands, facts, fold, ids, landes, ordinary } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import type { Doer, Intent } from '../kernel/decider'
import type { CommandOf, JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

type Data = CommandOf<'Refer'>['data']
type ReferFacts = NonNullable<OutsideFacts['refer']>

const coordinator: Doer = { sub: 'coordinator', role: 'coordinator', lieu: null }
const mediator: Doer = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
const colleague: Doer = { ...mediator, sub: ids.person }
const prescriber: Doer = { sub: ids.prescriber, role: 'prescriber', lieu: null }
const machine: Doer = { sub: 'system', role: 'system', lieu: null }

const own = { structure: ids.lieuStructure, agent: ids.mediator }
const walkIn = { entry: 'walk_in', prescriber: own } as const
const paper = {
  entry: 'paper',
  prescriber: { structure: null, agent: null },
  paper: { signedOn: '2026-03-01' },
} as const
const group = '00000000-0000-4000-8000-00000000000a'

const refer = (over: Partial<Data>): CommandOf<'Refer'> => ({
  type: 'Refer',
  data: { ...commands.Refer.data, ...over },
})
const given = (over: Partial<ReferFacts>, actor: Doer, now = '2026-03-02T09:00:00Z') =>
  facts({ refer: { ...(ordinary.refer as ReferFacts), ...over } }, now, { actor })

const said = (over: Partial<Data>, known: Partial<ReferFacts> = {}, by: Doer = coordinator) => {
  const decision = decide(refer(over), { stage: 'unknown' }, given(known, by))
  return decision.ok ? 'ok' : [decision.rule, decision.details?.field].join(' ')
}
const ofLieu = { prescriber: agent() }
const nobody = { prescriber: null }

describe('how somebody came', () => {
  test.each<[string, Partial<Data>, Partial<ReferFacts>, Doer, string]>([
    ['walked in, typed by the lieu', walkIn, ofLieu, mediator, 'ok'],
    ['walked in, typed by the coordinator', walkIn, ofLieu, coordinator, 'ok'],
    ['walked in elsewhere', { entry: 'walk_in' }, {}, mediator, 'walk_in_elsewhere prescriber.structure'],
    ['walked in, says a prescriber', walkIn, ofLieu, prescriber, 'entry_not_yours entry'],
    ['walked in, by nobody', walkIn, nobody, mediator, 'unknown_agent prescriber.agent'],
    ['on paper from nowhere known', paper, nobody, mediator, 'ok'],
    ['on paper from a structure', { ...paper, prescriber: { ...own, agent: null } }, nobody, coordinator, 'ok'],
    [
      'on paper from a structure that is not there',
      { ...paper, prescriber: { ...own, agent: null } },
      { paper: { isStructureKnown: false, isPrescriberNamed: true } },
      coordinator,
      'unknown_structure prescriber.structure',
    ],
    [
      'on paper that nobody signed',
      paper,
      { paper: { isStructureKnown: false, isPrescriberNamed: false } },
      coordinator,
      'prescriber_name_required personal.prescriberName',
    ],
    [
      'on paper by somebody with an account',
      { ...paper, prescriber: own },
      {},
      mediator,
      'entry_mismatch prescriber.agent',
    ],
    ['on paper without paper', { ...paper, paper: null }, nobody, mediator, 'entry_mismatch paper'],
    ['on paper, says a prescriber', paper, nobody, prescriber, 'entry_not_yours entry'],
    [
      'on paper signed tomorrow',
      { ...paper, paper: { signedOn: '2026-03-03' } },
      nobody,
      mediator,
      'date_in_future paper.signedOn',
    ],
    ['a paper from a prescriber with an account', { paper: paper.paper }, {}, prescriber, 'entry_mismatch paper'],
    ['in a group', { entry: 'group', group }, {}, prescriber, 'ok'],
    ['in a group without a sheet', { entry: 'group' }, {}, prescriber, 'entry_mismatch group'],
    ['alone on the sheet of a group', { group }, {}, prescriber, 'entry_mismatch group'],
    ['by a prescriber who is nobody', {}, nobody, prescriber, 'unknown_agent prescriber.agent'],
  ])('%s', (_, data, known, by, expected) => expect(said(data, known, by)).toBe(expected))
})

describe('a minor', () => {
  const byRepresentative = { consent: { ...commands.Refer.data.consent, by: 'representative' as const } }

  test.each<[string, Partial<Data>, Partial<ReferFacts>, string]>([
    ['with a representative who consents', byRepresentative, { age: 17, isRepresented: true }, 'ok'],
    ['without a representative', byRepresentative, { age: 17 }, 'representative_required personal.representative'],
    ['who consents alone', {}, { age: 17, isRepresented: true }, 'representative_consents consent.by'],
    ['of 18 today', {}, { age: 18 }, 'ok'],
    ['of an age that nobody knows', {}, { age: null }, 'ok'],
    ['who is represented and grown up', byRepresentative, { age: 40, isRepresented: true }, 'ok'],
    ['represented by nobody', byRepresentative, { age: 40 }, 'representative_required personal.representative'],
  ])('%s', (_, data, known, expected) => expect(said(data, known)).toBe(expected))
})

/** The mails of several commands one after the other, each by somebody. */
function told(
  first: CommandOf<'Refer'>,
  known: ReferFacts,
  steps: readonly (readonly [JourneyCommand, Doer])[],
  from = 0,
) {
  let state: JourneyState = { stage: 'unknown' }
  const intents: Intent[][] = []
  for (const [command, by] of [[first, mediator] as const, ...steps]) {
    const decision = decide(command, state, { ...given(known, by, '2026-03-10T15:00:00Z') })
    if (!decision.ok) throw new Error(decision.rule)
    const mails: Intent[] = []
    for (const event of decision.events) {
      state = fold(state, [event])
      mails.push(...react(event, state, landes, ids.journey, by))
    }
    intents.push(mails)
  }
  const summary = intents.slice(from).map((mails) => mails.map(({ mail, to }) => `${mail} → ${to.role}`).join(', '))
  return { summary, state }
}

const appointment: JourneyCommand = { type: 'BookAppointment', data: { at: '2026-03-11T15:00:00Z' } }
const withLieu = { ...(ordinary.refer as ReferFacts), ...ofLieu }
const withNobody = { ...(ordinary.refer as ReferFacts), ...nobody }

describe('whoever walked in is followed where they came', () => {
  const first = refer(walkIn)

  test('a colleague takes them: nobody of the lieu is told twice', () => {
    const { summary } = told(first, withLieu, [
      [{ type: 'Accept', data: { mediator: ids.mediator } }, colleague],
      [appointment, colleague],
      [commands.Withdraw, machine],
    ])
    expect(summary).toEqual(['', '', '', 'journey_closed → mediator'])
  })

  test('nobody answers: whoever referred them chooses, and the lieu is not told a second time', () => {
    const { summary, state } = told(first, withLieu, [[commands.Expire, machine]])
    expect(summary).toEqual(['', 'referral_back → prescriber'])
    expect(plan(state, landes, ids.journey)?.owner).toEqual({ role: 'prescriber', id: ids.mediator })
  })

  test('typed by the coordinator, the lieu learns of it', () => {
    const decision = decide(first, { stage: 'unknown' }, given(withLieu, coordinator))
    if (!decision.ok || !decision.events[0]) throw new Error('refused')
    const [event] = decision.events
    expect(react(event, fold({ stage: 'unknown' }, [event]), landes, ids.journey, coordinator)).toMatchObject([
      { mail: 'referral_received', to: { role: 'lieu' } },
    ])
  })

  test('another lieu is asked: from then on they are told as any prescriber', () => {
    const { summary } = told(
      first,
      withLieu,
      [
        [commands.Decline, machine],
        [commands.ChooseLieu, mediator],
        [commands.Expire, machine],
      ],
      2,
    )
    expect(summary).toEqual(['referral_received → lieu', 'referral_back → prescriber, referral_taken_back → lieu'])
  })
})

describe('whoever signed a paper sheet has no account', () => {
  const first = refer(paper)

  test('what would be asked of them is asked of the coordinator', () => {
    const { summary, state } = told(first, withNobody, [[commands.Decline, mediator]])
    expect(summary).toEqual(['referral_received → lieu', 'referral_back → coordinator'])
    expect(plan(state, landes, ids.journey)?.owner).toEqual({ role: 'coordinator', id: '40' })
  })

  test('news go to nobody, but for an end that no mediator follows', () => {
    const { summary } = told(first, withNobody, [
      [commands.Accept, mediator],
      [appointment, mediator],
      [commands.Withdraw, machine],
    ])
    expect(summary.slice(1)).toEqual(['', '', 'journey_closed → mediator'])
    const ended = told(first, withNobody, [[commands.Withdraw, machine]])
    expect(ended.summary[1]).toBe('journey_closed → coordinator, referral_taken_back → lieu')
  })
})

test('of a person who came by a sheet nothing is dated before the sheet, however late it is typed', () => {
  const signed = { ...paper, paper: { signedOn: '2026-03-06' } }
  const typed = facts({}, '2026-03-20T09:00:00Z')
  const referred = decide(refer(signed), { stage: 'unknown' }, given(nobody, coordinator, '2026-03-19T09:00:00Z'))
  if (!referred.ok) throw new Error(referred.rule)
  const accepted = decide(commands.Accept, fold({ stage: 'unknown' }, referred.events), typed)
  if (!accepted.ok) throw new Error(accepted.rule)
  const state = fold({ stage: 'unknown' }, [...referred.events, ...accepted.events])
  const seenOn = (on: string) =>
    decide({ ...commands.RecordDiagnostic, data: { ...commands.RecordDiagnostic.data, on } }, state, typed)
  expect(seenOn('2026-03-05')).toMatchObject({ ok: false, rule: 'date_before' })
  expect(seenOn('2026-03-06').ok).toBe(true)
})
