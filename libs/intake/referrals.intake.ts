import type { Actor } from '../contracts/command'
import type { Definition } from '../domain/definition/definition.schema'
import { dayOf } from '../domain/kernel/wait'
import type { ReferralRow } from '../imports/referral.row'
import { type ReferralContext, readReferrals } from '../imports/referral.rows'
import type { Territory } from '../imports/territory.rows'
import type { Queryable } from '../vault/vault'
import { type IntakeDeps, type RowCommand, streamFor, takeRows } from './intake'
import type { Intake, IntakeProblem } from './intake.report'
import { readKnown } from './known.read'

const prescriberUnknown: IntakeProblem = {
  column: 'prescripteur_courriel',
  rule: 'unknown_prescriber',
  fr: 'prescripteur_courriel : ce courriel n’est celui d’aucun agent connu de la structure.',
  en: 'prescripteur_courriel: this e-mail belongs to no known agent of the structure.',
}

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
  const emails = imported.ok ? imported.rows.flatMap(({ row }) => row.prescriber.email ?? []) : []
  const agents = await agentsOf(deps, actor, [...new Set(emails)])
  // One after another: a likely duplicate may be the line above.
  return takeRows(deps, actor, imported, (row) => referralCommand(deps, actor, definition, row, agents), 1)
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

interface KnownAgent {
  readonly stream: string
  readonly structure: string
}

/** The agents of e-mails: an e-mail may be shared by agents of several structures. */
async function agentsOf(
  deps: IntakeDeps,
  actor: Actor,
  emails: readonly string[],
): Promise<Map<string, readonly KnownAgent[]>> {
  const found = new Map<string, readonly KnownAgent[]>()
  await deps.readAs(actor, async (sql) => {
    for (const email of emails) found.set(email, await agentsWith(deps, sql, email))
  })
  return found
}

async function agentsWith(deps: IntakeDeps, sql: Queryable, email: string): Promise<readonly KnownAgent[]> {
  const streams = await deps.agentsByEmail(sql, email)
  const query = "SELECT stream, structure FROM actor WHERE stream = ANY($1) AND role = 'prescriber' ORDER BY stream"
  return (await sql.query<KnownAgent>(query, [streams])).rows
}

function referralCommand(
  deps: IntakeDeps,
  actor: Actor,
  definition: Definition,
  row: ReferralRow,
  agents: ReadonlyMap<string, readonly KnownAgent[]>,
): RowCommand | IntakeProblem {
  const { structure, email } = row.prescriber
  const named = email ? agents.get(email)?.find((agent) => agent.structure === structure)?.stream : actor.sub
  if (!named) return prescriberUnknown
  const { reasons, needs, consent, personal, reference, place } = row
  return {
    stream: streamFor(deps.key, 'journey', row.key),
    type: 'Refer',
    commandId: row.key.replace('/', '-'),
    data: {
      person: streamFor(deps.key, 'person', row.key),
      definition: definition.id,
      prescriber: { structure, agent: named },
      place,
      reasons,
      needs,
      consent: { textVersion: definition.consent.textVersion, ...consent },
      naturalPerson: true,
      commitment: true,
    },
    personal: { ...personal, reference },
  }
}
