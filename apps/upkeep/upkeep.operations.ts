import { readConfig } from '../../libs/config'
import { wireEngine, type WiredEngine } from '../../libs/engine/engine.wiring'
import { recomputePlan } from '../../libs/engine/plan.recompute'
import { rebuild } from '../../libs/engine/rebuild'
import { reportOf } from '../../libs/engine/reconcile.report'
import { reconcile } from '../../libs/engine/reconcile.run'
import { temporalRuns } from '../../libs/engine/temporal/temporal.runs'
import { temporalWake } from '../../libs/engine/temporal/temporal.wake'
import { rebuildOutcomes } from '../../libs/read-models/statistics/outcome.projection'
import { callUsage } from './call.commands'
import { definitionUsage } from './definition.commands'

export const usage = `Usage :
  reconcile              démarre ou répare chaque workflow d’après le journal
  reconcile --replan     recalcule les attentes, après un changement de règle ou de réglage
  reconcile --restored   après une restauration de PostgreSQL : les échéances d’avant ne valent plus
  rebuild                refait têtes, instantanés et tables de lecture d’après le journal
${definitionUsage}${callUsage}`

/** Runs something on the services, then lets go of them. */
export async function withEngine<T>(use: (wired: WiredEngine) => Promise<T>): Promise<T> {
  const wired = wireEngine(readConfig('upkeep', process.env), process.cwd(), (error, where) => {
    process.stderr.write(`${where} : ${error instanceof Error ? error.message : String(error)}\n`)
  })
  try {
    return await use(wired)
  } finally {
    await wired.close()
  }
}

/** Makes every workflow right by the log; answers what a person reads of it. */
export async function reconciled(
  { database, deps, temporal }: WiredEngine,
  options: readonly string[],
): Promise<string> {
  const { clock } = deps
  const replan = (stream: string) => recomputePlan(deps, stream)
  const asked = { replan: options.includes('--replan'), restored: options.includes('--restored') }
  const ports = { database, clock, runs: temporalRuns(temporal), wakes: temporalWake(temporal), replan }
  return reportOf(await reconcile(ports, asked))
}

/** Makes everything that follows the log anew; answers what a person reads of it. */
export async function rebuilt({ database, deps }: WiredEngine): Promise<string> {
  const { streams, events, plansToRecompute } = await rebuild(deps)
  await rebuildOutcomes(database)
  const plans = plansToRecompute === 0 ? '' : ` ${plansToRecompute} attentes ont changé de règle : reconcile --replan.`
  return `${streams} flux refaits d’après ${events} faits, statistiques comprises.${plans}`
}
