import type { OutsideFacts } from '../../domain/facts'
import { aggregates } from '../../domain/registry'
import type { Transaction } from '../../event-store/database'
import type { ParsedCommand } from '../command.parse'
import type { LoadedStream } from '../stream.load'
import { agreementFacts, type Found, stockFact } from './fact.parts'
import { neededBy } from './needed.by'

/**
 * Of a laptop of another owner than the one whose stock a dotation draws from: what the two have agreed, and whether the
 * own stock has one; nothing of any other laptop.
 */
export async function borrowingFacts(
  command: ParsedCommand,
  dotation: LoadedStream | undefined,
  device: LoadedStream | null,
  transaction: Transaction,
): Promise<Pick<OutsideFacts, 'agreements' | 'stock'>> {
  const receiver = dotation?.head?.structure
  const owner = device && aggregates.device.rows(device.state, device.stream)[0]?.row.owner
  if (!dotation || !receiver || typeof owner !== 'string' || owner === receiver) return {}
  const parts = [...agreementFacts(owner, receiver), stockFact(receiver, neededBy(command, dotation))]
  const results = await transaction.batch(parts.map(({ execution }) => execution))
  return parts.reduce<Found>((found, part, index) => ({ ...found, ...part.read(results[index]?.rows ?? []) }), {})
}
