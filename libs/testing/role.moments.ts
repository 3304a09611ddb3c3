import { coverageAt, coverageId } from './coverage.fixtures'
import { deviceStatuses, lotStages } from '../contracts/codes'
import { nothingDescribed } from '../contracts/commands/place.commands'
import { kindOf, type StreamKind } from '../contracts/stream'
import type { AgentState } from '../domain/agent/agent.state'
import type { CallState } from '../domain/call/call.state'
import { fundLine } from './fund.fixtures'
import type { FundLineState } from '../domain/fund/fund.line.state'
import type { DefinitionState } from '../domain/definition/definition.state'
import type { PersonState } from '../domain/person/person.state'
import type { PlaceState } from '../domain/place/place.state'
import { aggregates } from '../domain/registry'
import type { StructureState } from '../domain/structure/structure.decider'
import type { TerritoryState } from '../domain/territory/territory.decider'
import { lightCall } from './call.fixtures'
import { deviceAt } from './device.moments'
import { dotationMoments } from './dotation.moments'
import { fundIds } from './grant.fixtures'
import { grantAt } from './grant.moments'
import { ids, journeyAt, landes, type Moment as JourneyMoment } from './journey.fixtures'
import { lotId, registration } from './laptop.fixtures'
import { lotCommands } from './lot.fixtures'
import { lotAfter, lotAt } from './lot.moments'
import { cancelledSession, seats, sessionAt } from './session.fixtures'
import type { Relation } from './rights.fixtures'
import { walkedDefinitions } from './walk/walk.definitions'
import { momentsOf } from './walk/walk.step'
import { dotationIn, journeyOf } from './walk/walk.world'

/** A stream at one moment of its life, with the journey that it belongs to, where it belongs to one. */
export interface RoleMoment {
  readonly name: string
  readonly stream: string
  readonly states: Readonly<Record<string, unknown>>
  /** Whether a mediator's lieu has accepted the journey; before, it is only asked. */
  readonly followed: boolean
  /** Where it is followed. */
  readonly place: string
  /** What nobody is to it any more. */
  readonly without?: readonly Relation[]
}

const uuid = ids.device.slice('device-'.length)
export const roleStreams: Readonly<Record<StreamKind, string>> = {
  ...{ journey: ids.journey, dotation: ids.dotation, device: ids.device, lot: lotId, person: ids.person },
  ...{ place: ids.place, structure: ids.lieuStructure, actor: ids.mediator },
  ...{ territory: `territory-${uuid}`, definition: `definition-${uuid}`, call: `call-${uuid}` },
  ...{ fund_line: `fund_line-${uuid}`, grant: fundIds.grant, session: seats.session },
  coverage: coverageId,
}

const now = '2026-09-14T09:00:00Z'
const evolved = (stream: string, from: unknown, ...events: readonly (readonly [type: string, data: unknown])[]) =>
  events.reduce((state, [type, data]) => {
    return aggregates[kindOf(stream)].evolve(state, { type, data, at: now })
  }, from)

function momentOf(kind: StreamKind, name: string, state: unknown, more: Partial<RoleMoment> = {}): RoleMoment {
  const stream = roleStreams[kind]
  return { name, stream, followed: true, place: ids.place, ...more, states: { ...more.states, [stream]: state } }
}

/** Journeys that a lieu has not accepted: the last one was withdrawn before. */
const asked: readonly JourneyMoment[] = [
  ...(['unknown', 'answer_referral', 'choose_lieu', 'await_place', 'confirm_place'] as const),
  'closed',
]
const pausable = (Object.keys(journeyAt) as JourneyMoment[]).filter(
  (name) => !['unknown', 'await_place', 'confirm_place', 'paused', 'completed', 'closed'].includes(name),
)
const pause = ['JourneyPaused', { until: '2026-12-01' }] as const
const former = { place: ids.place, placeStructure: ids.lieuStructure, mediator: ids.mediator }
const there = { place: ids.otherPlace, placeStructure: ids.otherStructure, mediator: null }
const leave = ['LieuChanged', { ...there, former, readsUntil: '2026-10-14' }] as const

