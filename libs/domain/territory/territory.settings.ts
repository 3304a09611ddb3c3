import { z } from 'zod'
import { laptopRulesSchema } from '../device/laptop.rules'

/**
 * What makes a territory, as data (`definitions/territories/*.json`): its départements, the EPCI of which it
 * takes the communes that lie across the border, a box in decimal degrees in which every place of it lies, and what it
 * has agreed on about laptops.
 */
export const territorySettingsSchema = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  departments: z.array(z.string()).min(1),
  crossingEpcis: z.array(z.string()),
  bounds: z.strictObject({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
  laptops: laptopRulesSchema,
})
export type TerritorySettings = z.infer<typeof territorySettingsSchema>
