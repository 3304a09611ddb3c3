import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process told from any later one that gets the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** Opaque: the boot and the kernel's start tick on Linux, `ps`'s start date elsewhere. */
  readonly started: string
}

/** The identity of the living process `pid`, or null when there is none (a zombie is none). */
export function identityOf(pid: number): ProcessIdentity | null {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return started === null ? null : { pid, started }
}

/** True while that very process lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started
}

function startOnLinux(pid: number): string | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
  // The command's name stands between brackets and may hold spaces: fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot}/${fields[19]}`
}

/** ENOENT when the process is not there, ESRCH when it ends while its file is read. */
function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ESRCH'
}

function startByPs(pid: number): string | null {
  const asked = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = asked.status === 0 ? asked.stdout.trim() : ''
  if (line === '' || line.startsWith('Z')) return null
  return line.replace(/^\S+\s+/, '')
}
