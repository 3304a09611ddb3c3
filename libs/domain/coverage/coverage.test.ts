import {
  coverageAfter,
  coverageAt,
  coverageDecided,
  coverageFacts,
  coverageId,
  coverageOutside,
  coverageWith,
  grantDid,
  journeyOf,
  reserveCost,
  settleCost,
  terms,
} from '../../testing/coverage.fixtures'
import { fundIds } from '../../testing/grant.fixtures'
import type { OutsideFacts } from '../facts'
import { coverageDecider } from './coverage.decider'
import type { Terms } from './coverage.events'
import { coverageRows } from './coverage.rows'
import type { CoverageState } from './coverage.state'

const unknown = coverageDecider.initialState
const rule = (state: CoverageState, command: Parameters<typeof coverageDecider.decide>[0], given = coverageFacts()) => {
  const decision = coverageDecider.decide(command, state, given, coverageId)
  return decision.ok ? decision.events.map(({ type }) => type) : [decision.rule, decision.details]
}
const set = (over: Partial<Terms> = {}) => ({ type: 'SetCoverage', data: { ...terms, ...over } }) as const
const paying = (over: Partial<NonNullable<OutsideFacts['payingGrant']>>) =>
  coverageFacts({ payingGrant: { ...coverageOutside.payingGrant, ...over } })

describe('what a grant covers', () => {
  test('is set once the grant is notified', () => {
    expect(coverageDecided(unknown, set())).toEqual([
      expect.objectContaining({
        type: 'CoverageSet',
        data: { grant: fundIds.grant, call: 'Actions de proximité 2026', territory: '40', terms },
      }),
    ])
    expect(rule(unknown, set(), coverageFacts({ payingGrant: null }))[0]).toBe('unknown_grant')
    expect(rule(unknown, set(), paying({ notified: false }))[0]).toBe('grant_not_notified')
    expect(rule(unknown, set(), paying({ closed: true }))[0]).toBe('coverage_over')
  })

  test('is changed for what comes after; what was kept stays', () => {
    const state = coverageAfter(coverageAt.open(), set({ places: [...coverageOutside.places] }))
    expect(Object.keys(state.costs)).toEqual([journeyOf(1)])
    expect(state.terms.places).toHaveLength(2)
    expect(rule(coverageAt.open(), set())).toEqual([])
    expect(rule(coverageAt.fixed(), set({ warnBelowCents: 0 }))[0]).toBe('coverage_over')
    expect(rule(coverageAt.ended(), set({ warnBelowCents: 0 }), paying({ closed: true }))[0]).toBe('coverage_over')
  })

  test('stays within what was granted, and above what journeys cost already', () => {
    expect(rule(unknown, set({ envelopeCents: 180_000 }))).toEqual(['CoverageSet'])
    expect(rule(unknown, set({ envelopeCents: 180_001 }))).toEqual([
      'coverage_above_grant',
      { granted: 180_000, asked: 180_001, field: 'envelopeCents' },
    ])
    const { engagedCents } = coverageAt.open()
    expect(rule(coverageAt.open(), set({ envelopeCents: engagedCents, warnBelowCents: 0 }))).toEqual(['CoverageSet'])
    expect(rule(coverageAt.open(), set({ envelopeCents: engagedCents - 1 }))[0]).toBe('coverage_below_costs')
  })

  test('is of days in their order, and of places and definitions that are known', () => {
    expect(rule(unknown, set({ until: '2026-01-01' }))).toEqual(['CoverageSet'])
    expect(rule(unknown, set({ until: '2025-12-31' }))).toEqual([
      'coverage_days_reversed',
      { field: 'until', from: '2026-01-01', until: '2025-12-31' },
    ])
    const places = [coverageOutside.places[0], 'place-00000000-0000-4000-8000-000000000099']
    expect(rule(unknown, set({ places }))).toEqual(['unknown_place', { field: 'places[1]' }])
    expect(rule(unknown, set({ definitions: ['inconnue'] }))).toEqual([
      'unknown_definition',
      { field: 'definitions[0]' },
    ])
  })
})

