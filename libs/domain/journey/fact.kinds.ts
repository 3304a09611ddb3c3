import type { FactChange } from '../../contracts/commands/correction.commands'
import type { DifferenceCode } from '../../contracts/difference.codes'

/** Which of what is counted of a journey a fact is; null where it is not counted. */
export type Counted = 'before' | 'after' | 'follow_up' | 'hand_over'

/** A decision that stands and would now be another one. Whoever reads it decides what to do; nothing is undone alone. */
export interface Difference {
  /** The event of the decision: its type, its version in the journey and when it was recorded. */
  readonly event: string
  readonly version: number
  readonly at: string
  readonly code: DifferenceCode
  /** Where the journey would go: the code of a stage or 'end'; the rules not met, or the needs, one after the other. */
  readonly to: string | null
}

/** A fact put right: which one, what changes of it, why, and what of the journey would now differ. */
export interface Correction {
  readonly stage: string
  readonly number: number
  readonly change: FactChange
  readonly reason: string
  readonly counts: Counted | null
  readonly differs: readonly Difference[]
}
