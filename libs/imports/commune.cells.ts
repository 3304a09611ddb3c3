import { type Found, finderOf } from './known.finder'
import { parseInsee } from './identifier.parsers'
import { broken, type CellParser, type Line, read } from './line.cells'
import type { Commune, Territory } from './territory.rows'

/** Finds the present commune of a territory by INSEE code, old or new, or by name, old or new. */
export type CommuneFinder = (words: string) => Found<Commune>

export function communeFinder({ communes, former }: Territory): CommuneFinder {
  const formerOf = ({ insee }: Commune) => former.filter(({ present }) => present === insee)
  return finderOf(
    communes,
    (commune) => [commune.insee, ...formerOf(commune).map(({ insee }) => insee)],
    (commune) => [commune.name, ...formerOf(commune).map(({ name }) => name)],
  )
}

/**
 * The commune that a line means by its code or, without code, by its name. With both the code decides, since names
 * of merged communes live on; a name that is another commune's is a conflict.
 */
export function communeOf(line: Line, columns: { code: string; name: string }, find: CommuneFinder): Commune | null {
  const { code, name } = columns
  if (line.text(code) === '' && line.text(name) === '') return line.refuse(`${code} | ${name}`, 'value_missing')
  const parseCommune: CellParser<Commune> = (text) => {
    const found = find(text)
    if (found.kind === 'one') return read(found.item)
    return broken(found.kind === 'none' ? 'commune_outside_territory' : 'commune_ambiguous')
  }
  if (line.text(code) === '') return line.optional(name, parseCommune)
  const commune = line.optional(code, (text) => {
    const insee = parseInsee(text)
    return insee.ok ? parseCommune(insee.value) : insee
  })
  const named = find(line.text(name))
  const conflict = commune !== null && named.kind === 'one' && named.item !== commune
  return conflict ? line.refuse(name, 'commune_conflict') : commune
}
