import type { z } from 'zod'
import type { structureCommands } from '../../contracts/commands/directory.commands'
import { refusedDay, refusedWithoutRules, rulesOf } from '../device/device.checks'
import type { Facts } from '../facts'
import type { Decider, Decision, DomainEvent } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import {
  type Agreement,
  type AgreementCommand,
  type AgreementEvent,
  agreeTransfer,
  endTransfer,
  withAgreement,
} from './agreement.decide'

type Own = { [T in keyof typeof structureCommands]: { type: T; data: z.output<(typeof structureCommands)[T]['data']> } }

type StructureCommand = Own[keyof Own] | AgreementCommand

export type Structure = Own['RegisterStructure']['data']

/** Since when a recyclerie is admitted, and on which version of the territory's criteria. */
export interface Admission {
  readonly on: string
  readonly criteria: string
}

export type StructureState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'known'
      readonly data: Structure
      readonly admission: Admission | null
      /** What it lends to others, in the order in which it was agreed. */
      readonly agreements: readonly Agreement[]
    }

export type StructureEvent =
  | AgreementEvent
  | DomainEvent<'StructureRegistered', Structure>
  | DomainEvent<'StructureUpdated', Structure>
  | DomainEvent<'RecyclerieAdmitted', { criteria: string }>
  | DomainEvent<'AdmissionWithdrawn', { reason: string }>
  | DomainEvent<'PlanRecomputed', Record<string, never>>

/** An employer or legal person; it may be prescriber, lieu, recyclerie and owner of laptops all at once. */
function decide(command: StructureCommand, state: StructureState, facts: Facts): Decision<StructureEvent> {
  switch (command.type) {
    case 'RegisterStructure':
      return register(command, state, facts)
    case 'AdmitRecyclerie':
      return admit(command, state, facts)
    case 'WithdrawAdmission':
      return withdraw(command, state, facts)
    case 'AgreeTransfer':
      return state.status === 'known' ? agreeTransfer(command, state, facts) : refuse('unknown_stream')
    case 'EndTransfer':
      return state.status === 'known' ? endTransfer(command, state, facts) : refuse('unknown_stream')
    default:
      return never(command)
  }
}

function register({ data }: Own['RegisterStructure'], state: StructureState, facts: Facts): Decision<StructureEvent> {
  if (state.status === 'known' && sameJson(state.data, data)) return accept()
  return accept({ type: state.status === 'known' ? 'StructureUpdated' : 'StructureRegistered', data, at: facts.now })
}

/** The network admits a recyclerie on the criteria in force; on newer ones it is admitted again. */
function admit({ data }: Own['AdmitRecyclerie'], state: StructureState, facts: Facts): Decision<StructureEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (!state.data.roles.includes('recyclerie')) return refuse('structure_without_role', { role: 'recyclerie' })
  const without = refusedWithoutRules(facts)
  if (without) return without
  const { criteria } = rulesOf(facts).admission
  if (data.criteria !== criteria)
    return refuse('other_criteria', { field: 'criteria', given: data.criteria, expected: criteria })
  if (state.admission?.criteria === criteria) return accept()
  const { now: at } = facts
  return (
    refusedDay(data.on, state.admission?.on ?? null, facts) ??
    accept({ type: 'RecyclerieAdmitted', data: { criteria }, at, on: data.on })
  )
}

/** It takes in and prepares no more laptops; those that it has ready still leave it. */
function withdraw({ data }: Own['WithdrawAdmission'], state: StructureState, facts: Facts): Decision<StructureEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (!state.admission) return refuse('recyclerie_not_admitted')
  const { on, reason } = data
  return (
    refusedDay(on, state.admission.on, facts) ??
    accept({ type: 'AdmissionWithdrawn', data: { reason }, at: facts.now, on })
  )
}

function evolve(state: StructureState, event: StructureEvent): StructureState {
  switch (event.type) {
    case 'StructureRegistered':
    case 'StructureUpdated':
      return {
        ...{ status: 'known', admission: null, agreements: [] },
        ...(state.status === 'known' ? state : {}),
        data: event.data,
      }
    case 'RecyclerieAdmitted': {
      const admission = { on: event.on ?? event.at.slice(0, 10), criteria: event.data.criteria }
      return state.status === 'known' ? { ...state, admission } : state
    }
    case 'AdmissionWithdrawn':
      return state.status === 'known' ? { ...state, admission: null } : state
    case 'TransferAgreed':
    case 'TransferEnded':
      return state.status === 'known' ? { ...state, agreements: withAgreement(state.agreements, event) } : state
    case 'PlanRecomputed':
      return state
    default:
      return never(event)
  }
}

export const structureDecider: Decider<StructureState, StructureCommand, StructureEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
}
