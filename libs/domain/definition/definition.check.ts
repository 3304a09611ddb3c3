import { type KnownDefinition, known } from './definition.known'
import { definitionSchema } from './definition.schema'
import { faultsOfDelay } from './delay.check'
import { eligibilityRules } from './eligibility'
import type { Fault } from './fault'
import { faultsOfInstruments } from './instrument.check'
import { faultsOfLine } from './line.check'
import { faultsOfCodes, faultsOfConditions, faultsOfEndReasons } from './list.check'
import { faultsOfShape, hiddenByKind, unkeepable } from './shape.check'
import { faultsOfStages } from './stage.check'
import { anyStageSchema } from './stage.schema'
import { faultsOfWaits } from './wait.check'

/** What a shape cannot say. Each check looks at what can be read, and holds against nobody what cannot. */
const checks: readonly ((parts: KnownDefinition) => readonly Fault[])[] = [
  faultsOfWaits,
  ({ pause }) => faultsOfDelay('civil', 'pause.longest', pause?.longest),
  ({ transfer }) => faultsOfDelay('civil', 'transfer.formerReads', transfer?.formerReads),
  faultsOfStages,
  ({ eligibility }) => faultsOfConditions(eligibilityRules, eligibility),
  faultsOfLine,
  faultsOfCodes,
  faultsOfEndReasons,
  faultsOfInstruments,
]

/** Every fault of a would-be definition in one pass, with its place; none where it may be used. */
export function faultsOf(input: unknown): readonly Fault[] {
  const unkept = unkeepable(input)
  if (unkept) return [unkept]
  const shape = faultsOfShape(definitionSchema, input, hiddenByKind('stages', anyStageSchema, input))
  const parts = known(input)
  return [...shape, ...checks.flatMap((each) => each(parts))]
}