/** A journey that has gone to another lieu, which is asked until it has named somebody. */
const moved = evolved(ids.journey, journeyAt.dotation(), leave)
const elsewhere = { followed: false, place: ids.otherPlace }

const journeys: readonly RoleMoment[] = [
  ...Object.entries(journeyAt).map(([name, made]) =>
    momentOf('journey', name, made(), { followed: !asked.includes(name as JourneyMoment) }),
  ),
  ...pausable.map((name) =>
    momentOf('journey', `${name} (paused)`, evolved(ids.journey, journeyAt[name](), pause), {
      followed: !asked.includes(name),
    }),
  ),
  momentOf('journey', 'moved', moved, elsewhere),
]

/** The same on the ordinary way through definitions of every shape. */
const walked = walkedDefinitions.flatMap((definition) =>
  momentsOf(definition)
    .filter((world) => journeyOf(world).stage !== 'unknown')
    .flatMap((world) => {
      const [journey, dotation] = [journeyOf(world), dotationIn(world)]
      const followed = journey.stage !== 'prescription'
      const of = (name: string) => `${name} of ${definition.id}`
      return [
        momentOf('journey', of(journey.stage), journey, { followed }),
        momentOf('dotation', of(dotation.stage), dotation, { followed, states: { [ids.journey]: journey } }),
      ]
    }),
)
const walkedOf = (kind: StreamKind) => walked.filter(({ stream }) => kindOf(stream) === kind)

const dotations: readonly RoleMoment[] = [
  ...Object.entries(dotationMoments).flatMap(([name, state]) => [
    momentOf('dotation', name, state, { states: { [ids.journey]: journeyAt.dotation() } }),
    momentOf('dotation', `${name} (moved)`, state, { ...elsewhere, states: { [ids.journey]: moved } }),
  ]),
  // One whose laptop is ready waits to be bound, by the lieu.
  momentOf(
    'dotation',
    'bindable',
    { ...dotationMoments.waiting, task: 'bind_laptop' },
    {
      states: { [ids.journey]: journeyAt.dotation() },
    },
  ),
]

const { owner, serial, inventory, brand, model } = registration
const past = { serial, inventory, brand, model, owner, territory: '40' }
const devices = [
  ...['unknown' as const, ...deviceStatuses].map((status) =>
    momentOf('device', status, status === 'unknown' ? { status } : deviceAt[status]()),
  ),
  momentOf(
    'device',
    'taken_over',
    { status: 'taken_over', device: past, on: '2024-01-10' },
    // No recyclerie of this service has prepared it.
    { without: ['of_the_workshop'] },
  ),
]

const open = lotStages.filter((stage) => stage !== 'closed')
const lots = [
  momentOf('lot', 'unknown', aggregates.lot.initialState),
  ...lotStages.map((stage) => momentOf('lot', stage, lotAt[stage]())),
  ...open.map((stage) => momentOf('lot', `${stage} (late)`, lotAfter(lotAt[stage](), lotCommands.ExpireLot))),
]

type Statuses<S extends { status: string }> = Readonly<Record<Exclude<S['status'], 'unknown'>, unknown>>
const ofKind = (kind: StreamKind, states: Readonly<Record<string, unknown>>): readonly RoleMoment[] =>
  Object.entries({ unknown: aggregates[kind].initialState, ...states }).map(([name, state]) =>
    momentOf(kind, name, state),
  )
const first = (kind: StreamKind, ...events: readonly (readonly [string, unknown])[]) =>
  evolved(roleStreams[kind], aggregates[kind].initialState, ...events)

