import { z } from 'zod'
import { uuidSchema } from './common.schemas'
import { definitionIdSchema } from './definition.schemas'

export const referralImportQuerySchema = z.strictObject({ definition: definitionIdSchema })
export type ReferralImportQuery = z.output<typeof referralImportQuerySchema>

export const placeImportQuerySchema = z.strictObject({ format: z.enum(['alpi', 'laposte']).default('alpi') })
export type PlaceImportQuery = z.output<typeof placeImportQuerySchema>

const problemOfLine = z.object({ column: z.string().nullable(), rule: z.string(), fr: z.string(), en: z.string() })

/** What an import took and what it refused, line by line; the header of a CSV file is line 1. */
export const importReportSchema = z
  .object({
    taken: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    lines: z.array(
      z.object({
        line: z.int(),
        result: z.enum(['taken', 'unchanged', 'refused']),
        id: uuidSchema.nullable(),
        problems: z.array(problemOfLine),
        warnings: z
          .array(problemOfLine)
          .meta({ description: 'Ce qui a été laissé de côté d’une ligne prise tout de même' }),
      }),
    ),
    ignored: z.array(z.string()),
  })
  .meta({ id: 'ImportReport' })
