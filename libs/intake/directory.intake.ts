import type { Actor } from '../contracts/command'
import { type ActorRow, readActors } from '../imports/actor.rows'
import { type DeviceRow, readDevices } from '../imports/device.rows'
import { readStructures, type StructureRow } from '../imports/structure.rows'
import type { Territory } from '../imports/territory.rows'
import { agentColumns, deviceColumns, noColumns, structureColumns } from './file.columns'
import { type IntakeDeps, type RowPlan, streamFor, takeRows } from './intake'
import type { Intake } from './intake.report'
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

/** Agents: their names and e-mails go to the vault alone. */
export async function takeAgents(deps: IntakeDeps, actor: Actor, bytes: Uint8Array): Promise<Intake> {
  const planOf = (row: ActorRow): RowPlan => ({
    stream: streamFor(deps.key, 'actor', actor.territory, row.key),
    type: 'RegisterAgent',
    data: {
      role: row.role,
      structure: row.structure,
      place: row.places[0] ?? null,
      places: row.places,
      territory: actor.territory,
    },
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
