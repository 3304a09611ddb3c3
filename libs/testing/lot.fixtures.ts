import type { LaptopStep } from '../domain/lot/lot.state'
import type { LotCommand } from '../domain/lot/lot.decide'
import type { DeviceEvent } from '../domain/device/device.state'
import type { Facts } from '../domain/facts'
import { facts, ids } from './journey.fixtures'
import { laptopFacts, registration, lotId } from './laptop.fixtures'

const on = '2026-05-01'
export const lotNow = '2026-05-01T09:00:00Z'

/** One well-formed command of each type that a lot leads, all of one day; the lot is to have two laptops. */
export const lotCommands = {
  AcquireLot: {
    type: 'AcquireLot',
    data: {
      ...{ owner: ids.lieuStructure, recyclerie: ids.recyclerie, source: 'un_ordinateur_un_collegien', laptops: 2 },
      ...{ priceCents: 12_000, order: 'BC-2026-014', on },
    },
  },
  ReceiveLot: { type: 'ReceiveLot', data: { deliveryNote: 'BL-77', laptops: 2, on } },
  ConfirmLotReady: { type: 'ConfirmLotReady', data: { on } },
  DeliverLot: { type: 'DeliverLot', data: { on } },
  CloseLot: { type: 'CloseLot', data: { on, shortfall: null } },
  RemindLot: { type: 'RemindLot', data: {} },
  ExpireLot: { type: 'ExpireLot', data: {} },
} as const satisfies Record<string, LotCommand>

/** What a command about a lot is told on an ordinary day. */
export const lotFacts = (over: Partial<Facts> = {}, now = lotNow): Facts => facts(laptopFacts, now, over)

const events: Readonly<Record<LaptopStep, Omit<DeviceEvent, 'at'>>> = {
  preparing: { type: 'DeviceRegistered', data: { ...registration, lot: lotId, territory: '40' } },
  graded: { type: 'DeviceGraded', data: {} },
  ready: { type: 'DeviceConfirmedReady', data: {} },
  delivered: { type: 'DeviceDelivered', data: { place: ids.place } },
  out: { type: 'DeviceDiscarded', data: { exit: 'lost', reason: 'disparu' } },
}

/** What a lot is told where the n-th of its laptops has come to a step. */
export const laptopCame = (number: number, step: LaptopStep, over: object = {}): Facts => {
  const { type, data } = events[step]
  const event = { type, data: { ...data, ...over }, at: lotNow }
  return lotFacts({ decided: [{ stream: `${ids.device.slice(0, -1)}${number}`, event }] })
}
