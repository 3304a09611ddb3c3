import type { CoarseCodes } from '../../domain/facts'
import type { Queryable, Vault } from '../../vault/vault'
import { ageBandOf, ageOn, type Birth } from '../../domain/person/age'

const fields = ['birthDate', 'birthYear', 'gender']

/** The coarse codes of what was told of a person: age band on a day, and gender as they say it. */
export function coarseFrom(told: Readonly<Record<string, unknown>>, day: string): CoarseCodes {
  const birth = { birthDate: told.birthDate ?? null, birthYear: told.birthYear ?? null } as Birth
  return { ageBand: ageBandOf(ageOn(day, birth)), gender: typeof told.gender === 'string' ? told.gender : 'unknown' }
}

/** The coarse codes of a person as the vault knows them; 'unknown' where it does not, or no longer does. */
export async function coarseFacts(
  vault: Vault,
  database: Queryable,
  person: string,
  day: string,
): Promise<CoarseCodes> {
  const revealed = await vault.ofSubjects(database, [person], fields)
  return coarseFrom(revealed.get(person) ?? {}, day)
}
