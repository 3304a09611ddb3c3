import { z } from 'zod'
import { uuidSchema } from './common.schemas'
import { definitionIdSchema } from './definition.schemas'

export const referralImportQuerySchema = z.strictObject({ definition: definitionIdSchema })
export type ReferralImportQuery = z.output<typeof referralImportQuerySchema>

/** Alpi's own columns, La Poste's list, or the national schema of places. */
export const placeFormats = ['alpi', 'laposte', 'mednum'] as const
export type PlaceFormat = (typeof placeFormats)[number]

export const placeImportQuerySchema = z.strictObject({ format: z.enum(placeFormats).default('alpi') })
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
    absent: z
      .array(z.object({ id: uuidSchema, externalId: z.string(), name: z.string() }))
      .meta({ description: 'Lieux déjà là, d’une source du fichier, qu’aucune ligne prise ne nomme : ils restent' }),
  })
  .meta({ id: 'ImportReport' })
