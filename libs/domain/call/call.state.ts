import {
  type Draft,
  drafted,
  type Publication,
  published,
  retired,
  type VersionState,
} from '../definition/version.state'
import type { DomainEvent } from '../kernel/decider'
import type { Call } from './call.schema'

export type CallEvent =
  | DomainEvent<'CallDrafted', { readonly content: Draft }>
  | DomainEvent<'CallPublished', Publication<Call>>
  | DomainEvent<'CallRetired', Record<string, never>>

/**
 * draft      may be written again, whatever its faults
 * published  applied to, between its days; its content never changes
 * retired    running grants go on; no new application
 */
export type CallState = VersionState<Call>

/** Folds one decided event. */
export function evolveCall(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case 'CallDrafted':
      return drafted(event.data.content)
    case 'CallPublished':
      return published(event.data, event.at)
    case 'CallRetired':
      return retired(state, event.at)
  }
}
