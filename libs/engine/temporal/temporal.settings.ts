import { readFileSync } from 'node:fs'
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow'

/** How to reach a Temporal cluster, and the key that hides every payload from it. */
export interface TemporalSettings {
  /** host:port */
  address: string
  namespace: string
  /** 32 bytes. */
  codecKey: Buffer
  /** Of Temporal Cloud; it implies TLS. */
  apiKey?: string
  /** True for TLS with the machine's own authorities; paths of PEM files otherwise. */
  tls?: boolean | { caPath?: string; certPath?: string; keyPath?: string }
}

/** What the SDK's two kinds of connections are opened with. Throws where a PEM file cannot be read. */
export function connectionOptions({ address, apiKey, tls }: TemporalSettings) {
  return { address, ...(apiKey ? { apiKey } : {}), tls: tlsOf(tls) ?? apiKey !== undefined }
}

function tlsOf(tls: TemporalSettings['tls']): TLSConfig | boolean | undefined {
  if (typeof tls !== 'object') return tls
  const pem = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path))
  const [crt, key, serverRootCACertificate] = [pem(tls.certPath), pem(tls.keyPath), pem(tls.caPath)]
  return {
    ...(serverRootCACertificate ? { serverRootCACertificate } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  }
}
