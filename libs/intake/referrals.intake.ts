import type { Actor } from '../contracts/command'
import type { Definition } from '../domain/definition/definition.schema'
import { dayOf } from '../domain/kernel/wait'
import type { ReferralRow } from '../imports/referral.row'
import { type ReferralContext, readReferrals } from '../imports/referral.rows'
import type { Territory } from '../imports/territory.rows'
import type { Queryable } from '../vault/vault'
import { referralColumns } from './file.columns'
import { type IntakeDeps, type RowCommand, type RowPlan, streamFor, takeRows } from './intake'
import { type Intake, saidOf } from './intake.report'
import { readKnown } from './known.read'

/**
 * Referrals as a prescriber's spreadsheet holds them. A prescriber sends their own structure's; a coordinator names
 * each line's prescriber. The consent sheet that is signed holds the commitment to follow the journey.
 */
export async function takeReferrals(
  deps: IntakeDeps,
  actor: Actor,
  bytes: Uint8Array,
  definition: Definition,
  territory: Territory,
): Promise<Intake> {
  const imported = readReferrals(bytes, await contextOf(deps, actor, definition, territory))
  const rows = imported.ok ? imported.rows.map(({ row }) => row) : []
  const agents = await agentsOf(
    deps,
    actor,
    [...new Set(rows.flatMap(({ prescriber }) => prescriber.email ?? []))],
    'prescriber',
  )
  const unnamed = rows.filter(({ reference }) => reference === null)
  const earlier = await earlierOf(
    deps,
    actor,
    unnamed.map(({ key }) => streamFor(deps.key, 'journey', key)),
  )
  const planOf = (row: ReferralRow) => planReferral(deps, actor, definition, row, { agents, earlier })
  // One after another: a likely duplicate may be the line above.
  return takeRows(deps, actor, imported, planOf, { columns: referralColumns, together: 1 })
}

async function contextOf(
  deps: IntakeDeps,
  actor: Actor,
  { reasons, needs, consent, zone }: Definition,
  territory: Territory,
): Promise<ReferralContext> {
  const known = await readKnown(deps, actor)
  const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code)
  const codes = { reasons: codesOf(reasons), needs: codesOf(needs), consentModes: codesOf(consent.modes) }
  const sentBy =
    actor.role === 'prescriber'
      ? { role: 'prescriber' as const, structure: actor.structure ?? '' }
      : { role: 'coordinator' as const }
  return { today: dayOf(deps.now(), zone), territory, ...known, codes, sentBy, secret: deps.key }
}

export interface KnownAgent {
  readonly stream: string
  readonly structure: string
}

/** The agents of e-mails: an e-mail may be shared by agents of several structures. */
export async function agentsOf(
  deps: IntakeDeps,
  actor: Actor,
  emails: readonly string[],
  role: 'prescriber' | 'mediator',
): Promise<Map<string, readonly KnownAgent[]>> {
  const found = new Map<string, readonly KnownAgent[]>()
  await deps.readAs(actor, async (sql) => {
    for (const email of emails) found.set(email, await agentsWith(deps, sql, email, role))
  })
  return found
}

async function agentsWith(
  deps: IntakeDeps,
  sql: Queryable,
  email: string,
  role: string,
): Promise<readonly KnownAgent[]> {
  const streams = await deps.agentsByEmail(sql, email)
  const query = 'SELECT stream, structure FROM actor WHERE stream = ANY($1) AND role = $2 ORDER BY stream'
  return (await sql.query<KnownAgent>(query, [streams, role])).rows
}

interface Earlier {
  readonly stream: string
  readonly definition: string
  readonly prescriber_agent: string
}

/** The journeys that are there already, of those named. */
async function earlierOf(
  { readAs }: IntakeDeps,
  actor: Actor,
  streams: readonly string[],
): Promise<ReadonlyMap<string, Earlier>> {
  const query = 'SELECT stream, definition, prescriber_agent FROM journey WHERE stream = ANY($1)'
  const { rows } = await readAs(actor, (sql) => sql.query<Earlier>(query, [streams]))
  return new Map(rows.map((row) => [row.stream, row]))
}

interface Found {
  readonly agents: ReadonlyMap<string, readonly KnownAgent[]>
  readonly earlier: ReadonlyMap<string, Earlier>
}

/**
 * What becomes of a line. The key of one without reference is that of all it says, names being folded: where its
 * journey is there already, only its prescriber and its definition are left to be compared.
 */
function planReferral(
  deps: IntakeDeps,
  actor: Actor,
  definition: Definition,
  row: ReferralRow,
  { agents, earlier }: Found,
): RowPlan {
  const { structure, email } = row.prescriber
  const working = email ? (agents.get(email) ?? []).filter((agent) => agent.structure === structure) : []
  const [agent = email ? null : actor.sub, another] = working.map(({ stream }) => stream)
  if (!agent) return { refused: saidOf('prescripteur_courriel', 'prescriber_unknown') }
  if (another) return { refused: saidOf('prescripteur_courriel', 'prescriber_ambiguous') }
  const stream = streamFor(deps.key, 'journey', row.key)
  const there = earlier.get(stream)
  if (!there) return referralCommand(deps, definition, row, { stream, agent })
  const sameAgent = there.prescriber_agent === agent
  if (sameAgent && there.definition === definition.id) return { there: stream }
  return { refused: saidOf(sameAgent ? null : 'prescripteur_courriel', 'referral_there_otherwise') }
}

function referralCommand(
  deps: IntakeDeps,
  definition: Definition,
  row: ReferralRow,
  { stream, agent }: { stream: string; agent: string },
): RowCommand {
  const { reasons, needs, consent, personal, reference, place } = row
  return {
    stream,
    type: 'Refer',
    commandId: row.key.replace('/', '-'),
    data: {
      person: streamFor(deps.key, 'person', row.key),
      definition: definition.id,
      prescriber: { structure: row.prescriber.structure, agent },
      place,
      reasons,
      needs,
      consent: { textVersion: definition.consent.textVersion, ...consent },
      naturalPerson: true,
      commitment: true,
    },
    personal: { ...personal, reference },
    refusals: reference === null ? sentMeanwhile : usedReference,
  }
}

const usedReference = {
  key_reused: saidOf('reference', 'reference_used_otherwise'),
  already_exists: saidOf('reference', 'reference_of_somebody_else'),
}

/** Nothing was there when the file was read. */
const sentMeanwhile = {
  key_reused: saidOf(null, 'sent_meanwhile'),
  already_exists: saidOf(null, 'sent_meanwhile'),
}
