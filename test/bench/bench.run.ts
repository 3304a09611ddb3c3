import { cpus } from 'node:os'
import { join } from 'node:path'
import type { FollowedPort } from '../../libs/engine/temporal/temporal.followed'
import { ActorClient } from '../../tools/demo/actor.client'
import { type Addresses, compareRows, copyDatabase } from './bare.database'
import type { BenchFigures } from './bench.report'
import { type BenchProcess, startProcess } from './child.process'
import { prepareJourneys } from './journeys.prepare'
import type { WindowResult } from './load.window'
import { quietWait } from './quiet.wait'
import { runRounds, type Side } from './step.rounds'
import { measureLag } from './wake.lag'

/** What the bench needs of the set that it measures. */
export interface BenchContext {
  readonly apiUrl: string
  readonly jwtSecret: string
  readonly addresses: Addresses
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly followed: FollowedPort
  readonly log: (line: string) => void
  /** Starts what follows a step: worker, mailer, and the catcher of mails. The api runs already. */
  readonly startFollowers: () => Promise<void>
}

const journeys = 128
/** Six windows of three seconds for either side, after one each that does not count. */
const plan = { rounds: 6, milliseconds: 3_000, connections: 16 }
const lagPlan = { perSecond: 20, seconds: 30 }

/** The whole run: the api beside the bare route, first alone, then with all that follows a step; then the lag. */
export async function runBench(context: BenchContext): Promise<BenchFigures> {
  const { apiUrl, jwtSecret, addresses, root, env, log } = context
  const client = new ActorClient(apiUrl, jwtSecret)
  log(`Préparation : ${journeys} parcours par l’API`)
  const { mediator, targets } = await prepareJourneys(client, root, journeys)
  const bareDatabase = await copyDatabase(addresses, root)
  const processes: BenchProcess[] = []
  const start = (file: string, more: NodeJS.ProcessEnv = {}) => {
    const started = startProcess(join(__dirname, file), { ...env, ...more })
    processes.push(started)
    return started
  }
  try {
    const bare = start('bare.main.js', { DATABASE_URL: bareDatabase.app, BARE_ACTOR: mediator.sub })
    const load = start('load.main.js')
    const sides: { api: Side; bare: Side } = {
      api: { url: apiUrl, targets },
      bare: { url: await bare.ask<string>(), targets },
    }
    const token = await client.tokenOf(mediator)
    await compareOneStep(load, sides, token, [addresses.owner, bareDatabase.owner])
    log('Pas par HTTP, l’API et son relais seuls')
    const alone = await runRounds(load, sides, { token, plan, quiet: quietWait(addresses.owner, false) })
    await context.startFollowers()
    log('Pas par HTTP, tout en marche')
    const all = await runRounds(load, sides, { token, plan, quiet: quietWait(addresses.owner, true) })
    log('Retard des workflows')
    const lag = await measureLag(client, context.followed, { mediator, targets: sides.api.targets, plan: lagPlan })
    return { machine: { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }, alone, all, lag }
  } finally {
    await Promise.all(processes.map((each) => each.stop()))
  }
}

/** One step on either side, of the same journey: they must write alike, or their comparison would say nothing. */
async function compareOneStep(
  load: BenchProcess,
  sides: { readonly api: Side; readonly bare: Side },
  token: string,
  owners: readonly [api: string, bare: string],
): Promise<void> {
  const [first, ...rest] = sides.api.targets
  if (!first) throw new TypeError('nothing was prepared')
  for (const side of [sides.api, sides.bare]) {
    const order = { url: side.url, token, connections: 1, milliseconds: 1, targets: [first] }
    const { targets } = await load.ask<WindowResult>(order)
    side.targets = [...targets, ...rest]
  }
  await compareRows(owners, `journey-${first.id}`)
}
