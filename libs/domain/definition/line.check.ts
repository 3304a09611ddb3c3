import type { KnownDefinition } from './definition.known'
import { whole } from './known.read'
import { type Fault, fault, ruleFault } from './fault'
import { priorityNumbers } from './line.priority'

type Waiting = Pick<KnownDefinition, 'line' | 'refusals'>

/** What is wrong with the waiting list: its order, and the reasons that people are told. */
export function faultsOfLine({ line, refusals }: Waiting): readonly Fault[] {
  const { priority, expired, unconfirmed } = line ?? {}
  const order = priority ? priorityNumbers.faultsOf(priority).map((wrong) => ruleFault('line.priority', wrong)) : []
  return [
    ...order,
    ...faultsOfReasons('line.expired', 'refusals.decline', expired, refusals?.decline),
    ...faultsOfReasons('line.unconfirmed', 'refusals.decline', unconfirmed, refusals?.decline),
  ]
}

type KnownReasons = NonNullable<NonNullable<KnownDefinition['line']>['expired']>
type KnownLists = NonNullable<KnownDefinition['refusals']>['decline']

/** Two codes that are not in the two lists that they are taken from. */
export function faultsOfReasons(
  path: string,
  place: string,
  { shareable, internal }: KnownReasons = {},
  lists: KnownLists = {},
): readonly Fault[] {
  const told = isAmong(shareable, lists.shareable) && isAmong(internal, lists.internal)
  return told ? [] : [fault(path, `ses motifs ne sont pas dans ${place}`, `its reasons are not among ${place}`)]
}

type KnownCodes = readonly ({ readonly code?: string } | undefined)[] | undefined

/** A code that cannot be read, or a list one of whose codes cannot be, says nothing against the other. */
function isAmong(code: string | undefined, list: KnownCodes): boolean {
  const codes = whole(list?.map((each) => each?.code))
  return code === undefined || codes === null || codes.includes(code)
}
