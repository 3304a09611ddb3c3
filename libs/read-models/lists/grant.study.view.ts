import type { Grant } from '../../contracts/api/grant.schemas'
import type { KnownGrant } from '../../domain/grant/grant.state'
import { lastEvent as last, type NoteOf, type StoredGrantEvent } from './grant.decisions'
import type { GrantReader } from './grant.reader'

type Study = Pick<Grant, 'reviews' | 'debate'>

/** What reviewers and the committee said: all of it, the reader's own opinion alone, or nothing. */
export function studyOf(
  state: KnownGrant,
  events: readonly StoredGrantEvent[],
  noteOf: NoteOf,
  { parts, sub }: GrantReader,
): Study {
  const whole = parts.has('debate')
  const read = state.reviews.filter(({ reviewer }) => whole || (parts.has('own_review') && reviewer === sub))
  const reviews = read.map((review) => {
    const given = last(
      events.filter((event) => event.type !== 'ReviewGiven' || event.data.reviewer === review.reviewer),
      'ReviewGiven',
    )
    const note = review.is === 'answered' && given ? noteOf(given) : null
    return { ...review, scores: review.scores.map((score) => ({ ...score })), note }
  })
  if (!whole) return { reviews, debate: null }
  const concluded = last(events, 'InstructionConcluded')
  const { proposal, session, hearing } = state
  const proposed = proposal && { ...proposal, note: concluded ? noteOf(concluded) : null }
  return { reviews, debate: { proposal: proposed, session, hearing } }
}

/** The reports, and what was evaluated in the end; texts where the reader may read them. */
export function reportsOf(
  state: KnownGrant,
  events: readonly StoredGrantEvent[],
  { note, account, internal }: Readonly<Record<'note' | 'account' | 'internal', NoteOf>>,
  { parts }: GrantReader,
): Pick<Grant, 'reports' | 'evaluation'> {
  if (!parts.has('reports')) return { reports: [], evaluation: null }
  const reports = state.reports.map(({ report, until, is, results }) => {
    const own = events.filter(({ data }) => 'report' in data && data.report === report)
    const handedIn = last(own, 'ReportHandedIn')
    const moved = last(own, 'ReportSentBack', 'ReportDayMoved')
    return {
      ...{ report, until, is, results: results.map((result) => ({ ...result })) },
      spentCents: handedIn?.data.spentCents ?? null,
      account: handedIn ? account(handedIn) : null,
      note: moved ? note(moved) : null,
    }
  })
  const evaluated = last(events, 'GrantEvaluated')
  return { reports, evaluation: evaluated ? { results: [...evaluated.data.results], note: internal(evaluated) } : null }
}

/** The agreement that is signed, or to be signed, where the reader reads documents. */
export function agreementOf(state: KnownGrant, { parts }: GrantReader): Grant['agreement'] {
  if (!state.agreement || !parts.has('documents')) return null
  const { scans: _, ...agreement } = state.agreement
  return agreement
}

/** What the applicant is asked to complete, how the decision was notified, and how the grant ended. */
export function toldOf(
  state: KnownGrant,
  events: readonly StoredGrantEvent[],
  noteOf: NoteOf,
): Pick<Grant, 'completion' | 'notification' | 'ending'> {
  const asked =
    state.stage === 'closed' || state.task !== 'complete_application' ? undefined : last(events, 'CompletionAsked')
  const notified = state.notifiedOn === null ? undefined : last(events, 'GrantNotified')
  // What is asked back after the closure opens a grant again.
  const closed = state.stage === 'closed' ? last(events, 'GrantClosed') : undefined
  return {
    completion: asked ? { documents: [...state.completing], until: asked.data.until, note: noteOf(asked) } : null,
    notification: notified ? { on: state.notifiedOn ?? '', reference: notified.data.reference } : null,
    ending: closed ? { reason: closed.data.reason, note: noteOf(closed) } : null,
  }
}
