import type { Definition } from './definition.schema'
import { type FactTypes, numbersOver } from './rule'

/** What the priority of somebody who waits for a place may be told from: nothing of it identifies a person. */
export interface LineFacts {
  readonly reasons: readonly string[]
  readonly needs: readonly string[]
  readonly commitment: boolean
  /** Whether another lieu has already not followed up. */
  readonly refusedBefore: boolean
  /** Whole days from the referral to the waiting list. */
  readonly daysSinceReferral: number
}

export const lineFactTypes = {
  reasons: 'list<string>',
  needs: 'list<string>',
  commitment: 'bool',
  refusedBefore: 'bool',
  daysSinceReferral: 'int',
} as const satisfies Record<keyof LineFacts, FactTypes[string]>

export const priorityNumbers = numbersOver(lineFactTypes)

/** The last priority: four digits, so that an order is written with as many everywhere. */
export const LAST_PRIORITY = 9999

/** The priority that a definition gives to somebody, from 0 (first) to 9999. */
export function priorityOf({ line }: Pick<Definition, 'line'>, facts: LineFacts): number {
  if (line.priority === null) return 0
  return Math.min(Math.max(priorityNumbers.valueOf(line.priority, { ...facts }), 0), LAST_PRIORITY)
}
