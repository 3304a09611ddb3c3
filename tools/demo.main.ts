import { play } from './demo/play'
import { addressTable } from './programs/address.table'
import { startEverything } from './programs/program.start'
import { settingsFileRead } from './programs/settings.file'
import { exitWith, runSession, type Session } from './supervisor/session'

/** Starts everything, plays the main job on the examples, and says how to look at what is left once all is stopped. */
async function demo(session: Session): Promise<number> {
  const running = await startEverything(session)
  const { apiUrl, jwtSecret } = running
  if (jwtSecret === '') {
    throw new Error(`La démonstration se connecte par des jetons d'essai, que NODE_ENV=production refuse.
The demonstration logs in by trial tokens, which NODE_ENV=production refuses.`)
  }
  const { context } = session
  await play({ apiUrl, jwtSecret, root: context.layout.root, log: context.log })
  session.sayLast(
    `\nTout est arrêté. Pour regarder ces mêmes données :\n\n  npm start\n\npuis :\n\n${addressTable(running)}`,
  )
  return 0
}

settingsFileRead()
exitWith(runSession('npm run demo', process.env, demo))
