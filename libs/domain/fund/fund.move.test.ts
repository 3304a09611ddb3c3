import { fundFacts, fundLineWith, grantId, lineId, movementOf as of } from '../../testing/fund.fixtures'
import { whyNot } from '../../testing/refusal.words'
import { follow, lineLeftOut, movementsOf } from './fund.follow'
import { evolve, grantOf, type OpenFundLine } from './fund.line.state'
import { move } from './fund.move'
import type { Movement } from './movement'

const moved = (state: OpenFundLine, ...movements: readonly Movement[]) => {
  const decision = move(state, movements, fundFacts())
  return decision.ok ? (decision.events.reduce(evolve, state) as OpenFundLine) : whyNot(decision)
}
const after = (...movements: readonly Movement[]): OpenFundLine => {
  const state = moved(fundLineWith(1_000), ...movements)
  if (typeof state === 'string') throw new Error(state)
  return state
}
const { now: at } = fundFacts()
const other = grantId(2)

test('each movement is an event, in order', () => {
  const decision = move(fundLineWith(1_000), [of('free', 'reserved', 600), of('reserved', 'free', 100, grantId(1))], {
    now: at,
  })
  const grant = grantId(1)
  expect(decision).toEqual({
    ok: true,
    events: [
      { type: 'FundsMoved', data: { grant, cents: 600, from: 'free', to: 'reserved' }, at },
      { type: 'FundsMoved', data: { grant, cents: 100, from: 'reserved', to: 'free' }, at },
    ],
  })
  expect(move(fundLineWith(1), [], { now: at })).toEqual({ ok: true, events: [] })
})

test('a grant goes its way to the end, and what comes back is free again', () => {
  const paid = after(
    ...[of('free', 'reserved', 600), of('reserved', 'committed', 600), of('committed', 'ordered', 400)],
    ...[of('ordered', 'paid', 400), of('paid', 'free', 150), of('committed', 'free', 200)],
  )
  const held = { reserved: 0, committed: 0, ordered: 0, paid: 400, recovered: 150 }
  expect(paid.balances).toMatchObject({ free: 750, authority: 1_000, ...held })
  expect(grantOf(paid, grantId(1))).toEqual(held)
  expect(grantOf(paid, other)).toEqual({ ...held, paid: 0, recovered: 0 })
})

test('no more than what is free is reserved, to the cent and over all grants', () => {
  const state = after(of('free', 'reserved', 400))
  expect(moved(state, of('free', 'reserved', 601, other))).toBe('fund_line_short free=600 asked=601')
  expect(moved(state, of('free', 'reserved', 600, other))).toMatchObject({ balances: { free: 0, reserved: 1_000 } })
  // Together they are too much, and none of them is made.
  expect(moved(state, of('free', 'reserved', 300, other), of('free', 'reserved', 301, grantId(3)))).toBe(
    'fund_line_short free=300 asked=301',
  )
  // What a decision releases, the next one may have.
  expect(moved(state, of('reserved', 'free', 400), of('free', 'reserved', 1_000, other))).toMatchObject({
    balances: { free: 0 },
  })
})

const way = [
  ['reserved', [of('free', 'reserved', 500)]],
  ['committed', [of('free', 'reserved', 500), of('reserved', 'committed', 500)]],
  ['ordered', [of('free', 'ordered', 500)]],
  ['paid', [of('free', 'paid', 500)]],
] as const
test.each(way)('a grant has of what is %s its own alone, to the cent', (from, movements) => {
  const state = after(...movements, of('free', from, 300, other))
  expect(moved(state, of(from, 'free', 501))).toBe(`funds_not_in_state there=500 asked=501 state=${from}`)
  expect(moved(state, of(from, 'free', 500))).toMatchObject({ balances: { free: 700 } })
  expect(moved(state, of(from, 'free', 1, grantId(3)))).toBe(`funds_not_in_state there=0 asked=1 state=${from}`)
})

test('what came back does not come back again, nor was it paid to somebody', () => {
  const state = after(of('free', 'paid', 500), of('paid', 'free', 400))
  const short = 'funds_not_in_state there=100 asked=101 state=paid'
  expect([moved(state, of('paid', 'free', 101)), moved(state, of('paid', 'ordered', 101))]).toEqual([short, short])
  expect(moved(state, of('paid', 'ordered', 100))).toMatchObject({
    balances: { paid: 400, recovered: 400, ordered: 100 },
  })
})

test.each([0, -5, 0.5, NaN])('a movement of %p cents is a fault of whoever decided it', (cents) => {
  expect(() => move(fundLineWith(10), [of('free', 'reserved', cents)], { now: at })).toThrow('whole cents')
})

describe('a line follows what others decide', () => {
  const decidedBy = (data: unknown) => ({ stream: grantId(1), event: { type: 'GrantAwarded', data, at } })
  const elsewhere = { ...of('free', 'reserved', 70), line: `${lineId}0` }
  const awarded = decidedBy({ movements: [of('free', 'reserved', 40), elsewhere, of('free', 'reserved', 2)] })
  const given = fundFacts({ decided: [decidedBy({ amount: 40 }), awarded, decidedBy(null)] })

  test('it makes its own movements and no other’s', () => {
    const decision = follow(fundLineWith(100), lineId, given)
    const cents = decision.ok ? decision.events.map(({ data }) => (data as { cents: number }).cents) : decision.rule
    expect(cents).toEqual([40, 2])
    expect(follow(fundLineWith(41), lineId, given)).toMatchObject({
      rule: 'fund_line_short',
      details: { free: 1, asked: 2 },
    })
  })

  test('it says nothing where nothing is its own, and refuses where it is not there', () => {
    expect(follow(fundLineWith(100), `${lineId}1`, given)).toEqual({ ok: true, events: [] })
    expect(follow({ status: 'unknown' }, `${lineId}1`, given)).toEqual({ ok: true, events: [] })
    expect(follow({ status: 'unknown' }, lineId, given)).toMatchObject({ rule: 'unknown_fund_line' })
  })

  test('a line that was left out is found', () => {
    const made = (line: string) => ({ stream: line, event: { type: 'FundsMoved', data: {}, at } })
    expect(movementsOf(awarded.event)).toHaveLength(3)
    expect(lineLeftOut(given.decided)).toBe(lineId)
    expect(lineLeftOut([...given.decided, made(lineId), made(lineId)])).toBe(elsewhere.line)
    expect(lineLeftOut([...given.decided, made(lineId), made(lineId), made(elsewhere.line)])).toBeNull()
    expect(lineLeftOut([...given.decided, made(lineId), made(elsewhere.line)])).toBe(lineId)
    expect(lineLeftOut([decidedBy({})])).toBeNull()
    const [own, twice] = [decidedBy({ movements: [of('free', 'reserved', 40)] }), [made(lineId), made(lineId)]]
    expect(lineLeftOut([own, ...twice])).toBe(lineId)
    // Whatever else happens to it is no movement.
    const reversed = { stream: lineId, event: { type: 'ContributionReversed', data: {}, at } }
    expect(lineLeftOut([own, reversed])).toBe(lineId)
  })
})
