import type { DomainEvent } from '../kernel/decider'

interface Consent {
  readonly textVersion: string
  readonly date: string
  readonly mode: string
  /** The person, or whoever represents them. */
  readonly by: string
}

interface Duplicate {
  readonly person: string
  readonly score: number
  readonly why: readonly string[]
}

export type PersonEvent =
  | DomainEvent<'PersonRegistered', { territory: string; epci: string }>
  | DomainEvent<'ConsentGiven', Consent>
  | DomainEvent<'LikelyDuplicateFlagged', Duplicate>
  | DomainEvent<'LaptopReceived', { device: string | null; source?: string | null }>
  | DomainEvent<'PersonErased', { cause: string; ageBand: string; gender: string; epci: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** A person outlives their journeys: consents, the last laptop, who they may be the same as. No name is ever here. */
export type PersonState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'known' | 'erased'
      readonly territory: string
      readonly epci: string
      readonly consents: readonly Consent[]
      readonly duplicates: readonly Duplicate[]
      readonly lastHandedOverOn: string | null
      /** The day of a laptop that was handed over before this service, outside of any journey that it knows. */
      readonly takenOverOn: string | null
    }
