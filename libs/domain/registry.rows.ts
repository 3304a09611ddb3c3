import type { AgentState } from './agent/agent.state'
import type { TakenOver } from './device/device.reprise'
import type { DeviceState } from './device/device.state'
import type { DotationState, KnownDotation } from './dotation/dotation.state'
import { seatOf } from './journey/place.take'
import type { JourneyState } from './journey/journey.state'
import { cameOf, type LotState } from './lot/lot.state'
import type { PersonState } from './person/person.state'
import type { PlaceState } from './place/place.state'
import type { StructureState } from './structure/structure.decider'
import type { TerritoryState } from './territory/territory.decider'

/** A row of a table that is written in the command's own transaction; its columns are those of the migration. */
export interface Row {
  readonly table:
    | 'journey'
    | 'dotation'
    | 'device'
    | 'lot'
    | 'place'
    | 'structure'
    | 'actor'
    | 'actor_place'
    | 'journey_former'
    | 'commune'
    | 'epci'
    | 'binding'
    | 'person'
    | 'definition'
    | 'call'
    | 'duplicate'
    | 'transfer_agreement'
    | 'fund_line'
    | 'fund_line_grant'
    | 'posting'
    | 'grant_file'
    | 'grant_payment'
    | 'grant_mandate'
    | 'grant_review'
    | 'committee_session'
    | 'session_member'
    | 'session_pack'
    | 'coverage'
    | 'coverage_cost'
  readonly row: Readonly<Record<string, unknown>>
}

/** Where a journey is and whose it is: what lists filter by. Nothing of what was measured. */
export function journeyRows(state: JourneyState, stream: string): readonly Row[] {
  if (state.stage === 'unknown') return []
  const { referral } = state
  const closed = state.stage === 'closed' ? state : null
  const row = {
    stream,
    territory: referral.territory,
    epci: referral.epci,
    person: referral.person,
    place: referral.place,
    place_structure: referral.placeStructure,
    prescriber_structure: referral.prescriber.structure,
    prescriber_agent: referral.prescriber.agent,
    entry: referral.entry,
    group_id: referral.group,
    origin: referral.takenOver ? 'reprise' : 'live',
    mediator: state.mediator,
    definition: referral.definition,
    stage: state.stage,
    outcome: closed?.outcome ?? null,
    laptop: laptopOf(state),
    laptop_needed: state.found.needs?.laptop ?? null,
    referred_at: state.referredAt,
    closed_at: closed?.closedAt ?? null,
    seat: seatOf(state),
    ...lineColumns(state),
  }
  return [{ table: 'journey', row }, ...formerRows(state, stream)]
}

function formerRows({ formers, referral }: Exclude<JourneyState, { stage: 'unknown' }>, journey: string) {
  return formers.map((former, index) => ({
    table: 'journey_former' as const,
    row: { journey, number: String(index + 1), territory: referral.territory, ...former },
  }))
}

function lineColumns(state: JourneyState) {
  const line = state.stage === 'prescription' ? state.line : null
  return { line_order: line?.order ?? null, line_since: line?.since ?? null, line_rank: line?.rank ?? null }
}

function laptopOf(state: Exclude<JourneyState, { stage: 'unknown' }>): string | null {
  if (state.stage === 'dotation') return state.device
  return state.found.handedOver?.device ?? null
}

/** What is asked of a stock and for whom, and the binding of a laptop to it. */
export function dotationRows(state: DotationState, stream: string): readonly Row[] {
  if (state.stage === 'unknown') return []
  const { territory, structure, place, journey, person, lookBack, needs, assessedOn: asked_on } = state.opening
  const whose = { territory, journey, person }
  const asked: Row = {
    table: 'dotation',
    row: {
      needs,
      ...{ stream, ...whose, structure, place, asked_on, stage: state.stage, by_household: lookBack === 'household' },
      ...receiptColumns(state),
      appointment_at: state.stage === 'handover' ? state.appointment : null,
    },
  }
  return [asked, ...bindingRows(state, stream)]
}

/** The receipt to be signed, or that was; none where there is no laptop to sign for. */
function receiptColumns(state: KnownDotation) {
  const receipt = state.stage === 'handover' ? state.receipt : null
  return {
    receipt_version: receipt?.version ?? null,
    receipt_sha256: receipt?.sha256 ?? null,
    receipt_document: receipt?.document ?? null,
    receipt_signed_on: receipt?.signed?.on ?? null,
  }
}

