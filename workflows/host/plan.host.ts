import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  log,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { isNewer, type Plan } from '../../libs/contracts/plan'
import type { Stream } from '../../libs/contracts/stream'
import { type Activities, followedUpdate, planQuery, wakeSignal } from '../../libs/contracts/workflow'
import { show } from './attributes.host'
import { backoffMs, isProgress } from './deadline.host'
import { assertReaches, type Transitions } from './transitions.host'

/** A run keeps the newest Plan it was given and waits on it; what happens next is the core's affair alone. */
export interface Followed<P extends Plan> {
  /** The newest Plan, by (epoch, version). */
  readonly plan: P
  /** Returns once the Plan has changed, by a wake or by the command of its deadline. */
  untilWokenOrDue(): Promise<void>
  /** True once nobody waits for an answer of this run and its Plan still is closed: a wake may have reopened it. */
  mayEnd(): Promise<boolean>
  /** Goes on in a fresh run, with the Plan, once the history has become long. */
  continueAsNewWhenLong(): Promise<void>
}

/** Some 250 wakes: replay stays fast, and far below the server's own limit of events. */
const longHistory = 1_000

const activities = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
})

/** Follows a stream from a Plan on. Call it first in a workflow, so that no wake, query or update finds nobody. */
export function follow<P extends Plan>(start: P, transitions: Transitions<P['stage']>): Followed<P> {
  const memory = { plan: start, leaving: false }
  listen(memory, transitions)
  return host(memory, transitions)
}

/** Follows a stream whose first Plan is read from the log: a child knows no more than its stream. */
export async function followStream<P extends Plan>(
  stream: Stream,
  transitions: Transitions<P['stage']>,
): Promise<Followed<P>> {
  const memory: Memory<P> = { plan: null, leaving: false }
  listen(memory, transitions)
  keepNewest(memory, (await activities.readPlan(stream)) as P, transitions)
  return host(memory as Known<P>, transitions)
}

interface Memory<P extends Plan> {
  plan: P | null
  /** True while the run is about to end or to go on as a new one: who waits for it is sent away. */
  leaving: boolean
}
type Known<P extends Plan> = Memory<P> & { plan: P }

function keepNewest<P extends Plan>(memory: Memory<P>, plan: P, transitions: Transitions<P['stage']>): void {
  if (memory.plan !== null) {
    if (!isNewer(plan, memory.plan)) return
    // A restored log may lead back to an earlier stage; only within one epoch do stages follow each other.
    if (plan.epoch === memory.plan.epoch) assertReaches<P['stage']>(transitions, memory.plan.stage, plan.stage)
  }
  memory.plan = plan
}

function listen<P extends Plan>(memory: Memory<P>, transitions: Transitions<P['stage']>): void {
  const there = (version: number) => memory.plan !== null && memory.plan.version >= version

  setHandler(defineSignal<[P]>(wakeSignal), (plan) => keepNewest(memory, plan, transitions))
  setHandler(defineQuery<P | null>(planQuery), () => memory.plan)
  setHandler(
    defineUpdate<number, [number]>(followedUpdate),
    async (version) => {
      await condition(() => there(version) || memory.leaving)
      if (memory.plan !== null && there(version)) return memory.plan.version
      throw ApplicationFailure.nonRetryable('this run has ended: ask the next one', 'run_ended')
    },
    {
      validator: (version) => {
        if (!Number.isInteger(version) || version < 1) {
          throw ApplicationFailure.nonRetryable('a version is an integer from 1', 'not_a_version')
        }
      },
    },
  )
}

function host<P extends Plan>(memory: Known<P>, transitions: Transitions<P['stage']>): Followed<P> {
  let strikes = 0

  /** Fires a deadline. What leads nowhere is told aloud and tried again later, so that a wrong rule cannot spin. */
  async function fire(due: P): Promise<void> {
    const answer = await executed(due)
    if (answer !== null) keepNewest(memory, answer, transitions)
    if (isProgress(due, memory.plan)) {
      strikes = 0
      return
    }
    strikes += 1
    log.error('a deadline led nowhere', { stream: due.stream, version: due.version, command: due.command, strikes })
    const stuck = memory.plan
    await condition(() => memory.plan !== stuck, backoffMs(strikes))
  }

  /** Lets the waiting updates finish: a run must not end under somebody who waits for its answer. */
  async function dismiss(): Promise<void> {
    memory.leaving = true
    await condition(allHandlersFinished)
    memory.leaving = false
  }

  return {
    get plan() {
      return memory.plan
    },
    async untilWokenOrDue() {
      const plan = memory.plan
      show(plan)
      const woken = () => memory.plan !== plan
      if (plan.until === null || plan.command === null) return condition(woken)
      const remainingMs = Date.parse(plan.until) - Date.now()
      if (remainingMs > 0 && (await condition(woken, remainingMs))) return
      await fire(plan)
    },
    async mayEnd() {
      show(memory.plan)
      await dismiss()
      return memory.plan.stage === 'closed'
    },
    async continueAsNewWhenLong() {
      const { continueAsNewSuggested, historyLength } = workflowInfo()
      if (!continueAsNewSuggested && historyLength < longHistory) return
      await dismiss()
      await continueAsNew<(start: P) => Promise<unknown>>(memory.plan)
    },
  }
}

/** The Plan after a deadline's command; null where the core refused it, which only a wrong rule or release can cause. */
async function executed<P extends Plan>(due: P): Promise<P | null> {
  try {
    return (await activities.executeDeadline(due)) as P
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
    log.error('a deadline was refused', { stream: due.stream, command: due.command, rule: ruleOf(error) })
    return null
  }
}

const ruleOf = (error: ActivityFailure): string =>
  error.cause instanceof ApplicationFailure ? (error.cause.type ?? 'unknown') : 'unknown'
