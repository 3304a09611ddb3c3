import type { Facts } from '../facts'
import { refuse, type Refusal } from '../kernel/refusal'
import type { Needs } from './journey.events'

/** What a person's laptop must have is in the territory's list, and asked only where a laptop is. */
export function wrongFeatures({ laptop, features }: Needs, facts: Facts): Refusal | null {
  if (features.length === 0) return null
  if (!laptop) return refuse('features_without_laptop', { field: 'needs.features' })
  const known = facts.outside.laptops?.features ?? []
  const strange = features.find((feature) => !known.some(({ code }) => code === feature))
  return strange ? refuse('unknown_code', { field: 'needs.features', code: strange, list: 'features' }) : null
}

/** The same needs, each feature once and in one order: equal needs are one need of a stock. */
export const neededOnce = <N extends Needs>(needs: N) => ({ ...needs, features: [...new Set(needs.features)].sort() })
