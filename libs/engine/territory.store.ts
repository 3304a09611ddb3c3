import { join } from 'node:path'
import { type TerritorySettings, territorySettingsSchema } from '../domain/territory/territory.settings'
import { hasTimePart } from '../domain/kernel/wait'
import { jsonFilesOf, readJson } from './json.files'

/** What each territory has settled, by its code. */
export interface TerritoryStore {
  get(code: string): TerritorySettings | null
}

/**
 * Reads `definitions/territories/*.json` of a root. Throws, naming the file and each fault, on settings that may not be
 * used, on two of one territory, and in production on the delays of a demonstration.
 */
export function loadTerritories(root: string, options: { production: boolean }): TerritoryStore {
  const known = new Map<string, TerritorySettings>()
  for (const file of jsonFilesOf(join(root, 'definitions/territories'))) {
    const settings = readSettings(file)
    if (known.has(settings.code)) throw new Error(`${file}: territory ${settings.code} is there twice`)
    const hasty = Object.entries(settings.laptops.waits).filter(([, wait]) => hasTimePart(wait.expireAfter))
    if (options.production && hasty.length > 0)
      throw new Error(
        `${file}: delays of a demonstration, refused in production (${hasty.map(([task]) => task).join(', ')})`,
      )
    known.set(settings.code, settings)
  }
  return { get: (code) => known.get(code) ?? null }
}

function readSettings(file: string): TerritorySettings {
  const read = territorySettingsSchema.safeParse(readJson(file))
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`${file}:\n${faults.join('\n')}`)
}
