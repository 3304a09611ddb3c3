import { execFile } from 'node:child_process'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `parcours …` as `npm run parcours` does, with the given environment. */
export const upkeep = (env: NodeJS.ProcessEnv, ...args: readonly string[]) =>
  new Promise<Ran>((resolve) => {
    execFile(process.execPath, ['dist/apps/upkeep/main.js', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
