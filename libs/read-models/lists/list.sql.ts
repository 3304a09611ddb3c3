import type { Actor } from '../../contracts/command'
import type { Scope } from '../../policy/read.policy'

export type { Queryable } from '../../vault/vault'

/** The conditions of one query and the values that they name, in the order of their numbers. */
export interface Conditions {
  readonly values: readonly unknown[]
  /** The number under which the query names a value: `$3`. */
  readonly value: (given: unknown) => string
  /** Keeps what meets a condition; `undefined` asks for nothing. */
  readonly and: (condition: string | undefined) => void
  /** All conditions, or `true` where there is none. */
  readonly sql: () => string
}

export function conditions(): Conditions {
  const values: unknown[] = []
  const kept: string[] = []
  return {
    values,
    value: (given) => `$${values.push(given)}`,
    and: (condition) => {
      if (condition !== undefined) kept.push(`(${condition})`)
    },
    sql: () => kept.join(' AND ') || 'true',
  }
}

/** The places where the actor works, as the directory has them. */
export const ownPlaces = (sub: string, value: Conditions['value']): string =>
  `SELECT at.place FROM actor_place at WHERE at.actor = ${value(sub)}`

/** Whoever reads journeys, and when. */
export type Reader = Actor & { readonly now: string }

/** Whoever reads; `now` where those who had a journey before may still read it. */
type Mine = Pick<Actor, 'sub' | 'structure' | 'lieu'> & { readonly now?: string }

/** Journeys that have gone to others, as long as those who had them may read them. A value is only named where it is used. */
const formerly = (condition: () => string, { now }: Mine, value: Conditions['value']): string =>
  now === undefined
    ? 'false'
    : `EXISTS (SELECT FROM journey_former f WHERE f.journey = j.stream AND f.until > ${value(now)} AND (${condition()}))`

/** The lieux of those who work at a structure: its own, and those where they have a permanence. */
const ownLieux = ({ sub, structure, lieu }: Mine, value: Conditions['value']): string =>
  `ARRAY(SELECT p.stream FROM place p WHERE p.structure = ${value(structure)} OR p.stream = ${value(lieu)}
     OR p.stream IN (${ownPlaces(sub, value)}))`

/** Tasks for which a lieu has been asked and has not accepted yet. */
const atLieu = `'answer_referral', 'await_place', 'confirm_place'`

/** A lieu that declined, did not answer, or was asked no more before it had accepted, reads nothing of the person. */
const own = ({ sub, structure, lieu }: Mine, value: Conditions['value']): string =>
  `j.mediator = ${value(sub)} OR (j.mediator IS NULL AND j.prescriber_agent = ${value(sub)})
     OR ((j.place = ${value(lieu)} OR j.place IN (${ownPlaces(sub, value)})
       OR j.place_structure = ${value(structure)}) AND (j.mediator IS NOT NULL
       OR EXISTS (SELECT FROM head asked WHERE asked.stream = j.stream AND asked.task IN (${atLieu}))))`

/**
 * Which rows of `journey` (as `j`), `device` (as `d`), `actor` (as `a`), `fund_line` (as `l`), `committee_session`
 * (as `s`), `grant_file` (as `g`) and `coverage` (as `v`) each scope keeps.
 */
const scoped: Readonly<Record<Scope, (mine: Mine, value: Conditions['value']) => string>> = {
  none: () => 'false',
  territory: () => 'true',
  own_referrals: (mine, value) =>
    `j.prescriber_structure = ${value(mine.structure)}
     OR ${formerly(() => `f.role = 'prescriber' AND f.structure = ${value(mine.structure)}`, mine, value)}`,
  own_lieu: (mine, value) =>
    `${own(mine, value)}
     OR ${formerly(
       () => `f.role <> 'prescriber' AND (f.agent = ${value(mine.sub)} OR f.place = ${value(mine.lieu)}
       OR f.place IN (${ownPlaces(mine.sub, value)}) OR f.structure = ${value(mine.structure)})`,
       mine,
       value,
     )}`,
  own_lieux: (mine, value) => `v.places && ${ownLieux(mine, value)}`,
  own_stock: ({ structure }, value) => `d.owner = ${value(structure)}`,
  own_colleagues: ({ structure }, value) => `a.structure = ${value(structure)}`,
  own_workshop: ({ structure }, value) => `d.recyclerie = ${value(structure)}`,
  own_payments: ({ structure }, value) => `l.payer = ${value(structure)}`,
  own_funding: ({ structure }, value) => `l.funder = ${value(structure)}`,
  own_sessions: ({ sub }, value) => `s.stream IN (SELECT session FROM session_member WHERE member = ${value(sub)})`,
  own_projects: ({ structure }, value) => `g.structure = ${value(structure)}`,
  // Whoever has an interest in a project reads no more of it.
  own_reviews: ({ sub }, value) =>
    `g.stream IN (SELECT grant_id FROM grant_review WHERE reviewer = ${value(sub)} AND state <> 'in_conflict')`,
  own_pack: ({ sub }, value) =>
    `g.stream IN (SELECT p.grant_id FROM session_pack p JOIN session_member m ON m.session = p.session
       WHERE m.member = ${value(sub)})`,
  own_orders: ({ structure }, value) =>
    `g.stream IN (SELECT grant_id FROM grant_payment WHERE payer = ${value(structure)})`,
  own_gifts: ({ structure }, value) =>
    `g.stream IN (SELECT h.grant_id FROM fund_line_grant h JOIN fund_line l ON l.stream = h.line
       WHERE l.funder = ${value(structure)}
         AND h.reserved_cents + h.committed_cents + h.ordered_cents + h.paid_cents > 0)`,
}

/** The condition of a scope for an actor. A query gives its tables the letters that its scopes use. */
export const scopeSql = (scope: Scope, actor: Mine, value: Conditions['value']): string => scoped[scope](actor, value)

/** A page of `limit` items out of one row more, which only tells that there is a next page. */
export function pageFrom<R, T>(
  rows: readonly R[],
  limit: number,
  itemOf: (row: R) => T,
  cursorOf: (row: R) => string,
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(itemOf), next: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
