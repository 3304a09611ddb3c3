import type { DeviceStatus } from '../../contracts/codes'
import { ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands, laptopRules, structures } from '../../testing/laptop.fixtures'
import {
  deviceInRepair as inRepair,
  deviceAt as at,
  deviceFacts,
  type DeviceMoment,
} from '../../testing/device.moments'
import { whyNot } from '../../testing/refusal.words'
import type { OutsideFacts } from '../facts'
import { refusedDay, rulesOf } from './device.checks'
import { type DeviceCommand, deviceDecider } from './device.decider'

type Type = keyof typeof commands

function why(state: DeviceMoment, type: Type, over: object = {}, outside: OutsideFacts = {}): string {
  const command = { ...commands[type], data: { ...commands[type].data, ...over } } as DeviceCommand
  const decision = deviceDecider.decide(command, state, deviceFacts(outside))
  return decision.ok ? 'accepted' : whyNot(decision)
}

const { version, criteria } = laptopRules.tests
const { answers } = commands.TestDevice.data
const [first] = criteria.map(({ code }) => code)
const lastUnanswered = Object.fromEntries(Object.entries(answers).slice(0, -1))

test.each<[string, DeviceStatus, Type, object]>([
  ['device_not_released field=locksRemoved', 'received', 'ReleaseDevice', { locksRemoved: false }],
  ['device_not_released field=tagsRemoved', 'received', 'ReleaseDevice', { tagsRemoved: false }],
  ['device_not_released field=ownershipTransferred', 'received', 'ReleaseDevice', { ownershipTransferred: false }],
  ['wipe_proof_missing field=report', 'released', 'WipeDevice', { report: null }],
  ['unknown_code field=method code=marteau list=wipe.methods', 'released', 'WipeDevice', { method: 'marteau' }],
  ['unknown_code field=tool code=marteau list=wipe.tools', 'released', 'WipeDevice', { tool: 'marteau' }],
  [
    `wrong_instrument field=version measure=tests expected=${version} given=criteres-landes.v0`,
    ...(['wiped', 'TestDevice', { version: 'criteres-landes.v0' }] as const),
  ],
  [`incomplete_answers field=answers item=${first}`, 'wiped', 'TestDevice', { answers: {} }],
  [
    `incomplete_answers field=answers item=${criteria.at(-1)?.code}`,
    ...(['wiped', 'TestDevice', { answers: lastUnanswered }] as const),
  ],
  [
    'unknown_code field=answers code=odeur list=tests.criteria',
    ...(['wiped', 'TestDevice', { answers: { ...answers, odeur: true } }] as const),
  ],
  ['out_of_scale field=screenInches item=screenInches', 'tested', 'GradeDevice', { screenInches: 9.9 }],
  ['accepted', 'tested', 'GradeDevice', { screenInches: 10 }],
  ['accepted', 'tested', 'GradeDevice', { screenInches: 20 }],
  ['out_of_scale field=screenInches item=screenInches', 'tested', 'GradeDevice', { screenInches: 20.1 }],
  ['unknown_code field=grade code=superbe list=grades', 'tested', 'GradeDevice', { grade: 'superbe' }],
  ['unknown_code field=system code=aucun list=systems', 'tested', 'GradeDevice', { system: 'aucun' }],
  ['unknown_code field=battery code=aucune list=batteries', 'tested', 'GradeDevice', { battery: 'aucune' }],
  ['accepted', 'tested', 'GradeDevice', { accessibility: ['grand_clavier', 'loupe'] }],
  [
    'unknown_code field=accessibility code=aile list=accessibility',
    ...(['tested', 'GradeDevice', { accessibility: ['grand_clavier', 'aile'] }] as const),
  ],
  ['unknown_code field=reason code=ennui list=discards', 'received', 'DiscardDevice', { reason: 'ennui' }],
  ['unknown_code field=fault code=ennui list=faults', 'delivered', 'SendBackDevice', { fault: 'ennui' }],
])('%s: laptop %s, %s %j', (expected, status, type, over) => {
  expect(why(at[status](), type, over)).toBe(expected)
})

test.each<[DeviceStatus, Type, string]>([
  ['wiped', 'ReleaseDevice', 'received'],
  ['received', 'WipeDevice', 'released, sent_back'],
  ['tested', 'ConfirmReady', 'graded'],
  ['sent', 'SendDevice', 'ready'],
  ['delivered', 'ReceiveDevice', 'ready, sent'],
  ['lost', 'DiscardDevice', 'received, released, wiped, tested, graded, ready, sent, delivered, sent_back, replaced'],
  ['wiped', 'SendBackDevice', 'ready, sent, delivered, handed_over, replaced'],
  ['sent_back', 'GiveBackDevice', 'sent_back'],
  ['delivered', 'GiveBackDevice', 'sent_back'],
])('of a laptop that is %s, %s is not done: it is of one that is %s', (status, type, expected) => {
  expect(why(at[status](), type)).toBe(`wrong_device_status status=${status} expected=${expected}`)
})

