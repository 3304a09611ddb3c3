import { z } from 'zod'
import { streamOf } from '../stream'
import { codeSchema, daySchema, markSchema } from './parts'

/** No lot is larger: its laptops are followed one by one. */
const laptopsSchema = z.int().min(1).max(2_000)

/** Commands of a lot of laptops, acquired by a structure and prepared by a recyclerie. */
export const lotCommands = {
  AcquireLot: {
    data: z.strictObject({
      owner: streamOf('structure'),
      recyclerie: streamOf('structure'),
      source: codeSchema,
      laptops: laptopsSchema,
      /** In cents, for all of it; null where nothing was paid. */
      priceCents: z.int().min(0).max(1_000_000_000).nullable(),
      order: markSchema,
      on: daySchema,
    }),
  },
  ReceiveLot: { data: z.strictObject({ deliveryNote: markSchema, laptops: laptopsSchema, on: daySchema }) },
  /** Nothing more will come of this lot, and every laptop of it is ready or out of use. */
  ConfirmLotReady: { data: z.strictObject({ on: daySchema }) },
  /** Nothing more will come, and every laptop is at its owner's place or out of use. */
  DeliverLot: { data: z.strictObject({ on: daySchema }) },
  /** Ends a lot; where laptops are missing, `shortfall` says why. */
  CloseLot: { data: z.strictObject({ on: daySchema, shortfall: codeSchema.nullable().default(null) }) },
  RemindLot: { data: z.strictObject({}) },
  ExpireLot: { data: z.strictObject({}) },
} as const
