/** Nothing that people send is nested deeper: a definition is at ten. */
const MAX_DEPTH = 32

/** The place of something is told by so many names; where it is nested without end, the first ones say enough. */
const MAX_NAMED = 6

/** PostgreSQL keeps neither NUL nor half a surrogate pair; people type neither. */
const unreadable = /[\0\p{Surrogate}]/u

/** Where something is that cannot be kept, and what it is. */
export interface Unkept {
  readonly path: readonly string[]
  readonly fr: string
  readonly en: string
}

const tooDeep = {
  fr: 'récursif, ou trop de niveaux les uns dans les autres',
  en: 'recursive, or nested too deeply',
}
const strange = { fr: 'caractère illisible', en: 'unreadable character' }

/** A name is only repeated where it looks like one of ours. */
const namedOnly = (name: string) => (/^\w{1,60}$/.test(name) ? name : '?')

/** The first thing in a JSON value that cannot be kept: an unreadable character, or too many levels. Null where there is none. */
export function unkeptIn(value: unknown, depth = 0): Unkept | null {
  if (typeof value === 'string') return unreadable.test(value) ? { path: [], ...strange } : null
  if (typeof value !== 'object' || value === null) return null
  if (depth >= MAX_DEPTH) return { path: [], ...tooDeep }
  for (const [key, inner] of Object.entries(value)) {
    if (unreadable.test(key)) return { path: [], ...strange }
    const deeper = unkeptIn(inner, depth + 1)
    if (deeper) return { ...deeper, path: [namedOnly(key), ...deeper.path].slice(0, MAX_NAMED) }
  }
  return null
}
