import type { TakeOverJourney } from '../../contracts/commands/reprise.commands'
import { agent, commands, facts, fold, ids, landes, ordinary } from '../../testing/journey.fixtures'
import { correcting } from '../../testing/correction.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import { plan } from './journey.plan'
import type { JourneyState } from './journey.state'
import { replay } from './fact.log'

type ReferFacts = NonNullable<OutsideFacts['refer']>

const { person, definition, place, reasons, needs } = commands.Refer.data
const plain: TakeOverJourney = {
  ...{ person, definition, place, reasons, needs, prescriber: { structure: null, agent: null } },
  consent: { textVersion: 'reprise', date: '2024-01-11', mode: 'papier' },
  ...{ step: 'opened', openedOn: '2024-01-10', on: '2024-02-01' },
  ...{ mediator: null, handedOverOn: null, outcome: null },
}
const at = '2026-03-02T09:00:00Z'
const signed = { step: 'signed', mediator: ids.mediator, handedOverOn: '2024-02-01' } as const

function take(over: Partial<TakeOverJourney>, refer: Partial<ReferFacts> = {}) {
  const outside = { refer: { ...(ordinary.refer as ReferFacts), ...refer }, mediator: agent() }
  const actor = { sub: 'system', role: 'system', lieu: null }
  return decide(
    { type: 'TakeOverJourney', data: { ...plain, ...over } },
    { stage: 'unknown' },
    facts(outside, at, { actor }),
  )
}
const said = (...given: Parameters<typeof take>) => {
  const decision = take(...given)
  return decision.ok ? 'accepted' : whyNot(decision)
}
function events(over: Partial<TakeOverJourney>): readonly JourneyEvent[] {
  const decision = take(over)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events
}
const taken = (over: Partial<TakeOverJourney>) =>
  fold({ stage: 'unknown' }, events(over)) as Exclude<JourneyState, { stage: 'unknown' }>

test('all that the journey keeps of the former case', () => {
  expect(events({})).toEqual([
    {
      type: 'JourneyTakenOver',
      data: {
        referral: {
          ...{ person, definition, stage: 'prescription', territory: '40', epci: '244000808' },
          ...{ prescriber: plain.prescriber, reasons, needs, place, placeStructure: ids.lieuStructure },
          ...{ commitment: true, group: null, entry: 'paper', paper: { signedOn: '2024-01-10' } },
          ...{ referredOn: '2024-01-10', consentedOn: '2024-01-11', takenOver: { step: 'opened', on: '2026-03-02' } },
        },
        ...{ kind: 'prescription', task: 'choose_lieu', openedAt: '2024-01-10T11:00:00.000Z' },
        ...{ mediator: null, handedOverOn: null },
      },
      ...{ at, on: '2024-02-01' },
    },
  ])
})

const wanted = { training: true, laptop: true, features: [], mailbox: false, connection: false, orientation: false }
test('what was found: a laptop is wanted once the lieu has spoken; a follow-up counts from here', () => {
  expect(taken({})).toMatchObject({ refusedBy: [], found: { needs: null, handedOver: null, exitedAt: null } })
  const followed = { step: 'lieu_part', mediator: ids.mediator } as const
  expect(taken(followed).found).toMatchObject({ needs: wanted, handedOver: null, exitedAt: null })
  expect(taken(signed).found).toMatchObject({
    ...{ needs: wanted, exitedAt: at },
    handedOver: { device: null, on: '2024-02-01' },
  })
})

test('a laptop is asked for with no needs but those of everybody', () => {
  expect(events({ step: 'validated', mediator: ids.mediator })[1]).toMatchObject({
    ...{ type: 'DotationRequested', data: { assessedOn: '2024-01-11', needs: [] } },
  })
})

test('a follow-up of a laptop of before counts from the day on which the case was taken over', () => {
  const dayOf = (state: JourneyState) => plan(state, landes, ids.journey)?.until?.slice(0, 10)
  const state = taken(signed)
  expect(dayOf(state)).toBe('2026-06-02')
  const on = (day: string) => dayOf({ ...state, found: { ...state.found, handedOver: { device: null, on: day } } })
  expect(on('2026-03-02')).toBe('2026-06-02')
  // Received here, after the case was taken over: from that day, as for everybody.
  expect(on('2026-03-04')).toBe('2026-06-04')
  expect(dayOf({ ...state, found: { ...state.found, handedOver: null } })).toBe('2026-06-02')
})

test.each<[string, Partial<TakeOverJourney>, Partial<ReferFacts>, string]>([
  [
    'signed by nobody of that structure',
    { prescriber: { structure: ids.lieuStructure, agent: ids.prescriber } },
    {},
    'agent_of_another_structure field=prescriber.agent',
  ],
  [
    'signed for a structure that is not there',
    { prescriber: { structure: ids.lieuStructure, agent: null } },
    { paper: { isStructureKnown: false, isPrescriberNamed: true } },
    'unknown_structure field=prescriber.structure',
  ],
  ['signed for one that is', { prescriber: { structure: ids.lieuStructure, agent: null } }, {}, 'accepted'],
  ['for no reason', { reasons: ['envie'] }, {}, 'unknown_code field=reasons code=envie list=reasons'],
  ['for no need', { needs: ['envie'] }, {}, 'unknown_code field=needs code=envie list=needs'],
  [
    'agreed to by pigeon',
    { consent: { ...plain.consent, mode: 'pigeon' } },
    {},
    'unknown_code field=consent.mode code=pigeon list=consent.modes',
  ],
  [
    'of what is no lieu',
    {},
    { place: { stream: place, structure: ids.lieuStructure, isLieu: false, territory: '40', epci: '244000808' } },
    'structure_without_role field=place role=lieu',
  ],
  ['whose laptop came on its first day', { ...signed, handedOverOn: '2024-01-10' }, {}, 'accepted'],
  [
    'whose laptop came before',
    { ...signed, handedOverOn: '2024-01-09' },
    {},
    'date_before field=handedOverOn date=2024-01-09 what=opening day=2024-01-10',
  ],
])('a case %s', (_, over, refer, expected) => expect(said(over, refer)).toBe(expected))

describe('the day of a laptop of the former tool is put right', () => {
  const log = events(signed)
  const on = (day: string) => correcting(log, 'evaluation', { fact: 'hand_over', on: day })

  test('from the opening of the case on', () => {
    const decision = on('2024-01-10')
    expect(decision).toMatchObject({ events: [{ data: { stage: 'evaluation', number: 1, counts: 'hand_over' } }] })
    if (!decision.ok) throw new Error(decision.rule)
    expect(fold(taken(signed), decision.events)).toMatchObject({ found: { handedOver: { on: '2024-01-10' } } })
    expect(replay([...log, ...decision.events])[0]?.fact).toEqual({
      ...{ stage: 'evaluation', number: 1, value: { fact: 'hand_over', on: '2024-01-10' } },
    })
  })

  test('not before, nor to a day to come', () => {
    const no = on('2024-01-09')
    expect(!no.ok && whyNot(no)).toBe('date_before field=on date=2024-01-09 what=opening day=2024-01-10')
    const later = on('2029-03-03')
    expect(!later.ok && whyNot(later)).toBe('date_in_future field=on date=2029-03-03')
  })

  test('and there is none where none was handed over', () => {
    const without = events({ step: 'lieu_part', mediator: ids.mediator })
    const decision = correcting(without, 'training', { fact: 'hand_over', on: '2024-02-02' })
    expect(!decision.ok && whyNot(decision)).toBe('unknown_fact field=change fact=hand_over stage=training')
  })
})
