import type { Actor } from '../contracts/command'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import type { ParsedCommand } from './command.parse'
import type { LoadedStream } from './stream.load'

/** A person acts on what they have read: the refusal says who did what since. The machine reads anew by itself. */
export function versionRefusal(command: ParsedCommand, lead: LoadedStream): Refusal | null {
  const { spec, ifVersion, actor } = command
  if (!lead.head) return spec.opens ? null : refuse('unknown_stream')
  if (ifVersion === null) return spec.opens || isMachine(actor) ? null : refuse('version_required')
  if (ifVersion === lead.head.version) return null
  const { last } = lead
  return refuse('stale_version', { by: last?.actor ?? '', event: last?.type ?? '', at: last?.at ?? '' })
}

export const isMachine = (actor: Actor): boolean => actor.role === 'system'
