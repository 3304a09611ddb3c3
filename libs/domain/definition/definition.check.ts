import { Temporal } from 'temporal-polyfill'
import { type Calendar, hasTimePart, times } from '../kernel/wait'
import { closingTasks, type Definition, definitionSchema, tasks, type Wait } from './definition.schema'
import { isDuration, isInDays } from './duration.schema'
import { faultOfRule } from './eligibility'

/** A fault of a definition and the place where it is. */
export interface Fault {
  readonly path: string
  readonly message: string
}

const meaningfulSchema = definitionSchema.check(({ value, issues }) => {
  const faults = [
    ...faultsOfWaits(value),
    ...faultsOfEvaluation(value),
    ...faultsOfRules(value),
    ...faultsOfLists(value),
  ]
  issues.push(
    ...faults.map(({ path, message }) => ({ code: 'custom' as const, input: value, path: path.split('.'), message })),
  )
})

/** Every fault of a would-be definition in one pass, once it has all its fields; none where it may be used. */
export function faultsOf(input: unknown): readonly Fault[] {
  const issues = meaningfulSchema.safeParse(input).error?.issues ?? []
  return issues.map(({ path, message }) => ({ path: path.join('.'), message }))
}

/** The delays that are those of a demonstration (`PT…`), by their paths: a real service must not run on them. */
export const demonstrationWaits = (definition: Definition): readonly string[] =>
  delaysOf(definition).flatMap(([path, delay]) => (hasTimePart(delay) ? [path] : []))

const delaysOf = ({
  waits,
  diagnostic,
  evaluation,
}: Definition): readonly (readonly [path: string, delay: string])[] => [
  ...tasks.flatMap((task) => [
    [`waits.${task}.remindAfter`, waits[task].remindAfter] as const,
    [`waits.${task}.expireAfter`, waits[task].expireAfter] as const,
  ]),
  ['diagnostic.bookWithin', diagnostic.bookWithin],
  ['evaluation.after', evaluation.after],
]

function faultsOfWaits(definition: Definition): readonly Fault[] {
  return tasks.flatMap((task) => {
    const { remindAfter, expireAfter, calendar } = definition.waits[task]
    const faults = [
      ...faultsOfCalendar(calendar, `waits.${task}.remindAfter`, remindAfter),
      ...faultsOfCalendar(calendar, `waits.${task}.expireAfter`, expireAfter),
    ]
    const path = `waits.${task}.reminders`
    const message = 'the last reminder would come no sooner than the end of the wait'
    return remindsTooLate(definition.waits[task]) ? [...faults, { path, message }] : faults
  })
}

const faultsOfEvaluation = ({ evaluation }: Definition): readonly Fault[] =>
  faultsOfCalendar(evaluation.calendar, 'evaluation.after', evaluation.after)

/** A delay that is none has been told already. */
function faultsOfCalendar(calendar: Calendar, path: string, delay: string): readonly Fault[] {
  const counted = calendar === 'civil' || isInDays(delay) || !isDuration(delay)
  return counted ? [] : [{ path, message: 'working days are counted in days (P10D)' }]
}

// Months have four lengths, in an order that comes back every four years: a wait may begin in any of them.
const starts = Array.from({ length: 48 }, (_, months) => Temporal.PlainDate.from('2024-01-01').add({ months }))

/** Whether there is a month in which the last reminder would not come before the end. */
function remindsTooLate({ remindAfter, reminders, expireAfter }: Wait): boolean {
  if (reminders === 0 || !isDuration(remindAfter) || !isDuration(expireAfter)) return false
  const last = times(remindAfter, reminders)
  return starts.some((relativeTo) => Temporal.Duration.compare(last, expireAfter, { relativeTo }) >= 0)
}

function faultsOfRules(definition: Definition): readonly Fault[] {
  return definition.eligibility.flatMap(({ code, rule }) => {
    const message = faultOfRule(rule)
    return message ? [{ path: `eligibility.${code}`, message }] : []
  })
}

function faultsOfLists(definition: Definition): readonly Fault[] {
  const { skills, sentiment, pix } = definition.instruments
  const lists = {
    reasons: definition.reasons,
    needs: definition.needs,
    'skills.items': skills.items,
    'skills.scale': skills.scale,
  }
  const doubled = Object.entries(lists).flatMap(([path, list]) =>
    new Set(list.map(({ code }) => code)).size < list.length ? [{ path, message: 'a code is there twice' }] : [],
  )
  const scales = [
    ['instruments.sentiment', sentiment],
    ['instruments.pix', pix],
  ] as const
  const unknownEnds = closingTasks.flatMap((task) => {
    const { shareable, internal } = definition.ends[task]
    const known = definition.refusals.end
    const told =
      known.shareable.some(({ code }) => code === shareable) && known.internal.some(({ code }) => code === internal)
    return told ? [] : [{ path: `ends.${task}`, message: 'its reasons are not among refusals.end' }]
  })
  const reversed = scales.flatMap(([path, { min, max }]) =>
    min < max ? [] : [{ path, message: 'min must be below max' }],
  )
  return [...doubled, ...unknownEnds, ...reversed]
}
