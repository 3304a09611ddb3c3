import type { Actor } from '../contracts/command'
import type { KnownPlace, KnownStructure } from '../imports/known.finder'
import type { IntakeDeps } from './intake'

interface StructureRow {
  readonly stream: string
  readonly external_id: string | null
  readonly name: string
  readonly siret: string | null
  readonly roles: string[]
}

interface PlaceRow {
  readonly stream: string
  readonly external_id: string
  readonly name: string
}

/** What files may name: the structures and the places that the actor sees. */
export async function readKnown(
  { readAs }: Pick<IntakeDeps, 'readAs'>,
  actor: Actor,
): Promise<{ structures: readonly KnownStructure[]; places: readonly KnownPlace[] }> {
  return readAs(actor, async (sql) => {
    const structures = await sql.query<StructureRow>(
      'SELECT stream, external_id, name, siret, roles FROM structure',
      [],
    )
    const places = await sql.query<PlaceRow>('SELECT stream, external_id, name FROM place', [])
    return {
      structures: structures.rows.map(({ stream, external_id, ...same }) => ({
        id: stream,
        key: external_id,
        ...same,
      })),
      places: places.rows.map(({ stream, external_id, name }) => ({ id: stream, externalId: external_id, name })),
    }
  })
}
