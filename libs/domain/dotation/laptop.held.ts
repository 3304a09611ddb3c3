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
}

export type Laptops = readonly Held[]

/** One more; a laptop that comes back to the same dotation is there once, with what it was given. */
export const promise = (laptops: Laptops, device: string): Laptops => [
  ...laptops.filter((held) => held.device !== device),
  {
    device,
    ticket: laptops.find((held) => held.device === device)?.ticket ?? null,
    is: 'promised',
    handedOverAt: null,
  },
]

/** The same with something new about one of them. */
export const known = (laptops: Laptops, device: string, news: Partial<Omit<Held, 'device'>>): Laptops =>
  laptops.map((held) => (held.device === device ? { ...held, ...news } : held))
