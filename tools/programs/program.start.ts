import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { migrate } from '../../libs/event-store/migrate'
import { startServices } from '../services/all.services'
import type { Program } from '../supervisor/program'
import type { Session } from '../supervisor/session'
import { addressesFileWritten } from './addresses.file'
import { PROGRAM_NAMES, type ProgramName, programSettings } from './program.settings'

/** Where people and programs find what runs. */
export interface RunningSet {
  readonly apiUrl: string
  readonly jwtSecret: string
  /** Null when the server was given by its address. */
  readonly temporalPage: string | null
  /** Null when mails really leave. */
  readonly mailsPage: string | null
}

/** Whoever waits for an answer comes before what follows from it: on one machine, these have what the others leave. */
const FOLLOWERS = ['temporal', 'worker', 'mailer', 'catcher']

const TITLES: Readonly<Record<ProgramName, string>> = {
  catcher: 'Attrape-courriels',
  api: 'API',
  worker: 'Moteur des parcours (worker)',
  mailer: 'Envoi des courriels (mailer)',
}

/** What a request makes lives as long as its transaction: with more room it is gone before the collector copies it. */
const API_FLAGS = ['--max-semi-space-size=32']

/** A set whose services run and whose database is migrated: its programs may be started, all at once or some first. */
export interface PreparedSet extends RunningSet {
  /** The addresses of the services, by the names of the settings that carry them. */
  readonly addresses: Readonly<Record<string, string>>
  start(names: readonly ProgramName[]): Promise<void>
}

/** Starts services and programs, with the database migrated in between. */
export async function startEverything(session: Session): Promise<RunningSet> {
  const prepared = await startServicesMigrated(session)
  await prepared.start(PROGRAM_NAMES)
  return prepared
}

/** Starts the services and migrates the database; no program runs yet. */
export async function startServicesMigrated({ context, supervisor }: Session): Promise<PreparedSet> {
  supervisor.giveWay(FOLLOWERS)
  const services = await startServices(context, supervisor)
  addressesFileWritten(context.layout, services.env)
  const settings = await programSettings(context, services.env)
  await migrateDatabase(services.env, context.layout.root, context.log)
  const { api, catcher } = settings
  return {
    apiUrl: `http://${reachable(api?.API_HOST)}:${api?.API_PORT}`,
    jwtSecret: api?.JWT_SECRET ?? '',
    temporalPage: services.temporalPage,
    mailsPage: catcher === undefined ? null : `http://127.0.0.1:${catcher.CATCHER_PAGE_PORT}`,
    addresses: services.env,
    async start(names) {
      const programs = names.flatMap((name) => {
        const env = settings[name]
        return env === undefined ? [] : [programOf(name, env, context.layout.root)]
      })
      await Promise.all(programs.map((program) => supervisor.start(program)))
      await Promise.all(names.map((name) => tellWaiting(name, settings[name], context.log)))
    },
  }
}

interface DatabaseAddresses {
  readonly DATABASE_OWNER_URL?: string
  readonly DATABASE_URL?: string
  readonly KEYS_DATABASE_URL?: string
}

/** Applies the migrations, where the owner's address is known: in service that may be another machine's work. */
export async function migrateDatabase(
  addresses: DatabaseAddresses,
  root: string,
  log: (line: string) => void,
): Promise<void> {
  const { DATABASE_OWNER_URL, DATABASE_URL, KEYS_DATABASE_URL } = addresses
  if (!DATABASE_OWNER_URL || !DATABASE_URL || !KEYS_DATABASE_URL) {
    log('Base de données : DATABASE_OWNER_URL n’est pas donnée, rien n’est migré.')
    return
  }
  const appPassword = passwordOf(DATABASE_URL)
  const keysPassword = passwordOf(KEYS_DATABASE_URL)
  const { applied } = await migrate({ ownerUrl: DATABASE_OWNER_URL, appPassword, keysPassword, root })
  log(`Base de données : ${applied.length === 0 ? 'à jour' : `migrée (${applied.join(', ')})`}.`)
}

const passwordOf = (url: string) => decodeURIComponent(new URL(url).password)

/** 0.0.0.0 is where one listens, not where one asks. */
function reachable(host: string | undefined): string {
  return host === undefined || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
}

function programOf(name: ProgramName, env: NodeJS.ProcessEnv, root: string): Program {
  return {
    name,
    title: TITLES[name],
    command: process.execPath,
    args: ['--enable-source-maps', ...(name === 'api' ? API_FLAGS : []), join(root, 'dist/apps', name, 'main.js')],
    env,
    cwd: root,
    isReady: async () => (await askHealth(name, env, WAITING.includes(name) ? 'live' : 'ready')).ok,
    readyWithinMs: 60_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
  }
}

/** These work off what others leave them: where Temporal or the mail server is away, people are answered all the same. */
const WAITING: readonly ProgramName[] = ['worker', 'mailer']
const LOOKS = 50
const BETWEEN_LOOKS_MS = 200

/** Gives a follower ten seconds to reach what it needs, then says what it still waits for. */
async function tellWaiting(
  name: ProgramName,
  env: NodeJS.ProcessEnv | undefined,
  log: (line: string) => void,
): Promise<void> {
  if (env === undefined || !WAITING.includes(name)) return
  let causes: readonly string[] = []
  for (let look = 0; look < LOOKS; look += 1) {
    const answer = await askHealth(name, env, 'ready').catch(() => null)
    if (answer?.ok) return
    causes = ((await answer?.json()) as { causes: readonly string[] } | undefined)?.causes ?? []
    await delay(BETWEEN_LOOKS_MS)
  }
  log(`${TITLES[name]} : attend encore (${causes.join(', ')}) et reprendra seul ; le reste répond déjà.`)
}

const askHealth = (name: ProgramName, env: NodeJS.ProcessEnv, what: 'live' | 'ready') =>
  fetch(`${healthUrl(name, env)}/health/${what}`, { signal: AbortSignal.timeout(2000) })

function healthUrl(name: ProgramName, env: NodeJS.ProcessEnv): string {
  if (name === 'api') return `http://${reachable(env.API_HOST)}:${env.API_PORT}`
  if (name === 'catcher') return `http://127.0.0.1:${env.CATCHER_PAGE_PORT}`
  return `http://${reachable(env.HEALTH_HOST)}:${env.HEALTH_PORT}`
}
