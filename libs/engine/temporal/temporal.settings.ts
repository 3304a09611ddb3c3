import { readFileSync } from 'node:fs'
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow'

/** How to reach a Temporal cluster, and the key that hides every payload from it: the settings of these names. */
export interface TemporalSettings {
  /** host:port */
  readonly TEMPORAL_ADDRESS: string
  readonly TEMPORAL_NAMESPACE: string
  /** Of Temporal Cloud; it implies TLS. */
  readonly TEMPORAL_API_KEY?: string | undefined
  readonly TEMPORAL_TLS?: boolean | undefined
  /** PEM files; each implies TLS. */
  readonly TEMPORAL_TLS_CA_PATH?: string | undefined
  readonly TEMPORAL_TLS_CERT_PATH?: string | undefined
  readonly TEMPORAL_TLS_KEY_PATH?: string | undefined
  /** 32 bytes. */
  readonly CODEC_KEY: Buffer
}

/** What the SDK's two kinds of connections are opened with. Throws where a PEM file cannot be read. */
export function connectionOptions(settings: TemporalSettings): {
  address: string
  apiKey?: string
  tls: TLSConfig | boolean
} {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS: tls } = settings
  const files = certificatesOf(settings)
  return { address, ...(apiKey ? { apiKey } : {}), tls: files ?? tls ?? apiKey !== undefined }
}

function certificatesOf(settings: TemporalSettings): TLSConfig | null {
  const pem = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path))
  const serverRootCACertificate = pem(settings.TEMPORAL_TLS_CA_PATH)
  const crt = pem(settings.TEMPORAL_TLS_CERT_PATH)
  const key = pem(settings.TEMPORAL_TLS_KEY_PATH)
  if (!serverRootCACertificate && !crt && !key) return null
  return {
    ...(serverRootCACertificate ? { serverRootCACertificate } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  }
}
