import type { PlaceFormat } from '../contracts/api/import.schemas'
import type { Actor } from '../contracts/command'
import { uuidOf } from '../contracts/stream'
import { never } from '../domain/kernel/refusal'
import { dayOf } from '../domain/kernel/wait'
import { readDirectory } from '../imports/directory.rows'
import { finderOf, type KnownStructure } from '../imports/known.finder'
import { readLaPoste } from '../imports/laposte.rows'
import { readNational } from '../imports/national/national.rows'
import type { PlaceRow } from '../imports/place.row'
import type { Imported } from '../imports/table.rows'
import type { Territory } from '../imports/territory.rows'
import { directoryColumns, type FileColumns, laPosteColumns, nationalFields } from './file.columns'
import { type IntakeDeps, type RowPlan, streamFor, takeRows } from './intake'
import { type AbsentPlace, type Intake, saidOf } from './intake.report'
import { readKnown } from './known.read'

/**
 * Places of a directory. A place is found again by its source and its identifier there, whoever registered it first;
 * what the file no longer names is told and stays.
 */
export async function takePlaces(
  deps: IntakeDeps,
  actor: Actor,
  bytes: Uint8Array,
  format: PlaceFormat,
  territory: Territory,
): Promise<Intake> {
  const { structures } = await readKnown(deps, actor)
  const known = await knownPlaces(deps, actor)
  const { imported, columns } = readFormat(deps, bytes, format, territory)
  const structureOf = structureFinder(structures)
  const alone = saidOf(columns.fields.structure ?? null, 'place_without_structure')
  const planOf = (row: PlaceRow): RowPlan => {
    const there = known.get(keyOf(row))
    // A directory that names no known structure does not undo what the network has told of this place.
    const structure = structureOf(row) ?? there?.structure ?? null
    return {
      stream: there?.stream ?? streamFor(deps.key, 'place', actor.territory, row.source ?? '', row.externalId),
      type: 'RegisterPlace',
      data: { ...row, structure, territory: actor.territory },
      warnings: structure ? [] : [alone],
    }
  }
  const report = await takeRows(deps, actor, imported, planOf, { columns })
  return 'unreadable' in report ? report : { ...report, absent: absentFrom(known, imported) }
}

function readFormat(
  { mapping, schema, now, zone }: IntakeDeps,
  bytes: Uint8Array,
  format: PlaceFormat,
  territory: Territory,
): { imported: Imported<PlaceRow>; columns: FileColumns } {
  switch (format) {
    case 'alpi':
      return { imported: readDirectory(bytes, { mapping, territory }), columns: directoryColumns(mapping) }
    case 'laposte':
      return { imported: readLaPoste(bytes, { territory }), columns: laPosteColumns }
    case 'mednum': {
      const today = dayOf(now(), zone(territory.code))
      return { imported: readNational(bytes, { schema, territory, today }), columns: nationalFields }
    }
    default:
      return never(format)
  }
}

interface KnownPlace {
  readonly stream: string
  readonly source: string | null
  readonly externalId: string
  readonly name: string
  readonly structure: string | null
}

const keyOf = ({ source, externalId }: Pick<KnownPlace, 'source' | 'externalId'>) =>
  JSON.stringify([source, externalId])

async function knownPlaces({ readAs }: IntakeDeps, actor: Actor): Promise<ReadonlyMap<string, KnownPlace>> {
  const query = `SELECT stream, source, external_id AS "externalId", name, structure FROM place ORDER BY stream`
  const { rows } = await readAs(actor, (sql) => sql.query<KnownPlace>(query, []))
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** Places that were there, of a source of the file, and that no line which could be read names. */
function absentFrom(known: ReadonlyMap<string, KnownPlace>, imported: Imported<PlaceRow>): readonly AbsentPlace[] {
  const rows = imported.ok ? imported.rows.map(({ row }) => row) : []
  const sources = new Set(rows.map(({ source }) => source))
  const named = new Set(rows.map(keyOf))
  return [...known]
    .filter(([key, { source }]) => sources.has(source) && !named.has(key))
    .map(([, { stream, externalId, name }]) => ({ id: uuidOf(stream), externalId, name }))
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
  return ({ parentName, pivot }) => {
    const named = parentName ? byName(parentName) : { kind: 'none' as const }
    if (named.kind === 'one') return named.item.id
    const same = pivot && /^\d{14}$/.test(pivot) ? bySiren(pivot.slice(0, 9)) : { kind: 'none' as const }
    return same.kind === 'one' ? same.item.id : null
  }
}
