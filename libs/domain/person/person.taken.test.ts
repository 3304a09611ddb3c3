import { facts, ids, road, played } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import type { JourneyEvent } from '../journey/journey.events'
import type { PersonCommand } from './person.commands'
import { personDecider } from './person.decider'
import { evolve, type PersonEvent, type PersonState } from './person.state'

const { decide, initialState } = personDecider
const at = '2026-03-02T09:00:00Z'
const registered: PersonEvent = { type: 'PersonRegistered', data: { territory: '40', epci: '244000808' }, at }
const after = (...events: readonly PersonEvent[]) => events.reduce(evolve, evolve(initialState, registered))
const come = (command: PersonCommand, state: PersonState, given: Parameters<typeof decide>[2]) => {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events : whyNot(decision)
}

describe('the day of a laptop that a case of the former tool had given', () => {
  const correct: PersonCommand = { type: 'Correct', data: {} }
  const taken = (handedOverOn: string | null) =>
    ({
      ...{ type: 'JourneyTakenOver', at, on: '2026-03-02' },
      data: {
        referral: { stage: 'evaluation', person: ids.person },
        ...{ kind: 'evaluation', task: null, openedAt: '2024-01-10T11:00:00Z', mediator: ids.mediator, handedOverOn },
      },
    }) as unknown as JourneyEvent
  const corrected = (change: object, log?: readonly JourneyEvent[]) =>
    facts({ log: log as OutsideFacts['log'] }, at, {
      decided: [{ stream: ids.journey, event: { type: 'FactCorrected', data: { change }, at } }],
    })
  const day = { fact: 'hand_over', on: '2025-04-01' }
  const equipped = after({ type: 'LaptopReceived', data: { device: null, source: null }, at, on: '2025-04-02' })

  test('is put right with its case, which has no laptop of ours', () => {
    expect(come(correct, equipped, corrected(day, [taken('2025-04-02')]))).toEqual([
      { type: 'HandOverCorrected', data: { device: null, on: '2025-04-01', was: '2025-04-02' }, at },
    ])
  })

  test.each<[string, ReturnType<typeof corrected>]>([
    ['something else is corrected', corrected({ fact: 'session', on: '2025-04-01' }, [taken('2025-04-02')])],
    ['no day is told', corrected({ fact: 'hand_over', on: null }, [taken('2025-04-02')])],
    ['no laptop was given', corrected(day, [taken(null)])],
    ['nothing is known of the case', corrected(day)],
    ['the laptop is one of ours: its dotation says so', corrected(day, played(...road).log)],
    ['nothing was corrected', facts({ log: [taken('2025-04-02')] as OutsideFacts['log'] }, at)],
  ])('stays where %s', (_, given) => {
    expect(come(correct, equipped, given)).toEqual([])
  })
})

describe('somebody who was equipped before this service', () => {
  const territory = { territory: '40', epci: '244000808' }
  const given = facts({ taken: { ...territory, bornInFuture: false, likelyDuplicates: [] } }, at)
  const handOver = (on: string): PersonCommand => ({
    type: 'TakeOverHandOver',
    data: { on, source: 'precurseur', laptop: null },
  })

  test('and was given a laptop here is not taken over as well', () => {
    const here = after({ type: 'LaptopReceived', data: { device: ids.device }, at, on: '2026-03-01' })
    expect(come(handOver('2024-05-06'), here, given)).toBe('already_exists')
  })

  test('has another day put right on the laptop that was told with it', () => {
    const told: PersonEvent = {
      ...{ type: 'LaptopReceived', data: { device: ids.device, source: 'precurseur' }, at, on: '2024-05-06' },
    }
    const other: PersonEvent = { type: 'LaptopReceived', data: { device: ids.otherDevice }, at, on: '2025-05-06' }
    expect(come(handOver('2024-06-01'), after(other, told), given)).toEqual([
      { type: 'HandOverCorrected', data: { device: ids.device, on: '2024-06-01', was: '2024-05-06' }, at },
    ])
  })

  test('follows a case of the former tool whole: who they are, what they agreed to, the laptop they had', () => {
    const command = {
      type: 'TakeOverJourney',
      data: {
        consent: { textVersion: 'ancien', date: '2024-01-10', mode: 'papier' },
        handedOverOn: '2025-04-02',
      },
    } as PersonCommand
    const decided = [{ stream: ids.journey, event: { type: 'JourneyTakenOver', data: {}, at } }]
    expect(come(command, initialState, facts({}, at, { decided }))).toEqual([
      registered,
      {
        ...{ type: 'ConsentGiven', at, on: '2024-01-10' },
        data: { textVersion: 'ancien', date: '2024-01-10', mode: 'papier', by: 'person' },
      },
      { type: 'LaptopReceived', data: { device: null, source: null }, at, on: '2025-04-02' },
    ])
  })
})
