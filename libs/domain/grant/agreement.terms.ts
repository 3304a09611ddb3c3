import { Temporal } from 'temporal-polyfill'
import type { CourseStep } from '../call/call.schema'
import type { Project } from '../../contracts/commands/grant.parts'
import { untilStep } from './grant.money'
import type { Award, OpenGrant } from './grant.state'

/** An instalment as an agreement tells it: what it is in all, and the report that it comes after, where there is one. */
export interface InstalmentTerms {
  readonly fr: string
  readonly percent: number
  readonly cents: number
  readonly after: string | null
}

/** A report as an agreement tells it; its day is known at once where it is counted from the end of the project. */
export interface ReportTerms {
  readonly fr: string
  readonly from: Extract<CourseStep, { kind: 'report' }>['from']
  readonly after: string
  readonly day: string | null
}

/** What both sides agree on: what is granted for what project, by which instalments, against which reports. */
export interface AgreedTerms {
  readonly cents: number
  readonly project: Project
  readonly split: Award['split']
  readonly instalments: readonly InstalmentTerms[]
  readonly reports: readonly ReportTerms[]
}

/** The terms of a grant as they are to be signed: those of an amendment that awaits it, else those of the decision. Null before. */
export function termsToSign(grant: OpenGrant): AgreedTerms | null {
  const { amendment, award, project } = grant
  if (amendment?.is === 'decided') return agreedTerms(grant, amendment, { ...amendment.project, body: project.body })
  return award && agreedTerms(grant, award, project)
}

/** What is granted for a project, with its instalments and reports. */
export function agreedTerms(
  grant: OpenGrant,
  { cents, split }: Pick<Award, 'cents' | 'split'>,
  project: Project,
): AgreedTerms {
  const { course } = grant.opening.terms
  const instalments = course.flatMap((step, index): InstalmentTerms[] => {
    if (step.kind !== 'payment') return []
    const upTo = (steps: number) => split.reduce((sum, share) => sum + untilStep(grant, share.cents, steps), 0)
    const before = course.slice(0, index).findLast(({ kind }) => kind === 'report')
    return [{ fr: step.fr, percent: step.percent, cents: upTo(index + 1) - upTo(index), after: before?.fr ?? null }]
  })
  const reports = course.flatMap((step): ReportTerms[] =>
    step.kind === 'report' ? [{ fr: step.fr, from: step.from, after: step.after, day: dayAfter(step, project) }] : [],
  )
  return { cents, project, split, instalments, reports }
}

const dayAfter = ({ from, after }: Pick<ReportTerms, 'from' | 'after'>, { endsOn }: Project): string | null =>
  from === 'project_end' ? Temporal.PlainDate.from(endsOn).add(after).toString() : null
