import type { CoverageCommand, CoverageEvent, Terms } from '../domain/coverage/coverage.events'
import { coverageDecider } from '../domain/coverage/coverage.decider'
import { evolve, type CoverageState, type KnownCoverage } from '../domain/coverage/coverage.state'
import type { Facts, OutsideFacts } from '../domain/facts'
import { coverageOf } from '../contracts/stream'
import { fundIds } from './grant.fixtures'
import { facts, ids } from './journey.fixtures'

export const coverageId = coverageOf(fundIds.grant)

/** 450 € a journey at most: four sessions of an hour and a half at 40 € an hour, a laptop, a follow-up. */
export const terms: Terms = {
  places: [ids.place],
  definitions: ['landes-mon-ordi-pin40'],
  from: '2026-01-01',
  until: '2026-12-31',
  rates: { trainingHourCents: 4_000, sessionMinutes: 90, sessions: 4, laptopCents: 18_000, followUpCents: 3_000 },
  envelopeCents: 100_000,
  warnBelowCents: 20_000,
}

export const coverageOutside = {
  payingGrant: {
    ...{ call: 'Actions de proximité 2026', territory: '40', notified: true, closed: false, grantedCents: 180_000 },
  },
  places: [ids.place, ids.otherPlace],
  definitionNames: ['landes-mon-ordi-pin40'],
  costsBefore: [],
  costsTwice: [],
} as const satisfies OutsideFacts

/** The facts of a command that concerns a coverage, on an ordinary day. */
export const coverageFacts = (over: Partial<OutsideFacts> = {}, more: Partial<Facts> = {}): Facts =>
  facts({ ...coverageOutside, ...over }, '2026-03-02T09:00:00Z', {
    actor: { sub: fundIds.manager, role: 'fund_manager', lieu: null },
    ...more,
  })

export const journeyOf = (number: number): string =>
  `journey-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const reserveCost = (number: number, over: Partial<{ place: string; definition: string; on: string }> = {}) =>
  ({
    type: 'ReserveCost',
    data: {
      ...{ journey: journeyOf(number), person: ids.person, place: ids.place, epci: '244000808' },
      ...{ definition: 'landes-mon-ordi-pin40', on: '2026-03-02', ...over },
    },
  }) as const satisfies CoverageCommand

/** So many sessions attended, and the laptop handed over unless it is said otherwise. */
export const settleCost = (number: number, sessions: number, device: string | null = ids.device, followUps = 1) =>
  ({
    type: 'SettleCost',
    data: { journey: journeyOf(number), services: { sessions, device, followUps } },
  }) as const satisfies CoverageCommand

/** What a command decides; throws with the rule where it is refused. */
export function coverageDecided(
  state: CoverageState,
  command: CoverageCommand | { readonly type: string },
  given: Facts = coverageFacts(),
): readonly CoverageEvent[] {
  const decision = coverageDecider.decide(command, state, given, coverageId)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events
}

/** The state that a command leaves. */
export const coverageAfter = (
  state: CoverageState,
  command: CoverageCommand | { readonly type: string },
  given?: Facts,
): KnownCoverage => coverageDecided(state, command, given).reduce(evolve, state) as KnownCoverage

export const coverageWith = (over: Partial<Terms> = {}): KnownCoverage =>
  coverageAfter(coverageDecider.initialState, { type: 'SetCoverage', data: { ...terms, ...over } })

/** What the grant of a coverage has decided, in the same command. */
export const grantDid = (event: { readonly type: string; readonly data: unknown }): Facts =>
  coverageFacts({}, { decided: [{ stream: fundIds.grant, event: { ...event, at: '2026-03-02T09:00:00Z' } }] })

const balance = { type: 'PaymentOrdered', data: { balance: { overpaidCents: 0 } } }
const fixed = (state = coverageAfter(coverageWith(), reserveCost(1))) =>
  coverageAfter(state, { type: 'OrderPayment' }, grantDid(balance))
const proposed = () => coverageAfter(fixed(), settleCost(1, 2))
const ended = () =>
  coverageAfter(fixed(), { type: 'EvaluateGrant' }, grantDid({ type: 'GrantClosed', data: { outcome: 'closed' } }))

/** A coverage at each moment of its life. */
export const coverageAt = {
  open: () => coverageAfter(coverageWith(), reserveCost(1)),
  fixed: () => fixed(),
  proposed,
  ended,
} as const satisfies Record<string, () => KnownCoverage>
