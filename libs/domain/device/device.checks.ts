import type { Facts } from '../facts'
import { refuse, refuseBefore, type Refusal } from '../kernel/refusal'
import { dayOf } from '../kernel/wait'
import type { DeviceOwn } from './device.state'
import type { LaptopRules } from './laptop.rules'

/** The rules of the territory about laptops, for a command that was refused where there are none. */
export function rulesOf(facts: Facts): LaptopRules {
  const { laptops } = facts.outside
  if (!laptops) throw new TypeError('no rules about laptops are known for this territory')
  return laptops
}

/** A territory may have agreed on nothing about laptops: then nothing is done with any. */
export const refusedWithoutRules = ({ outside }: Facts): Refusal | null =>
  outside.laptops ? null : refuse('no_laptop_rules')

/** Nothing that is still recorded about laptops was done longer ago than this: its year is mistyped. */
const mostYears = 10

/** A day that people give: not ahead of time, nor ages ago, nor before what was done last. */
export function refusedDay(on: string, lastOn: string | null, facts: Facts, field = 'on'): Refusal | null {
  const today = dayOf(facts.now, facts.zone)
  if (on > today) return refuse('date_in_future', { field, date: on })
  if (on < `${Number(today.slice(0, 4)) - mostYears}${today.slice(4)}`)
    return refuse('date_too_far', { field, date: on })
  return lastOn !== null && on < lastOn ? refuseBefore('previous_step', lastOn, field, on) : null
}

/** A code that is not in a list of the territory. */
export const refusedCode = (
  list: readonly { readonly code: string }[],
  code: string,
  field: string,
  name: string,
): Refusal | null =>
  list.some((known) => known.code === code) ? null : refuse('unknown_code', { field, code, list: name })

/** A recyclerie works on the laptops of others only while it is admitted. */
export function refusedWorkshop(recyclerie: string, facts: Facts): Refusal | null {
  const known = facts.outside.structures?.[recyclerie]
  if (!known) return refuse('unknown_structure', { field: 'recyclerie' })
  if (!known.roles.includes('recyclerie'))
    return refuse('structure_without_role', { field: 'recyclerie', role: 'recyclerie' })
  return known.admitted ? null : refuse('recyclerie_not_admitted', { field: 'recyclerie' })
}

type Undated<T> = Omit<T, 'on'>

export function refusedRelease(data: Undated<DeviceOwn['ReleaseDevice']['data']>): Refusal | null {
  const left = (['locksRemoved', 'tagsRemoved', 'ownershipTransferred'] as const).find((flag) => !data[flag])
  return left ? refuse('device_not_released', { field: left }) : null
}

export function refusedWipe(data: Undated<DeviceOwn['WipeDevice']['data']>, facts: Facts): Refusal | null {
  const { methods, tools } = rulesOf(facts).wipe
  if (data.report === null) return refuse('wipe_proof_missing', { field: 'report' })
  return (
    refusedCode(methods, data.method, 'method', 'wipe.methods') ?? refusedCode(tools, data.tool, 'tool', 'wipe.tools')
  )
}

/** Every criterion of the version in force is answered, and nothing else is. */
export function refusedTest(data: Undated<DeviceOwn['TestDevice']['data']>, facts: Facts): Refusal | null {
  const { version, criteria } = rulesOf(facts).tests
  if (data.version !== version)
    return refuse('wrong_instrument', { field: 'version', measure: 'tests', expected: version, given: data.version })
  const missing = criteria.find(({ code }) => data.answers[code] === undefined)
  if (missing) return refuse('incomplete_answers', { field: 'answers', item: missing.code })
  const strange = Object.keys(data.answers).find((given) => !criteria.some(({ code }) => code === given))
  return strange ? refuse('unknown_code', { field: 'answers', code: strange, list: 'tests.criteria' }) : null
}

export function refusedGrade(data: Undated<DeviceOwn['GradeDevice']['data']>, facts: Facts): Refusal | null {
  const { grades, batteries, systems, accessibility, screenInches } = rulesOf(facts)
  if (data.screenInches < screenInches.min || data.screenInches > screenInches.max)
    return refuse('out_of_scale', { field: 'screenInches', item: 'screenInches' })
  const codes = data.accessibility.map((code) => refusedCode(accessibility, code, 'accessibility', 'accessibility'))
  return (
    refusedCode(grades, data.grade, 'grade', 'grades') ??
    refusedCode(batteries, data.battery, 'battery', 'batteries') ??
    refusedCode(systems, data.system, 'system', 'systems') ??
    codes.find((refusal) => refusal !== null) ??
    null
  )
}
