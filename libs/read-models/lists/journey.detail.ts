import type { JourneyDetail } from '../../contracts/api/journey.schemas'
import type { Paper } from '../../contracts/commands/referral.parts'
import { dotationOf, uuidOf } from '../../contracts/stream'
import { readsWholeJourney, scopeOf } from '../../policy/read.policy'
import { sharedDataOf } from '../../policy/shared.history'
import { type JourneyRow, journeyColumns, journeyLine, journeyTables } from './journey.list'
import { type Explain, whyOf } from './journey.why'
import { conditions, type Queryable, type Reader, scopeSql } from './list.sql'
import { type EndsOf, otherwiseFor } from './waiting.columns'

/** Everything of a journey but what is in the vault. */
export type JourneyFacts = Omit<JourneyDetail, 'personal'>

interface EventRow {
  readonly type: string
  readonly recorded_at: string
  readonly occurred_on: string | null
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
}

type Duplicate = JourneyDetail['likelyDuplicates'][number]

/** One journey with its history, or null where there is none that the actor may read. */
export async function readJourney(
  sql: Queryable,
  actor: Reader,
  stream: string,
  words: { readonly endsOf: EndsOf; readonly explain: Explain },
): Promise<JourneyFacts | null> {
  const where = conditions()
  where.and(`j.stream = ${where.value(stream)}`)
  where.and(scopeSql(scopeOf(actor.role, 'journey'), actor, where.value))
  const { rows } = await sql.query<JourneyRow>(
    `SELECT ${journeyColumns} FROM ${journeyTables} WHERE ${where.sql()}`,
    where.values,
  )
  const row = rows[0]
  if (!row) return null
  const whole = readsWholeJourney(actor.role)
  const events = await eventsOf(sql, stream)
  const hasDotation = events.some(({ type }) => type === 'DotationRequested')
  return {
    ...journeyLine(row, actor),
    otherwise: whole ? otherwiseFor(row, words.endsOf) : null,
    why: whyOf(row.definition, events, words.explain),
    paper: whole ? paperOf(events) : null,
    person: whole ? row.person : null,
    personVersion: whole ? await versionOf(sql, row.person) : null,
    dotation: whole && hasDotation ? uuidOf(dotationOf(stream)) : null,
    laptop: whole ? row.laptop : null,
    likelyDuplicates: whole ? await duplicatesOf(sql, row.person) : [],
    differences: whole ? events.flatMap(differencesIn) : [],
    history: events.flatMap((event) => historyItem(event, whole && !isOfAnotherLieu(event, row.place, actor))),
  }
}

/** The sheet that the person came with, and the first scan of it. */
function paperOf(events: readonly EventRow[]): JourneyDetail['paper'] {
  const paper = events.find(({ type }) => type === 'JourneyReferred')?.data.paper as Paper | null | undefined
  const scan = events.find(({ type, data }) => type === 'DocumentAttached' && data.kind === 'referral_sheet')
  return paper ? { signedOn: paper.signedOn, scan: (scan?.data.document as string | undefined) ?? null } : null
}

/** Whether an actor may read anything of a journey. */
export async function isReadable(sql: Queryable, actor: Reader, stream: string): Promise<boolean> {
  const where = conditions()
  where.and(`j.stream = ${where.value(stream)}`)
  where.and(scopeSql(scopeOf(actor.role, 'journey'), actor, where.value))
  const { rows } = await sql.query(`SELECT FROM journey j WHERE ${where.sql()}`, where.values)
  return rows.length > 0
}

async function eventsOf(sql: Queryable, stream: string): Promise<readonly EventRow[]> {
  const { rows } = await sql.query<EventRow>(
    'SELECT type, recorded_at, occurred_on, actor, data FROM event WHERE stream = $1 ORDER BY version',
    [stream],
  )
  return rows
}

/** How a lieu refused, or let pass, what it was asked: why is its own affair, also once another lieu follows the journey. */
const refusals: ReadonlySet<string> = new Set(['JourneyDeclined', 'AnswerExpired', 'LineExpired', 'OfferLapsed'])

const isOfAnotherLieu = ({ type, data }: EventRow, place: string | null, { role, lieu }: Reader): boolean =>
  role === 'mediator' && refusals.has(type) && data.place !== place && data.place !== lieu

function historyItem(event: EventRow, whole: boolean): JourneyDetail['history'] {
  const data = whole ? event.data : sharedDataOf(event.type, event.data)
  if (data === null) return []
  const { type, recorded_at: at, occurred_on: on } = event
  return [{ type, at, on, actor: whole ? event.actor : null, data: { ...data } }]
}

/** What a correction has made doubtful; other events say nothing of the kind. */
function differencesIn({ data, recorded_at: correctedAt }: EventRow): JourneyDetail['differences'] {
  const differs = (data.differs ?? []) as Omit<JourneyDetail['differences'][number], 'correctedAt'>[]
  return differs.map((difference) => ({ correctedAt, ...difference }))
}

async function versionOf(sql: Queryable, stream: string): Promise<number | null> {
  const { rows } = await sql.query<{ version: number }>('SELECT version FROM head WHERE stream = $1', [stream])
  return rows[0]?.version ?? null
}

/** Who this person may be the same as, under any of their ids: flagged for a human, never merged alone. */
async function duplicatesOf(sql: Queryable, person: string): Promise<Duplicate[]> {
  const { rows } = await sql.query<Duplicate>(
    `SELECT DISTINCT ON (whom.stream) whom.stream AS person, d.score, d.why, d.state
     FROM person me JOIN person one ON one.canonical = me.canonical
     JOIN duplicate d ON one.stream IN (d.stream, d.person)
     JOIN person whom ON whom.stream IN (d.stream, d.person) AND whom.canonical <> me.canonical
     WHERE me.stream = $1 AND NOT whom.erased
     ORDER BY whom.stream, d.state = 'dismissed' DESC, d.score DESC`,
    [person],
  )
  return rows
}
