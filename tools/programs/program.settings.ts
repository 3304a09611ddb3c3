import { ConfigError, type ProcessName, readConfig, type SettingName, settingsOf } from '../../libs/config'
import type { ServiceContext } from '../services/service.context'

/** The processes of Parcours that `npm start` keeps running. */
export const PROGRAM_NAMES = ['catcher', 'api', 'worker', 'mailer'] as const
export type ProgramName = (typeof PROGRAM_NAMES)[number]

/** The environment each program is started with, by name; no catcher where SMTP_URL names a server. */
export type ProgramSettings = Readonly<Partial<Record<ProgramName, NodeJS.ProcessEnv>>>

/**
 * Completes what the person set with what was started and drawn for this clone, and gives each program its own part.
 * @throws ConfigError with all that is wrong in any of them.
 */
export async function programSettings(
  context: ServiceContext,
  services: Readonly<Record<string, string>>,
): Promise<ProgramSettings> {
  const all = { ...(await defaults(context)), ...given(context.env), ...services }
  const healthPort = async (name: string) => ({ HEALTH_PORT: String(await context.registry.port(name, 'health')) })
  const settings: Partial<Record<ProgramName, NodeJS.ProcessEnv>> = {}
  const problems = new Set<string>()
  for (const name of PROGRAM_NAMES) {
    if (name === 'catcher' && context.env.SMTP_URL) continue
    const names: readonly SettingName[] = settingsOf[name]
    const health = names.includes('HEALTH_PORT') ? await healthPort(name) : {}
    const env = { ...all, ...health }
    for (const problem of problemsOf(name, env)) problems.add(problem)
    settings[name] = environmentOf(name, context.env, env)
  }
  if (problems.size > 0) throw new ConfigError([...problems])
  return settings
}

async function defaults({ env, registry, secrets, layout }: ServiceContext): Promise<Record<string, string>> {
  const apiPort = env.API_PORT || String(await registry.port('api', 'http'))
  const smtpPort = await registry.port('catcher', 'smtp')
  const { JWT_SECRET, VAULT_MASTER_KEY, DIGEST_KEY, CODEC_KEY } = secrets
  return {
    API_PORT: apiPort,
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    CATCHER_SMTP_PORT: String(smtpPort),
    CATCHER_PAGE_PORT: String(await registry.port('catcher', 'page')),
    CATCHER_FOLDER: layout.mails,
    // A real mail server is given its sender too: mails from an invented one would be refused or lost.
    ...(env.SMTP_URL
      ? {}
      : { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_FROM: 'Parcours <parcours@parcours.example>' }),
    // In production secrets are the business of whoever runs the service, not of a file that this clone drew.
    ...(env.NODE_ENV === 'production' ? {} : { JWT_SECRET, VAULT_MASTER_KEY, DIGEST_KEY, CODEC_KEY }),
  }
}

const settingNames = new Set<string>(Object.values(settingsOf).flat())

function given(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter(([name, value]) => settingNames.has(name) && value)
  return Object.fromEntries(entries) as Record<string, string>
}

function problemsOf(name: ProcessName, env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(name, env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

/** What the shell gave, less every setting that is not this program's, plus its own. */
function environmentOf(name: ProgramName, shell: NodeJS.ProcessEnv, all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own: readonly string[] = settingsOf[name]
  const rest = Object.entries(shell).filter(([key]) => !settingNames.has(key))
  return {
    ...Object.fromEntries(rest),
    ...Object.fromEntries(Object.entries(all).filter(([key]) => own.includes(key))),
  }
}
