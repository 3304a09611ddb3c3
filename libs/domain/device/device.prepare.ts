import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse, type Refusal } from '../kernel/refusal'
import {
  refusedDay,
  refusedGrade,
  refusedRelease,
  refusedTest,
  refusedWipe,
  refusedWorkshop,
  rulesOf,
} from './device.checks'
import { featuresOf } from './laptop.features'
import type { DeviceEvent, DeviceOwn, DeviceState, KnownDevice, Proof, Registration } from './device.state'

/** A laptop is taken in by an admitted recyclerie for its owner; what was done to it before comes with its proof. */
export function register(
  { data }: DeviceOwn['RegisterDevice'],
  state: DeviceState,
  facts: Facts,
): Decision<DeviceEvent> {
  if (state.status !== 'unknown')
    return sameDevice(data, state.device) ? accept() : refuse('serial_already_registered', { field: 'serial' })
  const owner = facts.outside.structures?.[data.owner]
  if (!owner) return refuse('unknown_structure', { field: 'owner' })
  const refused = refusedWorkshop(data.recyclerie, facts)
  if (refused) return refused
  if (!owner.roles.includes('owner')) return refuse('structure_without_role', { field: 'owner', role: 'owner' })
  const { prepared, ...described } = data
  const registered: DeviceEvent = {
    type: 'DeviceRegistered',
    data: { ...described, territory: owner.territory },
    at: facts.now,
  }
  if (!prepared) return accept(registered)
  const steps = preparedElsewhere(prepared, facts)
  return 'ok' in steps ? steps : accept<DeviceEvent>(registered, ...steps)
}

const sameDevice = (given: DeviceOwn['RegisterDevice']['data'], known: Registration): boolean =>
  (['serial', 'inventory', 'brand', 'model', 'owner', 'recyclerie', 'lot'] as const).every(
    (key) => given[key] === known[key],
  )

type Prepared = NonNullable<DeviceOwn['RegisterDevice']['data']['prepared']>

/** The same steps, checked alike, of a laptop that somebody else has prepared; none of them may be missing. */
function preparedElsewhere({ release, wipe, test, grade }: Prepared, facts: Facts): readonly DeviceEvent[] | Refusal {
  if (!rulesOf(facts).preparedElsewhere) return refuse('not_prepared_elsewhere', { field: 'prepared' })
  const refusal =
    refusedDay(release.on, null, facts, 'prepared.release.on') ??
    refusedRelease(release) ??
    refusedDay(wipe.on, release.on, facts, 'prepared.wipe.on') ??
    refusedWipe(wipe, facts) ??
    refusedDay(test.on, wipe.on, facts, 'prepared.test.on') ??
    refusedTest(test, facts) ??
    (failedOf(test.answers).length > 0 ? refuse('criterion_failed', { field: 'prepared.test.answers' }) : null) ??
    refusedDay(grade.on, test.on, facts, 'prepared.grade.on') ??
    refusedGrade(grade, facts)
  if (refusal) return refusal
  return [unlocked(release, facts), wiped(wipe, facts), tested(test, facts), graded(grade, facts)]
}

/** The statuses in which each step of the preparation is done. What came back is wiped anew: somebody has used it. */
const before = {
  ReleaseDevice: ['received'],
  WipeDevice: ['released', 'sent_back'],
  TestDevice: ['wiped'],
  GradeDevice: ['tested'],
  ConfirmReady: ['graded'],
} as const satisfies Readonly<Record<string, readonly KnownDevice['status'][]>>

export type PreparationCommand = DeviceOwn[keyof typeof before]

/** One step of the preparation, each after the other; none can be left out. */
export function prepare(command: PreparationCommand, state: DeviceState, facts: Facts): Decision<DeviceEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  const expected: readonly string[] = before[command.type]
  if (!expected.includes(state.status))
    return refuse('wrong_device_status', { status: state.status, expected: expected.join(', ') })
  if (state.status === 'sent_back' && state.dotation !== null) return refuse('laptop_already_bound')
  const refused = refusedDay(command.data.on, state.lastOn, facts) ?? refusedWorkshop(state.device.recyclerie, facts)
  if (refused) return refused
  switch (command.type) {
    case 'ReleaseDevice':
      return refusedRelease(command.data) ?? accept(unlocked(command.data, facts))
    case 'WipeDevice':
      return refusedWipe(command.data, facts) ?? accept(wiped(command.data, facts))
    case 'TestDevice':
      return test(command, facts)
    case 'GradeDevice':
      return refusedGrade(command.data, facts) ?? accept(graded(command.data, facts))
    case 'ConfirmReady':
      return accept({ type: 'DeviceConfirmedReady', data: {}, at: facts.now, on: command.data.on })
  }
}

/** A laptop that fails a criterion serves for its parts, or is recycled where one of those it fails says so. */
function test({ data }: DeviceOwn['TestDevice'], facts: Facts): Decision<DeviceEvent> {
  const refused = refusedTest(data, facts)
  if (refused) return refused
  const failed = failedOf(data.answers)
  if (failed.length === 0) return accept(tested(data, facts))
  const { criteria } = rulesOf(facts).tests
  const exit = criteria.some(({ code, failed: end }) => failed.includes(code) && end === 'recycled')
    ? 'recycled'
    : 'for_parts'
  const discarded: DeviceEvent = {
    ...{ type: 'DeviceDiscarded', at: facts.now, on: data.on },
    data: { exit, reason: 'criterion_failed' },
  }
  return accept<DeviceEvent>(tested(data, facts), discarded)
}

const failedOf = (answers: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(answers).filter((code) => !answers[code])

const unlocked = ({ on, ...data }: Prepared['release'], { now: at }: Facts): DeviceEvent => ({
  ...{ type: 'DeviceUnlocked', at, on },
  data,
})
const wiped = ({ on, ...data }: Prepared['wipe'], { now: at }: Facts): DeviceEvent => ({
  ...{ type: 'DeviceWiped', at, on },
  data: data as Proof,
})
const tested = ({ on, ...data }: Prepared['test'], { now: at }: Facts): DeviceEvent => ({
  ...{ type: 'DeviceTested', at, on },
  data: { ...data, failed: failedOf(data.answers) },
})
const graded = ({ on, ...data }: Prepared['grade'], facts: Facts): DeviceEvent => ({
  ...{ type: 'DeviceGraded', at: facts.now, on },
  data: { ...data, features: featuresOf(data, rulesOf(facts).features) },
})
