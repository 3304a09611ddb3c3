import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where one clone keeps what its services write. */
export interface DataLayout {
  /** The clone: package.json, dist, node_modules. */
  readonly root: string
  readonly data: string
  readonly logs: string
  readonly postgres: string
  readonly redis: string
  readonly mails: string
  readonly temporalDatabase: string
  readonly secrets: string
  readonly services: string
  readonly lock: string
}

/** The layout of `root`'s data: `.data` in the clone, or the folder that PARCOURS_DATA names. */
export function dataLayout(root: string, env: NodeJS.ProcessEnv): DataLayout {
  const data = resolve(root, env.PARCOURS_DATA || '.data')
  return {
    root,
    data,
    logs: join(data, 'logs'),
    postgres: join(data, 'postgres'),
    redis: join(data, 'redis'),
    mails: join(data, 'mails'),
    temporalDatabase: join(data, 'temporal.db'),
    secrets: join(data, 'secrets.env'),
    services: join(data, 'services.json'),
    lock: join(data, 'supervisor.lock'),
  }
}

/** Makes the folders. 0711 on the data: PostgreSQL's own user must cross it, and nobody else may list it. */
export function makeDataFolders(layout: DataLayout): void {
  if (!existsSync(layout.data)) mkdirSync(layout.data, { recursive: true })
  chmodSync(layout.data, 0o711)
  for (const folder of [layout.logs, layout.redis, layout.mails]) mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Downloads are kept per user, not per clone: a second clone or the tests find them there. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const folder = env.PARCOURS_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parcours')
  mkdirSync(folder, { recursive: true })
  return folder
}
