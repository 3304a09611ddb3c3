import { Temporal } from 'temporal-polyfill'
import { hasTimePart, times } from '../kernel/wait'
import { closingTasks, type Definition, definitionSchema, tasks } from './definition.schema'
import { faultOfRule } from './eligibility'

/** A fault of a definition and the place where it is. */
export interface Fault {
  readonly path: string
  readonly message: string
}

// A duration needs a day to be compared from; any day does, since both sides use the same one.
const relativeTo = Temporal.PlainDate.from('2026-01-01')

/** Every fault of a would-be definition in one pass; none where it may be used. */
export function faultsOf(input: unknown): readonly Fault[] {
  const parsed = definitionSchema.safeParse(input)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  }
  const definition = parsed.data
  return [...faultsOfWaits(definition), ...faultsOfRules(definition), ...faultsOfLists(definition)]
}

/** The waits that are those of a demonstration (`PT…`): a real service must not run on them. */
export const demonstrationWaits = (definition: Definition): readonly string[] =>
  tasks.filter((task) => hasTimePart(definition.waits[task].expireAfter))

function faultsOfWaits(definition: Definition): readonly Fault[] {
  return tasks.flatMap((task) => {
    const { remindAfter, reminders, expireAfter, calendar } = definition.waits[task]
    const faults: Fault[] = []
    if (reminders > 0 && Temporal.Duration.compare(times(remindAfter, reminders), expireAfter, { relativeTo }) >= 0) {
      faults.push({ path: `waits.${task}`, message: 'the last reminder would come after the end of the wait' })
    }
    if (calendar === 'working' && !/^P\d+D$/.test(expireAfter)) {
      faults.push({ path: `waits.${task}`, message: 'working days are counted in days (P10D)' })
    }
    return faults
  })
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
