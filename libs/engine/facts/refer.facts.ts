import type { Beneficiary } from '../../contracts/commands/journey.commands'
import type { OutsideFacts } from '../../domain/facts'
import type { Prescriber } from '../../domain/journey/journey.events'
import { householdLookBack, likelyDuplicates, lookBack } from '../../vault/duplicate.search'
import type { Queryable, Vault } from '../../vault/vault'
import type { ParsedCommand } from '../command.parse'
import { ageOn, isBornAfter } from '../../domain/person/age'
import {
  agentFact,
  communeFact,
  type FactPart,
  type Found,
  personFact,
  placeFact,
  structuresFact,
  versionFacts,
} from './fact.parts'

interface Referral {
  readonly person: string
  readonly definition: string
  readonly household?: string
  readonly place: string
  readonly prescriber: Prescriber
  readonly consent: { readonly date: string }
}

export const referralOf = (command: ParsedCommand) => command.data as unknown as Referral
export const beneficiaryOf = (command: ParsedCommand) => command.personal as unknown as Beneficiary

/** What a referral asks of the directory and of the person's past. */
export function referParts(command: ParsedCommand): readonly FactPart[] {
  const { person, household, place, prescriber, definition } = referralOf(command)
  const { communeInsee } = beneficiaryOf(command)
  return [
    communeFact(command.actor.territory, communeInsee),
    placeFact(place),
    ...(prescriber.agent === null ? [] : [agentFact(prescriber.agent)]),
    ...(prescriber.structure === null ? [] : [structuresFact([prescriber.structure])]),
    personFact(person, household),
    ...versionFacts(definition),
  ]
}

/**
 * The facts of a referral: what its personal part means, without the personal part. Absent where the commune is not
 * of the territory. The look-back also counts a laptop of somebody with the same name and full birth date, erased or not.
 */
export async function referFacts(
  vault: Vault,
  database: Queryable,
  command: ParsedCommand,
  found: Found,
  today: string,
): Promise<Pick<OutsideFacts, 'refer'>> {
  const { commune, place = null, agent: prescriber = null, person } = found
  if (!commune || !person) return {}
  const { consent, prescriber: named } = referralOf(command)
  const beneficiary = beneficiaryOf(command)
  const others = [person.canonical, ...person.compared]
  const duplicates = await likelyDuplicates(vault, database, beneficiary, others)
  const remembered = await lookBack(vault.digester, database, beneficiary)
  const house = person.household && (await householdLookBack(vault.digester, database, person.household))
  const own = [person.lastHandedOverOn, remembered]
  return {
    refer: {
      ...commune,
      ...{ place, prescriber, likelyDuplicates: duplicates },
      paper: {
        isStructureKnown: named.structure !== null && found.structures?.[named.structure] !== undefined,
        isPrescriberNamed: beneficiary.prescriberName !== null,
      },
      isRepresented: beneficiary.representative !== null,
      age: ageOn(today, beneficiary),
      bornInFuture: isBornAfter(today, beneficiary),
      bornAfterConsent: isBornAfter(consent.date, beneficiary),
      lastHandedOverOn: latest(own),
      lastHandedOverOnInHousehold: latest([...own, person.lastInHousehold, house]),
      following: person.following,
    },
  }
}

const latest = (days: readonly (string | null)[]): string | null =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null
