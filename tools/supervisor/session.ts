import { dataLayout, makeDataFolders } from '../services/data.layout'
import { ADOPTED_SERVICES } from '../services/all.services'
import { keptSecrets } from '../services/secrets.file'
import type { ServiceContext } from '../services/service.context'
import { ServicesRegistry } from '../services/services.registry'
import { Supervisor } from './supervisor'
import { takeLock } from './supervisor.lock'

/** What a command of the tools works with while its session lasts. */
export interface Session {
  readonly context: ServiceContext
  readonly supervisor: Supervisor
  /** Says something once everything has stopped: the last lines of the command. */
  readonly sayLast: (text: string) => void
}

/** The exit codes that shells give to these signals. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type StopSignal = keyof typeof EXIT_CODES

/**
 * Runs `body` as the one session of this clone's data, and stops all it started whatever ends it: its own end or
 * failure, Ctrl-C, a program that keeps dying, or the death of the process that started us.
 * Returns the exit code: `body`'s, 1 on failure, 128 + n on a signal.
 */
export async function runSession(
  command: string,
  env: NodeJS.ProcessEnv,
  body: (session: Session) => Promise<number>,
): Promise<number> {
  process.umask(0o077) // Temporal's file, logs and mails are for this user alone.
  const layout = dataLayout(process.cwd(), env)
  makeDataFolders(layout)
  const release = takeLock(layout.lock, command)
  const log = (line: string) => console.log(line)
  const lastWords: string[] = []
  try {
    const registry = new ServicesRegistry(layout.services)
    const context = { layout, registry, secrets: keptSecrets(layout.secrets), env, log }
    const supervisor = new Supervisor(registry, layout.logs, log)
    const asked = stopAsked()
    try {
      // Our own programs start anew, since their code may have changed; services are kept as they are.
      await supervisor.stopLeftovers(ADOPTED_SERVICES)
      return await Promise.race([
        body({ context, supervisor, sayLast: (text) => lastWords.push(text) }),
        asked,
        supervisor.failed,
      ])
    } finally {
      await supervisor.stop()
    }
  } finally {
    release()
    for (const text of lastWords) log(text)
  }
}

/** Resolves to the exit code once someone asks us to stop; asking again changes nothing, an ordered stop is under way. */
function stopAsked(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of Object.keys(EXIT_CODES) as StopSignal[]) process.on(signal, () => resolve(EXIT_CODES[signal]))
    process.once('disconnect', () => resolve(EXIT_CODES.SIGHUP))
    process.channel?.unref()
  })
}

/** Ends this process with what `main` returns, or tells why it failed in words rather than a stack. */
export function exitWith(main: Promise<number>): void {
  main.then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`\n${reasonOf(error)}\n`)
      process.exit(1)
    },
  )
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n${reasonOf(error.cause)}`
}
