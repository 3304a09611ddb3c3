import { createHmac } from 'node:crypto'
import { canonicalJson } from '../event-store/canonical.json'
import type { ParsedCommand } from './command.parse'

/** A keyed hash of what a command asks for: the same key of idempotence with another body shows, the body does not. */
export function bodyHash(key: Buffer, { stream, type, data, personal }: ParsedCommand): string {
  return keyed(key, `body\n${canonicalJson({ stream, type, data, personal })}`)
}

/** What an event says of the command it comes from. Keyed, because clients choose the ids of their commands. */
export const causeOf = (key: Buffer, { actor, commandId }: ParsedCommand): string =>
  `command:${keyed(key, `cause\n${actor.sub}\n${commandId}`).slice(0, 32)}`

const keyed = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex')
