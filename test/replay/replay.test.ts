import { type ReplayResult, Worker } from '@temporalio/worker'
import { quietRuntime } from '../../libs/testing/temporal.quiet'
import { readHistory } from './history.file'
import { historyNames } from './stage.plans'

// A broken workflow is told by its result; the SDK would also print it.
quietRuntime()

/** Replays recorded histories on a module of workflows, and says what each came to. */
async function replayAll(workflowsPath: string, names: readonly string[]): Promise<readonly ReplayResult[]> {
  const histories = names.map((name) => ({ workflowId: name, history: readHistory(name) }))
  const results: ReplayResult[] = []
  for await (const result of Worker.runReplayHistories({ workflowsPath }, histories)) results.push(result)
  return results
}

it('what was recorded in each stage replays on the workflows of today', async () => {
  const results = await replayAll(require.resolve('../../workflows'), historyNames)
  expect(results.map(({ workflowId }) => workflowId).sort()).toEqual([...historyNames].sort())
  expect(results.filter(({ error }) => error !== undefined)).toEqual([])
})

it('a workflow that took another turn does not replay', async () => {
  const journeys = historyNames.filter((name) => name.startsWith('journey.'))
  const results = await replayAll(require.resolve('./broken.workflow'), journeys)
  expect(results).toHaveLength(journeys.length)
  for (const { error } of results) expect(error?.name).toBe('DeterminismViolationError')
})
