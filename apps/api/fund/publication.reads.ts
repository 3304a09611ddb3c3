import {
  type LackCode,
  lackWords,
  type Publication,
  type PublicationQuery,
} from '../../../libs/contracts/api/publication.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { scopeOf } from '../../../libs/policy/read.policy'
import { type GrantedShare, shareOf } from '../../../libs/publication/granted.share'
import { lacksOf, subventionSheet } from '../../../libs/publication/subvention.sheet'
import { heldShares } from '../../../libs/read-models/lists/grant.shares'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Reveal } from '../reads/reveal.port'

/** What is published of grants. Each throws a problem where the actor may not read it. */
export interface PublicationReads {
  /** What was granted to whom, as a CSV file of SCDL subventions: public, so that everybody who is known here reads it. */
  sheet(actor: Actor, query: PublicationQuery): Promise<string>
  /** What that file holds, and what is left out of it; for those who can put it right. */
  report(actor: Actor, query: PublicationQuery): Promise<Publication>
}

export const PUBLICATION = Symbol('PublicationReads')

export function createPublicationReads(readAs: ReadAs, vault: Reveal): PublicationReads {
  const shares = (actor: Actor, { call, year }: PublicationQuery): Promise<readonly GrantedShare[]> =>
    readAs(actor, async (sql) => {
      const held = await heldShares(sql, call)
      const titles = await vault.ofStreams(sql, [...held.events.keys()], ['title'])
      const told = held.shares.flatMap((share) => {
        const title = titles.get(share.grant)?.title
        return shareOf(share, held.events.get(share.grant) ?? [], typeof title === 'string' ? title : null) ?? []
      })
      return told.filter(({ agreedOn }) => year === undefined || agreedOn.startsWith(year))
    })
  return {
    async sheet(actor, query) {
      if (scopeOf(actor.role, 'subvention') === 'none') throw problem('not_allowed')
      const all = await shares(actor, query)
      return subventionSheet(all.filter((share) => lacksOf(share).length === 0))
    },
    async report(actor, query) {
      if (scopeOf(actor.role, 'fund_line') !== 'territory') throw problem('not_allowed')
      return reportOf(await shares(actor, query))
    },
  }
}

function reportOf(all: readonly GrantedShare[]): Publication {
  const told = all.map((share) => ({ share, lacks: lacksOf(share) }))
  const published = told.filter(({ lacks }) => lacks.length === 0)
  const worded = (code: LackCode) => ({ code, fr: lackWords[code] })
  return {
    lines: published.length,
    cents: published.reduce((sum, { share }) => sum + share.cents, 0),
    leftOut: told
      .filter(({ lacks }) => lacks.length > 0)
      .map(({ share: { grant, funder, beneficiary }, lacks }) => ({
        ...{ grant, funder: funder.name, beneficiary: beneficiary.name, lacks: lacks.map(worded) },
      })),
  }
}
