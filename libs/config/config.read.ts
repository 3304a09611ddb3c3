import type { z } from 'zod'
import { type ProcessName, type SettingName, settings, settingsOf } from './config.settings'

type Settings = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> }

/** What a process was given to work with: the settings of `settingsOf`, parsed, under the names of their variables. */
export type Config<P extends ProcessName> = Pick<Settings, (typeof settingsOf)[P][number]>

/** Everything wrong with the environment, a line per setting in French and in English. No value is ever in it. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Réglages à corriger / Settings to correct:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
  }
}

/**
 * Reads the settings of one process, or refuses to go on with all that is wrong at once.
 * An empty variable counts as absent.
 * @throws ConfigError
 */
export function readConfig<P extends ProcessName>(process: P, env: NodeJS.ProcessEnv): Config<P> {
  const names: readonly SettingName[] = settingsOf[process]
  const problems: string[] = []
  const read: Partial<Record<SettingName, unknown>> = {}
  for (const name of names) {
    const given = env[name] || undefined
    const parsed = settings[name].schema.safeParse(given)
    if (parsed.success) read[name] = parsed.data
    else problems.push(problemOf(name, given === undefined))
  }
  problems.push(...queueProblems(names, env), ...loginProblems(names, env))
  if (problems.length > 0) throw new ConfigError(problems)
  return read as Config<P>
}

function problemOf(name: SettingName, absent: boolean): string {
  const { fr, en } = settings[name]
  return absent ? `${name} manque : ${fr}. / is missing: ${en}.` : `${name} doit être ${fr}. / must be ${en}.`
}

function queueProblems(names: readonly SettingName[], env: NodeJS.ProcessEnv): string[] {
  if (!names.includes('REDIS_URL') || env.REDIS_URL || env.QUEUE_DATABASE_URL) return []
  return [
    "REDIS_URL manque : donnez-la, ou QUEUE_DATABASE_URL pour une file d'attente sur PostgreSQL. / is missing: give it, or QUEUE_DATABASE_URL for a queue on PostgreSQL.",
  ]
}

/** A secret shared by all who make tokens is for development: it says who someone is without asking anybody. */
function loginProblems(names: readonly SettingName[], env: NodeJS.ProcessEnv): string[] {
  if (!names.includes('JWT_SECRET')) return []
  const inProduction = env.NODE_ENV === 'production'
  if (inProduction && env.JWT_SECRET) {
    return [
      "JWT_SECRET est refusé quand NODE_ENV=production : cette façon de se connecter est pour l'essai. / is refused when NODE_ENV=production: this way to log in is for trials.",
    ]
  }
  return inProduction || env.JWT_SECRET ? [] : [problemOf('JWT_SECRET', true)]
}
