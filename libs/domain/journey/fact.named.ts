import type { Found } from './journey.found'
import type { Diagnostic, Training } from './journey.state'

/**
 * Sessions and misses are counted anew when a stage is begun anew. Their names are not: whoever puts right the first session
 * means the same one, whatever was taken up again since.
 */
export interface Named {
  readonly stage: string
  readonly number: number
}

export const isNamed = (one: Named, { stage, number }: Named): boolean => one.stage === stage && one.number === number

/** The name of a session of this training. */
export const sessionNumber = ({ namedBefore }: Pick<Training, 'namedBefore'>, session: number): number =>
  namedBefore + session

/** One session more, under a name that no other one of its stage has. */
export function withSession(
  state: Training,
  { session, present }: { readonly session: number; readonly present: boolean },
): Training {
  const { at: stage, found } = state
  const number = sessionNumber(state, session)
  const sessions = { ...found.named.sessions, [stage]: Math.max(found.named.sessions[stage] ?? 0, number) }
  return {
    ...state,
    recorded: [...state.recorded, { session, present, stage, number }],
    found: { ...found, named: { ...found.named, sessions } },
  }
}

/** One miss more. */
export function withMiss(state: Diagnostic): Diagnostic {
  const { at: stage, found } = state
  const number = (found.named.misses[stage] ?? 0) + 1
  const misses = { ...found.named.misses, [stage]: number }
  return {
    ...state,
    missed: state.missed + 1,
    misses: [...state.misses, { stage, number }],
    found: { ...found, named: { ...found.named, misses } },
  }
}

/** One end more. */
export function withEnd(found: Found, stage: string): Found {
  const ends = { ...found.named.ends, [stage]: (found.named.ends[stage] ?? 0) + 1 }
  return { ...found, named: { ...found.named, ends } }
}
