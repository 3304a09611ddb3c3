import type { Digester } from './digests'
import { type Identity, likelyDuplicate, score } from './duplicate.score'
import type { Queryable, Vault } from './vault'

export interface LikelyDuplicate {
  readonly person: string
  readonly score: number
  readonly why: readonly string[]
}

/** How many candidates are decrypted and compared at most. */
const mostCandidates = 50

const identityFields = ['lastName', 'firstName', 'birthDate', 'birthYear', 'phone', 'email']

/** People who are likely the same as `identity`, the likeliest first; `person` itself is left out. */
export async function likelyDuplicates(
  vault: Vault,
  database: Queryable,
  person: string,
  identity: Identity,
): Promise<readonly LikelyDuplicate[]> {
  const candidates = await candidatesOf(vault.digester, database, person, identity)
  const revealed = await vault.ofSubjects(database, candidates, identityFields)
  return [...revealed]
    .map(([other, fields]) => ({ person: other, ...score(identity, identityFrom(fields)) }))
    .filter((found) => found.score >= likelyDuplicate)
    .sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
}

/** Those who share the most digests: the fewer there are of a kind, the more it says, hence the count alone is enough. */
async function candidatesOf(
  digester: Digester,
  database: Queryable,
  person: string,
  identity: Identity,
): Promise<readonly string[]> {
  const digests = digester.ofPerson(identity).map(({ digest }) => digest)
  const sql = `SELECT subject FROM vault.digest
    WHERE digest = ANY($1) AND kind NOT IN ('look_back', 'agent_email') AND subject <> $2
    GROUP BY subject ORDER BY count(*) DESC, subject LIMIT ${mostCandidates}`
  return (await database.query<{ subject: string }>(sql, [digests, person])).rows.map(({ subject }) => subject)
}

/**
 * The day on which someone with the same name and full birth date last received a laptop, whether they are still known
 * or erased since; null where there is none. Nobody is merged by that: it only answers for the look-back.
 */
export async function lookBack(digester: Digester, database: Queryable, identity: Identity): Promise<string | null> {
  const digest = digester.ofPerson(identity).find(({ kind }) => kind === 'identity')
  if (!digest) return null
  const sql = `SELECT max(coalesce(digest.day, person.last_handed_over_on)) AS day
    FROM vault.digest LEFT JOIN person ON person.stream = digest.subject
    WHERE digest = $1 AND kind IN ('look_back', 'identity')`
  return (await database.query<{ day: string | null }>(sql, [digest.digest])).rows[0]?.day ?? null
}

/** Agents whose e-mail is the one given, as a file names them. */
export async function agentsByEmail(
  digester: Digester,
  database: Queryable,
  email: string,
): Promise<readonly string[]> {
  const sql = `SELECT subject FROM vault.digest WHERE digest = $1 AND kind = 'agent_email' ORDER BY subject`
  const { rows } = await database.query<{ subject: string }>(sql, [digester.ofAgent(email).digest])
  return rows.map(({ subject }) => subject)
}

function identityFrom(fields: Readonly<Record<string, unknown>>): Identity {
  const told = <T>(field: string) => (fields[field] as T | undefined) ?? null
  return {
    lastName: told<string>('lastName') ?? '',
    firstName: told<string>('firstName') ?? '',
    birthDate: told('birthDate'),
    birthYear: told('birthYear'),
    phone: told('phone'),
    email: told('email'),
  }
}
