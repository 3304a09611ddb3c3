import type { Facts, OutsideFacts } from '../domain/facts'
import { decide, type GrantCommand } from '../domain/grant/grant.decide'
import type { GrantEvent } from '../domain/grant/grant.events'
import type { GrantState, OpenGrant } from '../domain/grant/grant.state'
import { fullCall } from './call.fixtures'
import {
  fullOutside,
  fundIds,
  grantCommands as commands,
  grantFacts,
  longer,
  printedAgreement,
  project,
} from './grant.fixtures'
import { grantAfter, grantAt } from './grant.moments'
import { hashOf } from './receipt.fixtures'

const { line, otherLine } = fundIds
export const open = (state: GrantState) => state as OpenGrant
/** The project as it was granted, as far as it may be amended. */
const { body: _body, ...unchanged } = project
export const same = unchanged
export const larger = { ...same, askedCents: 300_000, costCents: 350_000 }

type Split = readonly (readonly [line: string, cents: number])[]
/** An amendment to such a split of the same or another project. */
export const amending = (split: Split, changed: typeof longer = larger, reason = 'budget'): GrantCommand => ({
  type: 'AmendGrant',
  data: {
    ...{ project: changed, reason, cents: split.reduce((sum, [, cents]) => sum + cents, 0) },
    split: split.map(([of, cents]) => ({ line: of as `fund_line-${string}`, cents })),
  },
})
export const inFull = (over: Partial<OutsideFacts> = {}) => grantFacts({ ...fullOutside, ...over })
export const rule = (state: GrantState, command: GrantCommand, given: Facts = grantFacts()) => {
  const decision = decide(command, state, given, fundIds.grant)
  return decision.ok ? decision.events.map(({ type }) => type).join(' ') || 'quiet' : decision.rule
}
export const moves = (events: readonly GrantEvent[]) =>
  events.flatMap(({ data }) =>
    'movements' in data ? data.movements.map((each) => `${each.cents} ${each.from}>${each.to} ${each.line}`) : [],
  )

/** The full call, without its agreement or with it: 60 %, a report, 40 %, a report; a third of it from a second line. */
export function notified(agreement: boolean): OpenGrant {
  const split = [
    { line, cents: 66_668 },
    { line: otherLine, cents: 33_333 },
  ]
  const awarded = grantAfter(grantAt.decide(), { type: 'AwardGrant', data: { cents: 100_001, split, condition: null } })
  const { id: _id, territory: _territory, zone: _zone, opensOn: _opensOn, ...terms } = fullCall
  const state = open(awarded)
  const opening = { ...state.opening, call: fullCall.id, terms: { ...terms, agreement } }
  return open(grantAfter({ ...state, opening }, commands.NotifyGrant))
}
export const light = () => notified(false)
export const scan: GrantCommand = { type: 'ProvideDocument', data: { code: 'agreement' } }
/** Both sides sign the n-th agreement. */
export function signed(state: GrantState, version: number): GrantState {
  const document = fundIds.document.replace(/.$/, String(version))
  const signing = { ...commands.SignAgreement.data, version, sha256: hashOf(version), document }
  const issued = grantAfter(state, commands.IssueAgreement, grantFacts({ agreement: printedAgreement(version) }))
  const kept = { id: document, sha256: '', mediaType: 'application/pdf', bytes: 1, known: false } as const
  const provided = grantAfter(issued, scan, grantFacts({ document: kept }))
  const by = grantAfter(provided, { type: 'SignAgreement', data: signing })
  return grantAfter(by, { type: 'CountersignAgreement', data: signing }, inFull())
}
export const agreed = () => signed(notified(true), 1)

/** The advance is paid by both lines: 40 000 and 19 999. */
export function advanced(state: GrantState): GrantState {
  const other = grantFacts({}, fundIds.otherManager)
  const approved = grantAfter(grantAfter(state, commands.OrderPayment), commands.ApprovePayment, other)
  return [line, otherLine].reduce<GrantState>(
    (known, of) =>
      grantAfter(known, { type: 'RecordPaid', data: { line: of, mandate: `M-${of.at(-1)}`, on: '2026-03-02' } }),
    approved,
  )
}
