import type { BenchProcess } from './child.process'
import { median, percentile } from './figures.stat'
import type { Target, WindowOrder, WindowResult } from './load.window'

/** One of the two that are compared: where it listens, and where its journeys are. */
export interface Side {
  readonly url: string
  targets: readonly Target[]
}

export interface RoundsPlan {
  readonly rounds: number
  readonly milliseconds: number
  readonly connections: number
}

/** What one side did in all its windows: steps a second (median of the windows), and milliseconds. */
export interface SideFigures {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** The api's steps for one of the bare route's, round by round, and what either did. */
export interface RatioFigures {
  readonly ratios: readonly number[]
  readonly median: number
  readonly api: SideFigures
  readonly bare: SideFigures
}

/**
 * Gives the two sides windows in turn, the other first at each round, so that whatever slows the machine for a while
 * slows both. `quiet` resolves once nothing is left to do of what the api has acknowledged: no window pays for another.
 */
export async function runRounds(
  load: BenchProcess,
  sides: { readonly api: Side; readonly bare: Side },
  given: { readonly token: string; readonly plan: RoundsPlan; readonly quiet: () => Promise<void> },
): Promise<RatioFigures> {
  const { token, plan, quiet } = given
  const window = async (side: Side, milliseconds: number) => {
    await quiet()
    const { url, targets } = side
    const order: WindowOrder = { url, token, connections: plan.connections, milliseconds, targets }
    const result = await load.ask<WindowResult>(order)
    side.targets = result.targets
    return result
  }
  // What is compiled at first use is compiled before anything counts.
  for (const side of [sides.api, sides.bare]) await window(side, plan.milliseconds)
  const done: { api: WindowResult; bare: WindowResult }[] = []
  for (let round = 0; round < plan.rounds; round += 1) {
    const results = {} as { api: WindowResult; bare: WindowResult }
    const order = round % 2 === 0 ? (['api', 'bare'] as const) : (['bare', 'api'] as const)
    for (const name of order) results[name] = await window(sides[name], plan.milliseconds)
    done.push(results)
  }
  await quiet()
  const ratios = done.map(({ api, bare }) => rateOf(api) / rateOf(bare))
  return {
    ratios,
    median: median(ratios),
    api: figuresOf(done.map(({ api }) => api)),
    bare: figuresOf(done.map(({ bare }) => bare)),
  }
}

const rateOf = ({ latencies, seconds }: WindowResult) => latencies.length / seconds

function figuresOf(windows: readonly WindowResult[]): SideFigures {
  const latencies = windows.flatMap((window) => window.latencies)
  return {
    perSecond: median(windows.map(rateOf)),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  }
}
