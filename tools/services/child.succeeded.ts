import type { ChildProcess } from 'node:child_process'

/** Resolves when the process ends well in time; it is killed when it does not, or when we end. */
export function succeeded(child: ChildProcess, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
    const endWithUs = () => child.kill('SIGKILL')
    process.once('exit', endWithUs)
    const settle = (outcome: () => void) => {
      clearTimeout(late)
      process.removeListener('exit', endWithUs)
      outcome()
    }
    child.once('error', (error) => settle(() => reject(error)))
    child.once('exit', (code, signal) =>
      settle(() => (code === 0 ? resolve() : reject(new Error(`${child.spawnfile} → ${signal ?? code}`)))),
    )
  })
}
