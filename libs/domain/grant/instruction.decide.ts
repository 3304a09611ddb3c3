import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { refusedUnless } from './grant.checks'
import type { GrantEvent, GrantOwn } from './grant.events'
import type { GrantState, OpenGrant, Review } from './grant.state'

const reviewOf = ({ reviews }: OpenGrant, reviewer: string): Review | undefined =>
  reviews.find((review) => review.reviewer === reviewer)

/** Somebody is asked to study a grant who reviews here, and who does not work for the structure that applies. */
export function askReviewer({ data }: GrantOwn['AskReviewer'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'study_application')
  if (refused) return refused
  const grant = state as OpenGrant
  const { agent } = facts.outside
  if (agent?.role !== 'reviewer' || agent.territory !== grant.opening.territory) {
    return refuse('not_a_reviewer', { field: 'reviewer' })
  }
  if (agent.leftOn !== null) return refuse('agent_has_left', { field: 'reviewer', day: agent.leftOn })
  if (agent.structure === grant.opening.structure) return refuse('reviewer_of_the_applicant', { field: 'reviewer' })
  if (reviewOf(grant, data.reviewer)) return accept()
  return accept({ type: 'ReviewAsked', data: { reviewer: data.reviewer }, at: facts.now })
}

/** A reviewer who was asked answers, and may answer anew until the instruction is concluded. */
export function giveReview({ data }: GrantOwn['GiveReview'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'study_application')
  if (refused) return refused
  const grant = state as OpenGrant
  const { sub: reviewer } = facts.actor
  const review = reviewOf(grant, reviewer)
  if (!review) return refuse('review_not_asked')
  if (review.is === 'in_conflict') return refuse('review_in_conflict')
  const wrong = refusedScores(data.scores, grant)
  if (wrong) return wrong
  const { favourable, scores } = review
  const same = review.is === 'answered' && sameJson({ favourable, scores }, data) && !facts.outside.textsChanged
  return same ? accept() : accept({ type: 'ReviewGiven', data: { reviewer, ...data }, at: facts.now })
}

/** Every criterion of the call is scored once, within its bounds. */
function refusedScores(scores: Review['scores'], { opening }: OpenGrant): Refusal | null {
  const { criteria } = opening.terms
  const given = scores.map(({ criterion }) => criterion)
  const lacking = criteria.map(({ code }) => code).filter((code) => !given.includes(code))
  if (lacking.length > 0) return refuse('criteria_not_scored', { field: 'scores', codes: lacking.join(', ') })
  for (const [at, { criterion, score }] of scores.entries()) {
    const known = criteria.find(({ code }) => code === criterion)
    if (!known) return refuse('unknown_code', { field: `scores[${at}].criterion`, code: criterion, list: 'criteria' })
    if (given.indexOf(criterion) !== at) return refuse('code_twice', { field: 'scores', code: criterion })
    if (score > known.max) return refuse('score_too_high', { field: `scores[${at}].score`, score, most: known.max })
  }
  return null
}

/** A reviewer does not answer; one with an interest in the project answers no more, whatever they said before. */
export function declineReview(
  { data: { conflict } }: GrantOwn['DeclineReview'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'study_application')
  if (refused) return refused
  const { sub: reviewer } = facts.actor
  const review = reviewOf(state as OpenGrant, reviewer)
  if (!review) return refuse('review_not_asked')
  if (review.is === (conflict ? 'in_conflict' : 'declined') || review.is === 'in_conflict') return accept()
  return accept({ type: 'ReviewDeclined', data: { reviewer, conflict }, at: facts.now })
}

/** The instruction ends once as many reviewers have answered as the call asks for. */
export function conclude(
  { data }: GrantOwn['ConcludeInstruction'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'study_application')
  if (refused) return refused
  const { reviews, opening, project } = state as OpenGrant
  const asked = opening.terms.instruction.reviewers
  const answered = reviews.filter(({ is }) => is === 'answered').length
  if (answered < asked) return refuse('reviews_missing', { asked, answered })
  const { proposedCents: cents } = data
  if (cents !== null && cents > project.askedCents) {
    return refuse('more_than_asked', { field: 'proposedCents', cents, most: project.askedCents })
  }
  if (data.favourable && cents === null) return refuse('proposal_without_amount', { field: 'proposedCents' })
  return accept({ type: 'InstructionConcluded', data, at: facts.now })
}
