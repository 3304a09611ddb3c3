import type { Role } from '../contracts/codes'
import { sharedGrantDataOf } from './grant.history'
import { mayKnowOf } from './shared.history'

/** Who acted last on a stream, by what event and when, as a refusal tells it; `—` for what is not told. */
export interface LastActed {
  readonly by: string
  readonly event: string
  readonly at: string
}

const untold: LastActed = { by: '—', event: '—', at: '—' }

/** Those who take part in the fund from outside: who studies, votes, decides and pays is not theirs to know. */
const outsiders: ReadonlySet<Role> = new Set<Role>(['applicant', 'reviewer', 'member', 'payer', 'funder'])

/**
 * What a role may be told of whoever acted since it read. Who acts at the lieu, and when, tells what a prescriber is not to
 * know, such as a missed appointment; an event that the structure which applies does not read, such as a review, is told
 * to no outsider of the fund, and those that it reads are told without anybody's name.
 */
export function lastActedFor(role: Role, last: LastActed): LastActed {
  if (outsiders.has(role)) return sharedGrantDataOf(last.event, {}) === null ? untold : { ...last, by: '—' }
  return mayKnowOf(role, last.event) ? last : untold
}
