import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { definitionIdPattern } from '../../libs/contracts/api/definition.schemas'
import type { Role } from '../../libs/contracts/codes'
import { type Actor, systemActor } from '../../libs/contracts/command'
import type { CommandType } from '../../libs/domain/command.table'
import type { Fault } from '../../libs/domain/definition/fault'
import type { JsonSchema } from '../../libs/domain/definition/worded.schema'
import type { WiredEngine } from '../../libs/engine/engine.wiring'
import { streamNamed } from '../../libs/engine/stream.named'
import { UsageError, versionFile } from './version.files'
import { faultsReport, resultReport, type Said, said } from './version.report'

/** What sets the versions of one thing apart from those of another, for whoever types commands. */
export interface VersionKind {
  readonly kind: 'definition' | 'call'
  /** What a person reads when a command cannot be understood. */
  readonly usage: string
  /** For whom whoever runs this machine acts. */
  readonly role: Role
  faultsOf(input: unknown): readonly Fault[]
  schema(): JsonSchema
  /** Whose a version is that came with the project and was never written here; null where there is none. */
  territoryOf(wired: WiredEngine, id: string): string | null
  /** What is done, and what a person reads of it. */
  readonly done: Readonly<Record<'draft' | 'publish' | 'retire', readonly [type: CommandType, done: string]>>
}

/** Opens the services, for those commands alone that need them. */
export type WithEngine = <T>(use: (wired: WiredEngine) => Promise<T>) => Promise<T>

/** Runs `<kind> check|schema|draft|publish|retire …`. Throws a UsageError where it cannot be understood. */
export async function versionCommand(
  of: VersionKind,
  [command, ...rest]: readonly string[],
  withEngine: WithEngine,
): Promise<Said> {
  switch (command) {
    case 'check':
      return checked(of, only(of, rest))
    case 'schema':
      return said(JSON.stringify(of.schema(), null, 2))
    case 'draft': {
      const content = versionFile(only(of, rest))
      const id = idOf(String(content.id))
      return withEngine((wired) => give(of, wired, 'draft', id, String(content.territory), { content }))
    }
    case 'publish': {
      const { id, adoptedBy } = publicationOf(of, rest)
      return withEngine(async (wired) => give(of, wired, 'publish', id, await whose(of, wired, id), { adoptedBy }))
    }
    case 'retire': {
      const id = idOf(only(of, rest))
      return withEngine(async (wired) => give(of, wired, 'retire', id, await whose(of, wired, id), {}))
    }
    default:
      throw new UsageError(of.usage)
  }
}

/** The only argument of a command. Throws a UsageError where there is none, or more. */
export function only({ usage }: Pick<VersionKind, 'usage'>, args: readonly string[]): string {
  const [one, ...more] = args
  if (!one || more.length > 0) throw new UsageError(usage)
  return one
}

function idOf(id: string): string {
  if (!definitionIdPattern.test(id)) throw new UsageError(`« ${id} » n’est pas l’id d’une version, comme nom.v2.`)
  return id
}

/** Every fault of a file. */
export const checked = ({ faultsOf }: Pick<VersionKind, 'faultsOf'>, path: string): Said =>
  faultsReport(path, faultsOf(versionFile(path)))

function publicationOf(of: VersionKind, rest: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { group: text, on: text, reference: text }
    const { positionals, values } = parseArgs({ args: [...rest], options, allowPositionals: true })
    const { group, on, reference = null } = values
    const adoptedBy = group === undefined && on === undefined ? null : { group, on, reference }
    return { id: idOf(only(of, positionals)), adoptedBy }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(of.usage)
  }
}

/** Whose a version is: that of what was written here, else of the project's own file. */
async function whose(of: VersionKind, wired: WiredEngine, id: string): Promise<string> {
  const sql = `SELECT territory FROM ${of.kind} WHERE id = $1`
  const { rows } = await wired.database.withTransaction(systemActor, (transaction) =>
    transaction.query<{ territory: string }>(sql, [id]),
  )
  const territory = rows[0]?.territory ?? of.territoryOf(wired, id)
  if (!territory) throw new UsageError(`${id} n’est écrite nulle part.`)
  return territory
}

/** Gives a command as whoever runs this machine. */
async function give(
  { kind, role, done }: VersionKind,
  { database, engine }: WiredEngine,
  step: keyof VersionKind['done'],
  id: string,
  territory: string,
  data: object,
): Promise<Said> {
  const [type, words] = done[step]
  const actor: Actor = { sub: 'operator', role, structure: null, lieu: null, territory }
  const stream = streamNamed(kind, id)
  const sql = 'SELECT version FROM head WHERE stream = $1'
  const { rows } = await database.withTransaction(systemActor, (transaction) =>
    transaction.query<{ version: number }>(sql, [stream]),
  )
  const command = { actor, commandId: randomUUID(), stream, type, data: { ...data, id }, ifVersion: rows[0]?.version }
  return resultReport(await engine.execute(command), `${id} ${words}`)
}
