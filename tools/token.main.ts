import { actorSchema } from '../libs/contracts/command'
import { trialToken } from './demo/trial.token'
import { settingsFileRead } from './programs/settings.file'
import { dataLayout } from './services/data.layout'
import { keptSecrets } from './services/secrets.file'
import { exitWith } from './supervisor/session'

const usage = `Usage : npm run token -- rôle [identifiant [structure [lieu]]]
  npm run token -- coordinator
  npm run token -- mediator actor-<uuid> structure-<uuid> place-<uuid>
Rôles : prescriber, mediator, recyclerie, evaluator, coordinator. Les identifiants viennent de /v1/agents.`

/** Prints a trial token of this clone, for the API page ("Authorize") or for curl. */
async function main([role, sub, structure, lieu]: readonly string[]): Promise<number> {
  settingsFileRead()
  const claims = {
    sub: sub ?? `essai-${role}`,
    role,
    structure: structure ?? null,
    lieu: lieu ?? null,
    territory: '40',
  }
  const actor = actorSchema.safeParse(claims)
  if (!actor.success || role === 'system') {
    console.error(usage)
    return 2
  }
  const secret = process.env.JWT_SECRET ?? keptSecrets(dataLayout(process.cwd(), process.env).secrets).JWT_SECRET
  console.log(await trialToken(actor.data, secret))
  return 0
}

exitWith(main(process.argv.slice(2)))
