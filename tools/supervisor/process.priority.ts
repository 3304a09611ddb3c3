import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

/** A tenth of what others get, while others want it; all there is as soon as they do not. */
const NICENESS = 10
const TRIES = 20
const PAUSE_MS = 120

/**
 * Lets a process, and what it starts, have what others leave of the processors. Answers null, or a code where this
 * system does not do that or does not let us; nothing else depends on it.
 */
export async function giveWay(pid: number): Promise<string | null> {
  try {
    setPriority(pid, NICENESS)
    if (process.platform === 'linux') await lowerGroup(pid)
    return null
  } catch (error) {
    return codeOf(error)
  }
}

/**
 * Linux shares its processors out between sessions first, and each of our programs has one of its own: within it the
 * priority alone would mean nothing. Whoever is not root may change one only every tenth of a second.
 */
async function lowerGroup(pid: number): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return writeFileSync(`/proc/${pid}/autogroup`, String(NICENESS))
    } catch (error) {
      const code = codeOf(error)
      // A kernel built without such groups goes by the priority.
      if (code === 'ENOENT') return
      if (code !== 'EAGAIN' || left === 0) throw error
    }
    await delay(PAUSE_MS)
  }
}

/** Node tells the code of setPriority's failure in `info`, that of a file's in `code`. */
function codeOf(error: unknown): string {
  const { code, info } = error as { code?: string; info?: { code?: string } }
  return info?.code ?? code ?? String(error)
}
