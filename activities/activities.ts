import { ApplicationFailure } from '@temporalio/common'
import { type Command, deadlineCommandId, type Result, systemActor } from '../libs/contracts/command'
import type { Plan } from '../libs/contracts/plan'
import type { Stream } from '../libs/contracts/stream'
import type { Activities } from '../libs/contracts/workflow'

/** What the activities need of the engine. Both throw on infrastructure alone: a refusal is a value. */
export interface ActivityDeps {
  readonly execute: (command: Command) => Promise<Result>
  /** The present Plan of a stream; null where it has none. */
  readonly readPlan: (stream: Stream) => Promise<Plan | null>
}

/**
 * Translates for the engine and says whether a failure may be retried: infrastructure is, for ever, as the workflow's
 * retry policy has it; a refusal is not, since the same command would be refused again, and names its rule as its type.
 */
export function createActivities({ execute, readPlan }: ActivityDeps): Activities {
  return {
    async executeDeadline(plan) {
      const result = await execute(deadlineCommand(plan))
      if (!result.ok) throw ApplicationFailure.nonRetryable(result.en, result.rule)
      return result.plan ?? noPlan(plan.stream)
    },
    async readPlan(stream) {
      return (await readPlan(stream)) ?? noPlan(stream)
    },
  }
}

/** The command of a deadline: the machine's, with the same id at every try, and only for the version it was planned at. */
function deadlineCommand(plan: Plan): Command {
  if (plan.command === null || plan.until === null) {
    throw ApplicationFailure.nonRetryable(`nothing is due on ${plan.stream}`, 'nothing_due')
  }
  return {
    actor: systemActor,
    commandId: deadlineCommandId(plan),
    stream: plan.stream,
    type: plan.command,
    data: {},
    ifVersion: plan.version,
    due: plan.until,
  }
}

/** Only a stream that waits has a workflow; to be asked for another one is a programming error, not a passing fault. */
function noPlan(stream: Stream): never {
  throw ApplicationFailure.nonRetryable(`no Plan on ${stream}`, 'no_plan')
}
