import type { z } from 'zod'
import { issuesOf } from '../../../libs/contracts/api/issue.words'
import { sentencesOf } from './api.rules'
import { problemOf, ProblemError } from './problem.error'

/**
 * The refusal of what a schema refused: it names each field and what was expected, and repeats no value.
 * `name`: the parameter that was read, where it is one of the address; a body's fields stand by themselves.
 */
export function invalidData(issues: readonly z.core.$ZodIssue[], input: unknown, name = ''): ProblemError {
  const told = issuesOf(issues, input).map((one) => ({ ...one, field: one.field || name || 'body' }))
  const [first = { field: 'body', fr: 'la valeur n’est pas admise', en: 'the value is not accepted' }] = told
  const [fr, en] = sentencesOf('invalid_data')
  const fill = (sentence: string, why: string) =>
    sentence.replace('{field}', () => first.field).replace('{why}', () => why)
  const sentences = { fr: fill(fr, first.fr), en: fill(en, first.en) }
  return new ProblemError(problemOf({ rule: 'invalid_data', field: first.field, issues: told, ...sentences }))
}
