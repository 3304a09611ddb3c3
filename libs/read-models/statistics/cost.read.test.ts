import { byFunder, type CostCell, costsOf } from './cost.read'

const cell = (over: Partial<CostCell>): CostCell => ({
  ...{ grant: 'grant-1', epci: '244000808', outcome: 'completed', journeys: 2, cents: 80_000 },
  ...over,
})

test('what one journey and one completed journey have cost, by grant', () => {
  const cells = [
    cell({}),
    cell({ epci: '244000865', journeys: 1, cents: 30_001 }),
    cell({ outcome: 'withdrawn', journeys: 1, cents: 6_000 }),
    cell({ outcome: null, journeys: 1, cents: 45_000 }),
    cell({ grant: 'grant-2', outcome: null, journeys: 1, cents: 45_000 }),
  ]
  expect(costsOf('grant', cells)).toEqual({
    by: 'grant',
    rows: [
      {
        ...{ key: 'grant-1', journeys: 5, costCents: 161_001, perJourneyCents: 32_200, perOutcomeCents: 53_667 },
        outcomes: [
          { outcome: 'completed', journeys: 3, costCents: 110_001, perJourneyCents: 36_667 },
          { outcome: 'withdrawn', journeys: 1, costCents: 6_000, perJourneyCents: 6_000 },
          { outcome: null, journeys: 1, costCents: 45_000, perJourneyCents: 45_000 },
        ],
      },
      {
        ...{ key: 'grant-2', journeys: 1, costCents: 45_000, perJourneyCents: 45_000, perOutcomeCents: null },
        outcomes: [{ outcome: null, journeys: 1, costCents: 45_000, perJourneyCents: 45_000 }],
      },
    ],
  })
  expect(costsOf('epci', cells).rows.map(({ key, journeys }) => [key, journeys])).toEqual([
    ['244000808', 5],
    ['244000865', 1],
  ])
})

test('each funder has its part, and all parts are the whole to the cent', () => {
  const shares = [
    { grant: 'grant-1', funder: 'structure-1', cents: 100_000 },
    { grant: 'grant-1', funder: 'structure-2', cents: 50_000 },
    { grant: 'grant-1', funder: 'structure-3', cents: 0 },
    { grant: 'grant-2', funder: 'structure-2', cents: 50_000 },
  ]
  const parts = byFunder(cell({ cents: 80_000 }), shares)
  expect(parts.map(({ funder, journeys, cents }) => [funder, journeys, cents])).toEqual([
    ['structure-1', 2, 53_333],
    ['structure-2', 2, 26_667],
  ])
  expect(costsOf('funder', parts).rows.map(({ key, costCents }) => [key, costCents])).toEqual([
    ['structure-1', 53_333],
    ['structure-2', 26_667],
  ])
  expect(byFunder(cell({ grant: 'grant-9' }), shares)).toEqual([])
  expect(byFunder(cell({ cents: 0 }), shares).map(({ cents }) => cents)).toEqual([0, 0])
})
