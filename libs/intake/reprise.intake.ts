import type { Actor } from '../contracts/command'
import type { Definition } from '../domain/definition/definition.schema'
import { dayOf } from '../domain/kernel/wait'
import { type CaseRow, type HandOverRow, readCases, readHandOvers } from '../imports/reprise.rows'
import type { Territory } from '../imports/territory.rows'
import { caseColumns, handOverColumns } from './file.columns'
import { type IntakeDeps, type RowPlan, streamFor, takeRows } from './intake'
import { type Intake, saidOf } from './intake.report'
import { readKnown } from './known.read'
import { agentsOf, type KnownAgent } from './referrals.intake'

/** Sent again with another content, or by somebody else: what was taken over stays. */
const changed = {
  key_reused: saidOf(null, 'taken_over_otherwise'),
  already_exists: saidOf(null, 'taken_over_otherwise'),
}

/** People whom the forerunner has equipped, and laptops handed over before: each counts, nobody is written to. */
export async function takeHandOvers(
  deps: IntakeDeps,
  actor: Actor,
  bytes: Uint8Array,
  territory: Territory,
): Promise<Intake> {
  const { structures } = await readKnown(deps, actor)
  const today = dayOf(deps.now(), deps.zone(actor.territory))
  const imported = readHandOvers(bytes, { today, territory, structures, secret: deps.key })
  const planOf = ({ key, reference, personal, on, source, laptop }: HandOverRow): RowPlan => {
    // The same as that of a laptop that a recyclerie lists: it cannot be handed over twice.
    const device = laptop && streamFor(deps.key, 'device', actor.territory, laptop.serial)
    return {
      stream: streamFor(deps.key, 'person', 'reprise', actor.territory, key),
      type: 'TakeOverHandOver',
      commandId: `hand-over/${key}`,
      data: { on, source, laptop: laptop && { device, ...laptop } },
      personal: { ...personal, reference },
      refusals: changed,
    }
  }
  // One after another: a likely duplicate may be the line above.
  return takeRows(deps, actor, imported, planOf, { columns: handOverColumns, together: 1 })
}

/** Cases of the former tool, each going on here at the stage where it was. */
export async function takeCases(
  deps: IntakeDeps,
  actor: Actor,
  bytes: Uint8Array,
  definition: Definition,
  territory: Territory,
): Promise<Intake> {
  const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code)
  const { reasons, needs, consent, zone } = definition
  const codes = { reasons: codesOf(reasons), needs: codesOf(needs), consentModes: codesOf(consent.modes) }
  const known = await readKnown(deps, actor)
  const context = { today: dayOf(deps.now(), zone), territory, ...known, codes, secret: deps.key }
  const imported = readCases(bytes, context)
  const rows = imported.ok ? imported.rows.map(({ row }) => row) : []
  const mediators = await agentsOf(
    deps,
    actor,
    [...new Set(rows.flatMap(({ mediator }) => mediator ?? []))],
    'mediator',
  )
  const emails = [...new Set(rows.flatMap(({ prescriber }) => prescriber.email ?? []))]
  const prescribers = await agentsOf(deps, actor, emails, 'prescriber')
  const planOf = (row: CaseRow): RowPlan => planCase(deps, actor, definition, row, { mediators, prescribers })
  return takeRows(deps, actor, imported, planOf, { columns: caseColumns, together: 1 })
}

type Agents = ReadonlyMap<string, readonly KnownAgent[]>

function planCase(
  deps: IntakeDeps,
  actor: Actor,
  definition: Definition,
  row: CaseRow,
  { mediators, prescribers }: { mediators: Agents; prescribers: Agents },
): RowPlan {
  const { key, reference, personal, consent, mediator: email, prescriber: signer, ...said } = row
  const mediator = email === null ? null : (mediators.get(email)?.[0]?.stream ?? undefined)
  if (mediator === undefined) return { refused: saidOf('mediateur_courriel', 'mediator_unknown') }
  const signers = signer.email === null ? [] : (prescribers.get(signer.email) ?? [])
  const agent = signers.find(({ structure }) => signer.structure === null || structure === signer.structure)
  if (signer.email !== null && !agent) return { refused: saidOf('prescripteur_courriel', 'prescriber_unknown') }
  return {
    stream: streamFor(deps.key, 'journey', 'reprise', actor.territory, key),
    type: 'TakeOverJourney',
    commandId: `case/${key}`,
    data: {
      ...said,
      person: streamFor(deps.key, 'person', 'reprise', actor.territory, key),
      definition: definition.id,
      prescriber: { structure: agent?.structure ?? signer.structure, agent: agent?.stream ?? null },
      mediator,
      consent: { textVersion: 'reprise', ...consent },
    },
    personal: { ...personal, reference },
    refusals: changed,
  }
}
