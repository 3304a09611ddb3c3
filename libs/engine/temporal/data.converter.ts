import type { DataConverter } from '@temporalio/common'
import { encryptingCodec } from './payload.codec'

/** The converter that client and worker must share: every payload and every failure is encrypted. */
export const dataConverter = (codecKey: Buffer): DataConverter => ({
  // A path, since the workflows' bundle needs the module as well.
  failureConverterPath: require.resolve('./failure.converter'),
  payloadCodecs: [encryptingCodec(codecKey)],
})
