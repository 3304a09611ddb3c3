import { settingsOf } from '../../libs/config'
import type { Secrets } from '../services/secrets.file'

/** Someone's own databases and servers must never be what tests write to: their settings are left out. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = new Set<string>(Object.values(settingsOf).flat())
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.has(name)))
}

/** What every suite finds in its environment: addresses and secrets under the names that programs read. */
export function suiteEnvironment(
  env: NodeJS.ProcessEnv,
  services: Readonly<Record<string, string>>,
  secrets: Secrets,
  testServer: string,
): NodeJS.ProcessEnv {
  const { JWT_SECRET, VAULT_MASTER_KEY, DIGEST_KEY, CODEC_KEY } = secrets
  const keys = { JWT_SECRET, VAULT_MASTER_KEY, DIGEST_KEY, CODEC_KEY }
  return { ...env, ...keys, ...services, NODE_ENV: 'test', TEST_SERVER_PATH: testServer }
}
