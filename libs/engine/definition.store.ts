import { faultsOf } from '../domain/definition/definition.check'
import { type Definition, definitionSchema } from '../domain/definition/definition.schema'
import { demonstrationWaits } from '../domain/definition/wait.check'
import { jsonFilesOf, readJson } from './json.files'

/** The versions of journeys that may be followed. */
export interface DefinitionStore {
  get(id: string): Definition | null
  all(): readonly Definition[]
}

/**
 * The zone in which a territory counts its days: that of the definitions followed there. Where none is, no journey has
 * a day of its own, and days are those of UTC.
 */
export const zoneOf = (definitions: DefinitionStore, territory: string): string =>
  definitions.all().find((definition) => definition.territory === territory)?.zone ?? 'UTC'

/**
 * Reads every *.json of the directories. Throws, naming the file and each fault, on one that may not be used, on two
 * with one id, two zones for one territory, and in production on demonstration delays.
 */
export function loadDefinitions(directories: readonly string[], options: { production: boolean }): DefinitionStore {
  const known = new Map<string, Definition>()
  for (const file of directories.flatMap(jsonFilesOf)) {
    const definition = readDefinition(file)
    const demonstration = demonstrationWaits(definition)
    if (options.production && demonstration.length > 0) {
      throw new Error(`${file}: delays of a demonstration, refused in production (${demonstration.join(', ')})`)
    }
    if (known.has(definition.id)) throw new Error(`${file}: definition ${definition.id} is there twice`)
    const other = [...known.values()].find(
      ({ territory, zone }) => territory === definition.territory && zone !== definition.zone,
    )
    if (other) throw new Error(`${file}: territory ${definition.territory} is in zone ${other.zone} for ${other.id}`)
    known.set(definition.id, definition)
  }
  return { get: (id) => known.get(id) ?? null, all: () => [...known.values()] }
}

function readDefinition(file: string): Definition {
  const input = readJson(file)
  const faults = faultsOf(input)
  if (faults.length > 0) {
    throw new Error(`${file}:\n${faults.map(({ path, en }) => `  ${path}: ${en}`).join('\n')}`)
  }
  return definitionSchema.parse(input)
}
