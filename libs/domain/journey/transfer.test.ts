import {
  agent,
  commands,
  facts,
  fold,
  ids,
  journeyAt,
  landes,
  place,
  type Moment,
} from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import type { Doer } from '../kernel/decider'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import { plan } from './journey.plan'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const now = '2026-05-04T09:00:00Z'
const there = { ...place, stream: ids.otherPlace, structure: ids.otherStructure }
const theirs = agent({ stream: ids.otherMediator, structure: ids.otherStructure, places: [ids.otherPlace] })
const ours = agent({ stream: ids.otherMediator })
const referrer = agent({ stream: ids.otherPrescriber, role: 'prescriber', structure: ids.prescriberStructure })
const coordinator: Doer = { sub: 'coordinator', role: 'coordinator', lieu: null }

const given = (outside: Partial<OutsideFacts>, actor = coordinator) => facts(outside, now, { actor })
const lieu = (over: object = {}): JourneyCommand => ({
  type: 'ChangeLieu',
  data: { ...commands.ChangeLieu.data, ...over },
})

const eventsOf = (decision: ReturnType<typeof decide>) => (decision.ok ? decision.events : [])

function moved(moment: Moment, command: JourneyCommand, outside: Partial<OutsideFacts>) {
  const state = journeyAt[moment]()
  const decision = decide(command, state, given(outside))
  if (!decision.ok) throw new Error(decision.rule)
  const after = fold(state, decision.events)
  const mails = decision.events.flatMap((event) => react(event, after, landes, ids.journey, coordinator))
  return { state, after, mails: mails.map(({ mail, to }) => [mail, to.role, to.id]) }
}

describe('another lieu', () => {
  test('has the journey with all that was found, its stage, and the whole delay; the former one reads for 30 days', () => {
    const { state, after, mails } = moved('follow_training', lieu({ mediator: ids.otherMediator }), {
      place: there,
      agent: theirs,
    })
    if (state.stage !== 'training' || after.stage !== 'training') throw new Error('not in training')
    expect(after.found).toEqual(state.found)
    expect(after.recorded).toEqual(state.recorded)
    expect(after).toMatchObject({
      ...{ mediator: ids.otherMediator, since: now, task: 'follow_training' },
      referral: { place: ids.otherPlace, placeStructure: ids.otherStructure },
    })
    expect(after.formers).toEqual([
      {
        ...{ role: 'lieu', place: ids.place, structure: ids.lieuStructure, agent: ids.mediator },
        until: expect.stringMatching(/^2026-06-03/),
      },
    ])
    expect(mails).toEqual([
      ['journey_received', 'mediator', ids.otherMediator],
      ['journey_handed_on', 'mediator', ids.mediator],
      ['lieu_changed', 'prescriber', ids.prescriber],
    ])
  })

  test('names its mediator first: until then the lieu is awaited, and no step is taken', () => {
    const { after, mails } = moved('follow_training', lieu(), { place: there })
    expect(plan(after, landes, ids.journey)).toMatchObject({ owner: { role: 'lieu', id: ids.otherPlace } })
    expect(mails[0]).toEqual(['journey_received', 'lieu', ids.otherPlace])
    expect(decide(commands.AssessTraining, after, given({}))).toMatchObject({ rule: 'mediator_to_be_named' })
    const first: JourneyCommand = { type: 'NameMediator', data: { mediator: ids.otherMediator, reasons: null } }
    expect(decide(first, after, given({ agent: theirs }))).toMatchObject({ ok: true })
    expect(decide({ ...commands.NameMediator }, after, given({ agent: theirs }))).toMatchObject({
      rule: 'reasons_unwanted',
    })
  })

  test('gives an appointment anew', () => {
    const { after } = moved('hold_diagnostic', lieu(), { place: there })
    expect(after).toMatchObject({ task: 'book_diagnostic', appointment: null })
  })

  test('does not put off a follow-up', () => {
    const { state, after } = moved('await_follow_up', lieu(), { place: there })
    expect(plan(after, landes, ids.journey)?.until).toBe(plan(state, landes, ids.journey)?.until)
  })

  test.each<Moment>(['await_place', 'confirm_place'])(
    'takes somebody out of the line of the former one, at %s',
    (moment) => {
      const { after } = moved(moment, lieu(), { place: there })
      expect(after).toMatchObject({ task: 'answer_referral', line: null, offered: null, mediator: null })
    },
  )

  test('before anybody has accepted is asked like the first one, which is asked no more', () => {
    const { after, mails } = moved('answer_referral', lieu({ mediator: ids.otherMediator }), {
      place: there,
      agent: theirs,
    })
    expect(after).toMatchObject({ task: 'answer_referral', mediator: null, referral: { place: ids.otherPlace } })
    expect(mails).toEqual([
      ['referral_received', 'lieu', ids.otherPlace],
      ['referral_taken_back', 'lieu', ids.place],
      ['lieu_changed', 'prescriber', ids.prescriber],
    ])
  })

  test.each<[string, JourneyCommand, Partial<OutsideFacts>, string]>([
    ['without a known reason', lieu({ reasons: { shareable: 'x', internal: 'x' } }), { place: there }, 'unknown_code'],
    ['that is not known', lieu(), { place: null }, 'unknown_place'],
    ['of another territory', lieu(), { place: { ...there, territory: '32' } }, 'unknown_place'],
    ['without a structure', lieu(), { place: { ...there, structure: null } }, 'place_without_structure'],
    ['that takes nobody in', lieu(), { place: { ...there, isLieu: false } }, 'structure_without_role'],
    ['that follows it already', lieu(), { place }, 'same_lieu'],
    [
      'with somebody of elsewhere',
      lieu({ mediator: ids.otherMediator }),
      { place: there, agent: ours },
      'agent_of_another_structure',
    ],
  ])('%s: no', (_, command, outside, rule) => {
    expect(decide(command, journeyAt.follow_training(), given(outside))).toMatchObject({ ok: false, rule })
  })

  test('is not chosen by a lieu that has not accepted', () => {
    const mediator: Doer = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
    expect(decide(lieu(), journeyAt.answer_referral(), given({ place: there }, mediator))).toMatchObject({
      rule: 'wrong_stage',
    })
  })
})

