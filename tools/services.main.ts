import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServices } from './services/all.services'
import { exitWith, runSession } from './supervisor/session'

/** Starts the services alone, for tests and for working on one program, and stays up. */
exitWith(
  runSession('services', process.env, async ({ context, supervisor }) => {
    const { env, temporalPage } = await startServices(context, supervisor)
    const file = join(context.layout.data, 'services.env')
    // Renamed into place: whoever waits for the file never reads half of it.
    writeFileSync(
      `${file}.next`,
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
      { mode: 0o600 },
    )
    renameSync(`${file}.next`, file)
    context.log(`Prêt. Adresses : ${file}${temporalPage === null ? '' : ` ; page de Temporal : ${temporalPage}`}`)
    context.log('Ctrl-C arrête tout.')
    return new Promise<never>(() => undefined)
  }),
)
