import { fundIds, grantCommands, grantFacts } from '../../testing/grant.fixtures'
import { grantAt, grantDecided } from '../../testing/grant.moments'
import { dueOf } from './balance.due'
import { decide } from './grant.decide'
import type { OpenGrant } from './grant.state'

/** A grant of 1 800 €, of which one instalment of all is due; it pays for journeys with so much of it. */
const grant = () => grantAt.order_payment() as OpenGrant
const coverage = (costCents: number, envelopeCents = 100_000, twice = 0) => ({
  ...{ envelopeCents, costCents, twice, proposedCents: 0 },
})
const order = (given: ReturnType<typeof coverage> | null) =>
  grantDecided(grant(), grantCommands.OrderPayment, grantFacts({ coverage: given }))

test('a grant that pays for no journeys pays what its course says', () => {
  expect(order(null)[0]).toMatchObject({ type: 'PaymentOrdered', data: { cents: 180_000 } })
  expect(order(null)[0]?.data).not.toHaveProperty('balance')
})

test('the balance comes to what journeys have cost, beside what the grant pays for otherwise', () => {
  expect(order(coverage(100_000))[0]).toMatchObject({ data: { cents: 180_000, balance: { overpaidCents: 0 } } })
  expect(order(coverage(30_000))[0]).toMatchObject({ data: { cents: 110_000, balance: { overpaidCents: 0 } } })
  expect(order(coverage(1, 180_000))[0]).toMatchObject({ data: { cents: 1 } })
})

test('where nothing is due the course goes on, and what was paid too much is said', () => {
  const [first, next] = order(coverage(0, 180_000))
  expect(first).toMatchObject({
    type: 'PaymentNotDue',
    data: { instalment: 'versement', by: fundIds.manager, balance: { overpaidCents: 0 } },
  })
  expect(next?.type).toBe('ReportAwaited')
  expect(dueOf(grant(), coverage(0, 200_000))).toEqual({ parts: [], balance: { overpaidCents: 20_000 } })
})

test('an instalment before the last one is not capped', () => {
  const two = (first: number): OpenGrant => {
    const course = [
      { kind: 'payment', code: 'avance', percent: first },
      { kind: 'payment', code: 'solde', percent: 100 - first },
    ] as const
    const { opening } = grant()
    return { ...grant(), opening: { ...opening, terms: { ...opening.terms, course } } } as unknown as OpenGrant
  }
  expect(dueOf(two(60), coverage(0, 180_000))).toMatchObject({ parts: [{ cents: 108_000 }], balance: null })
})

test('what lines share of a smaller balance adds up to the cent', () => {
  const split = [
    { line: fundIds.line, payer: fundIds.payer, cents: 100_000 },
    { line: fundIds.otherLine, payer: fundIds.otherPayer, cents: 80_000 },
  ]
  const two: OpenGrant = { ...grant(), award: { cents: 180_000, split, condition: null } }
  expect(dueOf(two, coverage(100_001, 180_000)).parts.map(({ cents }) => cents)).toEqual([55_556, 44_445])
})

test('nothing is ordered while a cost is flagged as paid twice', () => {
  const decision = decide(
    grantCommands.OrderPayment,
    grant(),
    grantFacts({ coverage: coverage(1, 1, 2) }),
    fundIds.grant,
  )
  expect(decision).toMatchObject({ rule: 'costs_paid_twice', details: { count: 2 } })
})

test('what its coverage agrees to ask back is asked back by the grant; what it leaves is not', () => {
  const evaluable = { ...grantAt.evaluate() } as OpenGrant
  const { opening } = evaluable
  const foreseen = { ...evaluable, opening: { ...opening, terms: { ...opening.terms, recovery: true } } } as OpenGrant
  const decided = (accepted: boolean) => {
    const event = {
      type: 'RecoveryDecided',
      data: { accepted, reason: 'non_realise', cents: 5_000 },
      at: '2026-03-02T09:00:00Z',
    }
    return { ...grantFacts(), decided: [{ stream: fundIds.grant, event }] }
  }
  const follow = { type: 'DecideRecovery', data: {} } as const
  const { reasons } = foreseen.opening.terms
  const named = {
    ...foreseen,
    opening: {
      ...foreseen.opening,
      terms: {
        ...foreseen.opening.terms,
        reasons: { ...reasons, recovery: [{ code: 'non_realise', fr: 'Non réalisé' }] },
      },
    },
  } as OpenGrant
  expect(grantDecided(named, follow, decided(true))).toMatchObject([
    { type: 'RecoveryOrdered', data: { cents: 5_000 } },
  ])
  expect(grantDecided(named, follow, decided(false))).toEqual([])
  expect(decide(follow, evaluable, decided(true), fundIds.grant)).toMatchObject({ rule: 'recovery_not_foreseen' })
})
