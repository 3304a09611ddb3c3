import type { DomainEvent } from '../kernel/decider'
import type { Definition } from './definition.schema'
import { type Draft, drafted, type Publication, published, retired, type VersionState } from './version.state'

export type DefinitionEvent =
  | DomainEvent<'DefinitionDrafted', { readonly content: Draft }>
  | DomainEvent<'DefinitionPublished', Publication<Definition>>
  | DomainEvent<'DefinitionRetired', Record<string, never>>

export type DefinitionState = VersionState<Definition>

/** Folds one decided event. */
export function evolveDefinition(state: DefinitionState, event: DefinitionEvent): DefinitionState {
  switch (event.type) {
    case 'DefinitionDrafted':
      return drafted(event.data.content)
    case 'DefinitionPublished':
      return published(event.data, event.at)
    case 'DefinitionRetired':
      return retired(state, event.at)
  }
}