describe('another mediator of the lieu', () => {
  const name = (over: object = {}): JourneyCommand => ({
    type: 'NameMediator',
    data: { ...commands.NameMediator.data, ...over },
  })

  test('has the journey where it is; both are told', () => {
    const { state, after, mails } = moved('follow_training', name(), { agent: ours })
    expect(after).toMatchObject({ mediator: ids.otherMediator, formers: [{ role: 'mediator', agent: ids.mediator }] })
    expect(plan(after, landes, ids.journey)?.until).toBe(plan(state, landes, ids.journey)?.until)
    expect(mails).toEqual([
      ['journey_received', 'mediator', ids.otherMediator],
      ['journey_handed_on', 'mediator', ids.mediator],
    ])
  })

  test.each<[string, JourneyCommand, Partial<OutsideFacts>, string]>([
    ['without a reason', name({ reasons: null }), { agent: ours }, 'reasons_required'],
    ['who has left', name(), { agent: { ...ours, leftOn: '2026-05-01' } }, 'agent_has_left'],
    ['of another structure', name(), { agent: theirs }, 'agent_of_another_structure'],
    ['who is none', name(), { agent: referrer }, 'unknown_agent'],
  ])('%s: no', (_, command, outside, rule) => {
    expect(decide(command, journeyAt.follow_training(), given(outside))).toMatchObject({ ok: false, rule })
  })

  test('who follows it already: quiet; before anybody has accepted: no', () => {
    const same = name({ mediator: ids.mediator })
    expect(decide(same, journeyAt.follow_training(), given({}))).toEqual({ ok: true, events: [] })
    expect(decide(name(), journeyAt.answer_referral(), given({ agent: ours }))).toMatchObject({ rule: 'wrong_stage' })
  })
})

describe('a mediator who is full', () => {
  const mediator: Doer = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
  const full = { capacity: 3, followed: 3 }
  const named: JourneyCommand = { ...commands.NameMediator }
  const changed = lieu({ mediator: ids.otherMediator })
  const at = { place: there, followed: 3 }

  test.each<[string, JourneyCommand, Partial<OutsideFacts>]>([
    ['of the lieu', named, { ...at, agent: { ...ours, capacity: 3 } }],
    ['of another lieu', changed, { ...at, agent: { ...theirs, capacity: 3 } }],
  ])('%s: is given one more by a coordinator alone, and the event says so', (_, command, outside) => {
    const state = journeyAt.follow_training()
    expect(decide(command, state, given(outside, mediator))).toMatchObject({ rule: 'mediator_full', details: full })
    expect(decide(command, state, given(outside))).toMatchObject({ events: [{ data: { overCapacity: full } }] })
    const [event] = eventsOf(decide(command, state, given({ ...outside, followed: 2 }, mediator)))
    expect(event?.data).not.toHaveProperty('overCapacity')
  })

  test('follows a journey that takes no place: its follow-up alone is left', () => {
    const outside = { ...at, agent: { ...ours, capacity: 3 } }
    expect(decide(named, journeyAt.ask_follow_up(), given(outside, mediator))).toMatchObject({ ok: true })
  })
})

describe('another prescriber', () => {
  test.each<Moment>(['answer_referral', 'choose_lieu', 'follow_training', 'ask_follow_up'])(
    'is told from now on, and both are told, at %s',
    (moment) => {
      const { after, mails } = moved(moment, commands.ChangePrescriber, { agent: referrer })
      expect(after).toMatchObject({
        referral: { prescriber: { agent: ids.otherPrescriber } },
        formers: [{ role: 'prescriber', agent: ids.prescriber, structure: ids.prescriberStructure }],
      })
      expect(mails).toEqual([
        ['journey_received', 'prescriber', ids.otherPrescriber],
        ['journey_handed_on', 'prescriber', ids.prescriber],
      ])
    },
  )

  test('who is the same: quiet; of another structure, gone, or unknown: no', () => {
    const self = { ...commands.ChangePrescriber.data, prescriber: commands.Refer.data.prescriber }
    const state = journeyAt.follow_training()
    expect(decide({ type: 'ChangePrescriber', data: self }, state, given({}))).toEqual({ ok: true, events: [] })
    const rule = (outside: Partial<OutsideFacts>) => {
      const decision = decide(commands.ChangePrescriber, state, given(outside))
      return decision.ok ? 'accepted' : decision.rule
    }
    expect(rule({ agent: null })).toBe('unknown_agent')
    expect(rule({ agent: { ...referrer, leftOn: '2026-05-01' } })).toBe('agent_has_left')
    expect(rule({ agent: theirs })).toBe('agent_of_another_structure')
  })
})

test('a closed journey changes no hands', () => {
  const closed: JourneyState = journeyAt.closed()
  for (const type of ['ChangeLieu', 'NameMediator', 'ChangePrescriber', 'Pause', 'Resume'] as const)
    expect(decide(commands[type], closed, given({}))).toMatchObject({ rule: 'journey_closed' })
})
