import { facts, fold, ids, journeyAt } from '../../testing/journey.fixtures'
import { journeyRows } from '../registry.rows'
import type { Facts } from '../facts'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'

const later = '2026-09-14T09:00:00Z'
const told = (type: string, data: object): Facts =>
  facts({}, later, { decided: [{ stream: ids.dotation, event: { type, data, at: later, on: '2026-09-14' } }] })
const returned = told('LaptopReturned', { device: ids.device, fault: 'ecran', next: null })
const given = told('ReplacementHandedOver', { device: ids.otherDevice })

function run(state: JourneyState, type: 'ReplaceLaptop' | 'HandOver', known: Facts): JourneyState {
  const decision = decide({ type, data: {} }, state, known)
  if (!decision.ok) throw new Error(decision.rule)
  return fold(state, decision.events)
}
const laptopOf = (state: JourneyState) => journeyRows(state, ids.journey)[0]?.row.laptop

test.each(['await_follow_up', 'ask_follow_up', 'completed'] as const)(
  '%s stays where it is while its laptop is replaced, and the first hand-over is the one that counts',
  (moment) => {
    const state = journeyAt[moment]()
    expect(laptopOf(state)).toBe(ids.device)
    const without = run(state, 'ReplaceLaptop', returned)
    expect(laptopOf(without)).toBeNull()
    const again = run(without, 'HandOver', given)
    expect(laptopOf(again)).toBe(ids.otherDevice)
    expect(again).toMatchObject({ stage: state.stage, found: { handedOver: { on: '2026-05-04' } } })
  },
)

test('nothing of a dotation moves a journey that was equipped, and one that was not says where it is', () => {
  const gone = told('DotationAbandoned', { cause: 'no_laptop' })
  expect(decide({ type: 'ExpireDotation', data: {} }, journeyAt.completed(), gone)).toEqual({ ok: true, events: [] })
  expect(decide({ type: 'ExpireDotation', data: {} }, journeyAt.closed(), gone)).toMatchObject({
    rule: 'journey_closed',
  })
  expect(decide({ type: 'ReplaceLaptop', data: {} }, journeyAt.dotation(), returned)).toMatchObject({
    ...{ rule: 'wrong_stage' },
  })
})
