import { type Known, readerOf } from '../definition/known.read'
import { type Call, callSchema } from './call.schema'

/** What is known of a call, part by part, so that a fault of one part silences nothing of the others. */
export type KnownCall = NonNullable<Known<Call>>

/** A call as far as it can be read. Its shape's own faults are not told here. */
export const knownCall: (input: unknown) => KnownCall = readerOf(callSchema)
