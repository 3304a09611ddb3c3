import { faultsOf } from '../../libs/domain/call/call.check'
import { callJsonSchema } from '../../libs/domain/call/call.json.schema'
import { versionCommand, type VersionKind, type WithEngine } from './version.commands'
import type { Said } from './version.report'

export const callUsage = `  call check <fichier>            toutes les fautes d’un appel à projets ; rien n’est gardé
  call draft <fichier>            écrit ou remplace le brouillon de cette version
  call publish <id>               publie le brouillon : il ne changera plus
             [--group code --on AAAA-MM-JJ [--reference numéro]]   la décision qui l’a adopté
  call retire <id>                plus de nouvelle demande ; les subventions en cours continuent
  call schema                     le schéma JSON, pour un éditeur
`

const calls: VersionKind = {
  ...{ kind: 'call', usage: callUsage, role: 'fund_manager', faultsOf, schema: callJsonSchema },
  // A call that came with the project is one once it was written here.
  territoryOf: () => null,
  done: {
    draft: ['DraftCall', 'est écrit en brouillon'],
    publish: ['PublishCall', 'est publié'],
    retire: ['RetireCall', 'est retiré'],
  },
}

/** Runs `call …`. `withEngine` opens the services, for those commands alone that need them. Throws a UsageError. */
export const callCommand = (args: readonly string[], withEngine: WithEngine): Promise<Said> =>
  versionCommand(calls, args, withEngine)
