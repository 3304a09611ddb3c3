import { type Definition, definitionSchema } from '../domain/definition/definition.schema'
import { execute } from '../event-store/database'
import { type DefinitionStore, knownZone } from './definition.store'
import type { Batch } from './stream.load'

/** Whoever can ask the database: a transaction, or a read as an actor. */
interface Asking {
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<{ rows: R[] }>
}

/** A version that may be followed: as it is known here or, once more, as it was published elsewhere; null where there is none. */
export async function findDefinition(store: DefinitionStore, batch: Batch, id: string): Promise<Definition | null> {
  const known = store.get(id)
  if (known) return known
  const [found] = await batch([execute('read_version', id)])
  const row = found?.rows[0] as { content: unknown } | undefined
  if (row) store.learn(definitionSchema.parse(row.content))
  return store.get(id)
}

/** The same, of a version that somebody follows. Throws where it is not there: a fault of the installation. */
export async function followedDefinition(store: DefinitionStore, batch: Batch, id: string): Promise<Definition> {
  await findDefinition(store, batch, id)
  return knownDefinition(store, id)
}

/** The same, where every version was looked up before. */
export function knownDefinition(store: Pick<DefinitionStore, 'get'>, id: string): Definition {
  const definition = store.get(id)
  if (!definition) throw new Error(`definition ${id} is followed by a journey and not known here`)
  return definition
}

/** The zone of a territory, of which this process may know no version yet; UTC where none is published. */
export async function findZone(store: DefinitionStore, batch: Batch, territory: string): Promise<string> {
  const known = knownZone(store.all(), territory)
  if (known) return known
  const [found] = await batch([execute('fact_zone', territory)])
  return (found?.rows[0] as { zone: string } | undefined)?.zone ?? 'UTC'
}

/** Learns every version that was published since, of the territories that the reader sees. */
export async function refreshDefinitions(store: DefinitionStore, sql: Asking): Promise<void> {
  const { rows } = await sql.query<{ content: unknown }>(
    `SELECT content FROM definition WHERE status <> 'draft' AND id <> ALL($1)`,
    [store.all().map(({ id }) => id)],
  )
  for (const { content } of rows) store.learn(definitionSchema.parse(content))
}
