import { temporalClient } from '../libs/engine/temporal/temporal.client'
import { temporalFollowed } from '../libs/engine/temporal/temporal.followed'
import { missedTargets, reportOf } from '../test/bench/bench.report'
import { runBench } from '../test/bench/bench.run'
import { startServicesMigrated } from './programs/program.start'
import { clearStaleSets, makeTestFolder, removeTestFolder } from './suites/stale.sets'
import { withoutSettings } from './suites/test.environment'
import { exitWith, runSession, type Session } from './supervisor/session'

/** Measures a set of its own, and fails where a target is missed. */
async function bench({ context, supervisor, sayLast }: Session): Promise<number> {
  const running = await startServicesMigrated({ context, supervisor, sayLast })
  const { apiUrl, jwtSecret, addresses } = running
  const [owner, app, keys] = ['DATABASE_OWNER_URL', 'DATABASE_URL', 'KEYS_DATABASE_URL'].map(
    (name) => addresses[name] ?? '',
  ) as [string, string, string]
  const temporal = temporalClient({
    TEMPORAL_ADDRESS: addresses.TEMPORAL_ADDRESS ?? '',
    TEMPORAL_NAMESPACE: addresses.TEMPORAL_NAMESPACE ?? '',
    CODEC_KEY: Buffer.from(context.secrets.CODEC_KEY, 'base64'),
  })
  await running.start(['api'])
  try {
    const figures = await runBench({
      ...{ apiUrl, jwtSecret, addresses: { owner, app, keys }, root: context.layout.root, env: context.env },
      followed: temporalFollowed(temporal, (error) => context.log(String(error))),
      log: context.log,
      startFollowers: () => running.start(['catcher', 'worker', 'mailer']),
    })
    sayLast(reportOf(figures))
    return missedTargets(figures).length === 0 ? 0 : 1
  } finally {
    await temporal.connection.close()
  }
}

/** Runs on services of its own in a temporary folder, and removes it all. */
async function main(): Promise<number> {
  await clearStaleSets(console.log)
  const folder = makeTestFolder()
  try {
    return await runSession('npm run bench', { ...withoutSettings(process.env), PARCOURS_DATA: folder }, bench)
  } finally {
    removeTestFolder(folder)
  }
}

exitWith(main())
