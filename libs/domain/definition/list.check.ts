import type { KnownDefinition } from './definition.known'
import { type Known, whole } from './known.read'
import { type Fault, fault, ruleFault } from './fault'
import { faultsOfReasons } from './line.check'
import type { Rules } from './rule'
import type { Condition } from './rule.schema'
import { closingTasks } from './wait.schema'

/** What is wrong with rules of eligibility, in a language of rules. */
export const faultsOfConditions = (rules: Rules, conditions: Known<readonly Condition[]>): readonly Fault[] =>
  (conditions ?? []).flatMap((each, index) => {
    const wrong = each?.rule === undefined ? [] : rules.faultsOf(each.rule)
    return wrong.map((one) => ruleFault(`eligibility.${each?.code ?? index}`, one))
  })

type Ending = Pick<KnownDefinition, 'ends' | 'refusals'>

/** What is wrong with the ends: reasons that are in no list, and none under which the person is left in peace. */
export function faultsOfEndReasons({ ends, refusals }: Ending): readonly Fault[] {
  const unknown = closingTasks.flatMap((task) =>
    faultsOfReasons(`ends.${task}`, 'refusals.end', ends?.[task], refusals?.end),
  )
  const silences = whole(refusals?.end?.internal?.map((reason) => reason?.silent))
  return silences === null || silences.includes(true)
    ? unknown
    : [
        ...unknown,
        fault(
          'refusals.end.internal',
          'aucun motif ne dit que l’on n’écrit plus à la personne ("silent": true), comme après un décès',
          'no reason says that nobody is written to any more ("silent": true), as after a death',
        ),
      ]
}

/** Every list of codes of a definition in which one comes twice, wherever the list is; stages have words of their own. */
export function faultsOfCodes(part: unknown, path = ''): readonly Fault[] {
  if (typeof part !== 'object' || part === null) return []
  const within = Object.entries(part).flatMap(([key, inner]) => faultsOfCodes(inner, path ? `${path}.${key}` : key))
  const doubled = Array.isArray(part) && path !== 'stages' && isDoubled(part)
  return doubled ? [fault(path, 'un code y est deux fois', 'a code is there twice'), ...within] : within
}

function isDoubled(list: readonly unknown[]): boolean {
  const codes = list.flatMap((each) =>
    typeof each === 'object' && each !== null && 'code' in each && each.code !== undefined ? [each.code] : [],
  )
  return new Set(codes).size < codes.length
}
