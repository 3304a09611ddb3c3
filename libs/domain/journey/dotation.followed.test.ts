import { facts, fold, ids, journeyAt, landes } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Facts, OutsideFacts } from '../facts'
import type { DomainEvent } from '../kernel/decider'
import { mayBeGiven } from './equipped.lately'
import { isEquipped } from './dotation.replaced'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'

const now = '2026-05-04T09:00:00Z'
type Decided = readonly [type: string, data: object, on?: string]

/** What the journey answers to a command of its dotation, which has just decided this. */
function answer(
  type: JourneyCommand['type'],
  [event, data, on]: Decided | readonly [],
  state: JourneyState = journeyAt.dotation(),
  over: Partial<OutsideFacts> = {},
  definition = landes,
): readonly JourneyEvent[] | string {
  const told: DomainEvent[] = event ? [{ type: event, data: data ?? {}, at: now, ...(on && { on }) }] : []
  const known: Partial<Facts> = { definition, decided: told.map((each) => ({ stream: ids.dotation, event: each })) }
  const decision = decide({ type, data: {} } as JourneyCommand, state, facts(over, now, known))
  return decision.ok ? decision.events : whyNot(decision)
}

const { device, otherDevice } = ids
const reserved = ['LaptopReserved', { device }] as const
const bound = { type: 'LaptopBound', data: { device }, at: now }

test.each(['Bind', 'OfferLaptop'] as const)('%s: the laptop that is kept is the journey’s as well', (type) => {
  expect(answer(type, reserved)).toEqual([bound])
  expect(answer(type, [])).toEqual([])
})

test('a faulty one is let go, and the next one kept where there is one', () => {
  const released = { type: 'LaptopReleased', data: { device, cause: 'faulty' }, at: now }
  const withLaptop = fold(journeyAt.dotation(), [bound as JourneyEvent])
  expect(withLaptop).toMatchObject({ device })
  const none = answer('ReportFault', ['LaptopFaulty', { device, next: null }], withLaptop)
  expect(none).toEqual([released])
  expect(fold(withLaptop, none as JourneyEvent[])).toMatchObject({ stage: 'dotation', device: null })
  const another = answer('ReportFault', ['LaptopFaulty', { device, next: otherDevice }], withLaptop)
  expect(another).toEqual([released, { ...bound, data: { device: otherDevice } }])
  expect(fold(withLaptop, another as JourneyEvent[])).toMatchObject({ stage: 'dotation', device: otherDevice })
})

test('handed over, on the day that people gave', () => {
  const events = answer('HandOver', ['DotationHandedOver', { device }, '2026-05-02'])
  expect(events).toMatchObject([
    { type: 'LaptopHandedOver', data: { device }, at: now, on: '2026-05-02' },
    { type: 'StageLeft' },
  ])
})

test('an appointment for it is the dotation’s own; missed for the last time, the journey goes on without a laptop', () => {
  expect(answer('BookHandOver', [])).toEqual([])
  expect(answer('MissHandOver', [])).toEqual([])
  const given = [{ type: 'DotationGivenUp', data: { cause: 'missed' }, at: now }, { type: 'StageLeft' }]
  expect(answer('MissHandOver', ['DotationAbandoned', { cause: 'missed' }])).toMatchObject(given)
  expect(answer('ExpireDotation', ['DotationAbandoned', { cause: 'missed' }])).toMatchObject(given)
})

test.each(['BookHandOver', 'ReportFault', 'HandOver', 'ExpireDotation', 'ReplaceLaptop'] as const)(
  '%s before there is a dotation is told where the journey is',
  (type) => {
    expect(answer(type, reserved, journeyAt.plan_training())).toBe('wrong_stage stage=training task=plan_training')
  },
)

