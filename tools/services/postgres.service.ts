import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { Program } from '../supervisor/program'
import { findPostgres, type PostgresBinaries, systemFolderFor } from './postgres.binaries'
import type { ServiceContext } from './service.context'
import { canCross, postgresUser, runsAsRoot, type UnixUser } from './unix.user'

/** The superuser of the cluster that we make; programs never connect as it. */
export const SUPERUSER = 'postgres'

/** A cluster ready to be started, and where it will listen. */
export interface PostgresService {
  readonly program: Program
  readonly port: number
}

/** Finds PostgreSQL, makes its cluster on first use, and tells how to run it. */
export async function preparePostgres(context: ServiceContext): Promise<PostgresService> {
  const user = runsAsRoot ? postgresUser() : undefined
  const binaries = findPostgres(context.layout.root, user, context.log)
  const folder = clusterFolder(context, user)
  const cluster = join(folder, 'cluster')
  if (!existsSync(cluster)) initialise(binaries, cluster, user, context.secrets.POSTGRES_PASSWORD)
  refuseOtherMajor(cluster, binaries)
  const port = await context.registry.port('postgres', 'sql')
  context.log(`PostgreSQL : ${binaries.origin}, port ${port}, données ${cluster}.`)
  return { port, program: programOf(binaries, cluster, port, user, context.secrets.POSTGRES_PASSWORD) }
}

/** The folder that PostgreSQL's user owns: in the data folder, unless that user cannot get there. */
function clusterFolder({ layout, secrets, log }: ServiceContext, user: UnixUser | undefined): string {
  if (user === undefined) {
    mkdirSync(layout.postgres, { recursive: true, mode: 0o700 })
    return layout.postgres
  }
  const reachable = canCross(user, dirname(layout.postgres))
  // A clone that was deleted leaves its cluster there; a later one at the same path has other secrets and cannot open it.
  const edition = createHash('sha256').update(secrets.POSTGRES_PASSWORD).digest('hex').slice(0, 8)
  const folder = reachable ? layout.postgres : join(systemFolderFor(layout.postgres), `postgres-${edition}`)
  if (!reachable) log(`PostgreSQL : son utilisateur ne peut pas entrer dans ${layout.data} ; données dans ${folder}.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chownSync(folder, user.uid, user.gid)
  return folder
}

/** Made aside, then renamed: a set-up cut short leaves no half cluster. */
function initialise(binaries: PostgresBinaries, cluster: string, user: UnixUser | undefined, password: string): void {
  const partial = `${cluster}.partial`
  rmSync(partial, { recursive: true, force: true })
  const passwordFolder = mkdtempSync(join(tmpdir(), 'parcours-'))
  try {
    const passwordFile = join(passwordFolder, 'password')
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (user !== undefined) {
      chmodSync(passwordFolder, 0o711)
      chownSync(passwordFile, user.uid, user.gid)
    }
    const args = ['-D', partial, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']
    const made = spawnSync(binaries.initdb, [...args, ...localeArgs(binaries)], {
      cwd: '/',
      encoding: 'utf8',
      uid: user?.uid,
      gid: user?.gid,
    })
    if (made.status !== 0) throw new Error(`initdb : ${made.error?.message ?? made.stderr}`)
  } finally {
    rmSync(passwordFolder, { recursive: true, force: true })
  }
  renameSync(partial, cluster)
}

/** Since version 17 PostgreSQL carries a UTF-8 locale of its own, the same on every machine. */
function localeArgs({ major }: PostgresBinaries): string[] {
  return major >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : [`--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`]
}

function refuseOtherMajor(cluster: string, binaries: PostgresBinaries): void {
  const written = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim())
  if (written === binaries.major) return
  throw new Error(
    `Les données ${cluster} sont d'un PostgreSQL ${written} et celui d'ici est un ${binaries.origin}.
The data ${cluster} is of PostgreSQL ${written} and the one here is ${binaries.origin}.`,
  )
}

function programOf(
  binaries: PostgresBinaries,
  cluster: string,
  port: number,
  user: UnixUser | undefined,
  password: string,
): Program {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: '/',
    user,
    isReady: () => answers(port, password),
    readyWithinMs: 60_000,
    // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, nothing needs recovery.
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = superuserClient(port, password, 'postgres')
  client.on('error', () => undefined) // A server that goes away while it is asked is only "not ready".
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } finally {
    await client.end()
  }
}

/** A client of our own cluster as its superuser, not yet connected. */
export function superuserClient(port: number, password: string, database: string): Client {
  return new Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database, connectionTimeoutMillis: 5000 })
}
