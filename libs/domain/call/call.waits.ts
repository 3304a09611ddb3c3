import { areAlike, faultsOfDelay, faultsOfLength, hastyOf, type PlacedDelay } from '../definition/delay.check'
import { type Fault, fault } from '../definition/fault'
import { whole } from '../definition/known.read'
import type { KnownCall } from './call.known'
import { type Call, countedTasks, datedTasks } from './call.schema'

/** What is wrong with the waits: delays out of bounds, reminders after the end, two reminders at once. */
export function faultsOfCallWaits({ waits }: Pick<KnownCall, 'waits'>): readonly Fault[] {
  return [
    ...countedTasks.flatMap((task) => faultsOfLength(`waits.${task}`, waits?.[task] ?? {})),
    ...datedTasks.flatMap((task) => faultsOfReminders(`waits.${task}.remindBefore`, waits?.[task]?.remindBefore)),
  ]
}

function faultsOfReminders(path: string, delays: readonly (string | undefined)[] | undefined): readonly Fault[] {
  const wrong = (delays ?? []).flatMap((delay, index) => faultsOfDelay('civil', `${path}.${index}`, delay))
  const doubled = (whole(delays) ?? []).some((delay, index, all) =>
    all.slice(0, index).some((each) => areAlike(each, delay)),
  )
  const twice = ['deux rappels viendraient le même jour', 'two reminders would come on the same day'] as const
  return doubled ? [...wrong, fault(path, ...twice)] : wrong
}

/** The delays that are those of a demonstration (`PT…`), by their paths: a real service must not run on them. */
export const demonstrationDelays = (call: Call): readonly string[] => hastyOf(delaysOf(call))

const delaysOf = ({ waits, course }: Call): readonly PlacedDelay[] => [
  ...countedTasks.flatMap((task) => [
    [`waits.${task}.remindAfter`, waits[task].remindAfter] as const,
    [`waits.${task}.expireAfter`, waits[task].expireAfter] as const,
  ]),
  ...datedTasks.flatMap((task) =>
    waits[task].remindBefore.map((delay, index) => [`waits.${task}.remindBefore.${index}`, delay] as const),
  ),
  ...course.flatMap((step, index): readonly PlacedDelay[] =>
    step.kind === 'report' ? [[`course.${index}.after`, step.after]] : [],
  ),
]
