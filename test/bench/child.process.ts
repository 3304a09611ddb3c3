import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of the bench, that answers each message with one. */
export interface BenchProcess {
  /** Sends a message, where one is given, and waits for the next answer. Rejects where the process ends instead. */
  ask<A>(message?: object): Promise<A>
  stop(): Promise<void>
}

/** Starts one of the bench's own programs; `file` is compiled. What it writes is shown. */
export function startProcess(file: string, env: NodeJS.ProcessEnv): BenchProcess {
  const child = fork(file, { env, execArgv: ['--enable-source-maps'] })
  const answers = answersOf(child)
  return {
    ask: async <A>(message?: object) => {
      if (message) child.send(message)
      const answer = await answers()
      if ('error' in answer) throw new Error(`${file}: ${String(answer.error)}`)
      return answer.result as A
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

type Answer = { readonly result: unknown } | { readonly error: unknown }

function answersOf(child: ChildProcess): () => Promise<Answer> {
  return () =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`a process of the bench has ended (${code})`))
      child.once('exit', ended)
      child.once('message', (answer) => {
        child.off('exit', ended)
        resolve(answer as Answer)
      })
    })
}
