import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive, type ProcessIdentity } from '../services/process.identity'
import type { Ending, Program } from './program'

const POLL_MS = 200

/** One process of a program. */
export interface ProgramRun {
  readonly pid: number
  /** Resolves, with the reason in a few words, once the process has ended. Never rejects. */
  readonly ended: Promise<string>
  /** False from then on: its pid may belong to something else. */
  readonly isLiving: () => boolean
}

function runOf(pid: number, end: Promise<string>): ProgramRun {
  let living = pid !== 0
  const ended = end.finally(() => {
    living = false
  })
  return { pid, ended, isLiving: () => living }
}

/**
 * Starts the program with its output appended to `logFile`.
 * A file and not a pipe: the process outlives a killed supervisor without dying of a broken pipe.
 * A process group of its own: Ctrl-C reaches us alone, and we stop things in order.
 */
export function spawnRun(program: Program, logFile: string): ProgramRun {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(program.command, program.args, {
    cwd: program.cwd,
    env: program.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...(program.user === undefined ? {} : { uid: program.user.uid, gid: program.user.gid }),
  })
  closeSync(log)
  return runOf(child.pid ?? 0, endOf(child))
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
}

/** Watches a process that an earlier supervisor started: not our child, so it is asked after. */
export function adoptRun(identity: ProcessIdentity): ProgramRun {
  const ended = async () => {
    while (isAlive(identity)) await delay(POLL_MS)
    return 'disparu / gone'
  }
  return runOf(identity.pid, ended())
}

/** Asks the process to end, and ends it with its whole group when it does not in time. */
export async function stopRun(run: ProgramRun, { stopSignal, stopWithinMs }: Ending): Promise<void> {
  if (!run.isLiving()) return
  signal(run.pid, stopSignal)
  const overdue = new AbortController()
  const inTime = await Promise.race([
    run.ended.then(() => true),
    delay(stopWithinMs, false, { signal: overdue.signal }).catch(() => true),
  ])
  overdue.abort()
  if (inTime) return
  signal(-run.pid, 'SIGKILL')
  await run.ended
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The last lines of a log, for a message that says why a program died. */
export function lastLines(logFile: string, count: number): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
}
