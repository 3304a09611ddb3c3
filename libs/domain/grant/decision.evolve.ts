import { dayOf } from '../kernel/wait'
import { nextOf, waits } from './course.wait'
import type { GrantEventOf } from './grant.events'
import type { Decision, OpenGrant } from './grant.state'

type OfDecision = GrantEventOf<
  | ('CommitteeConvened' | 'CommitteeCancelled' | 'CommitteeHeard' | 'GrantAwarded' | 'GrantRefused' | 'GrantDeferred')
  | ('DeferralEnded' | 'InstructionReopened' | 'ConditionLifted' | 'GrantNotified')
>

/** Folds what the committee says, what is decided, and how the structure is told. */
export function followDecision(state: OpenGrant, event: OfDecision): OpenGrant {
  const { at } = event
  switch (event.type) {
    case 'CommitteeConvened':
      return { ...state, session: event.data }
    case 'CommitteeCancelled':
      return { ...state, session: null }
    case 'CommitteeHeard': {
      const { session: _session, ...hearing } = event.data
      return waits({ ...state, session: null, hearing }, 'decide', at)
    }
    case 'GrantAwarded':
      return awarded(state, event)
    case 'GrantRefused':
      return { ...state, decisions: [...state.decisions, decision('refused', event)] }
    case 'GrantDeferred': {
      const decisions = [...state.decisions, decision('deferred', event)]
      return waits({ ...state, decisions }, 'examine_again', at, event.data.until)
    }
    case 'DeferralEnded':
      return waits(state, 'decide', at)
    case 'InstructionReopened':
      return reopened(state, event)
    case 'ConditionLifted':
      return waits(state, 'notify', at)
    case 'GrantNotified':
      return notified(state, event)
  }
}

const decision = (is: Decision['is'], { at }: { at: string }, cents = 0): Decision => ({
  is,
  at,
  cents,
  reversed: null,
})

function awarded(state: OpenGrant, event: GrantEventOf<'GrantAwarded'>): OpenGrant {
  const { cents, split, condition } = event.data
  const subjectTo = condition && { ...condition, provided: false }
  const decided = { ...state, award: { cents, split, condition: subjectTo } }
  const on = { ...decided, decisions: [...state.decisions, decision('awarded', event, cents)] }
  return condition ? waits(on, 'meet_condition', event.at, condition.until) : waits(on, 'notify', event.at)
}

function notified(before: OpenGrant, { data, at, on }: GrantEventOf<'GrantNotified'>): OpenGrant {
  const state = { ...before, notifiedOn: on ?? dayOf(at, before.opening.zone), reference: data.reference }
  return state.opening.terms.agreement ? waits(state, 'issue_agreement', at) : nextOf({ ...state, committed: true }, at)
}

/** The old decision is kept, with why it was taken back. */
function reopened(state: OpenGrant, { data, at }: GrantEventOf<'InstructionReopened'>): OpenGrant {
  const last = state.decisions.length - 1
  const decisions = state.decisions.map((each, index) => (index === last ? { ...each, reversed: data.reason } : each))
  return waits(
    {
      ...{ ...state, decisions, award: null, notifiedOn: null, proposal: null, hearing: null },
      ...{ reference: null, agreement: null, agreedOn: null, committed: false, amendment: null },
    },
    'study_application',
    at,
  )
}
