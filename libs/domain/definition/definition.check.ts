import type { z } from 'zod'
import { issuesOf } from '../../contracts/api/issue.words'
import { unkeptIn } from '../../contracts/plain.json'
import { type KnownDefinition, known } from './definition.known'
import { definitionSchema } from './definition.schema'
import { type Fault, fault } from './fault'
import { faultsOfInstruments } from './instrument.check'
import { faultsOfLine } from './line.check'
import { faultsOfCodes, faultsOfEndReasons, faultsOfRules } from './list.check'
import { faultsOfStages } from './stage.check'
import { anyStageSchema } from './stage.schema'
import { faultsOfDelay, faultsOfWaits } from './wait.check'

/** The largest definition, in characters of JSON: ten times the one of the Landes. */
const MAX_DEFINITION_CHARS = 200_000

/** What a shape cannot say. Each check looks at what can be read, and holds against nobody what cannot. */
const checks: readonly ((parts: KnownDefinition) => readonly Fault[])[] = [
  faultsOfWaits,
  ({ pause }) => faultsOfDelay('civil', 'pause.longest', pause?.longest),
  ({ transfer }) => faultsOfDelay('civil', 'transfer.formerReads', transfer?.formerReads),
  faultsOfStages,
  faultsOfRules,
  faultsOfLine,
  faultsOfCodes,
  faultsOfEndReasons,
  faultsOfInstruments,
]

/** Every fault of a would-be definition in one pass, with its place; none where it may be used. */
export function faultsOf(input: unknown): readonly Fault[] {
  const unkept = unkeepable(input)
  if (unkept) return [unkept]
  const shape = definitionSchema.safeParse(input)
  const parts = known(input)
  return [...(shape.error ? shapeFaults(shape.error, input) : []), ...checks.flatMap((each) => each(parts))]
}

const shapeFaults = ({ issues }: z.ZodError, input: unknown): readonly Fault[] =>
  [...issues, ...issues.flatMap((issue) => hiddenBy(issue, input))].flatMap((issue) =>
    issuesOf([issue], input).map(({ field, fr, en }) => fault(field.replace(/\[(\d+)\]/g, '.$1'), fr, en)),
  )

/** Of a stage of no known kind the kind alone is told: what is wrong with the fields that every stage has. */
function hiddenBy({ path }: z.core.$ZodIssue, input: unknown): readonly z.core.$ZodIssue[] {
  const [list, index, field] = path
  if (list !== 'stages' || field !== 'kind' || path.length !== 3) return []
  const { stages } = input as { readonly stages: readonly unknown[] }
  const { error } = anyStageSchema.safeParse(stages[Number(index)])
  return (error?.issues ?? []).map((issue) => ({ ...issue, path: ['stages', Number(index), ...issue.path] }))
}

/** Why something cannot even be looked at, or kept as a draft: nested without end, unreadable, too large. Else null. */
export function unkeepable(input: unknown): Fault | null {
  const unkept = unkeptIn(input)
  if (unkept) return fault(unkept.path.join('.'), unkept.fr, unkept.en)
  const size = JSON.stringify(input)?.length ?? 0
  if (size <= MAX_DEFINITION_CHARS) return null
  const limit = `${size} > ${MAX_DEFINITION_CHARS}`
  return fault('', `trop grand (${limit} caractères)`, `too large (${limit} characters)`)
}
