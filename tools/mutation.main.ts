import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { exitWith } from './supervisor/session'

/** Changes of which fewer are noticed are too many. */
const LEAST_PERCENT = 85
const CORE = 'libs/domain'

const reportSchema = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
})

/** How many changes of a folder were noticed, of how many that a test could notice. */
interface Score {
  readonly folder: string
  readonly noticed: number
  readonly tried: number
}

/**
 * Changes one thing at a time in each folder of libs/domain, or in those that are named, and expects a test of that
 * folder to notice; exits 1 where less than 85 % are noticed in all of them together.
 */
async function mutation(named: readonly string[]): Promise<number> {
  const folders = foldersOf(named)
  const scores: Score[] = []
  for (const folder of folders) {
    const code = await runStryker(folder)
    if (code !== 0) return code
    scores.push(scoreOf(folder))
  }
  const [noticed, tried] = [sum(scores, 'noticed'), sum(scores, 'tried')]
  const all = [...scores, { folder: 'en tout', noticed, tried }]
  for (const each of all)
    console.log(
      `${each.folder.padEnd(12)} ${percentOf(each).toFixed(1).padStart(5)} %  ${each.noticed} / ${each.tried}`,
    )
  return percentOf({ noticed, tried }) < LEAST_PERCENT ? 1 : 0
}

function foldersOf(named: readonly string[]): readonly string[] {
  const all = readdirSync(CORE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  const unknown = named.filter((name) => !all.includes(name))
  if (unknown.length > 0) throw new Error(`Dossier inconnu / unknown folder: ${unknown.join(', ')} (${all.join(', ')})`)
  return named.length > 0 ? named : all
}

function runStryker(folder: string): Promise<number> {
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
  const env = { ...process.env, MUTATED: folder }
  const child = spawn(process.execPath, [stryker, 'run'], { stdio: 'inherit', env })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** A change that no test covers is not noticed; one that cannot compile, or that is left out, is none. */
function scoreOf(folder: string): Score {
  const report: unknown = JSON.parse(readFileSync(`coverage/mutation/${folder}.json`, 'utf8'))
  const { files } = reportSchema.parse(report)
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  return { folder, noticed, tried: noticed + count('Survived', 'NoCoverage') }
}

const sum = (scores: readonly Score[], what: 'noticed' | 'tried') =>
  scores.reduce((total, score) => total + score[what], 0)

const percentOf = ({ noticed, tried }: Pick<Score, 'noticed' | 'tried'>) =>
  tried === 0 ? 100 : (100 * noticed) / tried

exitWith(mutation(process.argv.slice(2)))
