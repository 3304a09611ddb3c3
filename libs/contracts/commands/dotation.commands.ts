import { z } from 'zod'
import { streamOf } from '../stream'
import { codeSchema, daySchema, markSchema } from './parts'

/** Commands of a dotation. `Bind` without a device takes the next ready one of the lieu's own stock. */
export const dotationCommands = {
  Bind: { data: z.strictObject({ device: streamOf('device').nullable().default(null) }) },
  HandOver: {
    data: z.strictObject({
      on: daySchema,
      receipt: z.strictObject({ number: markSchema, version: z.string().max(80), signed: codeSchema }),
    }),
  },
  RemindDotation: { data: z.strictObject({}) },
  ExpireDotation: { data: z.strictObject({}) },
} as const
