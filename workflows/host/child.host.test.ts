import type { DotationPlan, JourneyPlan } from '../../libs/contracts/plan'
import type { Followed } from './plan.host'

let whileStarting: () => void = () => undefined
jest.mock('@temporalio/workflow', () => ({
  ParentClosePolicy: { ABANDON: 'ABANDON' },
  startChild: () => Promise.resolve().then(() => whileStarting()),
}))

import { withChild } from './child.host'

const child = (): Promise<unknown> => Promise.resolve()
const journey = 'journey-00000000-0000-4000-8000-000000000001'
const base = { planVersion: 1, stream: journey, epoch: 1, task: 'x', owner: null, until: null, command: null } as const
const dotation: JourneyPlan = {
  ...base,
  version: 5,
  stage: 'dotation',
  territory: '40',
  child: 'dotation-00000000-0000-4000-8000-000000000001',
}
const closed: JourneyPlan = { ...base, version: 9, stage: 'closed', territory: '40', child: null, outcome: 'completed' }

function parentAt(plan: JourneyPlan): Followed<JourneyPlan | DotationPlan> & { plan: JourneyPlan; waited: number } {
  const parent = {
    plan,
    waited: 0,
    untilWokenOrDue: () => Promise.resolve(void (parent.waited += 1)),
    mayEnd: () => Promise.resolve(true),
    continueAsNewWhenLong: () => Promise.resolve(),
  }
  return parent
}

test('waits once the child has started', async () => {
  const parent = parentAt(dotation)
  whileStarting = () => undefined
  await withChild(child, parent)
  expect(parent.waited).toBe(1)
})

test('does not wait on a Plan that arrived while the child was starting: it may be the last one', async () => {
  const parent = parentAt(dotation)
  whileStarting = () => {
    parent.plan = closed
  }
  await withChild(child, parent)
  expect(parent.waited).toBe(0)
})