describe('somebody who has received a laptop lately', () => {
  const equipped = (own: string | null, inHousehold = own) => ({ lastHandedOver: { own, inHousehold } })
  const lately = 'equipped_lately day=2023-05-05 rules=not_equipped_lately'

  test('is given none; 36 months later they are', () => {
    expect(answer('Bind', reserved, undefined, equipped('2023-05-05'))).toBe(lately)
    expect(answer('Bind', reserved, undefined, equipped('2023-05-04'))).toEqual([bound])
  })

  test('is asked on the day of the hand-over, not on that of its recording', () => {
    const on = (day: string) =>
      answer('HandOver', ['DotationHandedOver', { device }, day], undefined, equipped('2023-05-03'))
    expect(on('2026-05-02')).toBe('equipped_lately day=2023-05-03 rules=not_equipped_lately')
    expect(on('2026-05-03')).toMatchObject([{ type: 'LaptopHandedOver' }, {}])
  })

  test('is they alone, or anybody of their household where the definition says so', () => {
    const ofOther = equipped(null, '2023-05-05')
    expect(answer('Bind', reserved, undefined, ofOther)).toEqual([bound])
    const household = { ...landes, lookBack: 'household' as const }
    expect(answer('Bind', reserved, undefined, ofOther, household)).toBe(lately)
    const own = equipped('2023-05-05', null)
    expect(answer('Bind', reserved, undefined, own, household)).toEqual([bound])
  })

  test('is refused for that alone, by every rule that it leaves unmet', () => {
    const never = { code: 'never_equipped', rule: '!equipped', fr: 'Jamais équipée.', en: 'Never equipped.' }
    const stricter = { ...landes, eligibility: [...landes.eligibility, never] }
    expect(answer('Bind', reserved, undefined, equipped('2023-05-05'), stricter)).toBe(`${lately} never_equipped`)
    const nobody = { code: 'nobody', rule: 'false', fr: 'Personne.', en: 'Nobody.' }
    const closed = { ...landes, eligibility: [...landes.eligibility, nobody] }
    expect(answer('Bind', reserved, undefined, equipped('2023-05-05'), closed)).toBe(lately)
    expect(answer('Bind', reserved, undefined, equipped('2023-05-04'), closed)).toEqual([bound])
    const people = { code: 'people', rule: 'naturalPerson', fr: 'Une personne.', en: 'A person.' }
    const forPeople = { ...landes, eligibility: [people] }
    expect(answer('Bind', reserved, undefined, equipped('2023-05-05'), forPeople)).toEqual([bound])
  })

  test('may be promised none while they wait for it; before, nothing is asked', () => {
    const may = (state: JourneyState, own: string | null) => mayBeGiven(state, facts(equipped(own), now))
    expect(may(journeyAt.dotation(), null)).toBe(true)
    expect(may(journeyAt.dotation(), '2023-05-04')).toBe(true)
    expect(may(journeyAt.dotation(), '2023-05-05')).toBe(false)
    expect(may(journeyAt.plan_training(), '2023-05-05')).toBe(true)
    expect(may({ stage: 'unknown' }, '2023-05-05')).toBe(true)
  })
})

test('what is noted of a laptop that is replaced', () => {
  const returned = answer(
    'ReplaceLaptop',
    ['LaptopReturned', { device, next: null }, '2026-05-04'],
    journeyAt.completed(),
  )
  expect(returned).toEqual([{ type: 'LaptopReturned', data: { device, cause: 'faulty' }, at: now, on: '2026-05-04' }])
  const given = ['ReplacementHandedOver', { device: otherDevice }, '2026-05-04'] as const
  const replaced = answer('HandOver', given, journeyAt.completed())
  expect(replaced).toEqual([{ type: 'LaptopReplaced', data: { device: otherDevice }, at: now, on: '2026-05-04' }])
  // Somebody who never received one: there is nothing to replace, and nothing changes.
  expect(fold(journeyAt.closed(), replaced as JourneyEvent[])).toEqual(journeyAt.closed())
})

test('who has their laptop', () => {
  expect(isEquipped({ stage: 'unknown' })).toBe(false)
  expect(isEquipped(journeyAt.plan_training())).toBe(false)
  expect(isEquipped(journeyAt.await_follow_up())).toBe(true)
  const equipped = journeyAt.await_follow_up()
  if (equipped.stage !== 'evaluation') throw new Error('not in evaluation')
  const again = { ...journeyAt.dotation(), found: equipped.found } as JourneyState
  expect(isEquipped(again)).toBe(false)
})
