import { Connection } from '@temporalio/client'
import { searchAttributes } from '../../libs/engine/temporal/search.attributes'
import type { Program } from '../supervisor/program'
import type { ServiceContext } from './service.context'
import { findTemporal } from './temporal.binary'

/** A Temporal development server ready to be started, its address and that of its page. */
export interface TemporalService {
  readonly program: Program
  readonly address: string
  readonly page: string
}

/** Finds Temporal and tells how to run it on a database file of this clone. */
export async function prepareTemporal(context: ServiceContext): Promise<TemporalService> {
  const { registry, layout, log } = context
  const { command, origin } = await findTemporal(context)
  const port = await registry.port('temporal', 'grpc')
  const uiPort = await registry.port('temporal', 'page')
  const address = `127.0.0.1:${port}`
  log(`Temporal : ${origin}, port ${port}, données ${layout.temporalDatabase}.`)
  return {
    address,
    page: `http://127.0.0.1:${uiPort}`,
    program: {
      name: 'temporal',
      title: 'Temporal',
      command,
      args: [
        ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
        ...['--db-filename', layout.temporalDatabase, '--sqlite-pragma', 'journal_mode=WAL', '--log-level', 'warn'],
        ...Object.keys(searchAttributes).flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
      ],
      cwd: '/',
      isReady: () => answers(address),
      readyWithinMs: 60_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 15_000,
    },
  }
}

/** Serving only once its default namespace can be described: the port opens seconds earlier. */
async function answers(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1000 })
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' })
    return true
  } finally {
    await connection.close()
  }
}
