import {
  coverageAfter,
  coverageDecided,
  coverageFacts,
  coverageWith,
  journeyOf,
  reserveCost,
  settleCost,
} from '../../testing/coverage.fixtures'
import { ids, landes } from '../../testing/journey.fixtures'
import { reservedCents, settledCents } from './cost.rates'
import { coverageDecider } from './coverage.decider'
import { roomOf } from './coverage.state'

const rates = { trainingHourCents: 4_000, sessionMinutes: 90, sessions: 4, laptopCents: 18_000, followUpCents: 3_000 }
const whole = 24_000 + 18_000 + 3_000

describe('the rates', () => {
  test('a journey is reserved for what its definition may bring, and for nothing else', () => {
    expect(reservedCents(rates, ['training', 'dotation', 'evaluation'])).toBe(whole)
    expect(reservedCents(rates, ['training'])).toBe(24_000)
    expect(reservedCents(rates, ['dotation'])).toBe(18_000)
    expect(reservedCents(rates, ['evaluation', 'evaluation'])).toBe(6_000)
    expect(reservedCents(rates, ['prescription', 'diagnostic', 'support'])).toBe(0)
  })

  test('what was given is paid, a fraction of a cent is not', () => {
    expect(settledCents(rates, { sessions: 0, device: null, followUps: 0 })).toBe(0)
    expect(settledCents(rates, { sessions: 3, device: null, followUps: 0 })).toBe(18_000)
    expect(settledCents(rates, { sessions: 0, device: ids.device, followUps: 0 })).toBe(18_000)
    expect(settledCents(rates, { sessions: 0, device: null, followUps: 2 })).toBe(6_000)
    const odd = { ...rates, trainingHourCents: 1_001, sessionMinutes: 20 }
    expect(settledCents(odd, { sessions: 1, device: null, followUps: 0 })).toBe(333)
  })
})

describe('at the acceptance', () => {
  const open = coverageWith()
  const cents = reservedCents(
    rates,
    landes.stages.map(({ kind }) => kind),
  )

  test('the cost of the whole journey is kept', () => {
    const state = coverageAfter(open, reserveCost(1))
    expect(state.costs[journeyOf(1)]).toMatchObject({ is: 'reserved', cents, place: ids.place, person: ids.person })
    expect(roomOf(state)).toBe(100_000 - cents)
  })

  test.each([
    ['another lieu', { place: ids.otherPlace }],
    ['another definition', { definition: 'autre-parcours' }],
    ['the day before', { on: '2025-12-31' }],
    ['the day after', { on: '2027-01-01' }],
  ])('%s is not covered', (_, over) => expect(coverageDecided(open, reserveCost(1, over))).toEqual([]))

  test.each([['2026-01-01'], ['2026-12-31']])('the first and the last day are covered: %s', (on) =>
    expect(coverageDecided(open, reserveCost(1, { on }))).not.toEqual([]),
  )

  test('once: a journey that is paid for is not paid for anew', () =>
    expect(coverageDecided(coverageAfter(open, reserveCost(1)), reserveCost(1))).toEqual([]))

  test('what there is no room for is not paid at all, and nothing stops the journey', () => {
    const short = coverageWith({ envelopeCents: cents - 1, warnBelowCents: 0 })
    expect(coverageDecided(short, reserveCost(1))).toMatchObject([
      { type: 'CoverageLow', data: { leftCents: cents - 1, belowCents: cents } },
    ])
    // Told once: the next one that finds no room is no news.
    expect(coverageDecided(coverageAfter(short, reserveCost(1)), reserveCost(2))).toEqual([])
    expect(coverageAfter(short, reserveCost(1)).costs).toEqual({})
    expect(coverageDecided(coverageWith({ envelopeCents: cents }), reserveCost(1))).not.toEqual([])
  })

  test('nothing is paid by a coverage that was never set, nor at rates of nothing', () => {
    expect(coverageDecided(coverageDecider.initialState, reserveCost(1))).toEqual([])
    const nothing = { ...rates, trainingHourCents: 0, laptopCents: 0, followUpCents: 0 }
    expect(coverageDecided(coverageWith({ rates: nothing }), reserveCost(1))).toEqual([])
  })

  test('those concerned are told once that little is left, and anew after there was room', () => {
    const typesOf = (state: Parameters<typeof coverageDecided>[0], number: number) =>
      coverageDecided(state, reserveCost(number)).map(({ type }) => type)
    const terms = { envelopeCents: 4 * cents, warnBelowCents: 2 * cents + 1 }
    const first = coverageAfter(coverageWith(terms), reserveCost(1))
    expect(typesOf(coverageWith(terms), 1)).toEqual(['CostReserved'])
    expect(coverageDecided(first, reserveCost(2))[1]).toMatchObject({
      type: 'CoverageLow',
      data: { leftCents: 2 * cents },
    })
    const low = coverageAfter(first, reserveCost(2))
    expect(typesOf(low, 3)).toEqual(['CostReserved'])
    const released = coverageAfter(low, settleCost(1, 0, null, 0))
    expect(typesOf(released, 3)).toEqual(['CostReserved', 'CoverageLow'])
  })

  test('somebody for whom a grant has paid before is flagged', () => {
    const before = coverageFacts({ costsBefore: [journeyOf(9)] })
    expect(coverageDecided(open, reserveCost(1), before)[0]).toMatchObject({ data: { twice: [journeyOf(9)] } })
    expect(coverageAfter(open, reserveCost(1), before).costs[journeyOf(1)]?.flagged).toBe(true)
  })
})

describe('at the closure', () => {
  const reserved = coverageAfter(coverageWith(), reserveCost(1))

  test('what was not given is free again', () => {
    const state = coverageAfter(reserved, settleCost(1, 2))
    expect(state.costs[journeyOf(1)]).toMatchObject({ is: 'settled', cents: 33_000, wholeCents: 33_000 })
    expect(roomOf(state)).toBe(67_000)
  })

  test('more than was kept is paid as far as there is room', () => {
    expect(coverageAfter(reserved, settleCost(1, 6)).costs[journeyOf(1)]?.cents).toBe(57_000)
    const state = coverageAfter(reserved, settleCost(1, 40))
    expect(state.costs[journeyOf(1)]).toMatchObject({ cents: 100_000, wholeCents: 261_000 })
    expect(roomOf(state)).toBe(0)
  })

  test('said again, or put right to the same, nothing happens', () => {
    const settled = coverageAfter(reserved, settleCost(1, 2))
    expect(coverageDecided(settled, settleCost(1, 2))).toEqual([])
    expect(coverageDecided(settled, settleCost(1, 3))).toHaveLength(1)
    expect(coverageDecided(settled, settleCost(1, 2, `${ids.device}0`))).toHaveLength(1)
  })

  test('a journey that it does not pay for is nothing to it', () => {
    expect(coverageDecided(reserved, settleCost(2, 2))).toEqual([])
    expect(coverageDecided(coverageDecider.initialState, settleCost(1, 2))).toEqual([])
  })

  test('the laptop of another journey that was paid is flagged; what was flagged is not told again', () => {
    const before = coverageFacts({ costsBefore: [journeyOf(9)] })
    expect(coverageDecided(reserved, settleCost(1, 2), before)[0]).toMatchObject({ data: { twice: [journeyOf(9)] } })
    const flagged = coverageAfter(coverageWith(), reserveCost(1), before)
    expect(coverageDecided(flagged, settleCost(1, 2), before)[0]).toMatchObject({ data: { twice: [] } })
    expect(coverageAfter(flagged, settleCost(1, 2), before).costs[journeyOf(1)]?.flagged).toBe(true)
  })
})
