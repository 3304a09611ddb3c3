import { openedDotation } from '../../testing/dotation.fixtures'
import { facts, ids } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import { decide, type DotationCommand } from './dotation.decide'

const now = '2026-05-01T09:00:00Z'
const laptop = (...features: readonly string[]) => ({
  ...{ stream: ids.device, owner: ids.lieuStructure, status: 'delivered' },
  features,
})
const bind = (
  device: OutsideFacts['device'],
  over: object = {},
  needs: readonly string[] = ['ecran_15', 'windows'],
) => {
  const command = { type: 'Bind', data: { device: null, despite: false, ...over } } as DotationCommand
  return decide(command, openedDotation({ needs }), facts({ device }, now))
}

test('a laptop that has all that is needed is bound, whatever else it has', () => {
  expect(bind(laptop('ecran_15', 'loupe', 'windows'))).toMatchObject({
    events: [{ type: 'LaptopReserved', data: { device: ids.device, lacks: [] } }],
  })
})

test('what it lacks is named; taken despite that, it is kept with the event', () => {
  expect(bind(laptop('windows'))).toMatchObject({
    ...{ rule: 'laptop_lacks_need', details: { field: 'device', needs: 'ecran_15' } },
    fr: expect.stringContaining('ecran_15') as string,
  })
  expect(bind(laptop('windows'), { despite: true })).toMatchObject({
    events: [{ type: 'LaptopReserved', data: { device: ids.device, lacks: ['ecran_15'] } }],
  })
})

test('none that does is another thing than none at all', () => {
  expect(bind(null)).toMatchObject({ rule: 'no_laptop_that_meets', details: { needs: 'ecran_15, windows' } })
  expect(bind(null, {}, [])).toMatchObject({ rule: 'no_laptop_ready' })
})

test('despite what it lacks, a laptop of others or one that is not ready is not bound', () => {
  expect(bind({ ...laptop(), owner: ids.otherStructure }, { despite: true })).toMatchObject({ rule: 'other_stock' })
  expect(bind({ ...laptop(), status: 'graded' }, { despite: true })).toMatchObject({ rule: 'laptop_not_ready' })
})
