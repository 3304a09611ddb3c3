import { z } from 'zod'
import { lotOutcomeSchema, lotStages } from '../codes'
import { codeSchema, daySchema } from '../commands/parts'
import { instantSchema } from '../plan'
import { streamOf } from '../stream'
import { pageOf, pageQuery, uuidSchema, waitingOwnerSchema, wordsSchema } from './common.schemas'

export const lotQuerySchema = z.strictObject({
  ...pageQuery(daySchema, streamOf('lot')),
  stage: z.enum(lotStages).optional(),
})
export type LotQuery = z.output<typeof lotQuerySchema>

/**
 * What a lot has given so far, in laptops: `missing` are those that were ordered and are not registered, be they to come or
 * not; `rate` is the part that was made ready of those that were received, 0 where none was.
 */
const yieldSchema = z
  .object({
    ordered: z.int(),
    received: z.int(),
    missing: z.int(),
    registered: z.int(),
    preparing: z.int(),
    ready: z.int(),
    handedOver: z.int(),
    forParts: z.int(),
    recycled: z.int(),
    returned: z.int(),
    lost: z.int(),
    rate: z.number(),
  })
  .meta({ id: 'LotYield' })

/** A lot of laptops; nothing here leads to a name. */
export const lotSchema = z
  .object({
    id: uuidSchema,
    version: z.int(),
    owner: streamOf('structure'),
    recyclerie: streamOf('structure'),
    source: z.string(),
    order: z.string(),
    priceCents: z.int().nullable(),
    orderedOn: daySchema,
    receivedOn: daySchema.nullable(),
    stage: z.enum(lotStages),
    outcome: lotOutcomeSchema.nullable(),
    task: z.string().nullable(),
    waitsFor: waitingOwnerSchema.nullable(),
    until: instantSchema.nullable(),
    otherwise: wordsSchema.nullable(),
    yield: yieldSchema,
  })
  .meta({ id: 'Lot' })
export type Lot = z.infer<typeof lotSchema>
export const lotPageSchema = pageOf(lotSchema).meta({ id: 'LotPage' })

/** The stock of each owner; `daysLeft` is null where nothing was asked for in the last eight weeks. */
export const stocksSchema = z
  .object({
    items: z.array(
      z.object({
        owner: streamOf('structure'),
        name: z.string(),
        free: z.int(),
        preparing: z.int(),
        waiting: z.int(),
        askedInEightWeeks: z.int(),
        daysLeft: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Stocks' })
export type Stocks = z.infer<typeof stocksSchema>

/** Laptops that each place will need, week by week from the present one; counts alone. */
export const demandSchema = z
  .object({
    items: z.array(
      z.object({
        place: streamOf('place'),
        name: z.string(),
        owner: streamOf('structure'),
        waiting: z.int(),
        /** Of those who wait, how many need what of their laptop, by the territory's codes. */
        needs: z.record(codeSchema, z.int()),
        weeks: z.array(z.object({ from: daySchema, expected: z.int() })),
      }),
    ),
  })
  .meta({ id: 'Demand' })
export type Demand = z.infer<typeof demandSchema>
