import { sameJson } from '../kernel/registered'
import type { KnownDefinition, KnownStage } from './definition.known'
import { whole } from './known.read'
import { type Fault, fault } from './fault'

type Measuring = Pick<KnownDefinition, 'instruments' | 'stages'>
type KnownInstruments = NonNullable<KnownDefinition['instruments']>

/** Every measure that a stage names exists, and its scale is that of the other stages: else before and after differ. */
export function faultsOfInstruments({ instruments = {}, stages = [] }: Measuring): readonly Fault[] {
  const reversed = (['sentiment', 'pix'] as const).flatMap((measure) =>
    (instruments[measure] ?? []).flatMap((each, index) => {
      const { min, max } = each ?? {}
      return min === undefined || max === undefined || min < max
        ? []
        : [fault(`instruments.${measure}.${index}`, 'min doit être sous max', 'min must be below max')]
    }),
  )
  return [...reversed, ...faultsOfMeasures(stages, scalesOf(instruments))]
}

/** Versions with their scales, null where there is none or it cannot be read; `all`: every version could be read. */
interface Scales {
  readonly all: boolean
  readonly of: ReadonlyMap<string, unknown>
}
type Measure = 'skills' | 'sentiment' | 'pix' | 'questionnaire'

function scales<T extends { readonly version?: string }>(
  list: readonly (T | undefined)[] | undefined,
  scaleOf: (each: T) => readonly unknown[] | undefined,
): Scales {
  const named = (list ?? []).flatMap((each) =>
    each?.version === undefined ? [] : [[each.version, whole(scaleOf(each))] as const],
  )
  return { all: list !== undefined && named.length === list.length, of: new Map(named) }
}

const ends = ({ min, max }: { readonly min?: number; readonly max?: number }) => [min, max]

const scalesOf = ({ skills, sentiment, pix, questionnaires }: KnownInstruments): Readonly<Record<Measure, Scales>> => ({
  skills: scales(skills, ({ scale }) => scale?.map((level) => level?.code)),
  sentiment: scales(sentiment, ends),
  pix: scales(pix, ends),
  questionnaire: scales(questionnaires, () => undefined),
})

function faultsOfMeasures(stages: readonly (KnownStage | undefined)[], known: Readonly<Record<Measure, Scales>>) {
  const first = new Map<Measure, unknown>()
  return stages.flatMap((stage, index) =>
    namedBy(stage).flatMap(([measure, version]): readonly Fault[] => {
      const path = `stages.${index}.${measure === 'questionnaire' ? measure : `measures.${measure}`}`
      const { all, of } = known[measure]
      if (all && !of.has(version))
        return [fault(path, 'cet instrument n’existe pas dans cette version', 'there is no such instrument')]
      const scale = of.get(version) ?? null
      if (scale === null) return []
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
    }),
  )
}

/** What a stage measures and asks with. */
function namedBy(stage: KnownStage | undefined): readonly (readonly [Measure, string])[] {
  const measures = stage && 'measures' in stage ? stage.measures : undefined
  const asked = stage?.kind === 'evaluation' ? { questionnaire: stage.questionnaire } : {}
  const named = Object.entries({ ...measures, ...asked }) as [Measure, string | null | undefined][]
  return named.flatMap(([measure, version]) => (version ? [[measure, version] as const] : []))
}
