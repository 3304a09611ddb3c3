import { ConfigError, type ProcessName, readConfig } from '.'
import { settings, settingsOf } from './config.settings'

const key = Buffer.alloc(32, 7).toString('base64')
const good = {
  DATABASE_URL: 'postgresql://parcours_app:x@127.0.0.1:5432/parcours',
  DATABASE_OWNER_URL: 'postgres://parcours_owner:x@127.0.0.1:5432/parcours',
  KEYS_DATABASE_URL: 'postgresql://parcours_keys:x@127.0.0.1:5432/parcours',
  REDIS_URL: 'redis://:x@127.0.0.1:6379/0',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Parcours <ne-pas-repondre@exemple.fr>',
  PUBLIC_URL: 'http://127.0.0.1:3000',
  JWT_SECRET: 'x'.repeat(32),
  VAULT_MASTER_KEY: key,
  DIGEST_KEY: key,
  CODEC_KEY: key,
  HEALTH_PORT: '3001',
  CATCHER_SMTP_PORT: '2525',
  CATCHER_PAGE_PORT: '8025',
  CATCHER_FOLDER: '/tmp/mails',
}

function problemsOf(process: ProcessName, env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(process, env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const optional: readonly string[] = [
  'QUEUE_DATABASE_URL',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CA_PATH',
  'TEMPORAL_TLS_CERT_PATH',
  'TEMPORAL_TLS_KEY_PATH',
]

describe('readConfig', () => {
  it.each(Object.keys(settingsOf) as ProcessName[])(
    'takes good settings for %s and gives it those alone',
    (process) => {
      const config = readConfig(process, good)
      const present = Object.keys(config).filter((name) => config[name as keyof typeof config] !== undefined)
      const expected = settingsOf[process].filter((name) => !optional.includes(name))
      expect(present.sort()).toEqual([...expected].sort())
    },
  )

  it('fills in the defaults and parses numbers and keys', () => {
    const config = readConfig('api', { ...good, API_PORT: '8080' })
    expect(config).toMatchObject({ NODE_ENV: 'development', TEMPORAL_NAMESPACE: 'default', API_PORT: 8080 })
    expect(config.VAULT_MASTER_KEY).toEqual(Buffer.alloc(32, 7))
  })

  it('names every setting that is missing, at once', () => {
    const named = problemsOf('mailer', {}).map((problem) => problem.split(' ')[0])
    const required = ['DATABASE_URL', 'KEYS_DATABASE_URL', 'VAULT_MASTER_KEY', 'DIGEST_KEY', 'SMTP_URL', 'MAIL_FROM']
    expect(named.sort()).toEqual([...required, 'PUBLIC_URL', 'HEALTH_PORT', 'REDIS_URL'].sort())
  })

  it.each([
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['REDIS_URL', 'localhost:6379'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['PUBLIC_URL', 'parcours.exemple.fr'],
    ['VAULT_MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['API_PORT', '70000'],
    ['JWT_SECRET', 'short'],
    ['NODE_ENV', 'live'],
  ])('refuses a wrong %s in both languages without repeating its value', (name, value) => {
    const problems = problemsOf('api', { ...good, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} doit être .+\\. / must be .+\\.$`))
    expect(problems[0]).not.toContain(value)
  })

  it('counts an empty variable as absent', () => {
    expect(problemsOf('api', { ...good, DATABASE_URL: '' })[0]).toMatch(/^DATABASE_URL manque : .+ \/ is missing: /)
  })

  it('takes a queue on PostgreSQL in place of Redis', () => {
    const { REDIS_URL: _, ...without } = good
    const QUEUE_DATABASE_URL = 'postgresql://parcours_queue:x@127.0.0.1:5432/parcours_queue'
    expect(readConfig('worker', { ...without, QUEUE_DATABASE_URL })).toMatchObject({ QUEUE_DATABASE_URL })
    expect(problemsOf('worker', without)).toEqual([expect.stringMatching(/^REDIS_URL manque/)])
  })

  it('refuses the trial login in production, and asks for it elsewhere', () => {
    expect(problemsOf('api', { ...good, NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^JWT_SECRET est refusé quand NODE_ENV=production/),
    ])
    const { JWT_SECRET: _, ...without } = good
    expect(readConfig('api', { ...without, NODE_ENV: 'production' }).JWT_SECRET).toBeUndefined()
    expect(problemsOf('api', without)).toEqual([expect.stringMatching(/^JWT_SECRET manque/)])
  })

  it('describes each setting in both languages', () => {
    for (const { fr, en } of Object.values(settings))
      expect([fr.length, en.length].every((size) => size > 8)).toBe(true)
  })
})
