import type { CoverageFact } from '../facts'
import type { Balance, Share } from './grant.events'
import { partsOf, sharesOf, spentBy } from './grant.money'
import type { OpenGrant } from './grant.state'

const sumOf = (shares: readonly Share[]): number => shares.reduce((sum, { cents }) => sum + cents, 0)

/** Whether the payment that is due is the last one of the course. */
const isLast = ({ opening, done }: OpenGrant): boolean =>
  opening.terms.course.slice(done + 1).every(({ kind }) => kind !== 'payment')

/**
 * What each line pays of the next instalment. The last one of a grant that pays for journeys comes to what they have come to
 * and no more, beside what the grant pays for otherwise; `balance` says what was paid beyond it before.
 */
export function dueOf(
  grant: OpenGrant,
  coverage: CoverageFact | null,
): { readonly parts: readonly Share[]; readonly balance: Balance | null } {
  const parts = partsOf(grant)
  if (!coverage || !isLast(grant)) return { parts, balance: null }
  const split = grant.award?.split ?? []
  const spent = split.reduce((sum, { line }) => sum + spentBy(grant, line), 0)
  const left = sumOf(split) - coverage.envelopeCents + coverage.costCents - spent
  if (left <= 0) return { parts: [], balance: { overpaidCents: 0 - left } }
  const asked = sumOf(parts)
  return { parts: asked > left ? sharesOf(parts, left, asked) : parts, balance: { overpaidCents: 0 } }
}
