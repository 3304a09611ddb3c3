import { landes } from './journey.fixtures'

type Json = Record<string, unknown>

/** The definition of the Landes with values put at paths; undefined takes what is there away. */
export function planted(changes: Readonly<Record<string, unknown>>): unknown {
  const copy = structuredClone(landes) as Json
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const parent = keys.reduce<Json>((part, key) => part[key] as Json, copy)
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return copy
}
