import { z } from 'zod'
import { placeValues } from '../contracts/commands/place.values'
import { foldText } from './text.fold'

const column = z.strictObject({ colonne: z.string().min(1) })
const choicesOf = <T extends z.ZodType<string>>(cible: T) =>
  z.array(z.strictObject({ colonnes: z.array(z.string()).min(1), termes: z.array(z.string().min(1)).min(1), cible }))
const choices = choicesOf(z.string().min(1))
/** A field whose values are a closed list of the national schema. */
const closed = <F extends keyof typeof placeValues>(field: F) => choicesOf(z.enum(placeValues[field]))

/**
 * How the national map reads a directory (`definitions/sources/les-landes.config.json`): which column gives which
 * field of the national schema, and which terms, found anywhere in a column, mean which national value.
 * `date_maj` names no column in this directory.
 */
export const directoryMappingSchema = z.strictObject({
  id: column,
  nom: column,
  pivot: column,
  code_postal: column,
  code_insee: column,
  commune: column,
  structure_parente: column,
  adresse: z.strictObject({
    joindre: z.strictObject({ colonnes: z.array(z.string()).min(1), séparateur: z.string() }),
  }),
  latitude: column,
  longitude: column,
  date_maj: z.strictObject({ colonne: z.array(z.string()) }),
  telephone: column,
  courriels: column,
  site_web: column,
  presentation_detail: column,
  itinerance: closed('itinerance'),
  typologie: choices,
  publics_specifiquement_adresses: closed('publics_specifiquement_adresses'),
  prise_en_charge_specifique: closed('prise_en_charge_specifique'),
  modalites_accompagnement: closed('modalites_accompagnement'),
  frais_a_charge: closed('frais_a_charge'),
  services: closed('services'),
  autres_formations_labels: choices,
  horaires: z.strictObject({ semaine: z.string().min(1) }),
})
export type DirectoryMapping = z.infer<typeof directoryMappingSchema>

interface Choice<V extends string> {
  readonly colonnes: readonly string[]
  readonly termes: readonly string[]
  readonly cible: V
}

/** National values whose terms are found, whatever case and accents, in one of their columns; each once. */
export function nationalValues<V extends string>(choice: readonly Choice<V>[], text: (column: string) => string): V[] {
  const found = choice.filter(({ colonnes, termes }) => {
    return colonnes.some((name) => termes.some((term) => foldText(text(name)).includes(foldText(term))))
  })
  return [...new Set(found.map(({ cible }) => cible))]
}

/** The fields that terms are looked for, and what their column says where there is nothing in particular to say. */
const keptFields = [
  ['itinerance', ['non']],
  ['typologie', []],
  ['publics_specifiquement_adresses', ['tout public', 'tous publics']],
  ['prise_en_charge_specifique', []],
  ['modalites_accompagnement', []],
  ['frais_a_charge', []],
  ['services', []],
  ['autres_formations_labels', []],
] as const

/**
 * Where the values of a column, split by `|`, are of nothing that is kept: their places from 1. A field's column is
 * the first that its mapping names, and several fields may share it; in its other columns, which say something else,
 * its terms are only looked for.
 */
export function unreadValues(
  mapping: DirectoryMapping,
  text: (column: string) => string,
): readonly { column: string; places: readonly number[] }[] {
  const own = keptFields.map(([field]) => mapping[field][0]?.colonnes[0] ?? '')
  return [...new Set(own)].flatMap((column) => {
    const known = keptFields
      .filter((_, index) => own[index] === column)
      .flatMap(([field, nothingParticular]) => {
        const choice: readonly Choice<string>[] = mapping[field]
        const here = choice.filter(({ colonnes }) => colonnes.includes(column))
        return [...here.flatMap(({ termes }) => termes), ...nothingParticular]
      })
      .map(foldText)
    const places = text(column)
      .split('|')
      .map(foldText)
      .flatMap((value, index) => (value === '' || known.some((term) => value.includes(term)) ? [] : [index + 1]))
    return places.length > 0 ? [{ column, places }] : []
  })
}

/** Every column that the mapping reads, each once. */
export function columnsOf(mapping: DirectoryMapping): string[] {
  const columns = Object.values(mapping).flatMap((field): string[] => {
    if (Array.isArray(field)) return field.flatMap(({ colonnes }) => colonnes)
    if ('joindre' in field) return field.joindre.colonnes
    if ('semaine' in field) return [field.semaine]
    return [field.colonne].flat()
  })
  return [...new Set(columns)]
}
