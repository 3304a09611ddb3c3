import { runCommitments } from '../../commitments/commitments.run'

/** The small sister of `npm run commitments`: the processes that decide and pay are the built ones, and some are killed. */
test('24 grants at once on a fund with room for 12, processes killed and connections cut: 12 are paid to the cent, each time', async () => {
  const plan = { rounds: 2, grants: 24, room: 12, processes: 3, connections: 6 }
  const rounds = await runCommitments(plan, () => undefined)
  expect(rounds.flatMap(({ violations }) => violations)).toEqual([])
  expect(rounds.map(({ paid, refused }) => [paid, refused])).toEqual([1, 2].map(() => [12, 12]))
  // Had nothing been lost, nothing would have been shown.
  expect(rounds.reduce((lost, { unanswered }) => lost + unanswered, 0)).toBeGreaterThan(0)
  expect(Math.min(...rounds.map(({ looks }) => looks))).toBeGreaterThan(0)
})
