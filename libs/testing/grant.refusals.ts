import type { Facts } from '../domain/facts'
import { decide, type GrantCommand } from '../domain/grant/grant.decide'
import type { GrantState, OpenGrant } from '../domain/grant/grant.state'
import { fullCall } from './call.fixtures'
import { fundIds, grantFacts } from './grant.fixtures'
import { whyNot } from './refusal.words'

/** A command that a grant refuses: why, in words; the rule with all that its sentence is told; where, what and when. */
export type RefusalCase = readonly [
  why: string,
  rule: string,
  state: () => GrantState,
  command: GrantCommand,
  given?: Facts,
]

/** What a grant has against a command; the names of the events where it has nothing. */
export function refusalOf([, , state, command, given = grantFacts()]: RefusalCase): string {
  const decision = decide(command, state(), given, fundIds.grant)
  return decision.ok ? `accepted: ${decision.events.map(({ type }) => type).join()}` : whyNot(decision)
}

/** A table of cases by their names. */
export const named = (cases: readonly RefusalCase[]) => cases.map((each) => [`${each[0]}: ${each[1]}`, each] as const)

type Hearing = NonNullable<OpenGrant['hearing']>

/** The same grant under the full call, spoken of by its committee as it is said here. */
export function underFullCall(state: GrantState, hearing: Partial<Hearing> | null): OpenGrant {
  if (state.stage === 'unknown' || state.stage === 'closed') throw new Error('an open grant')
  const { id: _id, territory: _territory, zone: _zone, opensOn: _opensOn, ...terms } = fullCall
  const spoken = hearing && { agree: 0, disagree: 0, abstain: 0, quorate: true, ...hearing }
  return { ...state, hearing: spoken, opening: { ...state.opening, terms } }
}
