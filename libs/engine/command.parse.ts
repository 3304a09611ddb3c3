import { z } from 'zod'
import { type Actor, type Command, commandSchema } from '../contracts/command'
import { kindOf } from '../contracts/stream'
import { commandKeyOf } from './command.hash'
import { type CommandSpec, type CommandType, commandSchemas, commandTable } from '../domain/command.table'
import { type Refusal, refuse } from '../domain/kernel/refusal'

/** A command whose every part has the shape that its type asks for. */
export interface ParsedCommand {
  readonly ok: true
  readonly actor: Actor
  readonly commandId: string
  /** Its id as it is kept: a keyed digest. */
  readonly commandKey: string
  readonly stream: string
  readonly type: CommandType
  readonly spec: CommandSpec
  readonly data: Readonly<Record<string, unknown>>
  readonly personal: Readonly<Record<string, unknown>> | null
  readonly ifVersion: number | null
}

/**
 * Checks a command against its schemas; a refusal names the first field that is wrong, and never its value.
 * `digestKey` is DIGEST_KEY, 32 bytes.
 */
export function parseCommand(input: Command, digestKey: Buffer): ParsedCommand | Refusal {
  const envelope = parsePart(commandSchema, input, '')
  if (!envelope.ok) return envelope
  const { actor, commandId, stream, ifVersion, type, ...parts } = envelope.value as Command
  if (actor.territory === '*' && actor.role !== 'system') return refuse('not_allowed')
  if (!isCommandType(type)) return refuse('unknown_command', { command: codeOnly(type) })
  const [spec, schemas] = [commandTable[type], commandSchemas[type]]
  if (kindOf(stream) !== spec.leads) return refuse('unknown_stream')
  const data = parsePart(schemas.data, parts.data, '')
  if (!data.ok) return data
  const personal = parsePart(schemas.personal ?? z.undefined(), parts.personal, 'personal')
  if (!personal.ok) return personal
  return {
    ...{ ok: true, actor, commandId, stream, type, spec, ifVersion: ifVersion ?? null },
    commandKey: commandKeyOf(digestKey, { actor, commandId }),
    data: data.value as Record<string, unknown>,
    personal: (personal.value as Record<string, unknown> | undefined) ?? null,
  }
}

const isCommandType = (type: string): type is CommandType => Object.hasOwn(commandTable, type)

/** What a client wrote is only repeated where it looks like a name of ours. */
const codeOnly = (text: string) => (/^\w{1,60}$/.test(text) ? text : '?')

/** PostgreSQL keeps neither NUL nor half a surrogate pair; people type neither. */
const unreadable = /[\0\p{Surrogate}]/u

function hasUnreadable(value: unknown): boolean {
  if (typeof value === 'string') return unreadable.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => unreadable.test(key) || hasUnreadable(inner))
}

const french = z.locales.fr().localeError
const english = z.locales.en().localeError

type Parsed = { readonly ok: true; readonly value: unknown } | Refusal

/** Parses one part of a command. A fault is told in both languages, which asks for the parse twice. */
function parsePart(schema: z.ZodType, input: unknown, prefix: string): Parsed {
  if (hasUnreadable(input)) return invalid(prefix, 'caractère illisible', 'unreadable character', 'custom')
  const result = schema.safeParse(input, { error: french })
  if (result.success) return { ok: true, value: result.data }
  const [first] = result.error.issues
  const again = schema.safeParse(input, { error: english }).error?.issues[0]
  if (!first || !again) throw new TypeError('an error without an issue')
  const unknown = first.code === 'unrecognized_keys' ? first.keys.slice(0, 1) : []
  const field = [...(prefix ? [prefix] : []), ...first.path.map(String), ...unknown].join('.')
  return invalid(field, first.message, again.message, first.code)
}

function invalid(field: string, whyFr: string, whyEn: string, code: string): Refusal {
  const told = (why: string) => refuse('invalid_data', { field: field || 'data', why })
  const details = { field: field || 'data', why: code }
  return { ok: false, rule: 'invalid_data', fr: told(whyFr).fr, en: told(whyEn).en, details }
}
