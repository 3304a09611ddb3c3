import { readFileSync } from 'node:fs'

/** A command that cannot be understood or whose file cannot be read: told to the person, without a stack. */
export class UsageError extends Error {}

/** A would-be version from a file. Throws a UsageError where it cannot be read, or is not JSON. */
export function versionFile(path: string): Readonly<Record<string, unknown>> {
  const input = parsed(path, contentOf(path))
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new UsageError(`${path} : une version est un objet JSON.`)
  }
  return input as Record<string, unknown>
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} : ce fichier ne se lit pas (${(error as NodeJS.ErrnoException).code ?? 'inconnu'}).`)
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} : ce n’est pas du JSON (${error instanceof Error ? error.message : String(error)}).`)
  }
}
