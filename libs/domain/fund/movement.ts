/** The states of a cent that may be spent: `free`, or of one grant. What came back is free again, and is counted apart. */
export type CentState = 'free' | 'reserved' | 'committed' | 'ordered' | 'paid'

/** Cents of one grant that go from one state to another on one line; from `paid` to `free` they came back. */
export interface Movement {
  readonly line: string
  readonly grant: string
  /** Integer, > 0. */
  readonly cents: number
  readonly from: CentState
  readonly to: CentState
}
