import type { z } from 'zod'
import { issuesOf } from '../../contracts/api/issue.words'
import { unkeptIn } from '../../contracts/plain.json'
import { definitionSchema } from './definition.schema'
import { type Fault, fault } from './fault'
import { faultsOfLine } from './line.check'
import { faultsOfInstruments, faultsOfLists, faultsOfRules } from './list.check'
import { faultsOfStages } from './stage.check'
import { faultsOfDelay, faultsOfWaits } from './wait.check'

/** The largest definition, in characters of JSON: ten times the one of the Landes. */
const MAX_DEFINITION_CHARS = 200_000

type Shape = typeof definitionSchema.shape

/** A check, and the parts that must be well-formed for it to make sense. */
function check<K extends keyof Shape>(
  keys: readonly K[],
  faultsIn: (parts: { [P in K]: z.output<Shape[P]> }) => readonly Fault[],
): (input: Readonly<Record<string, unknown>>) => readonly Fault[] {
  return (input) => {
    const parts = keys.map((key) => [key, definitionSchema.shape[key].safeParse(input[key])] as const)
    if (parts.some(([, part]) => !part.success)) return []
    return faultsIn(
      Object.fromEntries(parts.map(([key, part]) => [key, part.data])) as { [P in K]: z.output<Shape[P]> },
    )
  }
}

const checks = [
  check(['waits', 'ends', 'stages'], faultsOfWaits),
  check(['pause', 'transfer'], ({ pause, transfer }) => [
    ...faultsOfDelay('civil', 'pause.longest', pause.longest),
    ...faultsOfDelay('civil', 'transfer.formerReads', transfer.formerReads),
  ]),
  check(['stages'], faultsOfStages),
  check(['eligibility'], faultsOfRules),
  check(['line', 'refusals'], faultsOfLine),
  check(['reasons', 'needs', 'ends', 'refusals', 'eligibility', 'corrections', 'reopenings'], faultsOfLists),
  check(['instruments', 'stages'], faultsOfInstruments),
]

/** Every fault of a would-be definition in one pass, with its place; none where it may be used. */
export function faultsOf(input: unknown): readonly Fault[] {
  const unkept = unkeepable(input)
  if (unkept) return [unkept]
  const shape = definitionSchema.safeParse(input)
  const parts = typeof input === 'object' && input !== null ? { ...input } : {}
  return [...(shape.error ? shapeFaults(shape.error, input) : []), ...checks.flatMap((each) => each(parts))]
}

const shapeFaults = ({ issues }: z.ZodError, input: unknown): readonly Fault[] =>
  issues.flatMap((issue) =>
    issuesOf([issue], input).map(({ field, fr, en }) => fault(field.replace(/\[(\d+)\]/g, '.$1'), fr, en)),
  )

/** Why something cannot even be looked at, or kept as a draft: nested without end, unreadable, too large. Else null. */
export function unkeepable(input: unknown): Fault | null {
  const unkept = unkeptIn(input)
  if (unkept) return fault(unkept.path.join('.'), unkept.fr, unkept.en)
  const size = JSON.stringify(input)?.length ?? 0
  if (size <= MAX_DEFINITION_CHARS) return null
  const limit = `${size} > ${MAX_DEFINITION_CHARS}`
  return fault('', `trop grand (${limit} caractères)`, `too large (${limit} characters)`)
}
