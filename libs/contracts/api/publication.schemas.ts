import { z } from 'zod'
import { callIdSchema } from '../commands/fund.parts'
import { streamOf } from '../stream'

/** Which grants are published: of one call, of the year of their agreement. */
export const publicationQuerySchema = z.strictObject({
  call: callIdSchema.optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
})
export type PublicationQuery = z.output<typeof publicationQuerySchema>

/** What stops a line from being published, in its own words. */
export const lackWords = {
  funder_siret: 'Le financeur n’a pas de SIRET, ou sa clé est fausse.',
  beneficiary_siret: 'Le bénéficiaire n’a pas de SIRET, ou sa clé est fausse.',
  title: 'L’objet de la subvention n’est pas connu.',
} as const
export type LackCode = keyof typeof lackWords
export const lackCodes = Object.keys(lackWords) as readonly LackCode[]

const lackSchema = z.object({ code: z.enum(lackCodes), fr: z.string() })

/** What the file of grants holds, and which lines are left out of it since the schema would refuse them. */
export const publicationSchema = z
  .object({
    lines: z.int(),
    cents: z.int().meta({ description: 'Centimes d’euro' }),
    leftOut: z.array(
      z
        .object({ grant: streamOf('grant'), funder: z.string(), beneficiary: z.string(), lacks: z.array(lackSchema) })
        .meta({ id: 'LeftOut' }),
    ),
  })
  .meta({ id: 'Publication' })
export type Publication = z.infer<typeof publicationSchema>
