import { evolve } from '../domain/grant/grant.evolve'
import type { GrantCommand } from '../domain/grant/grant.decide'
import type { GrantState } from '../domain/grant/grant.state'
import type { Facts } from '../domain/facts'
import type { Movement } from '../domain/fund/movement'
import { fundIds, grantFacts } from './grant.fixtures'
import { grantDecided } from './grant.moments'

/** The day after that of all moments, so that what is counted from a step shows. */
export const nextMorning = '2026-03-03T09:00:00Z'
export const nextDay = (by?: string): Facts => grantFacts({}, by, nextMorning)

/** What a command does: its events without their instant, and every field of the state that is another one after it. */
export function changesOf(before: GrantState, command: GrantCommand, given: Facts = nextDay()) {
  const events = grantDecided(before, command, given)
  const after: object = events.reduce<GrantState>(evolve, before)
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const valueOf = (state: object, name: string) => (state as Record<string, unknown>)[name]
  const isSame = (name: string) => JSON.stringify(valueOf(before, name)) === JSON.stringify(valueOf(after, name))
  return {
    events: events.map(({ type, data, on }) => (on === undefined ? [type, data] : [type, data, on])),
    changed: Object.fromEntries([...names].filter((name) => !isSame(name)).map((name) => [name, valueOf(after, name)])),
  }
}

/** Cents of the grant that move on its first line. */
export const movedOnLine = (
  cents: number,
  from: Movement['from'],
  to: Movement['to'],
  line: string = fundIds.line,
) => ({
  ...{ line, grant: fundIds.grant, cents, from, to },
})

/** A command given to a grant, and all that it does. */
export type ChangeCase = readonly [
  what: string,
  given: Parameters<typeof changesOf>,
  expected: { readonly events: readonly unknown[]; readonly changed: object },
]
