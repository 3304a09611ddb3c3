import { Client, Connection } from '@temporalio/client'
import { dataConverter } from './data.converter'
import { connectionOptions, type TemporalSettings } from './temporal.settings'

/** A client that connects at its first call: Temporal may be away, and then calls fail and succeed later by themselves. */
export function temporalClient(settings: TemporalSettings): Client {
  return new Client({
    connection: Connection.lazy(connectionOptions(settings)),
    namespace: settings.TEMPORAL_NAMESPACE,
    dataConverter: dataConverter(settings.CODEC_KEY),
  })
}
