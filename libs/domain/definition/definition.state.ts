import type { Adoption } from '../../contracts/commands/definition.commands'
import type { DomainEvent } from '../kernel/decider'
import type { Definition } from './definition.schema'

/** What a working group has written so far: whatever it holds, it names its version and its territory. */
export interface Draft {
  readonly id: string
  readonly territory: string
  readonly [field: string]: unknown
}

export type DefinitionEvent =
  | DomainEvent<'DefinitionDrafted', { content: Draft }>
  | DomainEvent<'DefinitionPublished', { content: Definition; adoptedBy: Adoption | null }>
  | DomainEvent<'DefinitionRetired', Record<string, never>>

/**
 * draft      may be written again, whatever its faults
 * published  followed by journeys; its content never changes
 * retired    running journeys go on; no new one follows it
 */
export type DefinitionState = { readonly status: 'unknown' } | DraftState | PublishedState

interface DraftState {
  readonly status: 'draft'
  readonly content: Draft
}

interface PublishedState {
  readonly status: 'published' | 'retired'
  readonly content: Definition
  readonly adoptedBy: Adoption | null
  readonly publishedAt: string
  readonly retiredAt: string | null
}

/** Folds one decided event. */
export function evolveDefinition(state: DefinitionState, event: DefinitionEvent): DefinitionState {
  switch (event.type) {
    case 'DefinitionDrafted':
      return { status: 'draft', content: event.data.content }
    case 'DefinitionPublished':
      return { status: 'published', ...event.data, publishedAt: event.at, retiredAt: null }
    case 'DefinitionRetired':
      return state.status === 'published' ? { ...state, status: 'retired', retiredAt: event.at } : state
  }
}
