import type { Supervisor } from '../supervisor/supervisor'
import { databaseUrls, makeDatabases } from './postgres.databases'
import { preparePostgres } from './postgres.service'
import { asksForPostgres, prepareRedis } from './redis.service'
import type { ServiceContext } from './service.context'
import { prepareTemporal } from './temporal.service'

/** The names under which the services run: a new session adopts them. */
export const ADOPTED_SERVICES = ['postgres', 'redis', 'temporal'] as const

/** What was started or found, as the settings that the programs read. */
export interface RunningServices {
  readonly env: Readonly<Record<string, string>>
  /** Temporal's page, null when the server was given by its address. */
  readonly temporalPage: string | null
}

/** Starts PostgreSQL, the queue and Temporal, each only where the environment does not name one. */
export async function startServices(context: ServiceContext, supervisor: Supervisor): Promise<RunningServices> {
  const [databases, queue, temporal] = await Promise.all([
    startPostgres(context, supervisor),
    startQueue(context, supervisor),
    startTemporal(context, supervisor),
  ])
  if (queue.REDIS_URL === undefined) tellQueueOnPostgres(context)
  return { env: { ...databases, ...queue, ...temporal.env }, temporalPage: temporal.page }
}

/** PostgreSQL alone: the addresses of its databases, as settings. */
export async function startPostgres(context: ServiceContext, supervisor: Supervisor): Promise<Record<string, string>> {
  const { env, secrets, log } = context
  if (env.DATABASE_URL) {
    log('PostgreSQL : celui de DATABASE_URL, rien à démarrer.')
    return given(env, ['DATABASE_URL', 'DATABASE_OWNER_URL', 'KEYS_DATABASE_URL', 'QUEUE_DATABASE_URL'])
  }
  const { program, port } = await preparePostgres(context)
  await supervisor.start(program)
  await makeDatabases(port, secrets)
  return { ...databaseUrls(port, secrets) }
}

async function startQueue(context: ServiceContext, supervisor: Supervisor): Promise<Record<string, string>> {
  if (context.env.REDIS_URL) {
    context.log('Redis : celui de REDIS_URL, rien à démarrer.')
    return given(context.env, ['REDIS_URL'])
  }
  const redis = await prepareRedis(context)
  if (redis === null) return {}
  await supervisor.start(redis.program)
  return { REDIS_URL: redis.url }
}

function tellQueueOnPostgres({ env, log }: Pick<ServiceContext, 'env' | 'log'>): void {
  if (asksForPostgres(env)) {
    log(
      'File d’attente : BullMQ sur PostgreSQL, comme demandé par PARCOURS_QUEUE=postgres. / Queue on PostgreSQL, as asked.',
    )
    return
  }
  log('*** File d’attente : pas de Redis (ni REDIS_URL, ni redis-server, ni valkey-server) :')
  log('*** BullMQ tourne sur PostgreSQL. En service, préférez un Redis ou un Valkey. / Queue on PostgreSQL, no Redis.')
}

interface StartedTemporal {
  readonly env: Record<string, string>
  readonly page: string | null
}

async function startTemporal(context: ServiceContext, supervisor: Supervisor): Promise<StartedTemporal> {
  const { env, log } = context
  if (env.TEMPORAL_ADDRESS) {
    log('Temporal : celui de TEMPORAL_ADDRESS, rien à démarrer.')
    return { env: { TEMPORAL_ADDRESS: env.TEMPORAL_ADDRESS }, page: null }
  }
  const { program, address, page } = await prepareTemporal(context)
  await supervisor.start(program)
  return { env: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' }, page }
}

/** The named settings that the environment holds. */
function given(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}
