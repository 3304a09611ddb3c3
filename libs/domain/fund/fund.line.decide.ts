import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, refuse, type Refusal, refuseMoney } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { dayOf } from '../kernel/wait'
import type { FundLineCommand, FundLineEvent, FundLineOwn } from './fund.line.events'
import type { Contribution, FundLineState, OpenFundLine } from './fund.line.state'

/** What a command does to a fund line that leads it. Pure; the structures that it names arrive as facts. */
export function decide(command: FundLineCommand, state: FundLineState, facts: Facts): Decision<FundLineEvent> {
  if (command.type === 'OpenFundLine') return open(command, state, facts)
  if (state.status === 'unknown') return refuse('unknown_stream')
  switch (command.type) {
    case 'PromiseContribution':
      return promise(command, state, facts)
    case 'ReceiveContribution':
      return receive(command, state, facts)
    case 'ReverseContribution':
      return reverse(command, state, facts)
    default:
      return never(command)
  }
}

/** Opened again in the same words it is the same line. */
function open({ data }: FundLineOwn['OpenFundLine'], state: FundLineState, facts: Facts): Decision<FundLineEvent> {
  const { on, ...terms } = data
  if (state.status === 'open') {
    const { territory: _, zone: __, ...known } = state.line
    return sameJson(known, terms) ? accept() : refuse('already_exists')
  }
  const { structures = {} } = facts.outside
  const unknown = (['funder', 'payer'] as const).find((field) => !structures[data[field]])
  const funder = structures[data.funder]
  if (unknown || !funder) return refuse('unknown_structure', { field: unknown ?? 'funder' })
  const line = { ...terms, territory: funder.territory, zone: facts.zone }
  return refusedAhead(on, facts) ?? accept({ type: 'FundLineOpened', data: line, at: facts.now, on })
}

function promise(
  { data: { cents, agreement: mark, on } }: FundLineOwn['PromiseContribution'],
  state: OpenFundLine,
  facts: Facts,
): Decision<FundLineEvent> {
  const refused = refusedTwice(state, 'promised', mark, 'agreement') ?? refusedAhead(on, facts)
  if (refused) return refused
  const data = { kind: 'promised', cents, ofPromised: 0, mark } as const
  return accept({ type: 'ContributionPromised', data, at: facts.now, on })
}

/** Where what is promised counts, money is only received of a promise: else it would be spent twice, or never. */
function receive(
  { data: { cents, reference: mark, on } }: FundLineOwn['ReceiveContribution'],
  state: OpenFundLine,
  facts: Facts,
): Decision<FundLineEvent> {
  const refused = refusedTwice(state, 'received', mark, 'reference') ?? refusedAhead(on, facts)
  if (refused) return refused
  const { promised } = state.balances
  if (state.line.counts === 'promised' && promised < cents)
    return refuseMoney('contribution_not_promised', { promised, asked: cents }, { field: 'cents' })
  const data = { kind: 'received', cents, ofPromised: Math.min(cents, promised), mark } as const
  return accept({ type: 'ContributionReceived', data, at: facts.now, on })
}

/** A contra entry takes the whole of a contribution back, as long as nothing else rests on it. */
function reverse(
  { data: { entry, reason } }: FundLineOwn['ReverseContribution'],
  state: OpenFundLine,
  { now: at }: Facts,
): Decision<FundLineEvent> {
  const known = state.contributions.find((contribution) => contribution.entry === entry)
  if (!known) return refuse('unknown_contribution', { field: 'entry', entry })
  if (known.reversed) return refuse('contribution_reversed', { field: 'entry', entry })
  const { kind, cents, ofPromised, mark } = known
  const data = { kind, cents, ofPromised, mark, entry, reason }
  return refusedDrawn(known, state) ?? accept({ type: 'ContributionReversed', data, at })
}

/** What was received draws on what was promised, and what is reserved or spent on what may be spent. */
function refusedDrawn({ kind, cents: asked }: Contribution, { balances, line }: OpenFundLine): Refusal | null {
  const { promised, free } = balances
  if (kind === 'promised' && promised < asked) return refuseMoney('contribution_drawn_on', { promised, asked })
  return kind === line.counts && free < asked ? refuseMoney('fund_line_short', { free, asked }) : null
}

/** The same number twice is the same contribution typed twice; one that was taken back may be typed again. */
function refusedTwice({ contributions }: OpenFundLine, kind: Contribution['kind'], mark: string, field: string) {
  const isKnown = (known: Contribution) =>
    known.kind === kind && !known.reversed && known.mark.toUpperCase() === mark.toUpperCase()
  return contributions.some(isKnown) ? refuse('contribution_already_recorded', { field, mark }) : null
}

/** Nothing is recorded ahead of its day. */
const refusedAhead = (on: string, { now, zone }: Facts): Refusal | null =>
  on > dayOf(now, zone) ? refuse('date_in_future', { field: 'on', date: on }) : null
