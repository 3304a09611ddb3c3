import { startLoop } from './turn.loop'

it('takes turns until it is stopped, and lets the last one end', async () => {
  let begun = 0
  let ended = 0
  const loop = startLoop(
    async () => {
      begun += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      ended += 1
      return 0
    },
    { restAfterFailureMs: 0, onFailure: fail },
  )
  while (ended < 3) await new Promise((resolve) => setTimeout(resolve, 1))
  await loop.stop()
  expect(ended).toBe(begun)
})

it('does not wait for the end of a rest to stop', async () => {
  let turns = 0
  const loop = startLoop(
    () => {
      turns += 1
      return Promise.resolve(3_600_000)
    },
    { restAfterFailureMs: 0, onFailure: fail },
  )
  await new Promise((resolve) => setTimeout(resolve, 5))
  await loop.stop()
  expect(turns).toBe(1)
})

it('is not ended by a fault', async () => {
  const failures: unknown[] = []
  let turns = 0
  const loop = startLoop(
    () => {
      turns += 1
      return Promise.reject(new Error(`fault ${turns}`))
    },
    { restAfterFailureMs: 1, onFailure: (error) => failures.push(error) },
  )
  while (turns < 3) await new Promise((resolve) => setTimeout(resolve, 1))
  await loop.stop()
  expect(failures).toHaveLength(turns)
})

function fail(error: unknown): void {
  throw error
}
