import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionOptions } from './temporal.settings'

const local = { TEMPORAL_ADDRESS: '127.0.0.1:7233', TEMPORAL_NAMESPACE: 'default', CODEC_KEY: Buffer.alloc(32) }

describe('how a cluster is reached', () => {
  it('is in the clear where nothing else is said', () => {
    expect(connectionOptions(local)).toEqual({ address: '127.0.0.1:7233', tls: false })
  })

  it('is by TLS with an API key', () => {
    expect(connectionOptions({ ...local, TEMPORAL_API_KEY: 'k' })).toEqual({
      address: '127.0.0.1:7233',
      apiKey: 'k',
      tls: true,
    })
  })

  it('is by the certificates that are named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-tls-'))
    try {
      for (const name of ['ca', 'crt', 'key']) writeFileSync(join(folder, name), name)
      const files = {
        TEMPORAL_TLS_CA_PATH: join(folder, 'ca'),
        TEMPORAL_TLS_CERT_PATH: join(folder, 'crt'),
        TEMPORAL_TLS_KEY_PATH: join(folder, 'key'),
      }
      expect(connectionOptions({ ...local, ...files }).tls).toEqual({
        serverRootCACertificate: Buffer.from('ca'),
        clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
