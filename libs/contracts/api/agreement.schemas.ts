import { z } from 'zod'
import { daySchema, markSchema } from '../commands/parts'
import { streamOf } from '../stream'

/** What owners have agreed to lend each other: of `laptops`, `taken` were promised or given, `left` may be. */
export const agreementsSchema = z
  .object({
    items: z.array(
      z.object({
        owner: streamOf('structure'),
        receiver: streamOf('structure'),
        document: markSchema,
        laptops: z.int(),
        taken: z.int(),
        left: z.int(),
        agreedOn: daySchema,
        until: daySchema,
        endedOn: daySchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Agreements' })
export type Agreements = z.infer<typeof agreementsSchema>
