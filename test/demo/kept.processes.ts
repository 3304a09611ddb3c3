import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../e2e/api.process'

export type ProgramName = 'api' | 'worker' | 'mailer'

/** The built programs as the supervisor keeps them: whichever dies is started again. */
export interface KeptProcesses {
  readonly apiUrl: string
  /** Ends one as a power cut would; answers once it is up again. */
  kill(name: ProgramName): Promise<void>
  /** Everything that all of them have written. */
  logs(): string
  stop(): Promise<void>
}

/** Starts api, worker and mailer on these settings and waits until all are ready. */
export async function keepProcesses(settings: Readonly<Record<string, string>>): Promise<KeptProcesses> {
  const ports = { api: await freePort(), worker: await freePort(), mailer: await freePort() }
  const apiUrl = `http://127.0.0.1:${ports.api}`
  const children = new Map<ProgramName, ChildProcess>()
  let written = ''
  let stopping = false

  const start = (name: ProgramName) => {
    const own = name === 'api' ? { API_PORT: String(ports.api) } : { HEALTH_PORT: String(ports[name]) }
    const env = { PATH: process.env.PATH, NODE_ENV: 'test', PUBLIC_URL: apiUrl, ...settings, ...own }
    const child = spawn(process.execPath, ['--enable-source-maps', `dist/apps/${name}/main.js`], { env })
    for (const output of [child.stdout, child.stderr]) output.on('data', (text) => (written += String(text)))
    child.once('exit', () => {
      if (!stopping) start(name)
    })
    children.set(name, child)
  }
  const ready = async (name: ProgramName) => {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const answer = await fetch(`http://127.0.0.1:${ports[name]}/health/ready`).catch(() => null)
      if (answer?.ok) return
      await sleep(100)
    }
    throw new Error(`${name} is not ready:\n${written.slice(-2_000)}`)
  }
  const names = ['api', 'worker', 'mailer'] as const
  names.forEach(start)
  await Promise.all(names.map(ready))
  return {
    apiUrl,
    async kill(name) {
      const child = children.get(name)
      child?.kill('SIGKILL')
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await ready(name)
    },
    logs: () => written,
    async stop() {
      stopping = true
      await Promise.all(
        [...children.values()].map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill('SIGTERM')
          await once(child, 'exit')
        }),
      )
    },
  }
}
