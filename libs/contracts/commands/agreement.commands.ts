import { z } from 'zod'
import { streamOf } from '../stream'
import { codeSchema, daySchema, markSchema } from './parts'

/**
 * Commands by which a structure lets another one take laptops of its stock. An agreement is called by the number of the
 * document that bears it, which the structure that lends gives once.
 */
export const agreementCommands = {
  /** So many laptops at most, from the day `on` to the day `until`, both included. */
  AgreeTransfer: {
    data: z.strictObject({
      to: streamOf('structure'),
      laptops: z.int().min(1).max(2_000),
      on: daySchema,
      until: daySchema,
      document: markSchema,
    }),
  },
  /** No more laptops by it; those that were bound by it stay so. */
  EndTransfer: { data: z.strictObject({ document: markSchema, on: daySchema, reason: codeSchema }) },
} as const
