import type { Adoption } from '../../contracts/commands/version.parts'

/** What a working group has written so far: whatever it holds, it names its version and its territory. */
export interface Draft {
  readonly id: string
  readonly territory: string
  readonly [field: string]: unknown
}

/** What any whole version says of itself. */
export interface Version {
  readonly id: string
  readonly territory: string
  readonly zone: string
  readonly title: string
}

/** What was published, and the decision that adopted it. */
export interface Publication<C extends Version> {
  readonly content: C
  readonly adoptedBy: Adoption | null
}

/**
 * draft      may be written again, whatever its faults
 * published  followed; its content never changes
 * retired    what follows it goes on; nothing new does
 */
export type VersionState<C extends Version> = { readonly status: 'unknown' } | DraftState | FrozenState<C>

interface DraftState {
  readonly status: 'draft'
  readonly content: Draft
}

export interface FrozenState<C extends Version> extends Publication<C> {
  readonly status: 'published' | 'retired'
  readonly publishedAt: string
  readonly retiredAt: string | null
}

export const drafted = <C extends Version>(content: Draft): VersionState<C> => ({ status: 'draft', content })

export const published = <C extends Version>(publication: Publication<C>, at: string): VersionState<C> => ({
  ...publication,
  ...{ status: 'published', publishedAt: at, retiredAt: null },
})

/** Only what is published is retired. */
export const retired = <C extends Version>(state: VersionState<C>, at: string): VersionState<C> =>
  state.status === 'published' ? { ...state, status: 'retired', retiredAt: at } : state
