import { runClaims } from '../../claims/claims.run'

/** The small sister of `npm run claims`: the processes that claim are the built ones, and some are killed. */
test('60 claims at once on 6 laptops from three processes, some of them killed: 6 are granted, each time', async () => {
  const plan = { rounds: 3, claims: 60, laptops: 6, processes: 3, connections: 8 }
  const rounds = await runClaims(plan, () => undefined)
  expect(rounds.flatMap(({ violations }) => violations)).toEqual([])
  expect(rounds.map(({ granted, refused }) => [granted, refused])).toEqual([1, 2, 3].map(() => [6, 54]))
  // Had nothing been lost, nothing would have been shown.
  expect(rounds.reduce((lost, { unanswered }) => lost + unanswered, 0)).toBeGreaterThan(0)
})
