import { createHmac } from 'node:crypto'
import type { Command } from '../contracts/command'
import { canonicalJson } from '../event-store/canonical.json'
import type { ParsedCommand } from './command.parse'

/** A keyed hash of what a command asks for: the same key of idempotence with another body shows, the body does not. */
export function bodyHash(key: Buffer, { stream, type, data, personal }: ParsedCommand): string {
  return keyed(key, `body\n${canonicalJson({ stream, type, data, personal })}`)
}

/** Under what a command is remembered. Keyed, because clients choose the ids of their commands and may write a name there. */
export const commandKeyOf = (key: Buffer, { actor, commandId }: Pick<Command, 'actor' | 'commandId'>): string =>
  keyed(key, `command\n${actor.sub}\n${commandId}`).slice(0, 32)

/** What an event says of the command it comes from. */
export const causeOf = ({ commandKey }: ParsedCommand): string => `command:${commandKey}`

const keyed = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex')
