import { z } from 'zod'

/** One thing that is wrong with what was sent. No value is ever repeated. */
const issueSchema = z.object({ field: z.string(), fr: z.string(), en: z.string() })

/**
 * Everything that goes wrong, told as RFC 9457 says. `code` is the stable name of the rule that was broken, `type`
 * the same as a URN; `detail` is the French sentence. `details` holds codes, dates and numbers only.
 */
export const problemSchema = z
  .object({
    type: z.string().startsWith('urn:parcours:rule:'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.string(),
    fr: z.string(),
    en: z.string(),
    field: z.string().optional(),
    version: z.int().nullable().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    issues: z.array(issueSchema).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>
export type ProblemIssue = z.infer<typeof issueSchema>
