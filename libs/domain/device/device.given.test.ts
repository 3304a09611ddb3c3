import { ids } from '../../testing/journey.fixtures'
import { deviceCommands as commands, laptopFacts } from '../../testing/laptop.fixtures'
import {
  boundDevice as bound,
  deviceTold as told,
  deviceInRepair as inRepair,
  deviceAt as at,
  deviceFacts,
  deviceNow as now,
  type DeviceMoment,
  deviceAfter as run,
} from '../../testing/device.moments'
import { facts } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { Facts } from '../facts'
import { type DeviceCommand, deviceDecider } from './device.decider'

const { decide } = deviceDecider
const come = (command: DeviceCommand, state: DeviceMoment, given: Facts = deviceFacts()) => {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events : whyNot(decision)
}
const bind: DeviceCommand = { type: 'Bind', data: {} }
const handOver: DeviceCommand = { type: 'HandOver', data: {} }
const reserved = told('LaptopReserved', { device: ids.device, agreement: null })
const handed = told('DotationHandedOver', { device: ids.device })

/** The same, said on another day, or without one. */
const sayingOn = ({ decided, ...given }: Facts, on: string | undefined): Facts => ({
  ...given,
  decided: decided.map(({ stream, event: { type, data, at: instant } }) => ({
    ...{ stream, event: { type, data, at: instant, ...(on === undefined ? {} : { on }) } },
  })),
})

describe('a laptop is promised', () => {
  test.each(['ready', 'sent', 'delivered'] as const)('when %s, and goes back to where it is', (status) => {
    expect(come(bind, at[status](), reserved)).toEqual([
      { type: 'DeviceBound', data: { dotation: ids.dotation, lentTo: null }, at: now },
    ])
    const promised = bound(at[status]())
    expect(promised).toMatchObject({ status: 'bound', at: status, dotation: ids.dotation })
    const freed = run(promised, { type: 'Withdraw', data: {} }, told('DotationAbandoned', { cause: 'withdrawn' }))
    expect(freed).toMatchObject({ status, readyOn: '2026-05-01' })
  })

  test('only where a dotation says so, and once', () => {
    expect(come(bind, at.ready())).toEqual([])
    expect(come(bind, at.bound(), reserved)).toBe('laptop_not_ready status=bound')
    expect(come(bind, at.graded(), reserved)).toBe('laptop_not_ready status=graded')
  })
})

describe('a laptop is handed over', () => {
  test('at its owner’s place, on the day that is told', () => {
    expect(come(handOver, bound(at.delivered()), handed)).toEqual([
      { type: 'DeviceHandedOver', data: { dotation: ids.dotation }, at: now, on: '2026-05-01' },
    ])
    expect(at.handed_over()).toMatchObject({ status: 'handed_over', dotation: ids.dotation })
  })

  test('as the first one was where it replaces one', () => {
    const replacing = told('ReplacementHandedOver', { device: ids.device })
    expect(run(bound(at.delivered()), handOver, replacing)).toMatchObject({ status: 'handed_over' })
  })

  test('not before it is there, unless the recyclerie owns it', () => {
    expect(come(handOver, at.bound(), handed)).toBe('laptop_not_received status=ready')
    expect(come(handOver, bound(at.sent()), handed)).toBe('laptop_not_received status=sent')
    const own = at.bound() as Extract<DeviceMoment, { status: 'bound' }>
    const itself = { ...own, device: { ...own.device, owner: ids.recyclerie } }
    expect(run(itself, handOver, handed)).toMatchObject({ status: 'handed_over' })
  })

  test('where it is promised, and a dotation says so', () => {
    expect(come(handOver, at.delivered(), handed)).toBe('laptop_not_ready status=delivered')
    expect(come(handOver, bound(at.delivered()))).toBe('laptop_not_ready status=bound')
  })
})

