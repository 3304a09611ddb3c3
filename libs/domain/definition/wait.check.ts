import type { Definition } from './definition.schema'
import type { KnownDefinition } from './definition.known'
import { type Known, whole } from './known.read'
import { faultsOfLength, hastyOf, type PlacedDelay } from './delay.check'
import { type Fault, fault } from './fault'
import { closingTasks, ownersOf, type Task, tasks, tasksOf, type Wait } from './wait.schema'

type Waiting = Pick<KnownDefinition, 'waits' | 'ends' | 'stages'>

/** What is wrong with the waits: each task of each stage has one, of a length that makes sense, with an owner who can. */
export function faultsOfWaits({ waits, ends, stages }: Waiting): readonly Fault[] {
  const kinds = stages?.map((stage) => stage?.kind) ?? []
  const wanted = [...new Set(kinds.flatMap((kind): readonly Task[] => (kind ? tasksOf[kind] : [])))]
  // A stage of a kind that cannot be read may wait for anything.
  const unneeded = whole(stages && kinds) ? tasks.filter((task) => !wanted.includes(task)) : []
  return [
    ...faultsOfNeed(wanted, unneeded, waits),
    ...faultsOfEnds(wanted, ends),
    ...tasks.flatMap((task) => faultsOfWait(task, waits?.[task] ?? {})),
  ]
}

function faultsOfNeed(
  wanted: readonly Task[],
  unneeded: readonly Task[],
  waits: KnownDefinition['waits'],
): readonly Fault[] {
  if (!waits) return []
  const endless = wanted
    .filter((task) => !(task in waits))
    .map((task) => fault(`waits.${task}`, 'cette attente n’a pas d’échéance', 'this wait has no deadline'))
  const idle = unneeded
    .filter((task) => task in waits)
    .map((task) => fault(`waits.${task}`, 'aucune étape n’attend cela', 'no stage waits for this'))
  return [...endless, ...idle]
}

function faultsOfEnds(wanted: readonly Task[], ends: KnownDefinition['ends']): readonly Fault[] {
  if (!ends) return []
  return closingTasks
    .filter((task) => wanted.includes(task) && !(task in ends))
    .map((task) =>
      fault(`ends.${task}`, 'rien ne dit comment le parcours se termine', 'nothing says how the journey ends'),
    )
}

type KnownWait = NonNullable<Known<Wait>>

function faultsOfWait(task: Task, wait: KnownWait): readonly Fault[] {
  const { owner } = wait
  const path = `waits.${task}`
  const owners = ownersOf[task]
  return [
    ...(owner === undefined || owners.includes(owner)
      ? []
      : [
          fault(
            `${path}.owner`,
            `cette tâche revient à : ${owners.join(', ')}`,
            `this task belongs to: ${owners.join(', ')}`,
          ),
        ]),
    ...faultsOfLength(path, wait),
  ]
}

/** The delays that are those of a demonstration (`PT…`), by their paths: a real service must not run on them. */
export const demonstrationWaits = (definition: Definition): readonly string[] => hastyOf(delaysOf(definition))

const entriesOf = (waits: Definition['waits']) => Object.entries(waits) as [Task, Wait][]

const delaysOf = ({ waits, stages }: Definition): readonly PlacedDelay[] => [
  ...entriesOf(waits).flatMap(([task, { remindAfter, expireAfter }]) => [
    [`waits.${task}.remindAfter`, remindAfter] as const,
    [`waits.${task}.expireAfter`, expireAfter] as const,
  ]),
  ...stages.flatMap((stage, index): readonly PlacedDelay[] => {
    const book = 'bookWithin' in stage ? [[`stages.${index}.bookWithin`, stage.bookWithin] as const] : []
    if (stage.kind === 'diagnostic') return book
    if (stage.kind === 'dotation')
      return stage.guarantee ? [...book, [`stages.${index}.guarantee`, stage.guarantee]] : book
    return stage.kind === 'evaluation' ? [[`stages.${index}.after`, stage.after]] : []
  }),
]
