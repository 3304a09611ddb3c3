import type { z } from 'zod'
import { issuesOf } from '../../contracts/api/issue.words'
import { unkeptIn } from '../../contracts/plain.json'
import { type Fault, fault } from './fault'

/** The largest version, in characters of JSON: ten times the definition of the Landes. */
const MAX_VERSION_CHARS = 200_000

type Issue = z.core.$ZodIssue

/**
 * What is wrong with the shape of a would-be version, each fault with its place.
 * @param hidden what else is wrong where an issue hides it
 */
export function faultsOfShape(
  schema: z.ZodType,
  input: unknown,
  hidden: (issue: Issue) => readonly Issue[] = () => [],
): readonly Fault[] {
  const issues = schema.safeParse(input).error?.issues ?? []
  return [...issues, ...issues.flatMap(hidden)].flatMap((issue) =>
    issuesOf([issue], input).map(({ field, fr, en }) => fault(field.replace(/\[(\d+)\]/g, '.$1'), fr, en)),
  )
}

/** Of something of no known kind in a list its kind alone is told: what is wrong with the fields that every kind has. */
export const hiddenByKind =
  (list: string, everyKind: z.ZodType, input: unknown) =>
  ({ path }: Issue): readonly Issue[] => {
    const [first, index, field] = path
    if (first !== list || field !== 'kind' || path.length !== 3) return []
    const all = (input as Readonly<Record<string, readonly unknown[]>>)[list] ?? []
    const { error } = everyKind.safeParse(all[Number(index)])
    return (error?.issues ?? []).map((issue) => ({ ...issue, path: [list, Number(index), ...issue.path] }))
  }

/** Why something cannot even be looked at, or kept as a draft: nested without end, unreadable, too large. Else null. */
export function unkeepable(input: unknown): Fault | null {
  const unkept = unkeptIn(input)
  if (unkept) return fault(unkept.path.join('.'), unkept.fr, unkept.en)
  const size = JSON.stringify(input)?.length ?? 0
  if (size <= MAX_VERSION_CHARS) return null
  const limit = `${size} > ${MAX_VERSION_CHARS}`
  return fault('', `trop grand (${limit} caractères)`, `too large (${limit} characters)`)
}
