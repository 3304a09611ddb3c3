import { broken, type CellParser, read } from './line.cells'
import { foldName } from './text.fold'

export type Found<T> = { kind: 'one'; item: T } | { kind: 'none' } | { kind: 'several' }

/**
 * Looks people's words up in what is known: first by identifier (as written), then by name (whatever case, accents
 * and punctuation). Two directories may number their places alike, so an identifier can be ambiguous as well.
 */
export function finderOf<T>(
  items: readonly T[],
  ids: (item: T) => (string | null)[],
  names: (item: T) => (string | null)[],
): (words: string) => Found<T> {
  const byId = indexed(items, ids)
  const byName = indexed(items, (item) => names(item).map((name) => name && foldName(name)))
  return (words) => {
    const [first, ...others] = byId.get(words) ?? byName.get(foldName(words)) ?? []
    if (first === undefined) return { kind: 'none' }
    return others.length > 0 ? { kind: 'several' } : { kind: 'one', item: first }
  }
}

function indexed<T>(items: readonly T[], keys: (item: T) => (string | null)[]): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keys(item))) if (key) index.set(key, [...(index.get(key) ?? []), item])
  }
  return index
}

/** A structure as the application knows it, with what files may call it by. */
export type KnownStructure = {
  id: string
  key: string | null
  name: string
  siret: string | null
  roles: readonly string[]
}

/** A place as the application knows it; `externalId` is its identifier in the directory that it came from. */
export type KnownPlace = { id: string; externalId: string | null; name: string }

/** A cell that names a known structure by identifier, SIRET or name; `role` is one that it must have. */
export function parseStructure(structures: readonly KnownStructure[], role: string): CellParser<KnownStructure> {
  const find = finderOf(
    structures,
    ({ id, key, siret }) => [id, key, siret],
    ({ name }) => [name],
  )
  return (text) => {
    const found = find(text)
    if (found.kind !== 'one') return broken(found.kind === 'none' ? 'structure_unknown' : 'structure_ambiguous')
    return found.item.roles.includes(role) ? read(found.item) : broken('structure_without_role', role)
  }
}

/** A cell that names a known place by identifier or name. */
export function parsePlace(places: readonly KnownPlace[]): CellParser<KnownPlace> {
  const find = finderOf(
    places,
    ({ id, externalId }) => [id, externalId],
    ({ name }) => [name],
  )
  return (text) => {
    const found = find(text)
    if (found.kind === 'one') return read(found.item)
    return broken(found.kind === 'none' ? 'place_unknown' : 'place_ambiguous')
  }
}
