import { addressTable } from './programs/address.table'
import { startEverything } from './programs/program.start'
import { settingsFileRead } from './programs/settings.file'
import { exitWith, runSession } from './supervisor/session'

/** Starts everything and stays up until it is asked to stop. */
settingsFileRead()
exitWith(
  runSession('npm start', process.env, async (session) => {
    const running = await startEverything(session)
    console.log(
      `\nParcours est prêt.\n\n${addressTable(running)}\n\nPour essayer l’API : npm run token -- coordinator donne un jeton (bouton « Authorize »).\nCtrl-C arrête tout.`,
    )
    return new Promise<never>(() => undefined)
  }),
)
