import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { addressesFileRead } from './programs/addresses.file'
import { settingsFileRead } from './programs/settings.file'
import { dataLayout } from './services/data.layout'
import { exitWith } from './supervisor/session'

/** Runs a command of upkeep on the services of `npm start`, or on those that the environment names. */
async function upkeep(args: readonly string[]): Promise<number> {
  const layout = dataLayout(process.cwd(), process.env)
  settingsFileRead()
  addressesFileRead(layout)
  const main = join(layout.root, 'dist/apps/upkeep/main.js')
  const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], { stdio: 'inherit' })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

exitWith(upkeep(process.argv.slice(2)))
