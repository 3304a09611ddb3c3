import type { Definition } from '../domain/definition/definition.schema'
import type { DeviceState } from '../domain/device/device.state'
import type { GrantState } from '../domain/grant/grant.state'
import { aggregates } from '../domain/registry'
import type { SessionState } from '../domain/session/session.state'
import { type Resource, territorial } from '../policy/policy'
import type { ParsedCommand } from './command.parse'
import type { Found } from './facts/fact.parts'
import type { LoadedStream } from './stream.load'

type Streams = ReadonlyMap<string, LoadedStream>

/**
 * Whose the thing is that a command acts on: as it is stored, or as the command would make it. A person is everybody's
 * who follows one of their journeys; a laptop that is lent is its borrower's as it is its owner's.
 * `shipped`: the version of the project's own that a command is about.
 */
export function resourcesOf(
  command: ParsedCommand,
  streams: Streams,
  found: Found,
  shipped: Definition | null,
): readonly Resource[] {
  const resource = resourceOf(command, streams, found, shipped)
  const borrower = borrowerOf(streams.get(command.stream))
  return [
    resource,
    ...(borrower ? [{ ...resource, owner: borrower }] : []),
    ...(found.followers ?? []).map((row) => journeyResource(resource.territory, row)),
  ]
}

/** The structure that a laptop was promised to by an agreement: it may go there straight. */
function borrowerOf(lead: LoadedStream | undefined): string | null {
  const state = lead?.kind === 'device' ? (lead.state as DeviceState) : null
  return state?.status === 'bound' ? state.lentTo : null
}

function resourceOf(command: ParsedCommand, streams: Streams, found: Found, shipped: Definition | null): Resource {
  const lead = streams.get(command.stream)
  if (!lead?.head) return shipped ? territorial(shipped.territory) : resourceToBe(command, found)
  const territory = lead.head.territory
  const journey = journeyOf(command, lead, streams)
  if (journey) return journeyResource(territory, journey)
  const laptops = lead.kind === 'lot' ? rowOf(streams, 'lot') : rowOf(streams, 'device')
  const whose = { recyclerie: text(laptops?.recyclerie), owner: text(laptops?.owner) }
  return { ...territorial(territory), ...whose, ...directoryOf(lead), ...grantOf(lead, command), ...sessionOf(lead) }
}

type Row = Readonly<Record<string, unknown>>

/** The journey that a command acts on; a person is corrected as one of theirs, which the command names. */
function journeyOf(command: ParsedCommand, lead: LoadedStream, streams: Streams): Row | null {
  if (lead.kind === 'dotation') return rowOf(streams, 'journey')
  const named = command.type === 'CorrectPerson' ? streams.get(String(command.data.journey)) : lead
  return named?.kind === 'journey' ? (aggregates.journey.rows(named.state, named.stream)[0]?.row ?? null) : null
}

/** Whose a structure's stock is: its own. Whose a place or an agent is: their structure's and, of the place its mediators', of the agent their own. */
function directoryOf({
  kind,
  state,
  stream,
}: LoadedStream): Pick<Partial<Resource>, 'place' | 'placeStructure' | 'mediator' | 'owner'> {
  const row = aggregates[kind].rows(state, stream)[0]?.row
  if (kind === 'structure') return { owner: stream }
  if (kind === 'place') return { place: stream, placeStructure: text(row?.structure) }
  return kind === 'actor' ? { mediator: stream, placeStructure: text(row?.structure) } : {}
}

/**
 * Whose a grant is: the structure's that applies; of those who were asked to study it; of those who pay a part of it. What
 * a command says of one line is its payer's alone: no payer records what another one has paid or got back.
 */
function grantOf({ kind, state }: LoadedStream, { data }: ParsedCommand): Partial<Resource> {
  const grant = kind === 'grant' ? (state as GrantState) : null
  if (!grant || grant.stage === 'unknown') return {}
  const parts = grant.payments.flatMap((payment) => payment.parts)
  const payers = parts.filter(({ line }) => data.line === undefined || line === data.line).map(({ payer }) => payer)
  return { applicant: grant.opening.structure, reviewers: grant.reviews.map(({ reviewer }) => reviewer), payers }
}

/** Whose a session is: of those who are called to it. */
function sessionOf({ kind, state }: LoadedStream): Partial<Resource> {
  const session = kind === 'session' ? (state as SessionState) : null
  return !session || session.stage === 'unknown' ? {} : { members: session.session.members }
}

const journeyResource = (territory: string, journey: Readonly<Record<string, unknown>>): Resource => ({
  ...territorial(territory),
  prescriberStructure: text(journey.prescriber_structure),
  place: text(journey.place),
  placeStructure: text(journey.place_structure),
  mediator: text(journey.mediator),
})

function resourceToBe({ type, actor, data }: ParsedCommand, found: Found): Resource {
  const prescriber = data.prescriber as { structure: string | null } | undefined
  const { territory } = (data.content ?? data) as { territory?: unknown }
  const told = type === 'DescribeTerritory' ? data.code : territory
  return {
    // Where the command does not say it, it is the actor's own: another's cannot be seen nor written.
    ...territorial(text(told) ?? (actor.territory === '*' ? anyTerritory(found) : actor.territory)),
    applicant: type === 'DraftApplication' ? text(data.structure) : null,
    prescriberStructure: text(prescriber?.structure),
    place: text(data.place),
    placeStructure: found.place?.structure ?? null,
    recyclerie: text(data.recyclerie),
    owner: text(data.owner),
  }
}

/** The machine's own: a laptop's territory is its structures'. */
const anyTerritory = (found: Found): string => Object.values(found.structures ?? {})[0]?.territory ?? '*'

function rowOf(streams: Streams, table: 'journey' | 'device' | 'lot'): Readonly<Record<string, unknown>> | null {
  const found = [...streams.values()].find(({ kind, head }) => kind === table && head)
  if (!found) return null
  return aggregates[found.kind].rows(found.state, found.stream).find((row) => row.table === table)?.row ?? null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
