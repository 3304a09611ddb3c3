import { readConfig } from '../libs/config'
import { migrateDatabase } from './programs/program.start'
import { settingsFileRead } from './programs/settings.file'
import { registerSearchAttributes } from './services/temporal.attributes'
import { exitWith } from './supervisor/session'

/** Prepares services that were given by their addresses: migrations, and what Temporal's page searches by. */
async function setup(): Promise<number> {
  const config = readConfig('setup', process.env)
  await migrateDatabase(config, process.cwd(), (line) => console.log(line))
  await registerSearchAttributes(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE)
  return 0
}

settingsFileRead()
exitWith(setup())
