import { ConfigError } from '../../libs/config'
import type { WiredEngine } from '../../libs/engine/engine.wiring'
import { callCommand } from './call.commands'
import { definitionCommand } from './definition.commands'
import { UsageError } from './version.files'
import { rebuilt, reconciled, usage, withEngine } from './upkeep.operations'

const versions = new Map([
  ['definition', definitionCommand],
  ['call', callCommand],
])

/** The commands that a person runs on this machine; the log is only ever written by the one door. */
async function main([command, ...options]: readonly string[]): Promise<number> {
  const ofVersions = command === undefined ? undefined : versions.get(command)
  if (ofVersions) {
    const { code, text } = await ofVersions(options, withEngine)
    process.stdout.write(`${text}\n`)
    return code
  }
  const known = command === 'reconcile' ? ['--replan', '--restored'] : []
  if ((command !== 'reconcile' && command !== 'rebuild') || options.some((option) => !known.includes(option))) {
    process.stderr.write(usage)
    return 2
  }
  const run = command === 'rebuild' ? rebuilt : (wired: WiredEngine) => reconciled(wired, options)
  process.stdout.write(`${await withEngine(run)}\n`)
  return 0
}

function told(error: unknown): string {
  if (error instanceof UsageError) return error.message
  if (error instanceof ConfigError || !(error instanceof Error)) return String(error)
  return `Rien n’a été fait : ${error.message || String(error)}`
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${told(error)}\n`)
    process.exitCode = 1
  },
)
