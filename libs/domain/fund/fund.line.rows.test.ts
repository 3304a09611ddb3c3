import { fundLineWith, grantId, lineId, movementOf, openFundLine } from '../../testing/fund.fixtures'
import type { FundLineEvent } from './fund.line.events'
import { fundLineEntries, fundLineRows } from './fund.line.rows'
import { evolve } from './fund.line.state'

const { line: _, ...moved } = movementOf('free', 'reserved', 300)
const eventAt = (at: string): FundLineEvent => ({ type: 'FundsMoved', data: moved, at })
const grant = grantId(1)
const none = { reserved_cents: 0, committed_cents: 0, ordered_cents: 0, paid_cents: 0, recovered_cents: 0 }

test('a line that is not there has no rows and no entries', () => {
  const unknown = { status: 'unknown' } as const
  expect(fundLineRows(unknown, lineId)).toEqual([])
  expect(fundLineEntries(eventAt('2026-03-02T09:00:00Z'), unknown, lineId, 1)).toEqual([])
})

test('a row says what the line holds, and one more what each grant has of it', () => {
  const state = evolve(fundLineWith(1_000), eventAt('2026-03-02T09:00:00Z'))
  const { on, ...terms } = openFundLine
  expect(on).toBe('2026-03-01')
  const held = { promised_cents: 0, received_cents: 1_000, authority_cents: 1_000, free_cents: 700 }
  expect(fundLineRows(state, lineId)).toEqual([
    { table: 'fund_line', row: { stream: lineId, territory: '40', ...terms, ...held, ...none, reserved_cents: 300 } },
    { table: 'fund_line_grant', row: { line: lineId, grant_id: grant, territory: '40', ...none, reserved_cents: 300 } },
  ])
})

test.each([
  ['2026-03-28T22:59:59.999Z', '2026-03-28'],
  ['2026-03-28T23:00:00.000Z', '2026-03-29'],
  // Summer time began that day.
  ['2026-03-29T22:00:00.000Z', '2026-03-30'],
])('what is recorded at %s is of %s: the day is the territory’s', (at, day) => {
  const event = eventAt(at)
  const common = { line: lineId, version: 7, territory: '40', recorded_on: day }
  expect(fundLineEntries(event, evolve(fundLineWith(1_000), event), lineId, 7)).toEqual([
    { table: 'posting', row: { ...common, number: 1, account: 'reserved', grant_id: grant, cents: 300 } },
    { table: 'posting', row: { ...common, number: 2, account: 'free', grant_id: null, cents: -300 } },
  ])
})
