import type { DeviceBatch } from '../../../libs/contracts/api/batch.schemas'
import type { GroupSheet, GroupStep } from '../../../libs/contracts/api/group.schemas'
import type { PlaceImportQuery } from '../../../libs/contracts/api/import.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { takeAgents, takeDevices, takeStructures, takeTerritory } from '../../../libs/intake/directory.intake'
import { takeBatch } from '../../../libs/intake/device.batch'
import { takeGroup, takeGroupStep } from '../../../libs/intake/group.intake'
import type { IntakeDeps } from '../../../libs/intake/intake'
import type { Intake, IntakeReport } from '../../../libs/intake/intake.report'
import { takePlaces } from '../../../libs/intake/places.intake'
import type { ReferenceFiles } from '../../../libs/intake/reference.files'
import { takeCases, takeHandOvers } from '../../../libs/intake/reprise.intake'
import { takeReferrals } from '../../../libs/intake/referrals.intake'
import type { Territory } from '../../../libs/imports/territory.rows'
import type { Definition } from '../../../libs/domain/definition/definition.schema'
import type { CommandType } from '../../../libs/domain/command.table'
import { mayEver } from '../../../libs/policy/policy'
import { problem, problemOf, ProblemError } from '../problems/problem.error'

/** What files may be sent. Each throws a problem where the file cannot be read at all. */
export interface Imports {
  territory(actor: Actor): Promise<IntakeReport>
  structures(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  places(actor: Actor, bytes: Buffer, query: PlaceImportQuery): Promise<IntakeReport>
  agents(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  devices(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  referrals(actor: Actor, bytes: Buffer, definition: string): Promise<IntakeReport>
  /** People equipped before, and cases of the former tool. */
  handOvers(actor: Actor, bytes: Buffer): Promise<IntakeReport>
  cases(actor: Actor, bytes: Buffer, definition: string): Promise<IntakeReport>
  batch(actor: Actor, batch: DeviceBatch): Promise<IntakeReport>
  /** Everybody on one sheet, whose uuid is `group`; `key` is the sender's own for the request. */
  group(actor: Actor, group: string, sheet: GroupSheet): Promise<IntakeReport>
  groupStep(actor: Actor, group: string, key: string, step: GroupStep): Promise<IntakeReport>
}

export const IMPORTS = Symbol('Imports')

export type ImportDeps = Omit<IntakeDeps, 'mapping' | 'schema'> & {
  readonly files: ReferenceFiles
  /** Learns of the versions that were published elsewhere. */
  readonly refresh: (actor: Actor) => Promise<void>
}

export function createImports({ files, ...given }: ImportDeps): Imports {
  const deps: IntakeDeps = { ...given, mapping: files.mapping, schema: files.schema }
  const territoryOf = (actor: Actor): Territory => {
    const territory = files.territory(actor.territory)
    if (!territory) throw problem('unknown_territory')
    return territory
  }
  const definitionOf = (actor: Actor, id: string): Definition => {
    const definition = given.definition(id)
    if (definition?.territory !== actor.territory) throw problem('unknown_definition', { definition: id })
    return definition
  }
  const taking = async (actor: Actor, command: CommandType, take: () => Promise<Intake>): Promise<IntakeReport> => {
    // Somebody who may give none of these commands is not to learn from a file's refusals what is known.
    if (!mayEver(actor.role, command)) throw problem('not_allowed')
    await given.refresh(actor)
    return readable(await take())
  }
  return {
    territory: (actor) => taking(actor, 'DescribeTerritory', () => takeTerritory(deps, actor, territoryOf(actor))),
    structures: (actor, bytes) => taking(actor, 'RegisterStructure', () => takeStructures(deps, actor, bytes)),
    places: (actor, bytes, { format }) =>
      taking(actor, 'RegisterPlace', () => takePlaces(deps, actor, bytes, format, territoryOf(actor))),
    agents: (actor, bytes) => taking(actor, 'RegisterAgent', () => takeAgents(deps, actor, bytes)),
    devices: (actor, bytes) => taking(actor, 'RegisterDevice', () => takeDevices(deps, actor, bytes)),
    group: (actor, group, sheet) => taking(actor, 'Refer', () => takeGroup(deps, actor, group, sheet)),
    groupStep: (actor, group, key, step) =>
      taking(actor, step.action, () => takeGroupStep(deps, actor, group, key, step)),
    batch: (actor, batch) => taking(actor, batch.action, () => takeBatch(deps, actor, batch)),
    referrals: (actor, bytes, id) =>
      taking(actor, 'Refer', () => takeReferrals(deps, actor, bytes, definitionOf(actor, id), territoryOf(actor))),
    handOvers: (actor, bytes) =>
      taking(actor, 'TakeOverHandOver', () => takeHandOvers(deps, actor, bytes, territoryOf(actor))),
    cases: (actor, bytes, id) =>
      taking(actor, 'TakeOverJourney', () =>
        takeCases(deps, actor, bytes, definitionOf(actor, id), territoryOf(actor)),
      ),
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
