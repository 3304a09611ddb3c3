import { z } from 'zod'
import { streamOf } from '../stream'
import { daySchema, inseeSchema, lineSchema as text, paragraphsSchema } from './parts'
import { labelsWithSpace, placeValues } from './place.values'

export const postalCodePattern = /^\d{5}$/
/** SIRET, RNA or RIDET, as the national schema has it. */
export const pivotPattern = /^[a-zA-Z0-9]{9,14}$/

export const MAX_DESCRIPTION_CHARS = 5_000
const MAX_VALUES = 40

/** A value that stands among others in one cell: the bar is what splits them. */
const value = (max: number) => text(max).refine((each) => !each.includes('|'), { params: { words: 'no_bar' } })
const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(MAX_VALUES)
const oneOf = <const V extends readonly string[]>(values: V) => listOf(z.enum(values))
const some = (max: number) => listOf(value(max))

/**
 * What a place says of itself, field for field the national schema of places: public, as its structure publishes it.
 * Phone E.164, coordinates in decimal degrees (WGS 84), opening hours in OpenStreetMap's form or in words.
 */
const described = {
  name: text(250),
  pivot: z.string().regex(pivotPattern).nullable(),
  parentName: text(250).nullable(),
  address: text(300).nullable(),
  addressExtra: text(300).nullable(),
  postalCode: z.string().regex(postalCodePattern).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  kinds: some(60),
  phone: text(40).nullable(),
  emails: listOf(z.email().max(254)),
  websites: some(500),
  openingHours: paragraphsSchema(1000).nullable(),
  summary: paragraphsSchema(280).nullable(),
  description: paragraphsSchema(MAX_DESCRIPTION_CHARS).nullable(),
  itinerance: oneOf(placeValues.itinerance),
  services: oneOf(placeValues.services),
  publics: oneOf(placeValues.publics_specifiquement_adresses),
  specialCare: oneOf(placeValues.prise_en_charge_specifique),
  fees: oneOf(placeValues.frais_a_charge),
  programmes: oneOf(placeValues.dispositif_programmes_nationaux),
  labels: oneOf([...placeValues.formations_labels, ...labelsWithSpace]),
  otherLabels: some(200),
  accessModes: oneOf(placeValues.modalites_acces),
  supportModes: oneOf(placeValues.modalites_accompagnement),
  accessibilityUrl: text(500).nullable(),
  bookingUrl: text(500).nullable(),
}

/** Commands of a place. `RegisterPlace` is what a directory says, as a whole; `UpdatePlace` a change made here by hand. */
export const placeCommands = {
  RegisterPlace: {
    data: z.strictObject({
      /** Who collected the data, as the directory says it; with `externalId` it tells a place from all others. */
      source: text(100).nullable(),
      externalId: text(100),
      structure: streamOf('structure').nullable(),
      /** The present commune, by which the EPCI is known. */
      communeInsee: inseeSchema,
      epci: z.string(),
      territory: z.string(),
      /** The commune as the directory writes it, which may be a former one; null where nobody wrote it. */
      commune: z.strictObject({ name: text(200), insee: inseeSchema.nullable() }).nullable(),
      ...described,
      /** The day on which the directory last changed it. */
      updatedOn: daySchema.nullable(),
    }),
  },
  /** Every field may be left out: what is not said stays as it is. */
  UpdatePlace: { data: z.strictObject(described).partial() },
} as const

type PlaceData = z.output<(typeof placeCommands)['RegisterPlace']['data']>
type Named = 'source' | 'externalId' | 'name' | 'structure' | 'communeInsee' | 'epci' | 'territory'

/** What is said of a place of which only the name is known. */
export const nothingDescribed: Omit<PlaceData, Named> = {
  ...{ pivot: null, parentName: null, address: null, addressExtra: null, postalCode: null },
  ...{ latitude: null, longitude: null, phone: null, openingHours: null, summary: null, description: null },
  ...{ kinds: [], emails: [], websites: [], itinerance: [], services: [], publics: [], specialCare: [], fees: [] },
  ...{ programmes: [], labels: [], otherLabels: [], accessModes: [], supportModes: [] },
  ...{ accessibilityUrl: null, bookingUrl: null, commune: null, updatedOn: null },
}
