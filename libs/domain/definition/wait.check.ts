import { Temporal } from 'temporal-polyfill'
import { type Calendar, hasTimePart, times } from '../kernel/wait'
import type { Definition } from './definition.schema'
import { type Known, type KnownDefinition, whole } from './definition.known'
import { isInDays } from './duration.schema'
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
  const { remindAfter, expireAfter, calendar, owner } = wait
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
    ...faultsOfDelay(calendar, `${path}.remindAfter`, remindAfter),
    ...faultsOfDelay(calendar, `${path}.expireAfter`, expireAfter),
    ...(remindsTooLate(wait)
      ? [
          fault(
            `${path}.reminders`,
            'le dernier rappel ne viendrait pas avant la fin de l’attente',
            'the last reminder would come no sooner than the end of the wait',
          ),
        ]
      : []),
  ]
}

/** No delay is longer: data about people are not kept beyond (territory's notice, three years in the Landes). */
const longestDelay = Temporal.Duration.from('P3Y')
const someDay = Temporal.PlainDate.from('2024-01-01')

/** What is wrong with a delay; one that is none at all has been told already. */
export function faultsOfDelay(
  calendar: Calendar | undefined,
  path: string,
  delay: string | undefined,
): readonly Fault[] {
  if (delay === undefined) return []
  if (calendar === 'working' && !isInDays(delay))
    return [fault(path, 'les jours ouvrés se comptent en jours (P10D)', 'working days are counted in days (P10D)')]
  const tooLong = Temporal.Duration.compare(delay, longestDelay, { relativeTo: someDay }) > 0
  return tooLong ? [fault(path, 'un délai est de trois ans au plus', 'a delay is of three years at most')] : []
}

// Months have four lengths, in an order that comes back every four years: a wait may begin in any of them.
const starts = Array.from({ length: 48 }, (_, months) => someDay.add({ months }))

/** Whether there is a month in which the last reminder would not come before the end. */
function remindsTooLate({ remindAfter, reminders, expireAfter }: KnownWait): boolean {
  if (!reminders || remindAfter === undefined || expireAfter === undefined) return false
  const last = times(remindAfter, reminders)
  return starts.some((relativeTo) => Temporal.Duration.compare(last, expireAfter, { relativeTo }) >= 0)
}

/** The delays that are those of a demonstration (`PT…`), by their paths: a real service must not run on them. */
export const demonstrationWaits = (definition: Definition): readonly string[] =>
  delaysOf(definition).flatMap(([path, delay]) => (hasTimePart(delay) ? [path] : []))

const entriesOf = (waits: Definition['waits']) => Object.entries(waits) as [Task, Wait][]

const delaysOf = ({ waits, stages }: Definition): readonly (readonly [path: string, delay: string])[] => [
  ...entriesOf(waits).flatMap(([task, { remindAfter, expireAfter }]) => [
    [`waits.${task}.remindAfter`, remindAfter] as const,
    [`waits.${task}.expireAfter`, expireAfter] as const,
  ]),
  ...stages.flatMap((stage, index): readonly (readonly [string, string])[] => {
    const book = 'bookWithin' in stage ? [[`stages.${index}.bookWithin`, stage.bookWithin] as const] : []
    if (stage.kind === 'diagnostic') return book
    if (stage.kind === 'dotation')
      return stage.guarantee ? [...book, [`stages.${index}.guarantee`, stage.guarantee]] : book
    return stage.kind === 'evaluation' ? [[`stages.${index}.after`, stage.after]] : []
  }),
]
