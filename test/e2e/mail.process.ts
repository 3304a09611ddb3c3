import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from './api.process'

/** The built mailer, running in a process of its own. */
export interface MailerProcess {
  /** The answer of /health/ready: its status, and what is waited for. */
  ready(): Promise<{ readonly status: number; readonly causes: readonly string[] }>
  isAlive(): Promise<boolean>
  /** Everything that it has written so far, on both outputs. */
  logs(): string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Asks it to stop; answers its exit code. */
  stop(): Promise<number | null>
  /** Its exit code once it has ended by itself. */
  exited(): Promise<number | null>
}

/** Starts it with `settings`, and nothing of the shell's but the way to programs. */
export async function spawnMailer(settings: Readonly<Record<string, string>>): Promise<MailerProcess> {
  const port = await freePort()
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', HEALTH_PORT: String(port), ...settings }
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/apps/mailer/main.js')], { env })
  let written = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (written += chunk.toString()))
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })
  return {
    ready: async () => {
      const answer = await ask('/health/ready')
      const { causes = [] } = (await answer.json()) as { causes?: string[] }
      return { status: answer.status, causes }
    },
    isAlive: () =>
      ask('/health/live').then(
        ({ ok }) => ok,
        () => false,
      ),
    logs: () => written,
    kill: async () => {
      await ended(child, 'SIGKILL')
    },
    stop: () => ended(child, 'SIGTERM'),
    exited: () => ended(child, null),
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals | null): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  if (signal) child.kill(signal)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
