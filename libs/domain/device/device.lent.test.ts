import { ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands } from '../../testing/laptop.fixtures'
import {
  boundDevice as boundBy,
  deviceTold as told,
  deviceAt,
  deviceFacts,
  deviceNow,
  deviceAfter as run,
} from '../../testing/device.moments'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide } = deviceDecider
const agreement = { owner: ids.lieuStructure, to: ids.otherStructure, document: 'CONV-1', number: 1, left: 0 }
const bound = (by: object | null) => boundBy(deviceAt.ready(), by)
const place = { stream: ids.otherPlace, isLieu: true, territory: '40', epci: '244000808' }
const there = deviceFacts({ place: { ...place, structure: ids.otherStructure } })
const handOver: DeviceCommand = { type: 'HandOver', data: {} }
const handed = told('DotationHandedOver', { device: ids.device })

test('bound by an agreement it stays its owner’s until it is handed over, and is the other’s from then on', () => {
  const lent = bound(agreement)
  expect(lent).toMatchObject({ status: 'bound', lentTo: ids.otherStructure, device: { owner: ids.lieuStructure } })
  const arrived = run(lent, commands.ReceiveDevice)
  expect(decide(handOver, arrived, handed)).toMatchObject({
    events: [
      { type: 'DeviceHandedOver' },
      { type: 'DeviceOwnerChanged', data: { owner: ids.otherStructure }, at: deviceNow },
    ],
  })
  expect(run(arrived, handOver, handed)).toMatchObject({
    ...{ status: 'handed_over', device: { owner: ids.otherStructure } },
  })
  const own = run(run(bound(null), commands.ReceiveDevice), handOver, handed)
  expect(own).toMatchObject({ status: 'handed_over', device: { owner: ids.lieuStructure } })
})

test('it may go straight to a place of the one that gives it, which no other laptop may', () => {
  expect(run(bound(agreement), commands.ReceiveDevice, there)).toMatchObject({ at: 'delivered', place: ids.place })
  expect(decide(commands.ReceiveDevice, bound(null), there)).toMatchObject({ rule: 'place_of_another_owner' })
  const third = deviceFacts({ place: { ...place, structure: ids.recyclerie } })
  expect(decide(commands.ReceiveDevice, bound(agreement), third)).toMatchObject({ rule: 'place_of_another_owner' })
})

test('not handed over, it goes back to its owner’s stock, and is lent to nobody', () => {
  const back = run(bound(agreement), { type: 'Withdraw', data: {} }, told('DotationAbandoned', { cause: 'withdrawn' }))
  expect(back).toMatchObject({ status: 'ready', device: { owner: ids.lieuStructure } })
  expect(back).not.toHaveProperty('lentTo')
})
