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
