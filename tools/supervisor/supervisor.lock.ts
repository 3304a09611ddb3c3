import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { identityOf, isAlive, type ProcessIdentity } from '../services/process.identity'

interface Holder extends ProcessIdentity {
  readonly command: string
}

/** One clone, one running set: takes the lock file or refuses with the pid that holds it. Returns how to give it back. */
export function takeLock(file: string, command: string): () => void {
  const holder = holderOf(file)
  if (holder !== null) throw new Error(refusal(holder))
  rmSync(file, { force: true })
  const self = identityOf(process.pid)
  try {
    // `wx`: of two that start at the same moment, one finds the file made by the other.
    writeFileSync(file, JSON.stringify({ ...self, command }), { flag: 'wx', mode: 0o644 })
  } catch (error) {
    const other = holderOf(file)
    throw other === null ? error : new Error(refusal(other))
  }
  return () => rmSync(file, { force: true })
}

/** Who holds the lock and still lives: the lock of a killed supervisor holds nothing. */
export function holderOf(file: string): Holder | null {
  if (!existsSync(file)) return null
  const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
  return isAlive(holder) ? holder : null
}

function refusal({ pid, command }: Holder): string {
  return `Ce dossier fait déjà tourner « ${command} » (processus ${pid}) : arrêtez-le d'abord (Ctrl-C, ou kill ${pid}).
This folder already runs "${command}" (process ${pid}): stop it first (Ctrl-C, or kill ${pid}).`
}
