import type { PlaceImportQuery } from '../../../libs/contracts/api/import.schemas'
import type { Actor } from '../../../libs/contracts/command'
import {
  takeAgents,
  takeDevices,
  takePlaces,
  takeStructures,
  takeTerritory,
} from '../../../libs/intake/directory.intake'
import type { IntakeDeps } from '../../../libs/intake/intake'
import type { Intake, IntakeReport } from '../../../libs/intake/intake.report'
import type { ReferenceFiles } from '../../../libs/intake/reference.files'
import { takeReferrals } from '../../../libs/intake/referrals.intake'
import type { Territory } from '../../../libs/imports/territory.rows'
import { problem, problemOf, ProblemError } from '../problems/problem.error'

/** What files may be sent. Each throws a problem where the file cannot be read at all. */
export interface Imports {
  territory(actor: Actor): Promise<IntakeReport>
  structures(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  places(actor: Actor, bytes: Buffer, query: PlaceImportQuery): Promise<IntakeReport>
  agents(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  devices(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  referrals(actor: Actor, bytes: Buffer, definition: string): Promise<IntakeReport>
}

export const IMPORTS = Symbol('Imports')

export type ImportDeps = Omit<IntakeDeps, 'mapping'> & { readonly files: ReferenceFiles }

export function createImports({ files, ...given }: ImportDeps): Imports {
  const deps: IntakeDeps = { ...given, mapping: files.mapping }
  const territoryOf = (actor: Actor): Territory => {
    const territory = files.territory(actor.territory)
    if (!territory) throw problem('unknown_territory')
    return territory
  }
  return {
    territory: async (actor) => readable(await takeTerritory(deps, actor, territoryOf(actor))),
    structures: async (actor, bytes) => readable(await takeStructures(deps, actor, bytes)),
    places: async (actor, bytes, { format }) =>
      readable(await takePlaces(deps, actor, bytes, format, territoryOf(actor))),
    agents: async (actor, bytes) => readable(await takeAgents(deps, actor, bytes)),
    devices: async (actor, bytes) => readable(await takeDevices(deps, actor, bytes)),
    async referrals(actor, bytes, id) {
      const definition = given.definition(id)
      if (definition?.territory !== actor.territory) throw problem('unknown_definition', { definition: id })
      return readable(await takeReferrals(deps, actor, bytes, definition, territoryOf(actor)))
    },
  }
}

/** A file that cannot be read at all is a problem by its first fault; all of them are told. */
function readable(intake: Intake): IntakeReport {
  if (!('unreadable' in intake)) return intake
  const [first] = intake.unreadable
  if (!first) throw new TypeError('an unreadable file has a fault')
  const issues = intake.unreadable.map(({ column, line, fr, en }) => ({ field: column ?? `line ${line}`, fr, en }))
  throw new ProblemError(problemOf({ rule: first.rule, fr: first.fr, en: first.en, issues }))
}
