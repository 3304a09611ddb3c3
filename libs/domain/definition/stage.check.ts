import type { KnownDefinition, KnownStage } from './definition.known'
import { type Fault, fault, ruleFault } from './fault'
import { branchRules } from './stage.graph'
import { END, type StageKind } from './stage.schema'
import { faultsOfDelay } from './delay.check'

type Stages = readonly (KnownStage | undefined)[]

/**
 * What is wrong with the graph of stages: every one is reached, none is a dead end, and no journey goes round. What
 * cannot be read of a stage is taken for whatever would make the others right.
 */
export function faultsOfStages({ stages }: Pick<KnownDefinition, 'stages'>): readonly Fault[] {
  if (!stages) return []
  return [
    ...faultsOfKinds(stages),
    ...stages.flatMap((stage, index) => (stage ? faultsOfStage(stages, stage, index) : [])),
    ...faultsOfReach(stages),
  ]
}

const only = (kind: StageKind, stages: Stages) =>
  stages.flatMap((stage, index) => (stage?.kind === kind ? [index] : [])).slice(1)

function faultsOfKinds(stages: Stages): readonly Fault[] {
  const opening = stages[0]?.kind ?? 'prescription'
  const first =
    opening === 'prescription'
      ? []
      : [fault('stages.0', 'un parcours commence par sa prescription', 'a journey begins with its prescription')]
  const again = (['prescription', 'dotation'] as const).flatMap((kind) =>
    only(kind, stages).map((index) =>
      fault(`stages.${index}`, `une seule étape « ${kind} » par parcours`, `one ${kind} in a journey`),
    ),
  )
  const codes = stages.map((stage) => stage?.code)
  const doubled = codes.flatMap((code, index) =>
    code !== undefined && (codes.indexOf(code) < index || code === END)
      ? [fault(`stages.${index}.code`, 'ce code est déjà pris', 'this code is already taken')]
      : [],
  )
  return [...first, ...again, ...doubled]
}

function faultsOfStage(stages: Stages, stage: KnownStage, index: number): readonly Fault[] {
  const path = `stages.${index}`
  const delays = [
    ...(stage.kind === 'evaluation' ? faultsOfDelay(stage.calendar, `${path}.after`, stage.after) : []),
    ...(stage.kind === 'dotation' ? faultsOfDelay('civil', `${path}.guarantee`, stage.guarantee ?? undefined) : []),
    ...('bookWithin' in stage ? faultsOfDelay('civil', `${path}.bookWithin`, stage.bookWithin) : []),
  ]
  const branches = stage.next?.flatMap((_, branch) => faultsOfBranch(stages, index, branch)) ?? []
  return [...delays, ...faultsOfEnd(stage, path), ...branches]
}

function faultsOfEnd({ next }: KnownStage, path: string): readonly Fault[] {
  if (!next) return []
  const open = next.findIndex((branch) => branch?.when === null)
  if (open === -1) {
    if (next.some((branch) => branch?.when === undefined)) return []
    const [fr, en] = ['impasse : sans condition remplie, le parcours ne va nulle part', 'dead end: where no rule holds']
    return [fault(`${path}.next`, fr, `${en}, the journey goes nowhere`)]
  }
  return next
    .slice(open + 1)
    .map((_, after) =>
      fault(
        `${path}.next.${open + 1 + after}`,
        'jamais prise : celle d’avant n’a pas de condition',
        'never taken: the one before has no rule',
      ),
    )
}

/** Kinds from which a dotation may be asked for: its stock is looked at in the decision that leaves them. */
const beforeDotation: readonly StageKind[] = ['diagnostic', 'training', 'support']

function faultsOfBranch(stages: Stages, from: number, branch: number): readonly Fault[] {
  const { when, to } = stages[from]?.next?.[branch] ?? {}
  const path = `stages.${from}.next.${branch}`
  const rule = when ? branchRules.faultsOf(when).map((wrong) => ruleFault(`${path}.when`, wrong)) : []
  return [...rule, ...(to === undefined || to === END ? [] : faultsOfWay(stages, from, to, `${path}.to`))]
}

function faultsOfWay(stages: Stages, from: number, to: string, path: string): readonly Fault[] {
  const target = stages.findIndex((stage) => stage?.code === to)
  const leads = stages[target]
  if (!leads) {
    const hidden = stages.some((stage) => stage?.code === undefined)
    return hidden ? [] : [fault(path, 'cette étape n’existe pas', 'there is no such stage')]
  }
  if (target <= from)
    return [
      fault(
        path,
        'récursif : le parcours reviendrait sur ses pas sans fin',
        'recursive: a journey goes round for ever',
      ),
    ]
  const kind = stages[from]?.kind
  return leads.kind === 'dotation' && kind && !beforeDotation.includes(kind)
    ? [
        fault(
          path,
          `une dotation suit : ${beforeDotation.join(', ')}`,
          `a dotation follows: ${beforeDotation.join(', ')}`,
        ),
      ]
    : []
}

function faultsOfReach(stages: Stages): readonly Fault[] {
  const reached = new Set([stages[0]?.code])
  let anywhere = false
  // Stages only lead to later ones: one pass in their order sees every way.
  return stages.flatMap((stage, index) => {
    if (!stage || stage.code === undefined || anywhere || reached.has(stage.code)) {
      const ways = stage?.next?.map((branch) => branch?.to)
      for (const to of ways ?? [undefined]) {
        reached.add(to)
        anywhere ||= to === undefined
      }
      return []
    }
    return [fault(`stages.${index}`, 'aucune étape ne mène à celle-ci', 'unreachable: no stage leads to this one')]
  })
}
