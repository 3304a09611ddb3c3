import type { Facts } from '../domain/facts'
import type { FundLineCommand, FundLine } from '../domain/fund/fund.line.events'
import { decide } from '../domain/fund/fund.line.decide'
import { fundLineDecider } from '../domain/fund/fund.line.decider'
import type { FundLineState, OpenFundLine } from '../domain/fund/fund.line.state'
import type { Movement } from '../domain/fund/movement'
import { facts, ids } from './journey.fixtures'

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
export const lineId = `fund_line-${uuid(1)}`
export const grantId = (number: number) => `grant-${uuid(number)}`

const on = '2026-03-01'

/** What the State gives to one call, as it is opened. */
export const openFundLine = {
  call: 'landes-actions-2026.v1',
  strand: 'projets',
  funder: ids.prescriberStructure,
  payer: ids.otherStructure,
  counts: 'received',
  on,
} as const

const { on: _, ...terms } = openFundLine
export const fundLine: FundLine = { ...terms, territory: '40', zone: 'Europe/Paris' }

/** One well-formed command of each type, in the order in which they make sense; the contribution is its second event. */
export const fundLineCommands = {
  OpenFundLine: { type: 'OpenFundLine', data: openFundLine },
  PromiseContribution: { type: 'PromiseContribution', data: { cents: 500_000, agreement: 'CONV-2026-1', on } },
  ReceiveContribution: { type: 'ReceiveContribution', data: { cents: 2_000_000, reference: 'VIR-2026-1', on } },
  ReverseContribution: { type: 'ReverseContribution', data: { entry: 2, reason: 'erreur_de_saisie' } },
} as const satisfies { readonly [T in FundLineCommand['type']]: FundLineCommand }

const known = { roles: ['owner'], territory: '40', admitted: false, siret: null }

/** What a command about a fund line is told on an ordinary day. */
export const fundFacts = (over: Partial<Facts> = {}, now = '2026-03-02T09:00:00.000Z'): Facts =>
  facts({ structures: { [openFundLine.funder]: known, [openFundLine.payer]: known } }, now, over)

/** The state that commands leave; throws with the rule where one is refused. */
export function fundLineAfter(...commands: readonly FundLineCommand[]): OpenFundLine {
  const { evolve, initialState } = fundLineDecider
  return commands.reduce<FundLineState>((state, command) => {
    const decision = decide(command, state, fundFacts())
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
    return decision.events.reduce(evolve, state)
  }, initialState) as OpenFundLine
}

/** A line of which so many cents may be spent. */
export const fundLineWith = (cents: number): OpenFundLine =>
  fundLineAfter(fundLineCommands.OpenFundLine, {
    type: 'ReceiveContribution',
    data: { cents, reference: 'VIR-2026-1', on },
  })

/** Cents of the first grant that go from one state to another. */
export const movementOf = (
  from: Movement['from'],
  to: Movement['to'],
  cents: number,
  grant = grantId(1),
): Movement => ({
  ...{ line: lineId, grant, cents, from, to },
})
