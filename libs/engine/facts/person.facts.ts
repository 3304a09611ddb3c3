import { isDeepStrictEqual } from 'node:util'
import type { CorrectedPersonFacts } from '../../domain/facts'
import { ageOn, type Birth, isBornAfter } from '../../domain/person/age'
import type { PersonState } from '../../domain/person/person.state'
import type { Digest } from '../../vault/digests'
import type { Identity } from '../../vault/duplicate.score'
import type { Queryable, Vault } from '../../vault/vault'
import type { ParsedCommand } from '../command.parse'
import type { LoadedStream } from '../stream.load'
import { coarseFrom } from './coarse.facts'
import type { Found } from './fact.parts'

type Streams = ReadonlyMap<string, LoadedStream>
type Told = Readonly<Record<string, unknown>>

const counted = ['birthDate', 'birthYear', 'gender'] as const
const identity = ['lastName', 'firstName', 'birthDate', 'birthYear', 'phone', 'email'] as const

/** What is told of a person now, beside what was told, reduced to what a decision may know. `today` is the present day. */
export async function correctedFacts(
  vault: Vault,
  database: Queryable,
  command: ParsedCommand,
  streams: Streams,
  today: string,
  commune: Found['commune'],
): Promise<CorrectedPersonFacts> {
  const given: Told = command.personal ?? {}
  const fields = [...new Set([...counted, ...Object.keys(given)])]
  const before = (await vault.ofSubjects(database, [command.stream], fields)).get(command.stream) ?? {}
  const after = { ...before, ...given }
  const state = streams.get(command.stream)?.state as PersonState
  const consents = state.status === 'unknown' ? [] : state.consents
  const journeys = [...streams.values()].filter(({ kind }) => kind === 'journey')
  const days = new Set(journeys.flatMap(({ head }) => head?.referred_on ?? []))
  return {
    fields: Object.keys(given).filter((field) => !isDeepStrictEqual(given[field] ?? null, before[field] ?? null)),
    bornInFuture: isBornAfter(today, birthIn(after)),
    bornAfterConsent: consents.some(({ date }) => isBornAfter(date, birthIn(after))),
    consentedAlone: consents.filter(({ by }) => by === 'person').map(({ date }) => date),
    communeKnown: given.communeInsee === undefined || Boolean(commune),
    ownJourney: journeys.some(({ stream }) => stream === command.data.journey),
    on: Object.fromEntries(
      [...days].map((day) => {
        const ages = { before: ageOn(day, birthIn(before)), after: ageOn(day, birthIn(after)) }
        return [day, { coarse: coarseFrom(after, day), ages }]
      }),
    ),
  }
}

const birthIn = (told: Told): Birth => ({
  birthDate: (told.birthDate ?? null) as string | null,
  birthYear: (told.birthYear ?? null) as number | null,
})

/** By what this person is found from now on: by each telling of who they are, with what was put right in all of them. */
export async function correctedDigests(
  vault: Vault,
  database: Queryable,
  command: ParsedCommand,
  streams: Streams,
): Promise<readonly Digest[]> {
  const told = await vault.ofStreams(database, [...streams.keys()], identity)
  const digests = [...told.values()]
    // The person's own stream may hold no more than what was put right before.
    .filter(({ lastName }) => lastName !== undefined)
    .flatMap((telling) => vault.digester.ofPerson({ ...nobody, ...telling, ...command.personal }))
  return [...new Map(digests.map((digest) => [`${digest.kind} ${digest.digest}`, digest])).values()]
}

const nobody: Identity = { lastName: '', firstName: '', birthDate: null, birthYear: null, phone: null, email: null }
