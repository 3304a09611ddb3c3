import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The JSON files of a folder, by name. */
export function jsonFilesOf(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(directory, name))
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
