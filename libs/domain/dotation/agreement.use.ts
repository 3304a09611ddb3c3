import { refuse, type Refusal } from '../kernel/refusal'

/** An agreement between two owners as a dotation finds it; `taken` are the numbers of the laptops bound by it. */
export interface UsableAgreement {
  readonly document: string
  readonly laptops: number
  /** The last day, included. */
  readonly until: string
  /** The day on which it was ended; null where it was not. */
  readonly endedOn: string | null
  readonly taken: readonly number[]
}

/** By which agreement a laptop of another owner is bound: its number there, and how many it still allows. */
export interface AgreementUse {
  readonly owner: string
  readonly to: string
  readonly document: string
  readonly number: number
  readonly left: number
}

/**
 * By which agreement a laptop may go from an owner to another one; or why by none: each of them used up, over or withdrawn,
 * or none there at all.
 * @param agreements those of the owner with whoever takes it, in the order in which they are used
 * @param today a day, ISO 8601
 */
export function agreedUse(
  between: { readonly owner: string; readonly to: string },
  agreements: readonly UsableAgreement[],
  today: string,
): { readonly ok: true; readonly use: AgreementUse } | Refusal {
  const inForce = agreements.filter(({ endedOn, until }) => endedOn === null && until >= today)
  const free = inForce.find(({ taken, laptops }) => taken.length < laptops)
  if (free) {
    const { document, laptops, taken } = free
    const number = Array.from({ length: laptops }, (_, index) => index + 1).find((each) => !taken.includes(each))
    if (number === undefined) throw new TypeError('an agreement has a number for each of its laptops')
    return { ok: true, use: { ...between, document, number, left: laptops - taken.length - 1 } }
  }
  const [used] = inForce
  if (used) return refuse('agreement_used_up', { field: 'device', document: used.document, laptops: used.laptops })
  const past = agreements.find(({ endedOn }) => endedOn === null)
  if (past) return refuse('agreement_over', { field: 'device', document: past.document, until: past.until })
  const ended = agreements.find(({ endedOn }) => endedOn !== null)
  return ended?.endedOn
    ? refuse('agreement_withdrawn', { field: 'device', document: ended.document, on: ended.endedOn })
    : refuse('other_stock', { field: 'device' })
}
