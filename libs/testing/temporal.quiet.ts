import { DefaultLogger, Runtime } from '@temporalio/worker'

const alarms: string[] = []
let installed = false

/**
 * Keeps what the SDK would print, since tests provoke errors on purpose: what was logged as an error is answered. To be
 * called before anything else of the SDK.
 */
export function quietRuntime(): readonly string[] {
  if (!installed) {
    Runtime.install({
      logger: new DefaultLogger('ERROR', ({ message }) => alarms.push(message)),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    })
    installed = true
  }
  return alarms
}
