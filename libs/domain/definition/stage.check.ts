import type { Definition } from './definition.schema'
import { type Fault, fault } from './fault'
import { branchRules } from './stage.graph'
import { END, type StageDefinition, type StageKind } from './stage.schema'
import { faultsOfDelay } from './wait.check'

type Stages = Definition['stages']

/** What is wrong with the graph of stages: every one is reached, none is a dead end, and no journey goes round. */
export function faultsOfStages({ stages }: { readonly stages: Stages }): readonly Fault[] {
  return [
    ...faultsOfKinds(stages),
    ...stages.flatMap((stage, index) => faultsOfStage(stages, stage, index)),
    ...faultsOfReach(stages),
  ]
}

const only = (kind: StageKind, stages: Stages) =>
  stages.flatMap((stage, index) => (stage.kind === kind ? [index] : [])).slice(1)

function faultsOfKinds(stages: Stages): readonly Fault[] {
  const first =
    stages[0]?.kind === 'prescription'
      ? []
      : [fault('stages.0', 'un parcours commence par sa prescription', 'a journey begins with its prescription')]
  const again = (['prescription', 'dotation'] as const).flatMap((kind) =>
    only(kind, stages).map((index) =>
      fault(`stages.${index}`, `une seule étape « ${kind} » par parcours`, `one ${kind} in a journey`),
    ),
  )
  const codes = stages.map(({ code }) => code)
  const doubled = codes.flatMap((code, index) =>
    codes.indexOf(code) < index || code === END
      ? [fault(`stages.${index}.code`, 'ce code est déjà pris', 'this code is already taken')]
      : [],
  )
  return [...first, ...again, ...doubled]
}

function faultsOfStage(stages: Stages, stage: StageDefinition, index: number): readonly Fault[] {
  const path = `stages.${index}`
  const delays = [
    ...(stage.kind === 'evaluation' ? faultsOfDelay(stage.calendar, `${path}.after`, stage.after) : []),
    ...(stage.kind === 'dotation' && stage.guarantee !== null
      ? faultsOfDelay('civil', `${path}.guarantee`, stage.guarantee)
      : []),
    ...('bookWithin' in stage ? faultsOfDelay('civil', `${path}.bookWithin`, stage.bookWithin) : []),
  ]
  const branches = stage.next.flatMap((_, branch) => faultsOfBranch(stages, index, branch))
  return [...delays, ...faultsOfEnd(stage, path), ...branches]
}

function faultsOfEnd({ next }: StageDefinition, path: string): readonly Fault[] {
  const open = next.findIndex(({ when }) => when === null)
  if (open === -1) {
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
  const { when, to } = stages[from]?.next[branch] ?? { when: null, to: END }
  const path = `stages.${from}.next.${branch}`
  const wrongRule = when === null ? null : branchRules.faultOf(when)
  const rule = wrongRule ? [fault(`${path}.when`, `cette règle ne convient pas : ${wrongRule}`, wrongRule)] : []
  if (to === END) return rule
  const target = stages.findIndex(({ code }) => code === to)
  const leads = stages[target]
  if (!leads) return [...rule, fault(`${path}.to`, 'cette étape n’existe pas', 'there is no such stage')]
  if (target <= from)
    return [
      ...rule,
      fault(
        `${path}.to`,
        'récursif : le parcours reviendrait sur ses pas sans fin',
        'recursive: a journey goes round for ever',
      ),
    ]
  const kind = stages[from]?.kind
  return leads.kind === 'dotation' && kind && !beforeDotation.includes(kind)
    ? [
        ...rule,
        fault(
          `${path}.to`,
          `une dotation suit : ${beforeDotation.join(', ')}`,
          `a dotation follows: ${beforeDotation.join(', ')}`,
        ),
      ]
    : rule
}

function faultsOfReach(stages: Stages): readonly Fault[] {
  const reached = new Set([stages[0]?.code])
  // Stages only lead to later ones: one pass in their order sees every way.
  for (const { code, next } of stages) if (reached.has(code)) for (const { to } of next) reached.add(to)
  return stages.flatMap(({ code }, index) =>
    reached.has(code)
      ? []
      : [fault(`stages.${index}`, 'aucune étape ne mène à celle-ci', 'unreachable: no stage leads to this one')],
  )
}
