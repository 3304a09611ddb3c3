import type { StreamKind } from '../contracts/stream'
import { agentDecider } from './agent/agent.decider'
import type { AgentState } from './agent/agent.state'
import { callDecider } from './call/call.decider'
import { callRows } from './call/call.rows'
import type { CallState } from './call/call.state'
import { coverageDecider } from './coverage/coverage.decider'
import * as coverageReact from './coverage/coverage.react'
import { coverageRows } from './coverage/coverage.rows'
import type { CoverageState } from './coverage/coverage.state'
import { definitionDecider } from './definition/definition.decider'
import type { Definition } from './definition/definition.schema'
import type { DefinitionState } from './definition/definition.state'
import { deviceDecider } from './device/device.decider'
import type { DeviceState } from './device/device.state'
import { decide as decideDotation } from './dotation/dotation.decide'
import { evolve as evolveDotation } from './dotation/dotation.evolve'
import { reactForDay } from './dotation/appointment.react'
import { plan as planDotation } from './dotation/dotation.plan'
import { react as reactDotation, stillDue as stillDueDotation } from './dotation/dotation.react'
import type { Facts } from './facts'
import { fundLineDecider } from './fund/fund.line.decider'
import { fundLineEntries, fundLineRows } from './fund/fund.line.rows'
import type { FundLineState } from './fund/fund.line.state'
import { reactForBeneficiary } from './journey/beneficiary.react'
import { decide as decideJourney } from './journey/journey.decide'
import { evolve as evolveJourney } from './journey/journey.evolve'
import { plan as planJourney } from './journey/journey.plan'
import { react as reactJourney, stillDue as stillDueJourney } from './journey/journey.react'
import { grantDecider } from './grant/grant.decider'
import * as grantPlan from './grant/grant.plan'
import * as grantReact from './grant/grant.react'
import { grantRows } from './grant/grant.rows'
import type { GrantState } from './grant/grant.state'
import type { Decider, Decision, Doer, DomainEvent, Intent, PlanBody } from './kernel/decider'
import { lotDecider } from './lot/lot.decider'
import * as lotPlan from './lot/lot.plan'
import type { LotState } from './lot/lot.state'
import { personDecider } from './person/person.decider'
import type { PersonState } from './person/person.state'
import { placeDecider } from './place/place.decider'
import type { PlaceState } from './place/place.state'
import * as rows from './registry.rows'
import { dotationSummary, journeySummary, known, nowhere, type Summary } from './registry.summary'
import { definitionRows } from './definition/definition.rows'
import { sessionDecider } from './session/session.decider'
import * as sessionPlan from './session/session.plan'
import * as sessionReact from './session/session.react'
import { sessionRows } from './session/session.rows'
import type { SessionState } from './session/session.state'
import { structureDecider, type StructureState } from './structure/structure.decider'
import { territoryDecider, type TerritoryState } from './territory/territory.decider'

export type { Row } from './registry.rows'

/** What reactions know besides the event: the definition that is followed, who acted, and the state before. */
type ReactFacts = Pick<Facts, 'definition' | 'actor'> & { readonly before: unknown }

/** One kind of stream as the engine sees it, its types erased. The engine gives each only what it decided itself. */
export interface Aggregate {
  readonly kind: StreamKind
  /** Raised when `evolve` changes: snapshots of another fold are folded again from the events. */
  readonly foldVersion: number
  readonly initialState: unknown
  decide(command: { type: string; data: unknown }, state: unknown, facts: Facts, stream: string): Decision<DomainEvent>
  evolve(state: unknown, event: DomainEvent): unknown
  plan(state: unknown, definition: Definition | null, stream: string): PlanBody | null
  react(event: DomainEvent, state: unknown, facts: ReactFacts, stream: string): readonly Intent[]
  stillDue(state: unknown, intent: Intent): boolean
  summary(state: unknown): Summary
  rows(state: unknown, stream: string): readonly rows.Row[]
  /**
   * Rows that an event adds for ever to a table that only grows; `after` is the state that it left. Unlike `rows`, they
   * say what happened, not what is. Null where its events add none.
   */
  readonly entries:
    | ((event: DomainEvent, after: unknown, stream: string, version: number) => readonly rows.Row[])
    | null
}

