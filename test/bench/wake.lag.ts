import { setTimeout as sleep } from 'node:timers/promises'
import type { FollowedPort } from '../../libs/engine/temporal/temporal.followed'
import type { ActorClient, Speaker } from '../../tools/demo/actor.client'
import { expectTaken } from '../../tools/demo/world'
import { arrivals, percentile } from './figures.stat'
import { appointmentOf, type Target } from './load.window'

/** How long workflows took to catch up with acknowledged steps, in milliseconds from the acknowledgement. */
export interface LagFigures {
  readonly steps: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface LagPlan {
  readonly perSecond: number
  readonly seconds: number
}

/** A workflow that has not followed by then never will, as far as anybody who waits is concerned. */
const patienceMs = 30_000

/**
 * Lets steps arrive as people do, independently of each other, each on the journey that has rested longest, and asks
 * the workflow itself when it has followed each (its `followed` Update). The question is work for the workflow too:
 * what is measured is no less than what was.
 */
export async function measureLag(
  client: ActorClient,
  followed: FollowedPort,
  given: { readonly mediator: Speaker; readonly targets: readonly Target[]; readonly plan: LagPlan },
): Promise<LagFigures> {
  const { mediator, targets, plan } = given
  const versions = new Map(targets.map(({ id, version }) => [id, Promise.resolve(version)]))
  const order = targets.map(({ id }) => id)

  async function step(id: string, before: number): Promise<number> {
    const path = `/v1/journeys/${id}/book-appointment`
    const answer = await client.command(mediator, path, { at: appointmentOf(before) }, `bench/${id}/${before}`, before)
    expectTaken('book-appointment', answer)
    return answer.body.version
  }

  async function lagOf(id: string): Promise<number> {
    // A journey's steps follow each other, should one be slower than the round of them all.
    const next = versions.get(id)?.then((before) => step(id, before))
    if (!next) throw new TypeError('a journey that was not prepared')
    versions.set(id, next)
    const version = await next
    const acknowledged = performance.now()
    if (!(await followed({ stream: `journey-${id}`, version, stage: 'diagnostic' }, patienceMs))) {
      throw new Error(`a workflow has not followed within ${patienceMs / 1000} s`)
    }
    return performance.now() - acknowledged
  }

  const start = performance.now()
  const lags: Promise<number>[] = []
  for (const [index, at] of arrivals(plan.perSecond, plan.seconds).entries()) {
    await sleep(Math.max(0, start + at - performance.now()))
    const lag = lagOf(order[index % order.length] as string)
    // Told by the wait for all of them: until then one that failed must not end the process.
    lag.catch(() => undefined)
    lags.push(lag)
  }
  const sent = (performance.now() - start) / 1000
  const all = await Promise.all(lags)
  return {
    ...{ steps: all.length, perSecond: all.length / sent },
    ...{ p50: percentile(all, 0.5), p95: percentile(all, 0.95), max: Math.max(...all) },
  }
}