test.each<[string, () => DeviceMoment, Type]>([
  ['promised', at.bound, 'DiscardDevice'],
  ['promised', at.bound, 'SendBackDevice'],
  ['in somebody’s hands', at.handed_over, 'DiscardDevice'],
  ['somebody’s, in repair', inRepair, 'DiscardDevice'],
  ['somebody’s, in repair', inRepair, 'WipeDevice'],
])('a laptop that is %s does not leave them: %#', (_, state, type) => {
  expect(why(state(), type)).toBe('laptop_already_bound')
})

test.each<[DeviceStatus, Type]>([
  ['released', 'WipeDevice'],
  ['ready', 'SendDevice'],
  ['sent', 'ReceiveDevice'],
  ['ready', 'DiscardDevice'],
  ['delivered', 'SendBackDevice'],
])('of a laptop that is %s, %s is of a day that has come and not before what was done last', (status, type) => {
  expect(why(at[status](), type, { on: '2026-05-02' })).toBe('date_in_future field=on date=2026-05-02')
  expect(why(at[status](), type, { on: '2026-04-30' })).toBe(
    'date_before field=on date=2026-04-30 what=previous_step day=2026-05-01',
  )
})

test('it is given back on a day that has come, not before it was sent back', () => {
  expect(why(inRepair(), 'GiveBackDevice', { on: '2026-05-02' })).toBe('date_in_future field=on date=2026-05-02')
  expect(why(inRepair(), 'GiveBackDevice', { on: '2026-04-30' })).toContain('date_before field=on')
})

test('it is sent back with a ticket of its own, or without one', () => {
  expect(why(at.handed_over(), 'SendBackDevice', {}, { isItsTicket: false })).toBe('unknown_ticket field=ticket')
  expect(why(at.handed_over(), 'SendBackDevice', { ticket: null }, { isItsTicket: false })).toBe('accepted')
})

test('a first step may be of any day of the last ten years', () => {
  expect(refusedDay('2017-01-01', null, deviceFacts())).toBeNull()
})

const place = { stream: ids.otherPlace, isLieu: true, territory: '40', epci: '244000808' }

test.each<[string, OutsideFacts]>([
  ['unknown_place field=place', { place: null }],
  ['place_of_another_owner field=place', { place: { ...place, structure: ids.otherStructure } }],
  // Lent to nobody, it goes to no place that is nobody’s.
  ['place_of_another_owner field=place', { place: { ...place, structure: null } }],
])('%s: where a laptop does not arrive', (expected, outside) => {
  expect(why(at.sent(), 'ReceiveDevice', {}, outside)).toBe(expected)
  expect(why(at.bound(), 'ReceiveDevice', {}, outside)).toBe(expected)
})

const notAdmitted = { roles: ['recyclerie'], territory: '40', admitted: false }

test.each<[string, OutsideFacts]>([
  ['unknown_structure field=owner', { structures: undefined }],
  ['unknown_structure field=owner', { structures: {} }],
  ['unknown_structure field=recyclerie', { structures: { [ids.lieuStructure]: notAdmitted } }],
  [
    'structure_without_role field=recyclerie role=recyclerie',
    { structures: { ...structures, [ids.recyclerie]: { ...notAdmitted, roles: ['lieu'], admitted: true } } },
  ],
  ['recyclerie_not_admitted field=recyclerie', { structures: { ...structures, [ids.recyclerie]: notAdmitted } }],
  [
    'structure_without_role field=owner role=owner',
    { structures: { ...structures, [ids.lieuStructure]: { ...notAdmitted, roles: ['lieu'] } } },
  ],
])('registration is refused by %s', (expected, outside) => {
  expect(why(deviceDecider.initialState, 'RegisterDevice', {}, outside)).toBe(expected)
})

test('work on a laptop whose recyclerie nobody knows is refused', () => {
  expect(why(at.received(), 'ReleaseDevice', {}, { structures: undefined })).toBe('unknown_structure field=recyclerie')
})

test.each([
  ['serial', 'INVENTE-0002'],
  ['inventory', 'PIN40-0002'],
  ['brand', 'Autre'],
  ['model', 'Autre'],
  ['owner', ids.otherStructure],
  ['recyclerie', ids.otherStructure],
  ['lot', 'lot-00000000-0000-4000-8000-000000000001'],
])('a serial number stands for one laptop, of one %s', (field, value) => {
  expect(why(at.received(), 'RegisterDevice', { [field]: value })).toBe('serial_already_registered field=serial')
})

test('rules about laptops are asked for only where it is known that there are some', () => {
  expect(() => rulesOf(deviceFacts({ laptops: undefined }))).toThrow('no rules about laptops')
})

test('an owner says that a laptop at their own place is lost, and nothing else of what becomes of one', () => {
  const actor = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
  const says = (status: DeviceStatus, over: object = {}) => {
    const command = { type: 'DiscardDevice', data: { ...commands.DiscardDevice.data, ...over } } as const
    const decision = deviceDecider.decide(command, at[status](), { ...deviceFacts(), actor })
    return decision.ok ? decision.events.map(({ type }) => type).join(' ') : whyNot(decision)
  }
  expect(says('delivered')).toBe('DeviceDiscarded')
  expect(says('delivered', { exit: 'recycled' })).toBe('only_lost_at_own_place field=exit')
  for (const status of ['received', 'ready', 'sent', 'sent_back'] as const)
    expect(says(status)).toBe('only_lost_at_own_place field=exit')
})
