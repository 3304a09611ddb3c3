import type { Actor } from '../contracts/command'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import { mayKnowOf } from '../policy/shared.history'
import type { ParsedCommand } from './command.parse'
import type { LoadedStream } from './stream.load'

/** A person acts on what they have read: the refusal says who did what since. The machine reads anew by itself. */
export function versionRefusal(command: ParsedCommand, lead: LoadedStream): Refusal | null {
  const { spec, ifVersion, actor } = command
  if (!lead.head) return spec.opens ? null : refuse('unknown_stream')
  if (ifVersion === null) return spec.opens || isMachine(actor) ? null : refuse('version_required')
  if (ifVersion === lead.head.version) return null
  const { actor: by, type, at } = lead.last ?? { actor: '', type: '', at: '' }
  return refuse('stale_version', { by, event: mayKnowOf(actor.role, type) ? type : '—', at })
}

export const isMachine = (actor: Actor): boolean => actor.role === 'system'
