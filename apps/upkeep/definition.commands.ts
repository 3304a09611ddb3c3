import { existsSync } from 'node:fs'
import { definitionIdPattern } from '../../libs/contracts/api/definition.schemas'
import { systemActor } from '../../libs/contracts/command'
import { faultsOf } from '../../libs/domain/definition/definition.check'
import { definitionJsonSchema } from '../../libs/domain/definition/definition.json.schema'
import { type Definition, definitionSchema } from '../../libs/domain/definition/definition.schema'
import { diagramOf } from '../../libs/domain/definition/stage.diagram'
import { findDefinition } from '../../libs/engine/definition.lookup'
import { checked, only, versionCommand, type VersionKind, type WithEngine } from './version.commands'
import { UsageError, versionFile } from './version.files'
import { type Said, said } from './version.report'

export const definitionUsage = `  definition check <fichier>      toutes les fautes d’un modèle de parcours ; rien n’est gardé
  definition draft <fichier>      écrit ou remplace le brouillon de cette version
  definition publish <id>         publie le brouillon : il ne changera plus
             [--group code --on AAAA-MM-JJ [--reference numéro]]   la décision qui l’a adopté
  definition retire <id>          plus de nouvelle prescription ; les parcours en cours continuent
  definition diagram <fichier|id> le dessin du parcours, en Mermaid
  definition schema               le schéma JSON, pour un éditeur
`

const definitions: VersionKind = {
  ...{ kind: 'definition', usage: definitionUsage, role: 'coordinator', faultsOf, schema: definitionJsonSchema },
  territoryOf: (wired, id) => wired.definitions.get(id)?.territory ?? null,
  done: {
    draft: ['DraftDefinition', 'est écrite en brouillon'],
    publish: ['PublishDefinition', 'est publiée'],
    retire: ['RetireDefinition', 'est retirée'],
  },
}

/** Runs `definition …`. `withEngine` opens the services, for those commands alone that need them. Throws a UsageError. */
export async function definitionCommand(args: readonly string[], withEngine: WithEngine): Promise<Said> {
  const [command, ...rest] = args
  if (command !== 'diagram') return versionCommand(definitions, args, withEngine)
  return said(diagramOf(await drawn(only(definitions, rest), withEngine)))
}

/** A definition to draw: that of a file without any fault, or a published one. */
async function drawn(name: string, withEngine: WithEngine): Promise<Definition> {
  if (existsSync(name) || !definitionIdPattern.test(name)) {
    const { code, text } = checked(definitions, name)
    if (code !== 0) throw new UsageError(text)
    return definitionSchema.parse(versionFile(name))
  }
  return withEngine(async ({ database, definitions: known }) => {
    const batch = (executions: readonly string[]) => database.readBatch(systemActor, executions)
    const found = await findDefinition(known, batch, name)
    if (!found) throw new UsageError(`${name} n’est pas publiée.`)
    return found
  })
}
