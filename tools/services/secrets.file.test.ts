import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSecrets, SECRET_NAMES } from './secrets.file'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-secrets-'))
  file = join(folder, 'secrets.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('keptSecrets', () => {
  it('draws each secret once, in a file for its owner alone', () => {
    const secrets = keptSecrets(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(keptSecrets(file)).toEqual(secrets)
    expect(new Set(Object.values(secrets)).size).toBe(SECRET_NAMES.length)
  })

  it('draws keys of 32 bytes and passwords that can stand in an address', () => {
    const secrets = keptSecrets(file)
    expect(Buffer.from(secrets.VAULT_MASTER_KEY, 'base64')).toHaveLength(32)
    expect(encodeURIComponent(secrets.APP_PASSWORD)).toBe(secrets.APP_PASSWORD)
  })

  it('keeps what it finds and adds what a newer version needs', () => {
    writeFileSync(file, 'VAULT_MASTER_KEY=kept\n')
    expect(keptSecrets(file).VAULT_MASTER_KEY).toBe('kept')
    expect(readFileSync(file, 'utf8')).toMatch(/VAULT_MASTER_KEY=kept\n[^]*CODEC_KEY=.+\n/)
  })
})
