import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { definitionIdPattern } from '../../libs/contracts/api/definition.schemas'
import { type Actor, systemActor } from '../../libs/contracts/command'
import { faultsOf } from '../../libs/domain/definition/definition.check'
import { definitionJsonSchema } from '../../libs/domain/definition/definition.json.schema'
import { type Definition, definitionSchema } from '../../libs/domain/definition/definition.schema'
import { diagramOf } from '../../libs/domain/definition/stage.diagram'
import { findDefinition } from '../../libs/engine/definition.lookup'
import type { WiredEngine } from '../../libs/engine/engine.wiring'
import { streamNamed } from '../../libs/engine/stream.named'
import { definitionFile, UsageError } from './definition.files'
import { faultsReport, resultReport, type Said, said } from './definition.report'

export const definitionUsage = `  definition check <fichier>      toutes les fautes d’un modèle de parcours ; rien n’est gardé
  definition draft <fichier>      écrit ou remplace le brouillon de cette version
  definition publish <id>         publie le brouillon : il ne changera plus
             [--group code --on AAAA-MM-JJ [--reference numéro]]   la décision qui l’a adopté
  definition retire <id>          plus de nouvelle prescription ; les parcours en cours continuent
  definition diagram <fichier|id> le dessin du parcours, en Mermaid
  definition schema               le schéma JSON, pour un éditeur
`

/** Runs `definition …`. `wire` opens the services, for those commands alone that need them. Throws a UsageError. */
export async function definitionCommand(
  [command, ...rest]: readonly string[],
  withEngine: <T>(use: (wired: WiredEngine) => Promise<T>) => Promise<T>,
): Promise<Said> {
  switch (command) {
    case 'check':
      return checked(only(rest))
    case 'schema':
      return said(JSON.stringify(definitionJsonSchema(), null, 2))
    case 'diagram':
      return said(diagramOf(await drawn(only(rest), withEngine)))
    case 'draft': {
      const content = definitionFile(only(rest))
      const id = idOf(String(content.id))
      return withEngine((wired) => give(wired, 'DraftDefinition', id, String(content.territory), { content }))
    }
    case 'publish': {
      const { id, adoptedBy } = publicationOf(rest)
      return withEngine(async (wired) =>
        give(wired, 'PublishDefinition', id, await territoryOf(wired, id), { adoptedBy }),
      )
    }
    case 'retire': {
      const id = idOf(only(rest))
      return withEngine(async (wired) => give(wired, 'RetireDefinition', id, await territoryOf(wired, id), {}))
    }
    default:
      throw new UsageError(definitionUsage)
  }
}

function only(args: readonly string[]): string {
  const [one, ...more] = args
  if (!one || more.length > 0) throw new UsageError(definitionUsage)
  return one
}

function idOf(id: string): string {
  if (!definitionIdPattern.test(id))
    throw new UsageError(`« ${id} » n’est pas l’id d’une version, comme nom-du-parcours.v2.`)
  return id
}

const checked = (path: string): Said => faultsReport(path, faultsOf(definitionFile(path)))

function publicationOf(rest: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { group: text, on: text, reference: text }
    const { positionals, values } = parseArgs({ args: [...rest], options, allowPositionals: true })
    const { group, on, reference = null } = values
    const adoptedBy = group === undefined && on === undefined ? null : { group, on, reference }
    return { id: idOf(only(positionals)), adoptedBy }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(definitionUsage)
  }
}

/** A definition to draw: that of a file without any fault, or a published one. */
async function drawn(
  name: string,
  withEngine: <T>(use: (wired: WiredEngine) => Promise<T>) => Promise<T>,
): Promise<Definition> {
  if (existsSync(name) || !definitionIdPattern.test(name)) {
    const { code, text } = checked(name)
    if (code !== 0) throw new UsageError(text)
    return definitionSchema.parse(definitionFile(name))
  }
  return withEngine(async ({ database, definitions }) => {
    const batch = (executions: readonly string[]) => database.readBatch(systemActor, executions)
    const found = await findDefinition(definitions, batch, name)
    if (!found) throw new UsageError(`${name} n’est pas publiée.`)
    return found
  })
}

/** Whose a version is: that of what was written here, else of the project's own file. */
async function territoryOf({ database, definitions }: WiredEngine, id: string): Promise<string> {
  const sql = 'SELECT territory FROM definition WHERE id = $1'
  const { rows } = await database.withTransaction(systemActor, (transaction) =>
    transaction.query<{ territory: string }>(sql, [id]),
  )
  const territory = rows[0]?.territory ?? definitions.get(id)?.territory
  if (!territory) throw new UsageError(`${id} n’est écrite nulle part.`)
  return territory
}

const done = {
  DraftDefinition: 'est écrite en brouillon',
  PublishDefinition: 'est publiée',
  RetireDefinition: 'est retirée',
} as const

/** Gives a command as whoever runs this machine, who acts for the coordinator of the territory. */
async function give(
  { database, engine }: WiredEngine,
  type: keyof typeof done,
  id: string,
  territory: string,
  data: object,
): Promise<Said> {
  const actor: Actor = { sub: 'operator', role: 'coordinator', structure: null, lieu: null, territory }
  const stream = streamNamed('definition', id)
  const sql = 'SELECT version FROM head WHERE stream = $1'
  const { rows } = await database.withTransaction(systemActor, (transaction) =>
    transaction.query<{ version: number }>(sql, [stream]),
  )
  const command = { actor, commandId: randomUUID(), stream, type, data: { ...data, id }, ifVersion: rows[0]?.version }
  return resultReport(await engine.execute(command), `${id} ${done[type]}`)
}
