import { faultsOf } from '../domain/definition/definition.check'
import { type Definition, definitionSchema } from '../domain/definition/definition.schema'
import { demonstrationWaits } from '../domain/definition/wait.check'
import { jsonFilesOf, readJson } from './json.files'

/**
 * The versions of journeys that may be followed, as far as this process knows them: those that came with the project,
 * and those that it has learnt from the database, where any process may have published one. None ever changes.
 */
export interface DefinitionStore {
  /** Whether delays of a demonstration may not be followed here. */
  readonly production: boolean
  get(id: string): Definition | null
  all(): readonly Definition[]
  /** Those that came with the project. */
  shipped(): readonly Definition[]
  learn(definition: Definition): void
}

/**
 * The zone in which a territory counts its days: that of the definitions followed there. Where none is, no journey has
 * a day of its own, and days are those of UTC.
 */
export const zoneOf = (definitions: DefinitionStore, territory: string): string =>
  knownZone(definitions.all(), territory) ?? 'UTC'

/** The zone that some definitions say of a territory; null where none does. */
export const knownZone = (definitions: readonly Definition[], territory: string): string | null =>
  definitions.find((definition) => definition.territory === territory)?.zone ?? null

/**
 * Reads every *.json of the directories. Throws, naming the file and each fault, on one that may not be used, on two
 * with one id, two zones for one territory, and in production on demonstration delays.
 */
export function loadDefinitions(directories: readonly string[], options: { production: boolean }): DefinitionStore {
  const files = new Map<string, Definition>()
  for (const file of directories.flatMap(jsonFilesOf)) {
    const definition = readDefinition(file)
    const demonstration = demonstrationWaits(definition)
    if (options.production && demonstration.length > 0) {
      throw new Error(`${file}: delays of a demonstration, refused in production (${demonstration.join(', ')})`)
    }
    if (files.has(definition.id)) throw new Error(`${file}: definition ${definition.id} is there twice`)
    const other = [...files.values()].find(
      ({ territory, zone }) => territory === definition.territory && zone !== definition.zone,
    )
    if (other) throw new Error(`${file}: territory ${definition.territory} is in zone ${other.zone} for ${other.id}`)
    files.set(definition.id, definition)
  }
  return definitionStore([...files.values()], options)
}

/** A store that begins with some definitions. */
export function definitionStore(
  shipped: readonly Definition[],
  { production }: { production: boolean },
): DefinitionStore {
  const known = new Map(shipped.map((definition) => [definition.id, definition]))
  return {
    production,
    get: (id) => known.get(id) ?? null,
    all: () => [...known.values()],
    shipped: () => shipped,
    learn: (definition) => void known.set(definition.id, definition),
  }
}

function readDefinition(file: string): Definition {
  const input = readJson(file)
  const faults = faultsOf(input)
  if (faults.length > 0) {
    throw new Error(`${file}:\n${faults.map(({ path, en }) => `  ${path}: ${en}`).join('\n')}`)
  }
  return definitionSchema.parse(input)
}
