import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow'
import type { Plan } from '../../libs/contracts/plan'
import { stageAttribute, territoryAttribute } from '../../libs/contracts/workflow'

const stageKey = { name: stageAttribute, type: 'KEYWORD' } as const
const territoryKey = { name: territoryAttribute, type: 'KEYWORD' } as const

/** Shows where a run is in Temporal's page: codes only, and only where they differ from what is shown. */
export function show(plan: Plan): void {
  const shown = workflowInfo().typedSearchAttributes
  if (shown.get(stageKey) === plan.stage && shown.get(territoryKey) === plan.territory) return
  upsertSearchAttributes([
    { key: stageKey, value: plan.stage },
    { key: territoryKey, value: plan.territory },
  ])
}
