import type { Actor } from '../contracts/command'
import { type ActorRow, readActors } from '../imports/actor.rows'
import { type DeviceRow, readDevices } from '../imports/device.rows'
import { readDirectory } from '../imports/directory.rows'
import { finderOf, type KnownStructure } from '../imports/known.finder'
import { readLaPoste } from '../imports/laposte.rows'
import type { PlaceRow } from '../imports/place.row'
import { readStructures, type StructureRow } from '../imports/structure.rows'
import type { Territory } from '../imports/territory.rows'
import {
  agentColumns,
  deviceColumns,
  directoryColumns,
  laPosteColumns,
  noColumns,
  structureColumns,
} from './file.columns'
import { type IntakeDeps, type RowPlan, streamFor, takeRows } from './intake'
import { type Intake, saidOf } from './intake.report'
import { readKnown } from './known.read'

/** Describes the actor's territory as its settings and the national division of the day give it; one line. */
export async function takeTerritory(deps: IntakeDeps, actor: Actor, territory: Territory): Promise<Intake> {
  const { code, name, epcis, communes } = territory
  const stream = streamFor(deps.key, 'territory', code)
  const row = { line: 1, row: { stream, type: 'DescribeTerritory', data: { code, name, epcis, communes } } }
  return takeRows(deps, actor, { ok: true, rows: [row], refused: [], ignored: [] }, (command) => command, {
    columns: noColumns,
  })
}

/** Structures of the network's own list. */
export async function takeStructures(deps: IntakeDeps, actor: Actor, bytes: Uint8Array): Promise<Intake> {
  const planOf = ({ key, name, siret, roles }: StructureRow): RowPlan => ({
    stream: streamFor(deps.key, 'structure', actor.territory, key),
    type: 'RegisterStructure',
    data: { externalId: key, name, siret, roles, territory: actor.territory },
  })
  return takeRows(deps, actor, readStructures(bytes), planOf, { columns: structureColumns })
}

/** Places of a directory, in Alpi's columns or in La Poste's own format. */
export async function takePlaces(
  deps: IntakeDeps,
  actor: Actor,
  bytes: Uint8Array,
  format: 'alpi' | 'laposte',
  territory: Territory,
): Promise<Intake> {
  const { structures } = await readKnown(deps, actor)
  const structureOf = structureFinder(structures)
  const { mapping } = deps
  const imported = format === 'alpi' ? readDirectory(bytes, { mapping, territory }) : readLaPoste(bytes, { territory })
  const columns = format === 'alpi' ? directoryColumns(mapping) : laPosteColumns
  const alone = saidOf(columns.fields.structure ?? null, 'place_without_structure')
  const planOf = (row: PlaceRow): RowPlan => {
    const structure = structureOf(row)
    return {
      stream: streamFor(deps.key, 'place', actor.territory, row.source, row.externalId),
      type: 'RegisterPlace',
      data: placeData(row, actor.territory, structure),
      warnings: structure ? [] : [alone],
    }
  }
  return takeRows(deps, actor, imported, planOf, { columns })
}

/** The structure of a place: by the name that the directory gives, else by the SIREN that both have. */
function structureFinder(structures: readonly KnownStructure[]): (row: PlaceRow) => string | null {
  const byName = finderOf(
    structures,
    () => [],
    ({ name }) => [name],
  )
  const bySiren = finderOf(
    structures,
    ({ siret }) => [siret && siret.slice(0, 9)],
    () => [],
  )
  return ({ structureName, siret }) => {
    const named = structureName ? byName(structureName) : { kind: 'none' as const }
    if (named.kind === 'one') return named.item.id
    const same = siret ? bySiren(siret.slice(0, 9)) : { kind: 'none' as const }
    return same.kind === 'one' ? same.item.id : null
  }
}

function placeData(row: PlaceRow, territory: string, structure: string | null): Record<string, unknown> {
  const { source, externalId, name, siret, address, postalCode, communeInsee, epci, latitude, longitude } = row
  const { phone, email, website, openingHours, services, publics, labels, itinerant } = row
  const where = { siret, address, postalCode, communeInsee, epci, latitude, longitude }
  const open = { phone, email, website, openingHours, services, publics, labels, itinerant }
  return { source, externalId, name, structure, territory, ...where, ...open }
}

/** Agents: their names and e-mails go to the vault alone. */
export async function takeAgents(deps: IntakeDeps, actor: Actor, bytes: Uint8Array): Promise<Intake> {
  const planOf = (row: ActorRow): RowPlan => ({
    stream: streamFor(deps.key, 'actor', actor.territory, row.key),
    type: 'RegisterAgent',
    data: { role: row.role, structure: row.structure, place: row.place, territory: actor.territory },
    personal: row.personal,
  })
  const imported = readActors(bytes, await readKnown(deps, actor))
  return takeRows(deps, actor, imported, planOf, { columns: agentColumns })
}

/** Laptops that recycleries have taken in. */
export async function takeDevices(deps: IntakeDeps, actor: Actor, bytes: Uint8Array): Promise<Intake> {
  const planOf = (row: DeviceRow): RowPlan => ({
    stream: streamFor(deps.key, 'device', actor.territory, row.serial),
    type: 'RegisterDevice',
    data: { ...row },
  })
  const imported = readDevices(bytes, await readKnown(deps, actor))
  return takeRows(deps, actor, imported, planOf, { columns: deviceColumns })
}
