import type { Definition } from './definition.schema'
import { eligibilityRules } from './eligibility'
import { type Fault, fault } from './fault'
import { sameJson } from '../kernel/registered'
import { closingTasks } from './wait.schema'

export function faultsOfRules({ eligibility }: Pick<Definition, 'eligibility'>): readonly Fault[] {
  return eligibility.flatMap(({ code, rule }) => {
    const wrong = eligibilityRules.faultOf(rule)
    return wrong ? [fault(`eligibility.${code}`, `cette règle ne convient pas : ${wrong}`, wrong)] : []
  })
}

type Lists = Pick<Definition, 'reasons' | 'needs' | 'ends' | 'refusals' | 'eligibility' | 'corrections' | 'reopenings'>

const twice = (path: string) => fault(path, 'un code y est deux fois', 'a code is there twice')

export function faultsOfLists({ ends, refusals, ...given }: Lists): readonly Fault[] {
  const { reasons, needs, eligibility, corrections, reopenings } = given
  const lists = { reasons, needs, eligibility, corrections, reopenings }
  const doubled = Object.entries(lists).flatMap(([path, list]) => (isDoubled(list) ? [twice(path)] : []))
  const unknownEnds = closingTasks.flatMap((task) => {
    const end = ends[task]
    const known = refusals.end
    const told =
      !end ||
      (known.shareable.some(({ code }) => code === end.shareable) &&
        known.internal.some(({ code }) => code === end.internal))
    return told
      ? []
      : [fault(`ends.${task}`, 'ses motifs ne sont pas dans refusals.end', 'its reasons are not among refusals.end')]
  })
  return [...doubled, ...unknownEnds]
}

const isDoubled = (list: readonly { readonly code: string }[]) =>
  new Set(list.map(({ code }) => code)).size < list.length

type Measuring = Pick<Definition, 'instruments' | 'stages'>

/** Every measure that a stage names exists, and its scale is that of the other stages: else before and after differ. */
export function faultsOfInstruments({ instruments, stages }: Measuring): readonly Fault[] {
  const { skills, sentiment, pix, questionnaires } = instruments
  const doubled = skills.flatMap(({ items, scale }, index) => [
    ...(isDoubled(items) ? [twice(`instruments.skills.${index}.items`)] : []),
    ...(isDoubled(scale) ? [twice(`instruments.skills.${index}.scale`)] : []),
  ])
  const reversed = [...Object.entries({ sentiment, pix })].flatMap(([measure, list]) =>
    list.flatMap(({ min, max }, index) =>
      min < max ? [] : [fault(`instruments.${measure}.${index}`, 'min doit être sous max', 'min must be below max')],
    ),
  )
  const scales = {
    skills: new Map<string, unknown>(skills.map(({ version, scale }) => [version, scale.map(({ code }) => code)])),
    sentiment: new Map<string, unknown>(sentiment.map(({ version, min, max }) => [version, [min, max]])),
    pix: new Map<string, unknown>(pix.map(({ version, min, max }) => [version, [min, max]])),
    questionnaire: new Map<string, unknown>(questionnaires.map(({ version }) => [version, version])),
  }
  return [...doubled, ...reversed, ...faultsOfMeasures(stages, scales)]
}

type Scales = Readonly<Record<'skills' | 'sentiment' | 'pix' | 'questionnaire', ReadonlyMap<string, unknown>>>

function faultsOfMeasures(stages: Definition['stages'], scales: Scales): readonly Fault[] {
  const first = new Map<string, unknown>()
  return stages.flatMap((stage, index) => {
    const named = 'measures' in stage ? Object.entries(stage.measures) : []
    const asked = stage.kind === 'evaluation' ? [['questionnaire', stage.questionnaire] as const] : []
    const measured = named.flatMap(([measure, version]) => (version === null ? [] : [[measure, version] as const]))
    return [...measured, ...asked].flatMap(([measure, version]) => {
      const path = `stages.${index}.${measure === 'questionnaire' ? measure : `measures.${measure}`}`
      const scale = scales[measure as keyof Scales].get(version)
      if (scale === undefined)
        return [fault(path, 'cet instrument n’existe pas dans cette version', 'there is no such instrument')]
      if (measure === 'questionnaire') return []
      const before = first.get(measure)
      if (before === undefined) first.set(measure, scale)
      return before === undefined || sameJson(before, scale)
        ? []
        : [
            fault(
              path,
              'son échelle n’est pas celle des étapes d’avant : rien ne se comparerait',
              'its scale does not match the one of earlier stages: nothing could be compared',
            ),
          ]
    })
  })
}
