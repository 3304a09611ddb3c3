import type { AgentFact, OutsideFacts } from '../../domain/facts'
import { isBornAfter } from '../../domain/person/age'
import { execute } from '../../event-store/database'
import { likelyDuplicates } from '../../vault/duplicate.search'
import type { Queryable, Vault } from '../../vault/vault'
import type { ParsedCommand } from '../command.parse'
import { communeFact, type FactPart, followedFact, type Found, stockOfPlace, structuresFact } from './fact.parts'
import { beneficiaryOf, referParts } from './refer.facts'

/** What a case of the former tool asks: as a referral, whoever follows it, and the stock that it may wait on. */
export function takeOverParts(command: ParsedCommand): readonly FactPart[] {
  const { mediator, place } = command.data as { mediator: string | null; place: string }
  const follower = mediator === null ? [] : [mediatorFact(mediator), followedFact(mediator, command.stream)]
  return [...referParts(command), ...follower, ...stockOfPlace(place, [])]
}

const mediatorFact = (stream: string): FactPart => ({
  execution: execute('fact_agent', stream),
  read: (rows) => ({ mediator: (rows[0] as AgentFact | undefined) ?? null }),
})

/** What somebody who was equipped before asks: where they live, and whose the laptop is. */
export function handOverParts(command: ParsedCommand): readonly FactPart[] {
  const { laptop } = command.data as { laptop: { owner: string } | null }
  const commune = communeFact(command.actor.territory, beneficiaryOf(command).communeInsee)
  return laptop ? [commune, structuresFact([laptop.owner])] : [commune]
}

/** What their identity means, without it. Absent where the commune is not of the territory. */
export async function takenFacts(
  vault: Vault,
  database: Queryable,
  command: ParsedCommand,
  { commune }: Found,
  today: string,
): Promise<Pick<OutsideFacts, 'taken'>> {
  if (!commune) return {}
  const beneficiary = beneficiaryOf(command)
  const duplicates = await likelyDuplicates(vault, database, beneficiary, [command.stream])
  return { taken: { ...commune, bornInFuture: isBornAfter(today, beneficiary), likelyDuplicates: duplicates } }
}
