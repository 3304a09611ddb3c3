import { lightCall } from './call.fixtures'
import { landes } from './journey.fixtures'

type Json = Record<string, unknown>
type Changes = Readonly<Record<string, unknown>>

/** Something with values put at paths; undefined takes what is there away. */
function plantedIn(whole: object, changes: Changes): unknown {
  const copy = structuredClone(whole) as Json
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const parent = keys.reduce<Json>((part, key) => part[key] as Json, copy)
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return copy
}

/** The definition of the Landes, changed. */
export const planted = (changes: Changes): unknown => plantedIn(landes, changes)

/** The light call of the Landes, changed. */
export const plantedCall = (changes: Changes): unknown => plantedIn(lightCall, changes)
