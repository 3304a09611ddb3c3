import { z } from 'zod'
import { foldText } from './text.fold'

const column = z.strictObject({ colonne: z.string().min(1) })
const choices = z.array(
  z.strictObject({
    colonnes: z.array(z.string()).min(1),
    termes: z.array(z.string().min(1)).min(1),
    cible: z.string().min(1),
  }),
)

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
  itinerance: choices,
  typologie: choices,
  publics_specifiquement_adresses: choices,
  prise_en_charge_specifique: choices,
  modalites_accompagnement: choices,
  frais_a_charge: choices,
  services: choices,
  autres_formations_labels: choices,
  horaires: z.strictObject({ semaine: z.string().min(1) }),
})
export type DirectoryMapping = z.infer<typeof directoryMappingSchema>

/** National values whose terms are found, whatever case and accents, in one of their columns; each once. */
export function nationalValues(choice: DirectoryMapping['services'], text: (column: string) => string): string[] {
  const found = choice.filter(({ colonnes, termes }) => {
    return colonnes.some((name) => termes.some((term) => foldText(text(name)).includes(foldText(term))))
  })
  return [...new Set(found.map(({ cible }) => cible))]
}

/** What is kept of the values of a place, and what its column says where there is nothing in particular to say. */
const keptValues = [
  ['itinerance', ['non']],
  ['publics_specifiquement_adresses', ['tout public', 'tous publics']],
  ['services', []],
  ['autres_formations_labels', []],
] as const

/**
 * Where the values of a column, split by `|`, are of nothing that is kept: their places from 1. A field's column is
 * the first that its mapping names; in the others, which say something else, its terms are only looked for.
 */
export function unreadValues(
  mapping: DirectoryMapping,
  text: (column: string) => string,
): readonly { column: string; places: readonly number[] }[] {
  return keptValues.flatMap(([field, nothingParticular]) => {
    const choice = mapping[field]
    const column = choice[0]?.colonnes[0] ?? ''
    const terms = choice.filter(({ colonnes }) => colonnes.includes(column)).flatMap(({ termes }) => termes)
    const known = [...terms, ...nothingParticular].map(foldText)
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