interface Parts<S, C, E extends DomainEvent> {
  readonly foldVersion: number
  readonly decider: Omit<Decider<S, C, E, Facts>, 'decide'> & {
    /** Where money moves between streams, a decider needs the name of its own. */
    decide(command: C, state: S, facts: Facts, stream: string): Decision<E>
  }
  summary(state: S): Summary
  rows(state: S, stream: string): readonly rows.Row[]
  readonly entries?: (event: E, after: S, stream: string, version: number) => readonly rows.Row[]
  plan?(state: S, definition: Definition, stream: string): PlanBody | null
  react?(event: E, state: S, definition: Definition, stream: string, by: Doer, before: S): readonly Intent[]
  /** The same of a kind that follows no definition: what it needs to know is in its state. */
  readonly alone?: {
    plan(state: S, stream: string): PlanBody | null
    react(event: E, state: S, stream: string, by: Doer): readonly Intent[]
  }
  stillDue?(state: S, intent: Intent): boolean
}

/** Erases the types of one decider: the registry's casts are all here. */
function aggregate<S, C, E extends DomainEvent>(kind: StreamKind, parts: Parts<S, C, E>): Aggregate {
  const { entries } = parts
  return {
    kind,
    foldVersion: parts.foldVersion,
    initialState: parts.decider.initialState,
    decide: (command, state, facts, stream) => parts.decider.decide(command as C, state as S, facts, stream),
    evolve: (state, event) => parts.decider.evolve(state as S, event as E),
    plan: (state, definition, stream) =>
      parts.alone?.plan(state as S, stream) ?? (definition && parts.plan?.(state as S, definition, stream)) ?? null,
    react: (event, state, { definition, actor, before }, stream) =>
      parts.alone?.react(event as E, state as S, stream, actor) ??
      (definition && parts.react?.(event as E, state as S, definition, stream, actor, before as S)) ??
      [],
    stillDue: (state, intent) => parts.stillDue?.(state as S, intent) ?? true,
    summary: (state) => parts.summary(state as S),
    rows: (state, stream) => parts.rows(state as S, stream),
    entries: entries ? (event, after, stream, version) => entries(event as E, after as S, stream, version) : null,
  }
}

