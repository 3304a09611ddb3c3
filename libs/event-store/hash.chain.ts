import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.json'
import type { EventRow } from './stored.rows'

/** Seals an event: its hash covers every field and the hash of the event before it in its stream. */
export function seal(event: Omit<EventRow, 'hash'>): EventRow {
  return { ...event, hash: hashOf(event) }
}

/**
 * Checks the chain of one stream, its events in order from the first.
 * Answers the version of the first event that does not fit, or null where all do.
 */
export function firstBroken(events: readonly EventRow[]): number | null {
  let previous: string | null = null
  for (const [index, event] of events.entries()) {
    const { hash, ...fields } = event
    if (event.version !== index + 1 || event.previous_hash !== previous || hash !== hashOf(fields)) return event.version
    previous = hash
  }
  return null
}

const hashOf = (fields: Omit<EventRow, 'hash'>) => createHash('sha256').update(canonicalJson(fields)).digest('hex')
