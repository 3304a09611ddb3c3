import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataLayout, dataLayout } from '../services/data.layout'
import { systemFolderFor } from '../services/postgres.binaries'
import { runsAsRoot } from '../services/unix.user'
import { ServicesRegistry } from '../services/services.registry'
import { Supervisor } from '../supervisor/supervisor'
import { holderOf } from '../supervisor/supervisor.lock'

const PREFIX = 'parcours-npm-test-'

/** A set that starts has a folder before it has a lock. */
const ABANDONED_AFTER_MS = 60_000

/** A folder for one test run's services, told from the others in the system's temporary folder. */
export function makeTestFolder(): string {
  return mkdtempSync(join(tmpdir(), PREFIX))
}

/** Removes a test run's folder, with the data that PostgreSQL may have had to keep elsewhere. */
export function removeTestFolder(folder: string): void {
  const { postgres } = dataLayout(folder, { PARCOURS_DATA: folder })
  if (runsAsRoot) rmSync(systemFolderFor(postgres), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/** Stops and removes what killed test runs left: their services would run, and fill the disk, for ever. */
export async function clearStaleSets(log: (line: string) => void): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const layout = dataLayout(tmpdir(), { PARCOURS_DATA: name })
    if (!isAbandoned(layout)) continue
    await new Supervisor(new ServicesRegistry(layout.services), layout.logs, log).stopLeftovers([])
    removeTestFolder(layout.data)
  }
}

function isAbandoned({ data, lock }: DataLayout): boolean {
  const { uid, mtimeMs } = statSync(data)
  return uid === process.getuid?.() && Date.now() - mtimeMs > ABANDONED_AFTER_MS && holderOf(lock) === null
}
