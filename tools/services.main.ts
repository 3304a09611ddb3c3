import { addressesFileWritten } from './programs/addresses.file'
import { startServices } from './services/all.services'
import { exitWith, runSession } from './supervisor/session'

/** Starts the services alone, for tests and for working on one program, and stays up. */
exitWith(
  runSession('services', process.env, async ({ context, supervisor }) => {
    const { env, temporalPage } = await startServices(context, supervisor)
    const file = addressesFileWritten(context.layout, env)
    context.log(`Prêt. Adresses : ${file}${temporalPage === null ? '' : ` ; page de Temporal : ${temporalPage}`}`)
    context.log('Ctrl-C arrête tout.')
    return new Promise<never>(() => undefined)
  }),
)
