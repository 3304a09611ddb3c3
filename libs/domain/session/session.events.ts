import type { z } from 'zod'
import type { SessionOutcome, Vote } from '../../contracts/codes'
import type { sessionCommands } from '../../contracts/commands/session.commands'
import type { Call, CountedWait } from '../call/call.schema'
import type { DomainEvent } from '../kernel/decider'

export type SessionOwn = {
  [T in keyof typeof sessionCommands]: {
    readonly type: T
    readonly data: z.output<(typeof sessionCommands)[T]['data']>
  }
}

/** A member who has an interest in the project of a grant. */
export interface Conflict {
  readonly member: string
  readonly grant: string
}

export interface CastVote extends Conflict {
  readonly vote: Vote
}

/** A session as it was convened. It keeps what its call says of the committee, as a lot keeps the delays of its territory. */
export interface Convocation {
  readonly call: string
  readonly territory: string
  readonly zone: string
  readonly on: string
  readonly members: readonly string[]
  /** The grants that are to be heard, in their order. */
  readonly pack: readonly string[]
  readonly committee: NonNullable<Call['committee']>
  readonly wait: CountedWait
  /** Those that are known from the start: of members who work for a structure that applies, or who declared one before. */
  readonly conflicts: readonly Conflict[]
}

/** What a session came to about one grant of its pack. */
export interface Heard {
  readonly grant: string
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
  /** Whether as many members voted as the call asks for, conflicts of interest aside; true where it asks for none. */
  readonly quorate: boolean
}

export type SessionEvent =
  | DomainEvent<'SessionConvened', Convocation>
  | DomainEvent<'ConflictDeclared', Conflict>
  | DomainEvent<'VoteCast', CastVote>
  /** Its members were reminded of it, before it or on its day. */
  | DomainEvent<'SessionReminded', Record<string, never>>
  /** Its day is over and it is not closed: the fund manager was told. */
  | DomainEvent<'SessionEscalated', Record<string, never>>
  | DomainEvent<'SessionClosed', { readonly heard: readonly Heard[] }>
  | DomainEvent<'SessionCancelled', { readonly pack: readonly string[] }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>
export type SessionEventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>

/** What a session tells the grants of its pack, in its own transaction. */
export type SessionNews = SessionEventOf<'SessionConvened' | 'SessionClosed' | 'SessionCancelled'>

/** By what event a session ends, and how. */
export const endings = { SessionClosed: 'held', SessionCancelled: 'cancelled' } as const satisfies Record<
  string,
  SessionOutcome
>