const registered = ['PersonRegistered', { territory: '40', epci: '244000808' }] as const
const erased = { cause: 'demande', ageBand: '50_54', gender: 'female', epci: '244000808' }
const persons: Statuses<PersonState> & Record<string, unknown> = {
  known: first('person', registered),
  erased: first('person', registered, ['PersonErased', erased]),
  merged: first('person', registered, ['PersonMerged', { into: ids.person.replace(/.$/, '9'), reason: 'vue' }]),
}
const place = { ...nothingDescribed, structure: ids.lieuStructure, territory: '40', epci: '244000808' }
const places: Statuses<PlaceState> = { known: first('place', ['PlaceRegistered', place]) }
const structure = { externalId: null, name: 'Lieu inventé', siret: null, roles: ['lieu', 'owner'], territory: '40' }
const structures: Statuses<StructureState> & Record<string, unknown> = {
  known: first('structure', ['StructureRegistered', structure]),
  admitted: first('structure', ['StructureRegistered', structure], ['RecyclerieAdmitted', { criteria: 'v1' }]),
}
const works = { role: 'mediator', structure: ids.lieuStructure, place: ids.place, places: [], territory: '40' }
const actors: Statuses<AgentState> & Record<string, unknown> = {
  known: first('actor', ['AgentRegistered', works]),
  left: first('actor', ['AgentRegistered', works], ['AgentLeft', { on: '2026-05-01' }]),
}
const described = { code: '40', name: 'Landes', epcis: [], communes: [] }
const territories: Statuses<TerritoryState> = { known: first('territory', ['TerritoryDescribed', described]) }
const published = ['DefinitionPublished', { content: landes, adoptedBy: null }] as const
const definitions: Statuses<DefinitionState> = {
  draft: first('definition', ['DefinitionDrafted', { content: landes }]),
  published: first('definition', published),
  retired: first('definition', published, ['DefinitionRetired', {}]),
}
const fundLines: Statuses<FundLineState> = { open: first('fund_line', ['FundLineOpened', fundLine]) }

/** Before anybody was asked to study a grant, and before anything of it is to be paid. */
const unstudied = ['unknown', 'submit_application', 'check_application', 'complete_application']
const paying = [
  'decide_amendment',
  'record_payment',
  'approve_payment',
  'hand_in_report',
  'accept_report',
  'settle_report',
  'evaluate',
  'record_recovery',
]
const grants = Object.entries(grantAt).map(([name, made]) =>
  momentOf('grant', name, made(), {
    without: [
      ...(unstudied.includes(name) ? (['named'] as const) : []),
      ...([...paying, 'closed'].includes(name) ? [] : (['of_the_payer'] as const)),
    ],
  }),
)

const sessions = { convened: sessionAt.convened(), closed: sessionAt.closed(), cancelled: cancelledSession() }

const coverages = Object.fromEntries(Object.entries(coverageAt).map(([name, made]) => [name, made()]))

const applied = ['CallPublished', { content: lightCall, adoptedBy: null }] as const
const calls: Statuses<CallState> = {
  draft: first('call', ['CallDrafted', { content: lightCall }]),
  published: first('call', applied),
  retired: first('call', applied, ['CallRetired', {}]),
}

/** A person is whose journeys are: one that is followed, or one that a lieu is asked for. */
const personMoments = ofKind('person', persons).flatMap((moment) => [
  { ...moment, states: { ...moment.states, [ids.journey]: journeyAt.follow_training() } },
  {
    ...moment,
    ...{ name: `${moment.name} (asked)`, followed: false },
    states: { ...moment.states, [ids.journey]: journeyAt.answer_referral() },
  },
])

/** Every kind of stream at every moment of its life: those that the domain's own tables go through, and more. */
export const roleMoments: Readonly<Record<StreamKind, readonly RoleMoment[]>> = {
  journey: [...journeys, ...walkedOf('journey')],
  dotation: [...dotations, ...walkedOf('dotation')],
  device: devices,
  lot: lots,
  person: personMoments,
  place: ofKind('place', places),
  structure: ofKind('structure', structures),
  actor: ofKind('actor', actors),
  territory: ofKind('territory', territories),
  definition: ofKind('definition', definitions),
  grant: grants,
  session: ofKind('session', sessions),
  coverage: ofKind('coverage', coverages),
  call: ofKind('call', calls),
  fund_line: ofKind('fund_line', fundLines),
}