describe('a promise is given up', () => {
  test.each([
    ['Withdraw', 'withdrawn'],
    ['ExpireDotation', 'no_laptop'],
    ['MissHandOver', 'not_collected'],
  ] as const)('by %s: the laptop is free, and it is told why (%s)', (type, cause) => {
    expect(come({ type, data: {} }, at.bound(), told('DotationAbandoned', { cause }))).toEqual([
      { type: 'DeviceReleased', data: { dotation: ids.dotation, cause }, at: now },
    ])
  })

  test('where the journey moves to another place and leaves it there, and not where it takes it along', () => {
    const change: DeviceCommand = { type: 'ChangeLieu', data: {} }
    expect(come(change, at.bound(), told('DotationMoved', { released: ids.device }))).toEqual([
      { type: 'DeviceReleased', data: { dotation: ids.dotation, cause: 'moved' }, at: now },
    ])
    expect(come(change, at.bound(), told('DotationMoved', { released: null }))).toEqual([])
  })
})

describe('a fault seen before the laptop is given', () => {
  const report: DeviceCommand = { type: 'ReportFault', data: {} }
  const faulty = told('LaptopFaulty', { device: ids.device, fault: 'ecran', next: ids.otherDevice })

  test('frees it, and sends it back to the recyclerie, nobody’s', () => {
    expect(come(report, at.bound(), faulty)).toEqual([
      { type: 'DeviceReleased', data: { dotation: ids.dotation, cause: 'faulty' }, at: now },
      { type: 'DeviceSentBack', data: { fault: 'ecran', ticket: null }, at: now, on: '2026-05-01' },
    ])
    expect(run(at.bound(), report, faulty)).toMatchObject({ status: 'sent_back', dotation: null })
  })

  test('is of the day of its record where none is told, and not before what was done last', () => {
    expect(come(report, at.bound(), sayingOn(faulty, undefined))).toMatchObject([{}, { on: '2026-05-01' }])
    expect(come(report, at.bound(), sayingOn(faulty, '2026-04-30'))).toContain('date_before field=on')
  })

  test('of another dotation is no business of this one’s; the laptop that comes instead is promised', () => {
    expect(come(report, at.bound(), told('LaptopFaulty', { fault: 'ecran' }, `${ids.dotation}0`))).toEqual([])
    expect(come(report, at.bound())).toEqual([])
    expect(run(at.delivered(), report, reserved)).toMatchObject({ status: 'bound' })
  })
})

describe('a fault within the guarantee', () => {
  const replace: DeviceCommand = { type: 'ReplaceLaptop', data: {} }
  const returned = (next: string | null) => told('LaptopReturned', { device: ids.device, fault: 'ecran', next })
  const gone = { type: 'DeviceReplaced', data: { dotation: ids.dotation, by: null }, at: now, on: '2026-05-01' }

  test('sends the laptop back for repair, nobody’s any more, and says what replaces it', () => {
    expect(come(replace, at.handed_over(), returned(ids.otherDevice))).toEqual([
      { type: 'DeviceSentBack', data: { fault: 'ecran', ticket: null }, at: now, on: '2026-05-01' },
      { ...gone, data: { dotation: ids.dotation, by: ids.otherDevice } },
    ])
    const back = run(at.handed_over(), replace, returned(null))
    expect(back).toMatchObject({ status: 'sent_back', dotation: null })
    expect(run(back, commands.WipeDevice)).toMatchObject({ status: 'wiped' })
  })

  test('of one that the recyclerie has for repair already: it is replaced all the same', () => {
    expect(come(replace, inRepair(), returned(null))).toEqual([gone])
  })

  test('promises the laptop that takes its place', () => {
    expect(run(at.delivered(), replace, told('LaptopReserved', { device: ids.device }))).toMatchObject({
      status: 'bound',
    })
  })

  test('of another dotation, or that nothing tells, changes nothing', () => {
    expect(come(replace, at.handed_over(), told('LaptopReturned', {}, `${ids.dotation}0`))).toEqual([])
    expect(come(replace, at.handed_over(), facts(laptopFacts, now))).toEqual([])
  })

  test('is of the day of its record where none is told, and not before what was done last', () => {
    expect(come(replace, inRepair(), sayingOn(returned(null), undefined))).toEqual([gone])
    expect(come(replace, at.handed_over(), sayingOn(returned(null), '2026-04-30'))).toBe(
      'date_before field=on date=2026-04-30 what=previous_step day=2026-05-01',
    )
  })
})
