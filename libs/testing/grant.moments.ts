import type { GrantTask } from '../domain/call/call.schema'
import type { Facts, OutsideFacts } from '../domain/facts'
import { decide, type GrantCommand } from '../domain/grant/grant.decide'
import { evolve } from '../domain/grant/grant.evolve'
import type { GrantEvent } from '../domain/grant/grant.events'
import type { GrantState } from '../domain/grant/grant.state'
import { fullCall, lightCall } from './call.fixtures'
import { fullOutside, fundIds, grantCommands as commands, grantFacts, sessionTold } from './grant.fixtures'

/** What a command decides; throws with the rule where it is refused. */
export function grantDecided(
  state: GrantState,
  command: GrantCommand,
  given: Facts = grantFacts(),
): readonly GrantEvent[] {
  const decision = decide(command, state, given, fundIds.grant)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule} ${JSON.stringify(decision.details)}`)
  return decision.events
}

/** The state that a command leaves. */
export const grantAfter = (state: GrantState, command: GrantCommand, given?: Facts): GrantState =>
  grantDecided(state, command, given).reduce<GrantState>(evolve, state)

const convened = { call: lightCall.id, on: '2026-03-02', pack: [fundIds.grant] }
const vote = { grant: fundIds.grant, agree: 3, disagree: 1, abstain: 0, quorate: true }

const unknown: GrantState = { stage: 'unknown' }
const drafted = () => grantAfter(unknown, commands.DraftApplication)
const provided = (state = drafted(), outside: Partial<OutsideFacts> = {}) =>
  ['budget', 'rib', 'statuts'].reduce(
    (known, code) => grantAfter(known, { type: 'ProvideDocument', data: { code } }, grantFacts(outside)),
    state,
  )
const submitted = () => grantAfter(provided(), commands.SubmitApplication)
const completing = () => grantAfter(submitted(), commands.AskCompletion)
const studied = () => grantAfter(submitted(), commands.AdmitApplication)
const reviewing = () => grantAfter(studied(), commands.AskReviewer)
const proposed = () => grantAfter(reviewing(), commands.ConcludeInstruction)
const packed = () => grantAfter(proposed(), commands.ConveneSession, sessionTold('SessionConvened', convened))
const heard = () => grantAfter(packed(), commands.CloseSession, sessionTold('SessionClosed', { heard: [vote] }))
const awarded = () => grantAfter(heard(), commands.AwardGrant)
const conditional = () =>
  grantAfter(heard(), {
    type: 'AwardGrant',
    data: { ...commands.AwardGrant.data, condition: { document: 'statuts', until: '2026-04-30' } },
  })
/** The document that a decision is subject to, provided since. */
export const conditionProvided = (given?: Facts): GrantState =>
  grantAfter(conditional(), { type: 'ProvideDocument', data: { code: 'statuts' } }, given)
const deferred = () => grantAfter(heard(), commands.DeferGrant)
const notified = () => grantAfter(awarded(), commands.NotifyGrant)
const ordered = () => grantAfter(notified(), commands.OrderPayment)
const approved = () => grantAfter(ordered(), commands.ApprovePayment, grantFacts({}, fundIds.otherManager))
const paid = () => grantAfter(approved(), commands.RecordPaid)
const asking = () => grantAfter(paid(), commands.AskAmendment)
const reported = () => grantAfter(paid(), commands.HandInReport)
const missed = () => grantAfter(paid(), commands.ExpireGrant)
const evaluable = () => grantAfter(reported(), commands.AcceptReport)
const closed = () => grantAfter(evaluable(), commands.EvaluateGrant)

/** The same grant under the full call, which asks for an agreement and may ask for money back. */
function inFull(state: GrantState): GrantState {
  if (state.stage === 'unknown') throw new Error('a grant that was awarded is there')
  const { id: _id, territory: _territory, zone: _zone, opensOn: _opensOn, ...terms } = fullCall
  return { ...state, opening: { ...state.opening, call: fullCall.id, terms } }
}
const toAgree = () => grantAfter(inFull(awarded()), commands.NotifyGrant, grantFacts(fullOutside))
const toSign = () => grantAfter(toAgree(), commands.IssueAgreement)
/** An agreement that was provided as it was signed. */
export const agreementProvided = () => grantAfter(toSign(), { type: 'ProvideDocument', data: { code: 'agreement' } })
const toCountersign = () => grantAfter(agreementProvided(), commands.SignAgreement)
const recovering = () => grantAfter(inFull(evaluable()), commands.OrderRecovery)

/** A draft with every document that its call asks for. */
export const completeDraft = (): GrantState => provided()

/** A grant at each of its tasks, before it is there and once it is closed. */
export const grantAt = {
  unknown: () => unknown,
  submit_application: drafted,
  check_application: submitted,
  complete_application: completing,
  study_application: reviewing,
  hear_committee: packed,
  decide: heard,
  meet_condition: conditional,
  examine_again: deferred,
  notify: awarded,
  issue_agreement: toAgree,
  sign_agreement: toSign,
  countersign_agreement: toCountersign,
  decide_amendment: asking,
  order_payment: notified,
  approve_payment: ordered,
  record_payment: approved,
  hand_in_report: paid,
  accept_report: reported,
  settle_report: missed,
  evaluate: evaluable,
  record_recovery: recovering,
  closed,
} as const satisfies Record<GrantTask | 'unknown' | 'closed', () => GrantState>
