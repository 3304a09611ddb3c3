import { createHmac } from 'node:crypto'
import type { Command } from '../contracts/command'

/** Under what a command is remembered. Keyed, because clients choose the ids of their commands and may write a name there. */
export const commandKeyOf = (key: Buffer, { actor, commandId }: Pick<Command, 'actor' | 'commandId'>): string =>
  keyed(key, `command\n${actor.sub}\n${commandId}`).slice(0, 32)

/** A keyed digest, in hexadecimal. `key` is DIGEST_KEY. */
export const keyed = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('hex')
