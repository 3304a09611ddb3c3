import { spawnSync } from 'node:child_process'

/** A user of this machine, by number. */
export interface UnixUser {
  readonly uid: number
  readonly gid: number
}

export const runsAsRoot = process.getuid?.() === 0

function idOf(option: '-u' | '-g', name: string): number | null {
  const asked = spawnSync('id', [option, name], { encoding: 'utf8' })
  return asked.status === 0 ? Number(asked.stdout.trim()) : null
}

function userNamed(name: string): UnixUser | null {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === null || gid === null ? null : { uid, gid }
}

/** The user whom PostgreSQL runs as when we are root, made when the machine has none. */
export function postgresUser(): UnixUser {
  const known = userNamed('postgres')
  if (known !== null) return known
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'postgres',
  ])
  const user = made.status === 0 ? userNamed('postgres') : null
  if (user !== null) return user
  throw new Error(
    `PostgreSQL refuse de tourner en root et l'utilisateur « postgres » n'a pas pu être créé : créez-le, ou lancez la commande sans être root.
PostgreSQL refuses to run as root and the user "postgres" could not be made: make it, or run the command as someone else.`,
  )
}

/** True when that user may reach and run `file`: asked of the machine, since rights are more than mode bits. */
export function canRun(user: UnixUser | undefined, file: string): boolean {
  const ran = spawnSync(file, ['--version'], { cwd: '/', stdio: 'ignore', uid: user?.uid, gid: user?.gid })
  return ran.status === 0
}

/** True when that user may cross `folder` on the way to what is in it. */
export function canCross(user: UnixUser, folder: string): boolean {
  const ran = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    uid: user.uid,
    gid: user.gid,
  })
  return ran.status === 0
}
