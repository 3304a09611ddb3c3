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

/**
 * People who are likely the same as `identity`, the likeliest first, each under one of their ids. Left out are those whose
 * canonical id is in `known`: the person themselves, and whoever a human has already compared with them.
 */
export async function likelyDuplicates(
  vault: Vault,
  database: Queryable,
  identity: Identity,
  known: readonly string[],
): Promise<readonly LikelyDuplicate[]> {
  const candidates = await candidatesOf(vault.digester, database, identity, known)
  const revealed = await vault.ofSubjects(database, [...candidates.keys()], identityFields)
  const found = [...revealed]
    .map(([other, fields]) => ({ person: other, ...score(identity, identityFrom(fields)) }))
    .filter((each) => each.score >= likelyDuplicate)
    .sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
  const whoOf = ({ person }: LikelyDuplicate) => candidates.get(person)
  return found.filter((each, index) => found.findIndex((other) => whoOf(other) === whoOf(each)) === index)
}

/**
 * Those who share the most digests, with their canonical id: the fewer there are of a kind, the more it says, hence the
 * count alone is enough.
 */
async function candidatesOf(
  digester: Digester,
  database: Queryable,
  identity: Identity,
  known: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const digests = digester.ofPerson(identity).map(({ digest }) => digest)
  const sql = `SELECT subject, coalesce(canonical, subject) AS canonical
    FROM vault.digest LEFT JOIN person ON person.stream = digest.subject
    WHERE digest = ANY($1) AND kind NOT IN ('look_back', 'agent_email') AND coalesce(canonical, subject) <> ALL($2)
    GROUP BY subject, canonical ORDER BY count(*) DESC, subject LIMIT ${mostCandidates}`
  const { rows } = await database.query<{ subject: string; canonical: string }>(sql, [digests, known])
  return new Map(rows.map(({ subject, canonical }) => [subject, canonical]))
}

/**
 * The day on which someone with the same name and full birth date last received a laptop, under any of their ids, whether
 * they are still known or erased since; null where there is none. Nobody is merged by that: it only answers for the
 * look-back.
 */
export async function lookBack(digester: Digester, database: Queryable, identity: Identity): Promise<string | null> {
  const digest = digester.ofPerson(identity).find(({ kind }) => kind === 'identity')
  if (!digest) return null
  const sql = `SELECT max(coalesce(digest.day, one.last_handed_over_on)) AS day
    FROM vault.digest LEFT JOIN person ON person.stream = digest.subject
    LEFT JOIN person one ON one.canonical = person.canonical
    WHERE digest = $1 AND kind IN ('look_back', 'identity')`
  return (await database.query<{ day: string | null }>(sql, [digest.digest])).rows[0]?.day ?? null
}

/** The day on which somebody of a household, who was erased since, last received a laptop; null where there is none. */
export async function householdLookBack(
  digester: Digester,
  database: Queryable,
  household: string,
): Promise<string | null> {
  const sql = `SELECT max(day) AS day FROM vault.digest WHERE digest = $1 AND kind = 'look_back'`
  return (
    (await database.query<{ day: string | null }>(sql, [digester.ofHousehold(household).digest])).rows[0]?.day ?? null
  )
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
