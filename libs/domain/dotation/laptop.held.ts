import type { AgreementUse } from './agreement.use'
import type { Reserved } from './dotation.events'

/**
 * A laptop that was promised to a dotation, what became of it there, and the ticket of its receipt once it has one.
 * `returned`: it was handed over, failed, and is the person's no more.
 */
export interface Held {
  readonly device: string
  readonly ticket: string | null
  readonly is: 'promised' | 'handed_over' | 'released' | 'returned'
  /** When its hand-over was recorded; null as long as it is not. */
  readonly handedOverAt: string | null
  /** By which agreement, where it was another owner's. */
  readonly agreement: AgreementUse | null
}

export type Laptops = readonly Held[]

/** One more; a laptop that comes back to the same dotation is there once, with what it was given. */
export function promise(laptops: Laptops, { device, agreement }: Reserved): Laptops {
  const before = laptops.find((held) => held.device === device)
  const others = laptops.filter((held) => held !== before)
  const kept = { ticket: before?.ticket ?? null, agreement: agreement ?? before?.agreement ?? null }
  return [...others, { device, ...kept, is: 'promised', handedOverAt: null }]
}

/** The same with something new about one of them. */
export const known = (laptops: Laptops, device: string, news: Partial<Omit<Held, 'device'>>): Laptops =>
  laptops.map((held) => (held.device === device ? { ...held, ...news } : held))
