import { canonicalJson } from '../event-store/canonical.json'
import { keyed } from './command.key'
import type { ParsedCommand } from './command.parse'

/** A keyed hash of what a command asks for: the same key of idempotence with another body shows, the body does not. */
export function bodyHash(key: Buffer, { stream, type, data, personal }: ParsedCommand): string {
  return keyed(key, `body\n${canonicalJson({ stream, type, data, personal })}`)
}

/** What an event says of the command it comes from. */
export const causeOf = ({ commandKey }: ParsedCommand): string => `command:${commandKey}`
