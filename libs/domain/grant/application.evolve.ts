import type { GrantEventOf } from './grant.events'
import { waits } from './course.wait'
import { AGREEMENT_DOCUMENT, awaitsCondition } from './grant.checks'
import type { OpenGrant, Review } from './grant.state'

type OfApplication = GrantEventOf<
  | ('DocumentProvided' | 'ApplicationSubmitted' | 'CompletionAsked' | 'ApplicationCompleted' | 'CompletionMissed')
  | ('ApplicationAdmitted' | 'ReviewAsked' | 'ReviewGiven' | 'ReviewDeclined' | 'InstructionConcluded')
>

/** Folds what happens to an application until its instruction is concluded. */
export function followApplication(state: OpenGrant, event: OfApplication): OpenGrant {
  const { at } = event
  switch (event.type) {
    case 'DocumentProvided':
      return provided(state, event)
    case 'ApplicationSubmitted':
      return waits({ ...state, submittedAt: at }, 'check_application', at)
    case 'CompletionAsked':
      return waits({ ...state, completing: event.data.documents }, 'complete_application', at, event.data.until)
    case 'ApplicationCompleted':
    case 'CompletionMissed':
      return waits({ ...state, completing: [] }, 'check_application', at)
    case 'ApplicationAdmitted':
      return waits(state, 'study_application', at)
    case 'ReviewAsked':
    case 'ReviewGiven':
    case 'ReviewDeclined':
      return { ...state, reviews: reviewed(state.reviews, event) }
    case 'InstructionConcluded':
      return waits({ ...state, proposal: event.data }, state.opening.terms.committee ? 'hear_committee' : 'decide', at)
  }
}

function provided(before: OpenGrant, { data, at }: GrantEventOf<'DocumentProvided'>): OpenGrant {
  const state = {
    ...before,
    documents: { ...before.documents, [data.code]: data.document },
    agreement: scanned(before, data),
    completing: before.completing.filter((code) => code !== data.code),
  }
  if (!awaitsCondition(before, data.code) || !before.award?.condition) return state
  const condition = { ...before.award.condition, provided: true }
  return waits({ ...state, award: { ...before.award, condition } }, 'meet_condition', at)
}

function reviewed(
  reviews: readonly Review[],
  event: GrantEventOf<'ReviewAsked' | 'ReviewGiven' | 'ReviewDeclined'>,
): readonly Review[] {
  const others = reviews.filter(({ reviewer }) => reviewer !== event.data.reviewer)
  return [...others, reviewOf(event)]
}

function reviewOf({ type, data }: GrantEventOf<'ReviewAsked' | 'ReviewGiven' | 'ReviewDeclined'>): Review {
  const { reviewer } = data
  switch (type) {
    case 'ReviewAsked':
      return { reviewer, is: 'asked', favourable: null, scores: [] }
    case 'ReviewGiven':
      return { reviewer, is: 'answered', favourable: data.favourable, scores: data.scores }
    case 'ReviewDeclined':
      return { reviewer, is: data.conflict ? 'in_conflict' : 'declined', favourable: null, scores: [] }
  }
}

/** What is provided as the signed agreement is of the version that was printed last. */
function scanned({ agreement }: OpenGrant, { code, document }: GrantEventOf<'DocumentProvided'>['data']) {
  if (!agreement || code !== AGREEMENT_DOCUMENT) return agreement
  return { ...agreement, scans: [...agreement.scans, document] }
}
