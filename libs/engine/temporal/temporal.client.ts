import { InterceptingCall, type Interceptor } from '@grpc/grpc-js'
import { Client, Connection } from '@temporalio/client'
import { dataConverter } from './data.converter'
import { connectionOptions, type TemporalSettings } from './temporal.settings'

/**
 * A call that names no time limit of its own has five seconds: without one it could wait for ever on a Temporal that went
 * away. Said here, since the SDK's `withDeadline` has the process keep track of every promise from its first use on.
 */
const soon: Interceptor = (options, nextCall) =>
  new InterceptingCall(nextCall({ ...options, deadline: options.deadline ?? Date.now() + 5_000 }))

/** Whether Temporal answers at all. */
export async function temporalAnswers({ connection }: Client): Promise<boolean> {
  try {
    await connection.workflowService.getSystemInfo({})
    return true
  } catch {
    return false
  }
}

/** A client that connects at its first call: Temporal may be away, and then calls fail and succeed later by themselves. */
export function temporalClient(settings: TemporalSettings): Client {
  return new Client({
    connection: Connection.lazy({
      ...connectionOptions(settings),
      // gRPC alone would wait up to two minutes before it looks again whether a Temporal that was away is back.
      channelArgs: { 'grpc.max_reconnect_backoff_ms': 2_000 },
      // A call fails at once where Temporal is away, and whoever made it knows what to do: the SDK's own retries would
      // hold relays back, and those under way when a process stops would bring it down.
      interceptors: [soon],
    }),
    namespace: settings.TEMPORAL_NAMESPACE,
    dataConverter: dataConverter(settings.CODEC_KEY),
  })
}
