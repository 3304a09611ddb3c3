import { facts, ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands, laptopFacts } from '../../testing/laptop.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide, evolve, initialState } = deviceDecider
type State = Parameters<typeof decide>[1]
const now = '2026-05-01T09:00:00Z'
const told = (type: string, data: object): Facts =>
  facts(laptopFacts, now, { decided: [{ stream: ids.dotation, event: { type, data, at: now, on: '2026-05-01' } }] })
const given = (outside: OutsideFacts = {}): Facts => facts({ ...laptopFacts, ...outside }, now)

function run(state: State, command: DeviceCommand, known: Facts = given()): State {
  const decision = decide(command, state, known)
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
  return decision.events.reduce(evolve, state)
}

const ready = () =>
  (
    ['RegisterDevice', 'ReleaseDevice', 'WipeDevice', 'TestDevice', 'GradeDevice', 'ConfirmReady'] as const
  ).reduce<State>((state, type) => run(state, commands[type]), initialState)
const agreement = { owner: ids.lieuStructure, to: ids.otherStructure, document: 'CONV-1', number: 1, left: 0 }
const bound = (by: object | null) =>
  run(ready(), { type: 'Bind', data: {} }, told('LaptopReserved', { device: ids.device, lacks: [], agreement: by }))
const place = { stream: ids.otherPlace, isLieu: true, territory: '40', epci: '244000808' }
const there = given({ place: { ...place, structure: ids.otherStructure } })
const handOver: DeviceCommand = { type: 'HandOver', data: {} }
const handed = told('DotationHandedOver', { device: ids.device })

test('bound by an agreement it stays its owner’s until it is handed over, and is the other’s from then on', () => {
  const lent = bound(agreement)
  expect(lent).toMatchObject({ status: 'bound', lentTo: ids.otherStructure, device: { owner: ids.lieuStructure } })
  const arrived = run(lent, commands.ReceiveDevice)
  expect(run(arrived, handOver, handed)).toMatchObject({
    ...{ status: 'handed_over', device: { owner: ids.otherStructure } },
  })
  const own = run(run(bound(null), commands.ReceiveDevice), handOver, handed)
  expect(own).toMatchObject({ status: 'handed_over', device: { owner: ids.lieuStructure } })
})

test('it may go straight to a place of the one that gives it, which no other laptop may', () => {
  expect(run(bound(agreement), commands.ReceiveDevice, there)).toMatchObject({ at: 'delivered', place: ids.place })
  expect(decide(commands.ReceiveDevice, bound(null), there)).toMatchObject({ rule: 'place_of_another_owner' })
  const third = given({ place: { ...place, structure: ids.recyclerie } })
  expect(decide(commands.ReceiveDevice, bound(agreement), third)).toMatchObject({ rule: 'place_of_another_owner' })
})

test('not handed over, it goes back to its owner’s stock, and is lent to nobody', () => {
  const back = run(bound(agreement), { type: 'Withdraw', data: {} }, told('DotationAbandoned', { cause: 'withdrawn' }))
  expect(back).toMatchObject({ status: 'ready', device: { owner: ids.lieuStructure } })
  expect(back).not.toHaveProperty('lentTo')
})
