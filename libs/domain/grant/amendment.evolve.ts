import { nextOf, waits } from './course.wait'
import type { GrantEventOf } from './grant.events'
import { type Interrupted, interruptedOf, type OpenGrant } from './grant.state'

type OfAmendment = GrantEventOf<'AmendmentAsked' | 'AmendmentDecided' | 'AmendmentDeclined' | 'GrantAmended'>

/** Folds what happens to an amendment: asked for, decided, given up, or in effect. What was granted before is kept. */
export function followAmendment(state: OpenGrant, event: OfAmendment): OpenGrant {
  const { at } = event
  const resumes = state.amendment?.resumes ?? interruptedOf(state)
  switch (event.type) {
    case 'AmendmentAsked': {
      const { project, reason } = event.data
      return waits({ ...state, amendment: { is: 'asked', project, reason, resumes } }, 'decide_amendment', at)
    }
    case 'AmendmentDecided': {
      const { project, reason, cents, split } = event.data
      const amendment = { is: 'decided', project, reason, cents, split, resumes } as const
      return waits({ ...state, amendment, agreement: null }, 'issue_agreement', at)
    }
    case 'AmendmentDeclined':
      return resumed({ ...state, amendment: null, agreement: resumes.agreement }, resumes, at)
    case 'GrantAmended':
      return resumed(amended(state, event), resumes, at)
  }
}

function amended(state: OpenGrant, { data, at: until }: GrantEventOf<'GrantAmended'>): OpenGrant {
  const { cents, split, reason } = data
  const { award, project } = state
  if (!award) return state
  return {
    ...state,
    ...{ award: { ...award, cents, split }, project: { ...data.project, body: project.body }, amendment: null },
    former: [...state.former, { until, reason, cents: award.cents, split: award.split, project }],
  }
}

/** What was awaited is awaited again; a payment that is to be ordered may have become one of nothing. */
const resumed = (state: OpenGrant, { task, until }: Interrupted, at: string): OpenGrant =>
  task === 'order_payment' ? nextOf(state, at) : waits(state, task, at, until)
