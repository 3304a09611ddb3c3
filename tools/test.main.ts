import { startServices } from './services/all.services'
import { findTestServer } from './services/temporal.test.server'
import { clearStaleSets, makeTestFolder, removeTestFolder } from './suites/stale.sets'
import { reportOf } from './suites/suite.report'
import { runSuite, type SuiteResult } from './suites/suite.run'
import { suites } from './suites/suite.table'
import { suiteEnvironment, withoutSettings } from './suites/test.environment'
import { exitWith, runSession, type Session } from './supervisor/session'

/** The suites named on the command line, or all of them. */
function chosenSuites(names: readonly string[]): typeof suites {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) throw new Error(`Suite inconnue / unknown suite: ${unknown.join(', ')}`)
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name))
}

async function runSuites({ context, supervisor, sayLast }: Session): Promise<number> {
  const chosen = chosenSuites(process.argv.slice(2))
  const testServer = await findTestServer(context)
  const services = await startServices(context, supervisor)
  const env = suiteEnvironment(context.env, services.env, context.secrets, testServer)
  const results: SuiteResult[] = []
  for (const suite of chosen) results.push(await runSuite(suite, context.layout.data, env))
  const report = reportOf(results, services.env.REDIS_URL !== undefined)
  sayLast(report.text)
  return report.failed === 0 ? 0 : 1
}

/** Starts services of its own in a temporary folder, runs every suite, and removes it all. */
async function main(): Promise<number> {
  await clearStaleSets(console.log)
  const folder = makeTestFolder()
  const env = { ...withoutSettings(process.env), PARCOURS_DATA: folder }
  try {
    return await runSession('npm test', env, runSuites)
  } finally {
    removeTestFolder(folder)
  }
}

exitWith(main())
