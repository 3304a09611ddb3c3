import { commands, facts, fold, ids, journeyAt, place } from '../../testing/journey.fixtures'
import { decide } from './journey.decide'
import type { JourneyState } from './journey.state'

const now = '2026-05-04T09:00:00Z'
const there = { ...place, stream: ids.otherPlace, structure: ids.otherStructure as string }
const known = (moment: keyof typeof journeyAt) => {
  const state = journeyAt[moment]()
  if (state.stage === 'unknown' || state.stage === 'closed') throw new Error('not open')
  return state
}

describe('another lieu', () => {
  const gone = (state: JourneyState, to = there) => {
    const decision = decide(commands.ChangeLieu, state, facts({ place: to }, now))
    if (!decision.ok) throw new Error(decision.rule)
    return fold(state, decision.events)
  }
  const formers = [
    {
      ...{ role: 'lieu', place: ids.place, structure: ids.lieuStructure, agent: ids.mediator },
      until: '2026-06-03T09:22:15Z',
    },
  ]
  const moved = (state: ReturnType<typeof known>, structure: string = ids.otherStructure) => ({
    ...{ ...state, mediator: null, formers },
    referral: { ...state.referral, place: ids.otherPlace, placeStructure: structure },
  })
  const anew = { since: now, reminders: 0, pauses: [] }

  test('of another structure leaves a laptop in the stock that it is from; of the same one, keeps it', () => {
    const kept = { ...known('dotation'), device: ids.device } as ReturnType<typeof known>
    expect(gone(kept)).toEqual({ ...moved(kept), ...anew, device: null })
    const same = { ...there, structure: ids.lieuStructure }
    expect(gone(kept, same)).toEqual({ ...moved(kept, ids.lieuStructure), ...anew })
  })

  test.each(['plan_training', 'ask_follow_up'] as const)('has the whole delay of %s', (moment) => {
    expect(gone(known(moment))).toEqual({ ...moved(known(moment)), ...anew })
  })

  test('hears the person when they would have been heard', () => {
    expect(gone(known('await_follow_up'))).toEqual(moved(known('await_follow_up')))
  })
})
