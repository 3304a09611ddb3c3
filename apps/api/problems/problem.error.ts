import { STATUS_CODES } from 'node:http'
import type { Problem, ProblemIssue } from '../../../libs/contracts/api/problem.schema'
import { type ApiRule, sentencesOf, statusOf } from './api.rules'

/** A refusal on its way to the person: thrown anywhere in the api, told by the problem filter. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

interface Told {
  readonly rule: string
  readonly fr: string
  readonly en: string
  readonly version?: number | null
  readonly details?: Readonly<Record<string, unknown>>
  readonly issues?: readonly ProblemIssue[]
  readonly field?: string
}

/** The problem document of a refusal. Its `field` is the refusal's own, where it names one. */
export function problemOf({ rule, fr, en, version, details, issues, field }: Told): Problem {
  const status = statusOf(rule)
  const named = field ?? (typeof details?.field === 'string' ? details.field : undefined)
  return {
    type: `urn:parcours:rule:${rule}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: fr,
    code: rule,
    fr,
    en,
    ...(named === undefined ? {} : { field: named }),
    ...(version === undefined || version === null ? {} : { version }),
    ...(details ? { details: { ...details } } : {}),
    ...(issues ? { issues: [...issues] } : {}),
  }
}

/** Breaks off by a rule; `details` fill its sentences and hold codes, dates and numbers only. */
export function problem(rule: ApiRule, details?: Readonly<Record<string, string | number>>): ProblemError {
  const [fr, en] = sentencesOf(rule).map((text) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details?.[name] ?? whole)),
  ) as [string, string]
  return new ProblemError(problemOf({ rule, fr, en, details }))
}
