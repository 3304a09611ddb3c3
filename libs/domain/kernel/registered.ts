import type { DomainEvent } from './decider'

/** A stream that is registered once and updated when something about it changes: directory entries, territories. */
export type RegisteredState<D> = { readonly status: 'unknown' } | { readonly status: 'known'; readonly data: D }

/** Folds `<Kind>Registered` and `<Kind>Updated` alike: both carry the whole entry. */
export function evolveRegistered<D>(
  state: RegisteredState<D>,
  event: DomainEvent<string, unknown>,
): RegisteredState<D> {
  return event.type === 'PlanRecomputed' ? state : { status: 'known', data: event.data as D }
}

/** True where both say the same, whatever the order of their keys. Plain JSON only. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