describe('its grant', () => {
  const ordered = (balance?: { overpaidCents: number }) => grantDid({ type: 'PaymentOrdered', data: { balance } })
  const step = { type: 'OrderPayment' }

  test('fixes the balance by its last instalment, once', () => {
    expect(rule(coverageAt.open(), step, ordered())).toEqual([])
    expect(coverageDecided(coverageAt.open(), step, ordered({ overpaidCents: 0 }))).toEqual([
      expect.objectContaining({ type: 'BalanceFixed', data: { cents: coverageAt.open().engagedCents } }),
    ])
    expect(rule(coverageAt.fixed(), step, ordered({ overpaidCents: 0 }))).toEqual([])
    expect(rule(unknown, step, ordered({ overpaidCents: 0 }))).toEqual([])
  })

  test('proposes what was paid too much before the balance', () => {
    const notDue = grantDid({ type: 'PaymentNotDue', data: { balance: { overpaidCents: 1_200 } } })
    expect(coverageDecided(coverageAt.open(), step, notDue).map(({ type, data }) => [type, data])).toEqual([
      ['BalanceFixed', { cents: coverageAt.open().engagedCents }],
      ['RecoveryProposed', { journey: null, cents: 1_200 }],
    ])
  })

  test('ends it', () => {
    const closing = (outcome: string) => grantDid({ type: 'GrantClosed', data: { outcome } })
    expect(rule(coverageAt.open(), step, closing('closed'))).toEqual(['CoverageEnded'])
    expect(rule(coverageAt.ended(), step, closing('closed'))).toEqual([])
    // Nothing of a grant that was withdrawn, refused, or lapsed, or that all came back of, has paid for anybody.
    expect(rule(coverageAt.open(), step, closing('withdrawn'))).toEqual(['CoverageEnded', 'CostsReleased'])
    const released = coverageAfter(coverageAt.open(), step, closing('withdrawn'))
    expect(released).toMatchObject({ status: 'ended', engagedCents: 0, proposedCents: 0 })
    expect(released.costs[journeyOf(1)]).toMatchObject({ is: 'refused', cents: 0 })
    expect(rule(released, settleCost(1, 2))).toEqual([])
    expect(rule(coverageAt.ended(), reserveCost(2))).toEqual([])
  })
})

describe('a grant that is decided anew', () => {
  const reopened = () =>
    coverageAfter(coverageAt.open(), { type: 'ReopenInstruction' }, grantDid({ type: 'InstructionReopened', data: {} }))

  test('pays for nobody until what it covers is set again', () => {
    expect(reopened()).toMatchObject({ status: 'suspended', engagedCents: 0 })
    expect(rule(reopened(), reserveCost(2))).toEqual([])
    expect(rule(reopened(), set())).toEqual(['CoverageSet'])
    expect(rule(coverageAfter(reopened(), set()), reserveCost(2))).toEqual(['CostReserved'])
    expect(rule(reopened(), set({ envelopeCents: 90_000 }), paying({ grantedCents: 80_000 }))[0]).toBe(
      'coverage_above_grant',
    )
  })

  test('ends, refused', () =>
    expect(
      rule(reopened(), { type: 'RefuseGrant' }, grantDid({ type: 'GrantClosed', data: { outcome: 'refused' } })),
    ).toEqual([...['CoverageEnded', 'CostsReleased']]))
})

test('a coverage that is set so that little is left says so', () => {
  const { engagedCents } = coverageAt.open()
  expect(coverageDecided(coverageAt.open(), set({ envelopeCents: engagedCents + 100 }))[1]).toMatchObject({
    ...{ type: 'CoverageLow', data: { leftCents: 100, belowCents: 20_000 } },
  })
})

test('a journey is paid at the rates that it was reserved at, whatever is set later', () => {
  const cheaper = coverageAfter(coverageAt.open(), set({ rates: { ...terms.rates, trainingHourCents: 1_000 } }))
  expect(coverageAfter(cheaper, settleCost(1, 2)).costs[journeyOf(1)]?.cents).toBe(33_000)
  expect(coverageDecided(cheaper, reserveCost(2))[0]).toMatchObject({ data: { cents: 27_000 } })
})

