import { readConfig } from '../libs/config'
import { migrateDatabase } from './programs/program.start'
import { settingsFileRead } from './programs/settings.file'
import { exitWith } from './supervisor/session'

/** Prepares a database that was given by its addresses; can be run again. */
async function main(): Promise<number> {
  await migrateDatabase(readConfig('migrate', process.env), process.cwd(), (line) => console.log(line))
  return 0
}

settingsFileRead()
exitWith(main())
