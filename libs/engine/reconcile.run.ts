import { systemActor } from '../contracts/command'
import type { Plan } from '../contracts/plan'
import type { Stream } from '../contracts/stream'
import { type Database, execute } from '../event-store/database'
import type { Clock } from './clock.port'
import { repairOf } from './reconcile.machine'
import type { RunsPort } from './reconcile.ports'
import { planNow, readHeads, readOpenHeads } from './wake.plans'
import type { WakePort } from './wake.port'

export interface ReconcileDeps {
  readonly database: Database
  readonly clock: Clock
  readonly runs: RunsPort
  readonly wakes: WakePort
  /** Computes the Plan of a stream anew and records it; null where it is the same. */
  readonly replan: (stream: Stream) => Promise<Plan | null>
}

/** `replan`: rules or settings have changed. `restored`: PostgreSQL was restored, so that Plans known elsewhere must lose. */
export interface ReconcileOptions {
  readonly replan?: boolean
  readonly restored?: boolean
}

/** What was found and put right, in numbers of streams. */
export interface Reconciled {
  /** The new epoch, where it was raised. */
  epoch: number | null
  open: number
  replanned: number
  right: number
  started: number
  signalled: number
  restarted: number
  /** Runs that follow a Plan which the log does not have: it was restored, and `restored` was not asked for. */
  ahead: Stream[]
  /** Runs of streams that are closed in the log, told so. */
  finished: number
  /** Runs of streams that the log does not have, ended. */
  ended: Stream[]
}

const page = 500
const atOnce = 16

/** Makes every workflow right by the log, which is the truth: starts, signals, restarts, and ends what has no stream. */
export async function reconcile(deps: ReconcileDeps, options: ReconcileOptions = {}): Promise<Reconciled> {
  const report: Reconciled = {
    ...{ epoch: options.restored ? await raiseEpoch(deps) : null, open: 0, replanned: 0, right: 0, started: 0 },
    ...{ signalled: 0, restarted: 0, ahead: [], finished: 0, ended: [] },
  }
  if (options.replan)
    await eachOpen(deps, async ({ stream }) => {
      if ((await deps.replan(stream)) !== null) report.replanned += 1
    })
  await eachOpen(deps, (plan) => repair(deps, plan, report))
  await finish(deps, report)
  return report
}

/** Higher than any epoch before, also than one that the restored log has forgotten. */
async function raiseEpoch({ database, clock }: ReconcileDeps): Promise<number> {
  const seconds = Math.floor(Date.parse(clock.now()) / 1_000)
  const [raised] = await database.withTransaction(systemActor, (transaction) =>
    transaction.commit([execute('raise_epoch', seconds)]),
  )
  return (raised?.rows[0] as { epoch: number }).epoch
}

async function eachOpen({ database }: ReconcileDeps, work: (plan: Plan) => Promise<void>): Promise<void> {
  let after: Stream = ''
  for (;;) {
    const heads = await readOpenHeads(database, after, page)
    await inTurns(heads.map(planNow), work)
    const last = heads.at(-1)
    if (last === undefined || heads.length < page) return
    after = last.stream
  }
}

/** A few at a time: Temporal also serves those who work meanwhile. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}

async function repair({ runs, wakes, database }: ReconcileDeps, plan: Plan, report: Reconciled): Promise<void> {
  report.open += 1
  const chosen = repairOf(await runs.look(plan.stream), plan)
  if (chosen === 'ahead') report.ahead.push(plan.stream)
  if (chosen === 'restart') await runs.end(plan.stream, 'reconcile: its workflow task kept failing')
  if (chosen === 'none') report.right += 1
  if (chosen === 'none' || chosen === 'ahead') return
  await wakes.wake(plan)
  await markWoken(database, plan)
  const told = { start: 'started', signal: 'signalled', restart: 'restarted' } as const
  report[told[chosen]] += 1
}

const markWoken = (database: Database, { stream, version }: Plan): Promise<unknown> =>
  database.withTransaction(systemActor, (transaction) =>
    transaction.commit([execute('mark_woken', [{ stream, version }])]),
  )

/** Runs that no open stream needs: of a stream closed meanwhile, or of one that a restored log does not have. */
async function finish({ database, runs, wakes }: ReconcileDeps, report: Reconciled): Promise<void> {
  for await (const streams of pagesOf(runs.running())) {
    const heads = new Map((await readHeads(database, streams)).map((head) => [head.stream, head]))
    await inTurns(streams, async (stream) => {
      const head = heads.get(stream)
      if (head === undefined) {
        await runs.end(stream, 'reconcile: the log has no such stream')
        report.ended.push(stream)
      } else if (head.closed_at !== null) {
        await wakes.wake(planNow(head))
        report.finished += 1
      }
    })
  }
}

async function* pagesOf(streams: AsyncIterable<Stream>): AsyncIterable<readonly Stream[]> {
  let gathered: Stream[] = []
  for await (const stream of streams) {
    gathered.push(stream)
    if (gathered.length < page) continue
    yield gathered
    gathered = []
  }
  if (gathered.length > 0) yield gathered
}
