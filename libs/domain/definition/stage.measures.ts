import type { Definition } from './definition.schema'
import type { Instruments } from './instrument.schema'
import { stageAt, stageOfKind } from './stage.graph'
import type { ClosingTask, End, Task, Wait } from './wait.schema'

type Measuring = 'skills' | 'sentiment' | 'pix' | 'questionnaires'

function versionOf<M extends Measuring>(definition: Definition, measure: M, version: string): Instruments[M][number] {
  const known: readonly { readonly version: string }[] = definition.instruments[measure]
  const found = known.find((each) => each.version === version)
  if (!found) throw new TypeError(`definition ${definition.id} has no instrument ${version}`)
  return found as Instruments[M][number]
}

function measuresAt(definition: Definition, code: string) {
  const stage = stageAt(definition, code)
  if (!('measures' in stage)) throw new TypeError(`nothing is measured at stage ${code} of ${definition.id}`)
  return stage.measures
}

/** The skills and their scale that a stage measures with. */
export const skillsOf = (definition: Definition, code: string) =>
  versionOf(definition, 'skills', measuresAt(definition, code).skills)

export const sentimentOf = (definition: Definition, code: string) =>
  versionOf(definition, 'sentiment', measuresAt(definition, code).sentiment)

/** Null where the stage does not measure with Pix. */
export function pixOf(definition: Definition, code: string): Instruments['pix'][number] | null {
  const measures = measuresAt(definition, code)
  return 'pix' in measures && measures.pix !== null ? versionOf(definition, 'pix', measures.pix) : null
}

export const questionnaireOf = (definition: Definition, code: string) =>
  versionOf(definition, 'questionnaires', stageOfKind(definition, code, 'evaluation').questionnaire)

/** The wait of a task. Throws where the definition has none: its check has let none through. */
export function waitOf(definition: Definition, task: Task): Wait {
  const wait = definition.waits[task]
  if (!wait) throw new TypeError(`definition ${definition.id} has no wait for ${task}`)
  return wait
}

/**
 * How each task ends the journey. Where several follow-ups come, whether a silent one is the last depends on the person's
 * way: it is not among them.
 */
export function certainEnds({ ends, stages }: Definition): Definition['ends'] {
  const { ask_follow_up: silence, ...certain } = ends
  const waves = stages.filter(({ kind }) => kind === 'evaluation').length
  return waves === 1 && silence ? { ...certain, ask_follow_up: silence } : certain
}

/** How a task ends the journey. Throws where the definition does not say it. */
export function endOf(definition: Definition, task: ClosingTask): End {
  const end = definition.ends[task]
  if (!end) throw new TypeError(`definition ${definition.id} has no end for ${task}`)
  return end
}
