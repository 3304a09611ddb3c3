import type { Client } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common/lib/search-attributes'
import { TypedSearchAttributes, WorkflowNotFoundError } from '@temporalio/common'
import type { Plan } from '../../contracts/plan'
import { kindOf, type StreamKind } from '../../contracts/stream'
import { stageAttribute, taskQueue, territoryAttribute, wakeSignal, workflowTypes } from '../../contracts/workflow'
import type { WakePort } from '../wake.port'

const stageKey = defineSearchAttributeKey(stageAttribute, 'KEYWORD')
const territoryKey = defineSearchAttributeKey(territoryAttribute, 'KEYWORD')

/** The wake of a stream is a signal to the workflow of the same id, which the same call starts where none runs. */
export function temporalWake(client: Client): WakePort {
  return {
    async wake(plan) {
      await client.workflow.signalWithStart(workflowTypeOf(plan), {
        workflowId: plan.stream,
        taskQueue,
        args: [plan],
        signal: wakeSignal,
        signalArgs: [plan],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        typedSearchAttributes: new TypedSearchAttributes([
          { key: stageKey, value: plan.stage },
          { key: territoryKey, value: plan.territory },
        ]),
      })
    },
    async wakeRunning(plan) {
      try {
        await client.workflow.getHandle(plan.stream).signal(wakeSignal, plan)
        return true
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false
        throw error
      }
    },
  }
}

/** Throws a TypeError for a kind of stream that has no workflow: such a stream must have no Plan. */
export function workflowTypeOf({ stream }: Plan): string {
  const kind = kindOf(stream)
  if (!isFollowed(kind)) throw new TypeError(`${kind} streams have no workflow`)
  return workflowTypes[kind]
}

const isFollowed = (kind: StreamKind): kind is keyof typeof workflowTypes => kind in workflowTypes
