import { z } from 'zod'
import { codeSchema } from '../../contracts/commands/parts'

/** What makes that a laptop has a feature: all that is given of it holds. `screenInches` is the least diagonal. */
const metSchema = z
  .strictObject({
    screenInches: z.number().positive().optional(),
    systems: z.array(codeSchema).min(1).optional(),
    accessibility: codeSchema.optional(),
  })
  .refine((met) => Object.keys(met).length > 0, { message: 'nothing makes that a laptop has this feature' })

/**
 * A closed list of what somebody may need of a laptop: its code, its words, and which laptops have it. It is about machines
 * ("15 pouces ou plus"), so that a need says nothing of anybody's health.
 */
export const featureListSchema = z
  .array(z.strictObject({ code: codeSchema, fr: z.string().min(1), met: metSchema }))
  .refine((list) => new Set(list.map(({ code }) => code)).size === list.length, { message: 'a code is there twice' })
export type FeatureList = z.infer<typeof featureListSchema>

interface Lists {
  readonly features: FeatureList
  readonly systems: readonly { readonly code: string }[]
  readonly accessibility: readonly { readonly code: string }[]
}

/** Whether features read only systems and aids that the territory has: another would never be met. */
export function featuresAreKnown({ features, systems, accessibility }: Lists): boolean {
  const has = (list: Lists['systems'], wanted: string) => list.some(({ code }) => code === wanted)
  return features.every(
    ({ met }) =>
      (met.systems ?? []).every((system) => has(systems, system)) &&
      (met.accessibility === undefined || has(accessibility, met.accessibility)),
  )
}

/** What is known of a laptop once it is graded, as far as features read it. */
interface Described {
  readonly screenInches: number
  readonly system: string
  readonly accessibility: readonly string[]
}

/** The codes of the features that a laptop has, in the order of the list. */
export const featuresOf = (laptop: Described, list: FeatureList): readonly string[] =>
  list.filter(({ met }) => has(laptop, met)).map(({ code }) => code)

const has = (laptop: Described, { screenInches, systems, accessibility }: FeatureList[number]['met']): boolean =>
  (screenInches === undefined || laptop.screenInches >= screenInches) &&
  (systems === undefined || systems.includes(laptop.system)) &&
  (accessibility === undefined || laptop.accessibility.includes(accessibility))
