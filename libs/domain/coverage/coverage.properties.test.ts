import fc from 'fast-check'
import {
  coverageFacts,
  coverageId,
  coverageWith,
  grantDid,
  journeyOf,
  reserveCost,
  settleCost,
  terms,
} from '../../testing/coverage.fixtures'
import { ids } from '../../testing/journey.fixtures'
import { coverageDecider } from './coverage.decider'
import { evolve, type KnownCoverage } from './coverage.state'

/** Whatever is given in whatever order, 10 000 cases. */
const runs = 10_000

const number = fc.integer({ min: 1, max: 6 })
const step = fc.oneof(
  number.map((each) => ({ command: reserveCost(each), given: coverageFacts() })),
  fc.tuple(number, fc.integer({ min: 0, max: 12 }), fc.boolean()).map(([each, sessions, laptop]) => ({
    command: settleCost(each, sessions, laptop ? ids.device : null),
    given: coverageFacts(),
  })),
  fc.tuple(number, fc.boolean()).map(([each, accepted]) => ({
    command: {
      type: 'DecideDuplicateCost' as const,
      data: { journey: journeyOf(each), accepted, reason: 'besoin_nouveau' },
    },
    given: coverageFacts({ costsTwice: [journeyOf(each)] }),
  })),
  fc.integer({ min: 1_000, max: 180_000 }).map((envelopeCents) => ({
    command: { type: 'SetCoverage' as const, data: { ...terms, envelopeCents } },
    given: coverageFacts(),
  })),
  fc.constant({
    command: { type: 'OrderPayment' },
    given: grantDid({ type: 'PaymentOrdered', data: { balance: { overpaidCents: 0 } } }),
  }),
  fc.boolean().map((accepted) => ({
    command: { type: 'DecideRecovery' as const, data: { accepted, reason: 'non_realise' } },
    given: coverageFacts(),
  })),
)

test('a coverage never goes above its envelope, and its costs are what it has engaged', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state: KnownCoverage = coverageWith()
      for (const { command, given } of steps) {
        const decision = coverageDecider.decide(command, state, given, coverageId)
        if (!decision.ok) continue
        const before = state
        state = decision.events.reduce(evolve, state) as KnownCoverage
        const costs = Object.values(state.costs)
        expect(costs.reduce((sum, { cents }) => sum + cents, 0)).toBe(state.engagedCents)
        expect(state.engagedCents).toBeLessThanOrEqual(state.terms.envelopeCents)
        expect(costs.every(({ cents, wholeCents }) => cents >= 0 && cents <= wholeCents)).toBe(true)
        // Once the balance is fixed, what is paid less is proposed to be asked back to the cent.
        if (before.balanceCents !== null && command.type !== 'DecideRecovery')
          expect(state.proposedCents - before.proposedCents).toBe(before.engagedCents - state.engagedCents)
      }
    }),
    { numRuns: runs },
  )
})
