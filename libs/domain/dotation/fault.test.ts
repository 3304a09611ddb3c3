import { boundDotation } from '../../testing/dotation.fixtures'
import { facts, ids } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import type { OutsideFacts } from '../facts'
import { decide, type DotationCommand } from './dotation.decide'
import { evolve } from './dotation.evolve'
import type { DotationState } from './dotation.state'

const now = '2026-05-04T09:00:00Z'
const other = ids.device.replace('device-00000000', 'device-00000001')
const free = { stream: other, owner: ids.lieuStructure, status: 'delivered', features: [] }
const given = (ready: number, waiting: number, device: OutsideFacts['device'] = free) =>
  facts({ laptops: laptopRules, device, stock: { ready, waiting, recyclerie: ids.recyclerie } }, now)
const report = (over: object = {}): DotationCommand => ({
  ...{ type: 'ReportFault', data: { on: '2026-05-04', fault: 'ecran', ...over } },
})

function after(known: ReturnType<typeof given>): DotationState {
  const decision = decide(report(), boundDotation(), known)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, boundDotation())
}

test('faulty at the counter: the next laptop that nobody waits for is theirs at once, the first is released', () => {
  expect(after(given(1, 0))).toMatchObject({
    ...{ stage: 'handover', device: other, receipt: null },
    laptops: [
      { device: ids.device, is: 'released' },
      { device: other, is: 'promised' },
    ],
  })
})

test('where others wait for it, or there is none, they wait again at their old place', () => {
  const old = { opening: { referredOn: '2026-03-02' }, laptops: [{ device: ids.device, is: 'released' }] }
  for (const known of [given(1, 1), given(0, 0, null)]) {
    expect(after(known)).toMatchObject({ stage: 'stock', task: 'await_laptop', ...old })
  }
})

test('whoever may be given none any more is given no next one, and the fault is recorded all the same', () => {
  const known = given(1, 0)
  const equipped = { ...known, outside: { ...known.outside, mayHaveAnother: false } }
  const released = [{ device: ids.device, is: 'released' }]
  expect(after(equipped)).toMatchObject({ stage: 'stock', laptops: released })
})

test.each([
  ['unknown_code', { fault: 'humeur' }],
  ['date_in_future', { on: '2026-05-05' }],
  ['date_before', { on: '2026-04-30' }],
] as const)('no: %s', (rule, over) => {
  expect(decide(report(over), boundDotation(), given(1, 0))).toMatchObject({ rule })
})

test('nothing is faulty before a laptop is bound', () => {
  expect(decide(report(), { stage: 'unknown' }, given(1, 0))).toMatchObject({ rule: 'unknown_stream' })
  expect(decide(report(), after(given(0, 0, null)), given(1, 0))).toMatchObject({ rule: 'wrong_stage' })
})
