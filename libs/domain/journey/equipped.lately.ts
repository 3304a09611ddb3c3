import type { Definition } from '../definition/definition.schema'
import { eligibilityFactsOf, unmetRules } from '../definition/eligibility'
import type { Facts } from '../facts'
import { refuse } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import { definitionOf, type Refused } from './journey.checks'
import type { JourneyState, OpenJourney } from './journey.state'

/**
 * Why a person may not be given a laptop on a day, although they were eligible when they were referred: since then they have
 * received one, or it has become known that they had (a merge, a household, a list of the past). The definition's own rules
 * are asked again; only those count that a laptop received before leaves unmet. `day`: in the territory's zone.
 */
export function equippedLately(state: OpenJourney, facts: Facts, day: string): Refused | null {
  const { lastHandedOver } = facts.outside
  if (!lastHandedOver) throw new TypeError('a laptop is given with what the person received before')
  const definition = definitionOf(facts)
  const lastHandedOverOn = definition.lookBack === 'household' ? lastHandedOver.inHousehold : lastHandedOver.own
  if (lastHandedOverOn === null) return null
  const rules = unmetByLaptop(state, definition, day, lastHandedOverOn)
  return rules.length > 0 ? refuse('equipped_lately', { day: lastHandedOverOn, rules: rules.join(' ') }) : null
}

/** Whether a laptop may be promised to a person now: asked where a journey is there that it would be given in. */
export const mayBeGiven = (state: JourneyState, facts: Facts): boolean =>
  state.stage !== 'dotation' || equippedLately(state, facts, dayOf(facts.now, facts.zone)) === null

/** The rules that a laptop leaves unmet on a day, by their codes; null: that no laptop does. */
export function unmetByLaptop(
  { referral }: Pick<OpenJourney, 'referral'>,
  definition: Definition,
  day: string,
  lastHandedOverOn: string | null,
): readonly string[] {
  const { reasons, needs, commitment, entry } = referral
  const told = { naturalPerson: true, commitment, reasons, needs, entry, age: null, today: day }
  const unmet = (before: string | null): readonly string[] =>
    unmetRules(definition, eligibilityFactsOf({ ...told, lastHandedOverOn: before })).codes
  const without = unmet(null)
  return unmet(lastHandedOverOn).filter((code) => !without.includes(code))
}
