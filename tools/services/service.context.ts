import type { DataLayout } from './data.layout'
import type { Secrets } from './secrets.file'
import type { ServicesRegistry } from './services.registry'

/** What every service needs to be prepared. */
export interface ServiceContext {
  readonly layout: DataLayout
  readonly registry: ServicesRegistry
  readonly secrets: Secrets
  readonly env: NodeJS.ProcessEnv
  readonly log: (line: string) => void
}
