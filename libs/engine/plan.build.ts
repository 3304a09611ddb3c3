import type { Plan } from '../contracts/plan'
import type { PlanBody } from '../domain/kernel/decider'
import type { HeadRow } from '../event-store/stored.rows'

interface Position {
  readonly stream: string
  readonly epoch: number
  readonly version: number
  readonly territory: string
}

/** A Plan from what the core says and where the stream is. Instants are written with milliseconds everywhere. */
export function planFrom(body: PlanBody, { stream, epoch, version, territory }: Position): Plan {
  const { stage, task, owner, command, child, outcome } = body
  const until = body.until === null ? null : new Date(body.until).toISOString()
  const plan = { planVersion: 1, stream, epoch, version, stage, task, owner, until, command, territory, child }
  return (stage === 'closed' ? { ...plan, outcome } : plan) as Plan
}

/** The part of a head that is its Plan; all null for a stream that waits for nobody. */
export const planColumns = (plan: Plan | null) => ({
  stage: plan?.stage ?? null,
  task: plan?.task ?? null,
  owner_role: plan?.owner?.role ?? null,
  owner_id: plan?.owner?.id ?? null,
  deadline_at: plan?.until ?? null,
  deadline_command: plan?.command ?? null,
  child: plan?.child ?? null,
  outcome: plan?.stage === 'closed' ? plan.outcome : null,
})

/** The Plan that a head holds, as of the present epoch; null for a stream without one. */
export function planOfHead(head: HeadRow, epoch: number): Plan | null {
  if (head.stage === null) return null
  const { stream, version, stage, task, owner_role, owner_id, deadline_at, deadline_command, territory, child } = head
  const owner = owner_role === null ? null : { role: owner_role, id: owner_id }
  const waited = { stage, task, owner, until: deadline_at, command: deadline_command, territory, child }
  const plan = { planVersion: 1, stream, epoch, version, ...waited }
  return (stage === 'closed' ? { ...plan, outcome: head.outcome } : plan) as Plan
}
