import type { Grant, GrantDocuments } from '../../contracts/api/grant.schemas'
import type { Actor } from '../../contracts/command'
import { evolve } from '../../domain/grant/grant.evolve'
import type { GrantState, KnownGrant } from '../../domain/grant/grant.state'
import { sharedGrantDataOf, wholeGrantDataOf } from '../../policy/grant.history'
import type { GrantPart } from '../../policy/grant.policy'
import { amendmentsOf, decisionsOf, type NoteOf, type StoredGrantEvent } from './grant.decisions'
import { readGrantLine } from './grant.list'
import { moneyOf } from './grant.money.view'
import { type GrantReader, grantReader } from './grant.reader'
import { agreementOf, reportsOf, studyOf, toldOf } from './grant.study.view'
import { textOf, type TextsByVersion } from './grant.texts'
import type { Queryable } from './list.sql'

interface StoredRow {
  readonly actor: string
  readonly on: string | null
}
type Stored = StoredGrantEvent & StoredRow

/** One grant as the actor may read it, or null where there is none. `texts` are what was told with its events. */
export async function readGrant(
  sql: Queryable,
  actor: Actor,
  stream: string,
  texts: (stream: string) => Promise<TextsByVersion>,
): Promise<Grant | null> {
  const line = await readGrantLine(sql, actor, stream)
  if (!line) return null
  const reader = await grantReader(sql, actor, stream)
  const { rows: events } = await sql.query<Stored>(
    'SELECT version, type, data, actor, recorded_at AS at, occurred_on AS on FROM event WHERE stream = $1 ORDER BY version',
    [stream],
  )
  return { ...line, ...grantView(events, await texts(stream), reader) }
}

/** What a reader reads of a grant's events: everything but what lists show. */
function grantView(
  events: readonly Stored[],
  texts: TextsByVersion,
  reader: GrantReader,
): Omit<Grant, keyof NonNullable<Awaited<ReturnType<typeof readGrantLine>>>> {
  const { parts } = reader
  const state = events.reduce<GrantState>(evolve, { stage: 'unknown' }) as KnownGrant
  const drafts = events.filter(({ type }) => type === 'ApplicationDrafted' || type === 'GrantTakenOver')
  /** The text that was told last: a draft may be written over. */
  const drafted = (field: 'title' | 'description') =>
    drafts.flatMap((event) => textOf(texts, event, field) ?? []).at(-1) ?? null
  const noteFor =
    (part: GrantPart, field: 'note' | 'account' = 'note'): NoteOf =>
    (event) =>
      parts.has(part) ? textOf(texts, event, field) : null
  const ownNote: NoteOf = (event) => textOf(texts, event, 'note')
  const { project } = state
  return {
    title: drafted('title'),
    description: parts.has('description') ? drafted('description') : null,
    project: { ...project },
    ...studyOf(state, events, ownNote, reader),
    decisions: decisionsOf(events, noteFor('notes')),
    ...moneyOf(state, events, { hands: noteFor('hands'), notes: noteFor('notes') }, reader),
    ...reportsOf(
      state,
      events,
      { note: noteFor('notes'), account: noteFor('accounts', 'account'), internal: noteFor('internal') },
      reader,
    ),
    ...toldOf(state, events, noteFor('notes')),
    agreement: agreementOf(state, reader),
    amendments: amendmentsOf(events, noteFor('notes')),
    history: events.flatMap((event) => historyItem(event, parts)),
  }
}

function historyItem({ type, data, actor, at, on }: Stored, parts: ReadonlySet<GrantPart>): Grant['history'] {
  if (parts.has('history')) return [{ type, at, on, actor, data: wholeGrantDataOf({ ...data }) }]
  const shared = parts.has('shared_history') ? sharedGrantDataOf(type, { ...data }) : null
  return shared ? [{ type, at, on, actor: null, data: { ...shared } }] : []
}

type Kept = GrantDocuments['items'][number]

/** The documents of a grant, the newest first, or null where there is no grant that the actor may read. */
export async function readGrantDocuments(sql: Queryable, actor: Actor, stream: string): Promise<GrantDocuments | null> {
  if (!(await readGrantLine(sql, actor, stream))) return null
  const { rows } = await sql.query<Omit<Kept, 'current'>>(
    `SELECT data ->> 'document' AS id, coalesce(data ->> 'code', 'agreement') AS code,
       coalesce(data ->> 'mediaType', 'application/pdf') AS "mediaType", data ->> 'sha256' AS sha256,
       recorded_at AS at, type = 'AgreementIssued' AS printed
     FROM event WHERE stream = $1 AND type IN ('DocumentProvided', 'AgreementIssued') ORDER BY version DESC`,
    [stream],
  )
  const seen = new Set<string>()
  const items = rows.map((row) => {
    const kind = `${row.code} ${row.printed}`
    const current = !seen.has(kind)
    seen.add(kind)
    return { ...row, current }
  })
  return { items }
}
