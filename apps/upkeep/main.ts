import { ConfigError, readConfig } from '../../libs/config'
import { wireEngine } from '../../libs/engine/engine.wiring'
import { rebuilt, reconciled } from './upkeep.operations'

const usage = `Usage :
  reconcile              démarre ou répare chaque workflow d’après le journal
  reconcile --replan     recalcule les attentes, après un changement de règle ou de réglage
  reconcile --restored   après une restauration de PostgreSQL : les échéances d’avant ne valent plus
  rebuild                refait têtes, instantanés et tables de lecture d’après le journal
`

/** The commands that a person runs to put right what follows the log; the log itself is never touched. */
async function main([command, ...options]: readonly string[]): Promise<number> {
  const known = command === 'reconcile' ? ['--replan', '--restored'] : []
  if ((command !== 'reconcile' && command !== 'rebuild') || options.some((option) => !known.includes(option))) {
    process.stderr.write(usage)
    return 2
  }
  const wired = wireEngine(readConfig('upkeep', process.env), process.cwd(), (error, where) => {
    process.stderr.write(`${where} : ${error instanceof Error ? error.message : String(error)}\n`)
  })
  try {
    process.stdout.write(`${command === 'rebuild' ? await rebuilt(wired) : await reconciled(wired, options)}\n`)
    return 0
  } finally {
    await wired.close()
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof ConfigError || !(error instanceof Error) ? String(error) : `Rien n’a été fait : ${error.message || String(error)}`}\n`,
    )
    process.exitCode = 1
  },
)
