import { z } from 'zod'
import { inseeSchema } from '../commands/parts'
import { serviceOfNeed } from '../commands/place.values'
import { uuidSchema } from './common.schemas'

const needs = Object.keys(serviceOfNeed) as [keyof typeof serviceOfNeed, ...(keyof typeof serviceOfNeed)[]]

/** Where help is looked for, and with what: nothing of whoever asks. */
export const orientationQuerySchema = z.strictObject({
  commune: inseeSchema,
  need: z.enum(needs).default('demarches'),
  limit: z.coerce.number().int().min(1).max(50).default(5),
})
export type OrientationQuery = z.output<typeof orientationQuerySchema>

const said = z.string().nullable()

/**
 * Places that help with something, the nearest first. `kilometres` is as the crow flies from the middle of the
 * directory's places in the commune; null where it cannot be known.
 */
export const orientationSchema = z
  .object({
    service: z.string(),
    places: z.array(
      z.object({
        id: uuidSchema,
        name: z.string(),
        address: said,
        postalCode: said,
        communeInsee: z.string(),
        communeName: said,
        near: z.enum(['commune', 'epci', 'territory']),
        kilometres: z.number().nullable(),
        phone: said,
        emails: z.array(z.string()),
        websites: z.array(z.string()),
        openingHours: said,
        accessModes: z.array(z.string()),
        fees: z.array(z.string()),
        bookingUrl: said,
      }),
    ),
  })
  .meta({ id: 'Orientation' })
export type Orientation = z.infer<typeof orientationSchema>