/** The laptops that were promised, each with its ticket: open while it is promised or given, closed once it is not. */
function bindingRows({ opening, laptops }: KnownDotation, dotation: string): readonly Row[] {
  const { journey, person, territory } = opening
  return laptops.map(({ device, ticket, is, handedOverAt, agreement }) => ({
    table: 'binding',
    row: {
      ...{ dotation, device, territory, journey, person, ticket },
      ...{ open: is === 'promised' || is === 'handed_over', handed_over: is === 'handed_over' || is === 'returned' },
      handed_over_at: is === 'handed_over' || is === 'returned' ? handedOverAt : null,
      ...{ agreement_owner: agreement?.owner ?? null, agreement: agreement?.document ?? null },
      agreement_number: agreement?.number ?? null,
    },
  }))
}

export function deviceRows(state: DeviceState | TakenOver, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  if (state.status === 'taken_over') {
    const row = { stream, ...state.device, status: 'handed_over', accessibility: [], features: [] }
    return [{ table: 'device', row }]
  }
  const condition = 'condition' in state ? state.condition : null
  const row = {
    stream,
    ...state.device,
    status: state.status,
    ready_on: state.readyOn,
    place: 'place' in state ? state.place : null,
    grade: condition?.grade ?? null,
    charger: condition?.charger ?? null,
    battery: condition?.battery ?? null,
    screen_inches: condition?.screenInches ?? null,
    system: condition?.system ?? null,
    accessibility: condition?.accessibility ?? [],
    features: condition?.features ?? [],
  }
  return [{ table: 'device', row }]
}

export function lotRows(state: LotState, stream: string): readonly Row[] {
  if (state.stage === 'unknown') return []
  const { territory, owner, recyclerie, source, laptops, priceCents, order } = state.lot
  const row = {
    ...{ stream, territory, owner, recyclerie, source, laptops_ordered: laptops, price_cents: priceCents },
    order_mark: order,
    ordered_on: state.orderedOn,
    laptops_received: cameOf(state),
    received_on: state.deliveries[0]?.on ?? null,
    stage: state.stage,
    outcome: state.stage === 'closed' ? state.outcome : null,
  }
  return [{ table: 'lot', row }]
}

export function personRows(state: PersonState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { status, territory, epci, duplicates, mergedInto: merged_into, household } = state
  const laptops = { last_handed_over_on: state.lastHandedOverOn, taken_over_on: state.takenOverOn }
  return [
    {
      table: 'person',
      row: { stream, territory, epci, ...laptops, merged_into, household, erased: status === 'erased' },
    },
    ...duplicates.map((each) => ({ table: 'duplicate' as const, row: { stream, territory, ...each } })),
  ]
}

export function structureRows(state: StructureState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { externalId, ...same } = state.data
  const { on: admitted_on = null, criteria: admission_criteria = null } = state.admission ?? {}
  const lent = state.agreements.map(({ document, to: receiver, laptops, on: agreed_on, until, endedOn: ended_on }) => ({
    table: 'transfer_agreement' as const,
    row: { owner: stream, document, territory: same.territory, receiver, laptops, agreed_on, until, ended_on },
  }))
  const row = { stream, ...same, external_id: externalId, admitted_on, admission_criteria }
  return [{ table: 'structure', row }, ...lent]
}

/** An agent, and a row for each place where they work; whoever has left works nowhere. */
export function actorRows(state: AgentState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { permanences, capacity, leftOn } = state
  const { role, structure, place, places, territory } = state.data
  const row = { stream, role, structure, place, territory, capacity, left_on: leftOn }
  const works = leftOn === null ? [...new Set([...places, ...permanences.map((each) => each.place)])] : []
  const at = works.map((each) => {
    const there = permanences.filter((permanence) => permanence.place === each)
    const told = there.map(({ weekday, hours }) => ({ weekday, hours }))
    return { table: 'actor_place' as const, row: { actor: stream, place: each, territory, permanences: told } }
  })
  return [{ table: 'actor', row }, ...at]
}

/** The field `externalId` is the column `external_id`. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export function placeRows(state: PlaceState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { commune, ...same } = state.data
  const columns = Object.entries(same).map(([field, value]) => [columnOf(field), value] as const)
  const written = { commune_name: commune?.name ?? null, commune_code: commune?.insee ?? null }
  return [{ table: 'place', row: { stream, ...Object.fromEntries(columns), ...written } }]
}

/** A territory is described as a whole: one row for each of its EPCI and communes. */
export function territoryRows(state: TerritoryState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { code: territory, epcis, communes } = state.data
  return [
    ...epcis.map(({ crossesBorder, ...epci }) => ({
      table: 'epci' as const,
      row: { stream, territory, ...epci, crosses_border: crossesBorder },
    })),
    ...communes.map(({ postalCodes, ...commune }) => ({
      table: 'commune' as const,
      row: { stream, territory, ...commune, postal_codes: postalCodes },
    })),
  ]
}
