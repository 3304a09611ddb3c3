import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataLayout } from '../services/data.layout'
import { keptSecrets } from '../services/secrets.file'
import type { ServiceContext } from '../services/service.context'
import { ServicesRegistry } from '../services/services.registry'
import { addressTable } from './address.table'
import { programSettings } from './program.settings'

const services = {
  DATABASE_URL: 'postgresql://parcours_app:a@127.0.0.1:1/parcours',
  DATABASE_OWNER_URL: 'postgresql://parcours_owner:o@127.0.0.1:1/parcours',
  KEYS_DATABASE_URL: 'postgresql://parcours_keys:k@127.0.0.1:1/parcours',
  QUEUE_DATABASE_URL: 'postgresql://parcours_queue:q@127.0.0.1:1/parcours_queue',
  TEMPORAL_ADDRESS: '127.0.0.1:2',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-programs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function contextWith(env: NodeJS.ProcessEnv): ServiceContext {
  const layout = dataLayout(folder, { PARCOURS_DATA: folder })
  const secrets = keptSecrets(layout.secrets)
  return { layout, secrets, registry: new ServicesRegistry(layout.services), env, log: () => undefined }
}

describe('the settings of the programs', () => {
  it('give each program its own part and no more', async () => {
    const { api, worker, mailer, catcher } = await programSettings(contextWith({ PATH: '/bin' }), services)
    expect(mailer).not.toHaveProperty('JWT_SECRET')
    expect(worker).not.toHaveProperty('SMTP_URL')
    expect(Object.keys(catcher ?? {}).sort()).toEqual([
      'CATCHER_FOLDER',
      'CATCHER_PAGE_PORT',
      'CATCHER_SMTP_PORT',
      'PATH',
    ])
    for (const env of [api, worker, mailer]) expect(env).not.toHaveProperty('DATABASE_OWNER_URL')
    expect(worker?.HEALTH_PORT).not.toBe(mailer?.HEALTH_PORT)
  })

  it('are the same at the next start', async () => {
    const first = await programSettings(contextWith({}), services)
    expect(await programSettings(contextWith({}), services)).toEqual(first)
  })

  it('send mail to the catcher, unless a server is named', async () => {
    const caught = await programSettings(contextWith({}), services)
    expect(caught.mailer?.SMTP_URL).toBe(`smtp://127.0.0.1:${caught.catcher?.CATCHER_SMTP_PORT}`)
    const own = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'parcours@mail.example' }
    const sent = await programSettings(contextWith(own), services)
    expect(sent.mailer).toMatchObject(own)
    expect(sent.catcher).toBeUndefined()
  })

  it('ask for a sender where mails really leave', async () => {
    const context = contextWith({ SMTP_URL: 'smtp://mail.example' })
    await expect(programSettings(context, services)).rejects.toThrow(/MAIL_FROM manque/)
  })

  it('ask in production for every secret, each once, and for no trial login', async () => {
    const context = contextWith({ NODE_ENV: 'production' })
    const refused = await programSettings(context, services).then(String, (error: Error) => error.message)
    for (const name of ['VAULT_MASTER_KEY', 'DIGEST_KEY', 'CODEC_KEY']) {
      expect(refused.split(`${name} manque`)).toHaveLength(2)
    }
    expect(refused).not.toContain('JWT_SECRET')
  })

  it('prefer what the person set', async () => {
    const { api } = await programSettings(contextWith({ API_PORT: '3456', LOG_LEVEL: 'debug' }), services)
    expect(api).toMatchObject({ API_PORT: '3456', LOG_LEVEL: 'debug', PUBLIC_URL: 'http://127.0.0.1:3456' })
  })
})

describe('the table of addresses', () => {
  it('is aligned and leaves out what is not ours', () => {
    const running = { apiUrl: 'http://a', jwtSecret: '', temporalPage: null, mailsPage: 'http://m' }
    expect(addressTable(running)).toBe('  API et sa documentation  http://a/docs\n  Courriels retenus        http://m')
  })
})
