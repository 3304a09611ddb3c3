import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseMoney } from '../kernel/refusal'
import { announced } from './course.events'
import { refusedDeadline, refusedUnless } from './grant.checks'
import { evolve } from './grant.evolve'
import type { GrantEvent, GrantOwn, Results } from './grant.events'
import { released } from './grant.money'
import { type GrantState, type OpenGrant, openReport } from './grant.state'

const codeOf = (grant: OpenGrant): string => openReport(grant)?.report ?? ''

/** What was done and spent, by the indicators that the project aimed at; one that is late is still taken. */
export function handIn({ data }: GrantOwn['HandInReport'], state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'hand_in_report', 'settle_report')
  if (refused) return refused
  const grant = state as OpenGrant
  return (
    refusedResults(data.results, grant) ??
    accept({ type: 'ReportHandedIn', data: { report: codeOf(grant), ...data }, at: facts.now })
  )
}

/** Every indicator that was aimed at is answered once, and no other. */
export function refusedResults(results: Results, { project }: OpenGrant): Refusal | null {
  const aimed = project.targets.map(({ indicator }) => indicator)
  const given = results.map(({ indicator }) => indicator)
  const [unknown] = given.filter((code) => !aimed.includes(code))
  if (unknown) return refuse('unknown_code', { field: 'results', code: unknown, list: 'targets' })
  const twice = given.find((code, at) => given.indexOf(code) !== at)
  if (twice) return refuse('code_twice', { field: 'results', code: twice })
  const lacking = aimed.filter((code) => !given.includes(code))
  return lacking.length > 0 ? refuse('targets_not_answered', { field: 'results', codes: lacking.join(', ') }) : null
}

export function acceptReport(state: GrantState, facts: Facts): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'accept_report')
  if (refused) return refused
  const grant = state as OpenGrant
  const accepted: GrantEvent = { type: 'ReportAccepted', data: { report: codeOf(grant) }, at: facts.now }
  return accept<GrantEvent>(accepted, ...announced(evolve(grant, accepted), facts))
}

export function sendBack(
  { data: { until } }: GrantOwn['SendBackReport'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'accept_report')
  if (refused) return refused
  const grant = state as OpenGrant
  return (
    refusedDeadline('until', until, grant, facts) ??
    accept({ type: 'ReportSentBack', data: { report: codeOf(grant), until }, at: facts.now })
  )
}

/** Another day is agreed on for a report that is awaited, or was missed. */
export function moveDay(
  { data: { until } }: GrantOwn['MoveReportDay'],
  state: GrantState,
  facts: Facts,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'hand_in_report', 'settle_report')
  if (refused) return refused
  const grant = state as OpenGrant
  if (openReport(grant)?.until === until && grant.task === 'hand_in_report') return accept()
  return (
    refusedDeadline('until', until, grant, facts) ??
    accept({ type: 'ReportDayMoved', data: { report: codeOf(grant), until }, at: facts.now })
  )
}

/** What was reached is set against what was aimed at; the grant is closed, and what it did not pay is free again. */
export function evaluate(
  { data: { results } }: GrantOwn['EvaluateGrant'],
  state: GrantState,
  { now: at, outside: { coverage } }: Facts,
  stream: string,
): Decision<GrantEvent> {
  const refused = refusedUnless(state, 'evaluate', 'settle_report')
  if (refused) return refused
  if (coverage && coverage.proposedCents > 0)
    return refuseMoney('recovery_undecided', { proposed: coverage.proposedCents })
  const grant = state as OpenGrant
  const wrong = refusedResults(results, grant)
  if (wrong) return wrong
  return accept<GrantEvent>(
    { type: 'GrantEvaluated', data: { results }, at },
    { type: 'GrantClosed', data: { outcome: 'closed', reason: null, movements: released(stream, grant) }, at },
  )
}
