import type { StreamKind } from '../contracts/stream'

/** Which streams a command leads and touches, and who decides in what order. */
export interface CommandSpec {
  readonly leads: StreamKind
  /** It opens its leading stream, or registers anew what may be there: no version is asked for. */
  readonly opens: boolean
  /** Fired by a deadline: only the machine gives it. */
  readonly deadline: boolean
  /** It may end a journey or erase a person: the engine reads the coarse codes that indicators will need. */
  readonly closes: boolean
  /** The deciders of one command, in the order in which they decide. */
  readonly order: readonly StreamKind[]
  /** Other streams than the leading one, known from the data and the leading stream's state. */
  touches(stream: string, data: unknown, lead: unknown): readonly string[]
  /** What its events are: what happens now, or what puts right what was recorded. */
  readonly origin: 'live' | 'correction'
  /** Its facts are asked for with the leading stream's state, so that it is read before the lock. */
  readonly looks: boolean
  /** What the engine makes of it: a document that is kept with the journey or the grant. */
  readonly prints: 'receipt' | 'agreement' | null
  /** The name from which the leading stream's id follows, where people call it by one. */
  named?(data: unknown): string
  /** It takes over what was before this service: its events say so, and nobody is written to. */
  readonly reprise: boolean
  /** What the engine picks in the database, skipping what others hold, before anybody decides. */
  readonly chooses?: 'readyDevice' | 'mediators' | 'aliases' | 'journeysOfPerson'
  /** Whose key encrypts the personal part. */
  subject?(stream: string, data: unknown, lead: unknown): string
}

/** A command that leads one stream and does nothing out of the ordinary but for what is given. */
export const spec = (leads: StreamKind, given: Partial<CommandSpec> = {}): CommandSpec => ({
  leads,
  opens: false,
  deadline: false,
  reprise: false,
  closes: false,
  looks: false,
  prints: null,
  origin: 'live',
  order: [leads],
  touches: () => [],
  ...given,
})
