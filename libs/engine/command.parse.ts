import { z } from 'zod'
import { issuesOf } from '../contracts/api/issue.words'
import { type Actor, type Command, commandSchema } from '../contracts/command'
import { unkeptIn } from '../contracts/plain.json'
import { kindOf } from '../contracts/stream'
import { commandKeyOf } from './command.key'
import { streamNamed } from './stream.named'
import type { CommandSpec } from '../domain/command.spec'
import { type CommandType, commandSchemas, commandTable } from '../domain/command.table'
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
  if (spec.named && stream !== streamNamed(spec.leads, spec.named(data.value))) return refuse('unknown_stream')
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

type Parsed = { readonly ok: true; readonly value: unknown } | Refusal

/** Parses one part of a command; a fault is told in both languages. */
function parsePart(schema: z.ZodType, input: unknown, prefix: string): Parsed {
  const unkept = unkeptIn(input)
  if (unkept) {
    const place = unkept.path.join('.').replace(/^data\./, '')
    return invalid(within(prefix, place), unkept.fr, unkept.en, 'custom')
  }
  const result = schema.safeParse(input)
  if (result.success) return { ok: true, value: result.data }
  const [issue] = result.error.issues
  const [told] = issuesOf(result.error.issues, input)
  if (!issue || !told) throw new TypeError('an error without an issue')
  return invalid(within(prefix, told.field), told.fr, told.en, issue.code)
}

const within = (prefix: string, field: string) => [prefix, field].filter(Boolean).join('.') || 'data'

function invalid(field: string, whyFr: string, whyEn: string, code: string): Refusal {
  const [{ fr }, { en }] = [whyFr, whyEn].map((why) => refuse('invalid_data', { field, why })) as [Refusal, Refusal]
  return { ok: false, rule: 'invalid_data', fr, en, details: { field, why: code } }
}
