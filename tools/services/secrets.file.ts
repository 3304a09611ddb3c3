import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What this clone's own services and programs share; each is drawn once and kept. */
export const SECRET_NAMES = [
  'POSTGRES_PASSWORD',
  'OWNER_PASSWORD',
  'APP_PASSWORD',
  'KEYS_PASSWORD',
  'QUEUE_PASSWORD',
  'REDIS_PASSWORD',
  'JWT_SECRET',
  'VAULT_MASTER_KEY',
  'DIGEST_KEY',
  'CODEC_KEY',
] as const

export type SecretName = (typeof SECRET_NAMES)[number]
export type Secrets = Readonly<Record<SecretName, string>>

/** Passwords stand in URLs, so they are hexadecimal; keys are 32 bytes in base64. */
function draw(name: SecretName): string {
  return name.endsWith('_KEY') ? randomBytes(32).toString('base64') : randomBytes(24).toString('hex')
}

/** Reads secrets.env, draws what it lacks, and keeps it readable by its owner alone. */
export function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const missing = SECRET_NAMES.filter((name) => !kept[name])
  const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, kept[name] || draw(name)])) as Secrets
  if (missing.length > 0) {
    const lines = SECRET_NAMES.map((name) => `${name}=${secrets[name]}\n`)
    // Written aside then renamed: a half-written file would lose the key of every vault part.
    writeFileSync(`${file}.next`, lines.join(''), { mode: 0o600 })
    renameSync(`${file}.next`, file)
  }
  return secrets
}
