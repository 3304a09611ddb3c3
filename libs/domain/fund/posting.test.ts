import { grantId, movementOf } from '../../testing/fund.fixtures'
import type { FundLineEvent } from './fund.line.events'
import { type Posting, postingsOf } from './posting'

const at = '2026-03-02T09:00:00.000Z'
const grant = grantId(1)
const promised = { kind: 'promised', cents: 500, ofPromised: 0, mark: 'CONV-1' } as const
const received = { kind: 'received', cents: 700, ofPromised: 500, mark: 'VIR-1' } as const
const taken = { entry: 2, reason: 'erreur_de_saisie' }
const moved = (from: Parameters<typeof movementOf>[0], to: Parameters<typeof movementOf>[1]): FundLineEvent => {
  const { line: _, ...data } = movementOf(from, to, 300)
  return { type: 'FundsMoved', data, at }
}

/** What is read of postings: each account with its cents, and the grant where it is of one. */
const told = (postings: readonly Posting[]) =>
  postings.map(({ account, grant: of, cents }) => `${account}${of === null ? '' : ' of the grant'} ${cents}`)

test.each<[string, FundLineEvent, readonly string[], readonly string[]]>([
  [
    'a promise may be spent where promises count',
    { type: 'ContributionPromised', data: promised, at },
    ['promised 500', 'funder -500'],
    ['promised 500', 'funder -500', 'free 500', 'authority -500'],
  ],
  [
    'what comes takes the place of what was promised, and may be spent where that counts',
    { type: 'ContributionReceived', data: received, at },
    ['received 700', 'promised -500', 'funder -200', 'free 700', 'authority -700'],
    ['received 700', 'promised -500', 'funder -200'],
  ],
  [
    'what comes without a promise is the funder’s at once',
    { type: 'ContributionReceived', data: { ...received, ofPromised: 0 }, at },
    ['received 700', 'funder -700', 'free 700', 'authority -700'],
    ['received 700', 'funder -700'],
  ],
  [
    'what was promised whole is no longer the funder’s to give',
    { type: 'ContributionReceived', data: { ...received, cents: 500 }, at },
    ['received 500', 'promised -500', 'free 500', 'authority -500'],
    ['received 500', 'promised -500'],
  ],
  [
    'a promise taken back is its contra entry',
    { type: 'ContributionReversed', data: { ...promised, ...taken }, at },
    ['promised -500', 'funder 500'],
    ['promised -500', 'funder 500', 'free -500', 'authority 500'],
  ],
  [
    'what came and is taken back is promised again',
    { type: 'ContributionReversed', data: { ...received, ...taken }, at },
    ['received -700', 'promised 500', 'funder 200', 'free -700', 'authority 700'],
    ['received -700', 'promised 500', 'funder 200'],
  ],
])('%s', (_, event, whereReceived, wherePromised) => {
  expect(told(postingsOf(event, 'received'))).toEqual(whereReceived)
  expect(told(postingsOf(event, 'promised'))).toEqual(wherePromised)
})

test.each<[string, FundLineEvent, readonly string[]]>([
  ['a decision reserves', moved('free', 'reserved'), ['reserved of the grant 300', 'free -300']],
  [
    'an agreement commits',
    moved('reserved', 'committed'),
    ['committed of the grant 300', 'reserved of the grant -300'],
  ],
  ['an order', moved('committed', 'ordered'), ['ordered of the grant 300', 'committed of the grant -300']],
  ['a payment', moved('ordered', 'paid'), ['paid of the grant 300', 'ordered of the grant -300']],
  ['a payment that failed', moved('paid', 'ordered'), ['ordered of the grant 300', 'paid of the grant -300']],
  ['what is released is free again', moved('committed', 'free'), ['free 300', 'committed of the grant -300']],
  ['what comes back stays paid, and is free again', moved('paid', 'free'), ['free 300', 'recovered of the grant -300']],
])('%s, whatever counts', (_, event, expected) => {
  for (const counts of ['received', 'promised'] as const) {
    const postings = postingsOf(event, counts)
    expect(told(postings)).toEqual(expected)
    expect(postings.flatMap((posting) => posting.grant ?? [])).toEqual(
      expected.filter((each) => each.includes('of the grant')).map(() => grant),
    )
  }
})

test('where no money moves there are no postings', () => {
  expect(postingsOf({ type: 'PlanRecomputed', data: {}, at }, 'received')).toEqual([])
})
