import { Temporal } from 'temporal-polyfill'
import { type Calendar, hasTimePart, times } from '../kernel/wait'
import type { Definition } from './definition.schema'
import { isDuration, isInDays } from './duration.schema'
import { type Fault, fault } from './fault'
import { closingTasks, ownersOf, type Task, tasksOf, type Wait } from './wait.schema'

type Waiting = Pick<Definition, 'waits' | 'ends' | 'stages'>

/** What is wrong with the waits: each task of each stage has one, of a length that makes sense, with an owner who can. */
export function faultsOfWaits({ waits, ends, stages }: Waiting): readonly Fault[] {
  const wanted = [...new Set(stages.flatMap(({ kind }): readonly Task[] => tasksOf[kind]))]
  return [...faultsOfNeed(wanted, waits, ends), ...entriesOf(waits).flatMap(([task, wait]) => faultsOfWait(task, wait))]
}

const entriesOf = (waits: Definition['waits']) => Object.entries(waits) as [Task, Wait][]

function faultsOfNeed(wanted: readonly Task[], waits: Definition['waits'], ends: Definition['ends']): Fault[] {
  const endless = wanted
    .filter((task) => !waits[task])
    .map((task) => fault(`waits.${task}`, 'cette attente n’a pas d’échéance', 'this wait has no deadline'))
  const unneeded = entriesOf(waits)
    .filter(([task]) => !wanted.includes(task))
    .map(([task]) => fault(`waits.${task}`, 'aucune étape n’attend cela', 'no stage waits for this'))
  const closing = closingTasks.filter((task) => wanted.includes(task))
  const openEnds = closing
    .filter((task) => !ends[task])
    .map((task) =>
      fault(`ends.${task}`, 'rien ne dit comment le parcours se termine', 'nothing says how the journey ends'),
    )
  return [...endless, ...unneeded, ...openEnds]
}

function faultsOfWait(task: Task, wait: Wait): readonly Fault[] {
  const { remindAfter, expireAfter, calendar, owner } = wait
  const path = `waits.${task}`
  const owners = ownersOf[task]
  return [
    ...(owners.includes(owner)
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
export function faultsOfDelay(calendar: Calendar, path: string, delay: string): readonly Fault[] {
  if (!isDuration(delay)) return []
  if (calendar === 'working' && !isInDays(delay))
    return [fault(path, 'les jours ouvrés se comptent en jours (P10D)', 'working days are counted in days (P10D)')]
  const tooLong = Temporal.Duration.compare(delay, longestDelay, { relativeTo: someDay }) > 0
  return tooLong ? [fault(path, 'un délai est de trois ans au plus', 'a delay is of three years at most')] : []
}

// Months have four lengths, in an order that comes back every four years: a wait may begin in any of them.
const starts = Array.from({ length: 48 }, (_, months) => someDay.add({ months }))

/** Whether there is a month in which the last reminder would not come before the end. */
function remindsTooLate({ remindAfter, reminders, expireAfter }: Wait): boolean {
  if (reminders === 0 || !isDuration(remindAfter) || !isDuration(expireAfter)) return false
  const last = times(remindAfter, reminders)
  return starts.some((relativeTo) => Temporal.Duration.compare(last, expireAfter, { relativeTo }) >= 0)
}

/** The delays that are those of a demonstration (`PT…`), by their paths: a real service must not run on them. */
export const demonstrationWaits = (definition: Definition): readonly string[] =>
  delaysOf(definition).flatMap(([path, delay]) => (hasTimePart(delay) ? [path] : []))

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
