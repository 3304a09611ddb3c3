import { isNewer, type Plan } from '../contracts/plan'

/**
 * The workflow of a stream, as Temporal has it.
 *
 * missing    none runs
 * failing    one runs, whose workflow task fails again and again
 * silent     one runs and no worker says what Plan it follows
 * following  one runs and follows a Plan
 */
export type Run =
  | { readonly at: 'missing' | 'failing' | 'silent' }
  | { readonly at: 'following'; readonly plan: Plan | null }

/**
 * What makes a run right by the log. A run that is ahead of the log cannot be: the log was restored without raising its
 * epoch, and its Plans would lose for ever.
 */
export type Repair = 'none' | 'start' | 'signal' | 'restart' | 'ahead'

/** How a run is put right by the Plan that the log has now. */
export function repairOf(run: Run, plan: Plan): Repair {
  switch (run.at) {
    case 'missing':
      return 'start'
    case 'failing':
      return 'restart'
    case 'silent':
      return 'signal'
    case 'following':
      if (run.plan === null || isNewer(plan, run.plan)) return 'signal'
      return isNewer(run.plan, plan) ? 'ahead' : 'none'
  }
}
