import { z } from 'zod'
import { reasonsSchema } from '../commands/parts'
import { streamOf } from '../stream'
import { uuidSchema } from './common.schemas'

const reasons = reasonsSchema
const actor = streamOf('actor')
const place = streamOf('place')

/**
 * All open journeys of somebody who leaves, or of a place that closes, in new hands: another mediator of the same lieu,
 * another lieu (whose mediator may be named at once), another prescriber.
 */
export const moveSchema = z
  .discriminatedUnion('to', [
    z.strictObject({ to: z.literal('mediator'), from: actor, mediator: actor, reasons }),
    z.strictObject({
      to: z.literal('lieu'),
      from: z.union([actor, place]),
      place,
      mediator: actor.nullable().default(null),
      reasons,
    }),
    z.strictObject({
      to: z.literal('prescriber'),
      from: actor,
      prescriber: z.strictObject({ structure: streamOf('structure'), agent: actor }),
      reasons,
    }),
  ])
  .meta({ id: 'Move' })
export type Move = z.output<typeof moveSchema>

/** What became of each journey: a move that is refused leaves it where it was, and the others go on. */
export const moveReportSchema = z
  .object({
    moved: z.int(),
    refused: z.int(),
    journeys: z.array(
      z.object({
        id: uuidSchema,
        result: z.enum(['moved', 'refused']),
        rule: z.string().nullable(),
        fr: z.string().nullable(),
        en: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'MoveReport' })
export type MoveReport = z.infer<typeof moveReportSchema>