describe('once the balance is fixed', () => {
  test('nobody else is paid for', () => expect(rule(coverageAt.fixed(), reserveCost(2))).toEqual([]))

  test('a journey that comes to less is proposed for recovery; to more, it is not paid', () => {
    const { cents = 0 } = coverageAt.fixed().costs[journeyOf(1)] ?? {}
    expect(coverageDecided(coverageAt.fixed(), settleCost(1, 2))[1]).toMatchObject({
      type: 'RecoveryProposed',
      data: { journey: journeyOf(1), cents: cents - 33_000 },
    })
    expect(coverageDecided(coverageAt.fixed(), settleCost(1, 40)).map(({ data }) => data)).toEqual([
      expect.objectContaining({ cents, wholeCents: 261_000 }),
    ])
    expect(coverageAfter(coverageAt.proposed(), settleCost(1, 1)).proposedCents).toBe(cents - 27_000)
    expect(rule(coverageAt.ended(), settleCost(1, 2))).toEqual(['CostSettled', 'RecoveryProposed'])
  })

  test('what is left is no news any more', () => {
    const low = coverageAfter(
      coverageAfter(coverageWith({ warnBelowCents: 0 }), reserveCost(1)),
      set({ envelopeCents: 45_000, warnBelowCents: 0 }),
    )
    const over = coverageAfter(
      { ...low, terms: { ...low.terms, warnBelowCents: 20_000 } },
      { type: 'OrderPayment' },
      grantDid({ type: 'PaymentOrdered', data: { balance: { overpaidCents: 0 } } }),
    )
    expect(rule(over, settleCost(1, 4))).toEqual(['CostSettled'])
  })

  test('what is proposed is agreed or left, once', () => {
    const decide = { type: 'DecideRecovery', data: { accepted: true, reason: 'non_realise' } } as const
    const { proposedCents: cents } = coverageAt.proposed()
    expect(coverageDecided(coverageAt.proposed(), decide)[0]).toMatchObject({ data: { ...decide.data, cents } })
    expect(rule(coverageAfter(coverageAt.proposed(), decide), decide)[0]).toBe('no_recovery_proposed')
    expect(rule(unknown, decide)[0]).toBe('unknown_stream')
  })
})

describe('a cost that is paid twice', () => {
  const decide = (accepted: boolean, number = 1) =>
    ({
      type: 'DecideDuplicateCost',
      data: { journey: journeyOf(number), accepted, reason: 'besoin_nouveau' },
    }) as const
  const flagged = coverageFacts({ costsTwice: [journeyOf(1)] })

  test('is accepted by a decision, and stays', () => {
    const state = coverageAfter(coverageAt.open(), decide(true), flagged)
    expect(state.costs[journeyOf(1)]).toMatchObject({ accepted: true, is: 'reserved' })
    expect(state.engagedCents).toBe(coverageAt.open().engagedCents)
    expect(rule(state, decide(true), flagged)).toEqual([])
    expect(rule(state, decide(false), flagged)[0]).toBe('duplicate_cost_decided')
  })

  test('is refused, and its money is the coverage’s again', () => {
    const state = coverageAfter(coverageAt.open(), decide(false), flagged)
    expect(state).toMatchObject({ engagedCents: 0, proposedCents: 0 })
    expect(state.costs[journeyOf(1)]).toMatchObject({ accepted: false, is: 'refused', cents: 0 })
    expect(rule(state, settleCost(1, 2))).toEqual([])
  })

  test('refused after the balance, it is proposed for recovery', () => {
    expect(rule(coverageAt.fixed(), decide(false), flagged)).toEqual(['DuplicateCostDecided', 'RecoveryProposed'])
    expect(rule(coverageAt.fixed(), decide(true), flagged)).toEqual(['DuplicateCostDecided'])
  })

  test('is known, and flagged', () => {
    expect(rule(coverageAt.open(), decide(true, 2), flagged)).toEqual(['journey_not_covered', { field: 'journey' }])
    expect(rule(coverageAt.open(), decide(true))).toEqual(['cost_not_flagged', { field: 'journey' }])
    expect(rule(unknown, decide(true))[0]).toBe('unknown_stream')
  })
})

test('its rows say what it covers and what each journey comes to', () => {
  expect(coverageRows(unknown, coverageId)).toEqual([])
  const [coverage, cost] = coverageRows(coverageAfter(coverageAt.open(), settleCost(1, 2)), coverageId)
  expect(coverage).toMatchObject({
    table: 'coverage',
    row: {
      stream: coverageId,
      grant_id: fundIds.grant,
      status: 'open',
      engaged_cents: 33_000,
      envelope_cents: 100_000,
    },
  })
  expect(cost).toMatchObject({
    table: 'coverage_cost',
    row: { coverage: coverageId, journey: journeyOf(1), state: 'settled', cents: 33_000, device: expect.any(String) },
  })
  expect(coverageRows(coverageWith(), coverageId)).toHaveLength(1)
})
