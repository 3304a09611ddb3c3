import type { Actor } from '../contracts/command'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import { lastActedFor } from '../policy/last.acted'
import type { ParsedCommand } from './command.parse'
import type { LoadedStream } from './stream.load'

/** A person acts on what they have read: the refusal says who did what since. The machine reads anew by itself. */
export function versionRefusal(command: ParsedCommand, lead: LoadedStream): Refusal | null {
  const { spec, ifVersion, actor } = command
  if (!lead.head) return notThere(command)
  if (ifVersion === null) return spec.opens || isMachine(actor) ? null : refuse('version_required')
  if (ifVersion === lead.head.version) return null
  const { actor: by, type: event, at } = lead.last ?? { actor: '', type: '', at: '' }
  return refuse('stale_version', { ...lastActedFor(actor.role, { by, event, at }) })
}

/** A command that opens a stream acts on no version: one that is named all the same was read somewhere else. */
function notThere({ spec, ifVersion }: ParsedCommand): Refusal | null {
  if (!spec.opens) return refuse('unknown_stream')
  return ifVersion === null ? null : refuse('stale_version', { by: '—', event: '—', at: '—' })
}

export const isMachine = (actor: Actor): boolean => actor.role === 'system'
