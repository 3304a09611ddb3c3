import fc from 'fast-check'
import { openedDotation } from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import { agreedUse, type UsableAgreement } from './agreement.use'
import { decide, type DotationCommand } from './dotation.decide'
import { evolve } from './dotation.evolve'
import { react } from './dotation.react'

const now = '2026-05-01T09:00:00Z'
const agreement = (over: Partial<UsableAgreement> = {}): UsableAgreement => ({
  ...{ document: 'CONV-2026-03', laptops: 3, until: '2026-05-01', endedOn: null, taken: [2], ...over },
})
const device = { stream: ids.device, owner: ids.otherStructure, status: 'delivered', features: [] }
const command: DotationCommand = { type: 'Bind', data: { device: ids.device, despite: false } }
const bind = (agreements: readonly UsableAgreement[], over: Partial<OutsideFacts> = {}) => {
  const stock = { ready: 0, waiting: 1, recyclerie: null }
  return decide(command, openedDotation(), facts({ device, agreements, stock, ...over }, now))
}
const use = { owner: ids.otherStructure, to: ids.lieuStructure, document: 'CONV-2026-03', number: 1, left: 1 }

test('a laptop of another owner is bound by their agreement, under the first number that is free, on its last day still', () => {
  expect(bind([agreement()])).toMatchObject({
    events: [{ type: 'LaptopReserved', data: { device: ids.device, lacks: [], agreement: use } }],
  })
})

test('the owner is told which laptop, where it goes and what is left, and nothing of anybody', () => {
  const decision = bind([agreement()])
  if (!decision.ok) throw new Error(decision.rule)
  const state = decision.events.reduce(evolve, openedDotation())
  expect(state).toMatchObject({ laptops: [{ device: ids.device, is: 'promised', agreement: use }] })
  const by = { sub: ids.mediator, role: 'mediator', lieu: ids.place }
  const [, lent] = decision.events.flatMap((event) => react(event, state, landes, ids.dotation, by))
  expect(lent).toEqual({
    mail: 'laptop_lent',
    to: { role: 'owner', id: ids.otherStructure },
    data: { device: ids.device, place: ids.place, document: 'CONV-2026-03', left: 1 },
    task: null,
  })
})

test.each<[string, readonly UsableAgreement[], Partial<OutsideFacts>?]>([
  ['other_stock', []],
  ['agreement_used_up', [agreement({ taken: [1, 2, 3] }), agreement({ endedOn: '2026-04-01' })]],
  ['agreement_over', [agreement({ until: '2026-04-30' }), agreement({ endedOn: '2026-04-01' })]],
  ['agreement_withdrawn', [agreement({ endedOn: '2026-05-01' })]],
  ['laptop_not_ready', [agreement()], { device: { ...device, status: 'bound' } }],
  ['own_stock_first', [agreement()], { stock: { ready: 1, waiting: 1, recyclerie: null } }],
])('no: %s', (...[rule, agreements, over]) => {
  expect(bind(agreements, over)).toMatchObject({ rule })
})

test('where those who wait need all of the own stock, another one’s is taken', () => {
  expect(bind([agreement()], { stock: { ready: 1, waiting: 2, recyclerie: null } })).toMatchObject({ ok: true })
})

test('one that still allows some is used, whatever became of the others', () => {
  const others = [agreement({ until: '2026-04-30' }), agreement({ taken: [1, 2, 3] }), agreement({ endedOn: now })]
  expect(bind([...others, agreement({ document: 'CONV-9' })])).toMatchObject({
    events: [{ data: { agreement: { document: 'CONV-9' } } }],
  })
})

test('however laptops are taken and given back, an agreement never gives one number twice nor more than were agreed', () => {
  const steps = fc.array(fc.oneof(fc.constant('take' as const), fc.nat(9)), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), steps, (laptops, sequence) => {
      let taken: readonly number[] = []
      for (const step of sequence) {
        if (step !== 'take') {
          taken = taken.filter((_, index) => index !== step)
          continue
        }
        const agreed = agreedUse(use, [agreement({ laptops, taken })], '2026-05-01')
        expect(agreed.ok).toBe(taken.length < laptops)
        if (!agreed.ok) continue
        expect(taken).not.toContain(agreed.use.number)
        taken = [...taken, agreed.use.number]
        expect(agreed.use).toMatchObject({ left: laptops - taken.length })
      }
      expect(Math.max(0, ...taken)).toBeLessThanOrEqual(laptops)
    }),
  )
})