/** Every kind of stream. A new kind does not compile until it is here. */
export const aggregates: Readonly<Record<StreamKind, Aggregate>> = {
  journey: aggregate('journey', {
    foldVersion: 14,
    decider: { initialState: { stage: 'unknown' }, decide: decideJourney, evolve: evolveJourney },
    plan: planJourney,
    react: (event, state, definition, stream, by, before) => [
      ...reactJourney(event, state, definition, stream, by),
      ...reactForBeneficiary(event, before, state),
    ],
    stillDue: stillDueJourney,
    summary: journeySummary,
    rows: rows.journeyRows,
  }),
  dotation: aggregate('dotation', {
    foldVersion: 12,
    decider: { initialState: { stage: 'unknown' }, decide: decideDotation, evolve: evolveDotation },
    plan: planDotation,
    react: (event, state, definition, stream, by, before) => [
      ...reactDotation(event, state, definition, stream, by),
      ...(state.stage === 'unknown' ? [] : reactForDay(event, before, state, definition)),
    ],
    stillDue: stillDueDotation,
    summary: dotationSummary,
    rows: rows.dotationRows,
  }),
  lot: aggregate('lot', {
    foldVersion: 2,
    decider: lotDecider,
    alone: { plan: lotPlan.plan, react: lotPlan.react },
    stillDue: lotPlan.stillDue,
    summary: (state: LotState) => ({
      ...nowhere,
      territory: known(state.stage !== 'unknown' && state.lot.territory),
      structure: state.stage === 'unknown' ? null : state.lot.owner,
      closedAt: state.stage === 'closed' ? state.closedAt : null,
    }),
    rows: rows.lotRows,
  }),
  grant: aggregate('grant', {
    foldVersion: 6,
    decider: grantDecider,
    alone: { plan: grantPlan.plan, react: grantReact.react },
    stillDue: grantReact.stillDue,
    summary: (state: GrantState) => ({
      ...nowhere,
      territory: known(state.stage !== 'unknown' && state.opening.territory),
      structure: state.stage === 'unknown' ? null : state.opening.structure,
      closedAt: state.stage === 'closed' ? state.closedAt : null,
    }),
    rows: grantRows,
  }),
  session: aggregate('session', {
    foldVersion: 1,
    decider: sessionDecider,
    alone: { plan: sessionPlan.plan, react: sessionReact.react },
    stillDue: sessionReact.stillDue,
    summary: (state: SessionState) => ({
      ...nowhere,
      territory: known(state.stage !== 'unknown' && state.session.territory),
      closedAt: state.stage === 'closed' ? state.closedAt : null,
    }),
    rows: sessionRows,
  }),
  coverage: aggregate('coverage', {
    foldVersion: 2,
    decider: coverageDecider,
    alone: { plan: () => null, react: coverageReact.react },
    summary: (state: CoverageState) => ({
      ...nowhere,
      territory: known(state.status !== 'unknown' && state.territory),
    }),
    rows: coverageRows,
  }),
  device: aggregate('device', {
    foldVersion: 5,
    decider: deviceDecider,
    summary: (state: DeviceState) => ({
      ...nowhere,
      territory: known(state.status !== 'unknown' && state.device.territory),
    }),
    rows: rows.deviceRows,
  }),
  person: aggregate('person', {
    foldVersion: 4,
    decider: personDecider,
    summary: (state: PersonState) => ({
      ...nowhere,
      territory: known(state.status !== 'unknown' && state.territory),
      epci: state.status === 'unknown' ? null : state.epci,
    }),
    rows: rows.personRows,
  }),
  place: aggregate('place', {
    foldVersion: 2,
    decider: placeDecider,
    summary: (state: PlaceState) => ({
      ...nowhere,
      territory: known(state.status === 'known' && state.data.territory),
      epci: state.status === 'known' ? state.data.epci : null,
    }),
    rows: rows.placeRows,
  }),
  structure: aggregate('structure', {
    foldVersion: 3,
    decider: structureDecider,
    summary: (state: StructureState) => ({
      ...nowhere,
      territory: known(state.status === 'known' && state.data.territory),
    }),
    rows: rows.structureRows,
  }),
  actor: aggregate('actor', {
    foldVersion: 2,
    decider: agentDecider,
    summary: (state: AgentState) => ({
      ...nowhere,
      territory: known(state.status === 'known' && state.data.territory),
    }),
    rows: rows.actorRows,
  }),
  territory: aggregate('territory', {
    foldVersion: 1,
    decider: territoryDecider,
    summary: (state: TerritoryState) => ({ ...nowhere, territory: known(state.status === 'known' && state.data.code) }),
    rows: rows.territoryRows,
  }),
  definition: aggregate('definition', {
    foldVersion: 1,
    decider: definitionDecider,
    summary: (state: DefinitionState) => ({
      ...nowhere,
      territory: known(state.status !== 'unknown' && state.content.territory),
    }),
    rows: definitionRows,
  }),
  call: aggregate('call', {
    foldVersion: 1,
    decider: callDecider,
    summary: (state: CallState) => ({
      ...nowhere,
      territory: known(state.status !== 'unknown' && state.content.territory),
    }),
    rows: callRows,
  }),
  fund_line: aggregate('fund_line', {
    foldVersion: 1,
    decider: fundLineDecider,
    summary: (state: FundLineState) => ({
      ...nowhere,
      territory: known(state.status === 'open' && state.line.territory),
    }),
    rows: fundLineRows,
    entries: fundLineEntries,
  }),
}
