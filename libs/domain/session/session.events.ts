/** What a session came to about one grant of its pack. */
export interface Heard {
  readonly grant: string
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
  /** Whether as many members voted as the call asks for, conflicts of interest aside; true where it asks for none. */
  readonly quorate: boolean
}

/** What a session tells the grants of its pack, in its own transaction. */
export type SessionNews =
  | { readonly type: 'SessionConvened'; readonly data: { call: string; on: string; pack: readonly string[] } }
  | { readonly type: 'SessionClosed'; readonly data: { heard: readonly Heard[] } }
  | { readonly type: 'SessionCancelled'; readonly data: { pack: readonly string[] } }
