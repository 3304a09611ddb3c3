import type { Row } from '../registry.rows'
import { type GrantState, type KnownGrant, markOf } from './grant.state'

/** What lists of grants filter by, what was paid, and who was asked to study what. */
export function grantRows(state: GrantState, stream: string): readonly Row[] {
  if (state.stage === 'unknown') return []
  const { opening, project, award, submittedAt, notifiedOn } = state
  const { territory, call, structure } = opening
  const closed = state.stage === 'closed' ? state : null
  const row = {
    ...{ stream, territory, call, structure, stage: state.stage, outcome: closed?.outcome ?? null },
    taken_over: state.takenOver,
    ...{ asked_cents: project.askedCents, granted_cents: award?.cents ?? null },
    ...{ submitted_at: submittedAt, notified_on: notifiedOn, closed_at: closed?.closedAt ?? null },
  }
  const reviews = state.reviews.map(({ reviewer, is }) => ({
    table: 'grant_review' as const,
    row: { grant_id: stream, reviewer, territory, state: is },
  }))
  return [{ table: 'grant_file', row }, ...paymentRows(state, stream), ...mandateRows(state, stream), ...reviews]
}

/** One row for what a line pays of an instalment, whatever it takes: it is paid once. */
function paymentRows({ payments, opening: { territory } }: KnownGrant, grant_id: string): readonly Row[] {
  return payments.flatMap(({ instalment, parts }) =>
    parts.map(({ line, payer, cents, is, orderedBy, approvedBy, mandate, on }) => ({
      table: 'grant_payment' as const,
      row: {
        ...{ grant_id, part: `${instalment} ${line}`, instalment, line, territory, payer, cents, status: is },
        ...{ ordered_by: orderedBy, approved_by: approvedBy, mandate, settled_on: on },
      },
    })),
  )
}

const mandateRows = ({ mandates, opening: { territory } }: KnownGrant, grant_id: string): readonly Row[] =>
  mandates.map((each) => ({
    table: 'grant_mandate' as const,
    row: {
      ...{
        grant_id,
        mark: markOf(each.line, each.mandate),
        line: each.line,
        mandate: each.mandate.toUpperCase(),
        territory,
      },
      ...{ instalment: each.instalment, status: each.is },
    },
  }))
