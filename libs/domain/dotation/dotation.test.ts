import { facts, ids, landes } from '../../testing/journey.fixtures'
import { printed, signature } from '../../testing/receipt.fixtures'
import type { Facts, OutsideFacts } from '../facts'
import { dayOf } from '../kernel/wait'
import { type DotationCommand, decide } from './dotation.decide'
import { evolve } from './dotation.evolve'
import { plan } from './dotation.plan'
import type { DotationState } from './dotation.state'

const now = '2026-05-01T09:00:00Z'
const assessedOn = '2026-04-20'
const journey = {
  person: ids.person,
  place: ids.place,
  structure: ids.lieuStructure,
  mediator: ids.mediator,
  definition: landes.id,
  territory: '40',
  epci: '244000808',
  referredOn: '2026-03-02',
}
const asked = (ready: number, waiting = 0): Facts =>
  facts({ journey }, now, {
    decided: [
      {
        stream: ids.journey,
        event: {
          type: 'DotationRequested',
          data: { recyclerie: ids.recyclerie, ready, waiting, assessedOn, needs: [] },
          at: now,
        },
      },
    ],
  })
const told = (type: string, data: object, stream: string = ids.device): Facts =>
  facts({}, now, { decided: [{ stream, event: { type, data, at: now } }] })

function run(state: DotationState, command: DotationCommand, given: Facts): DotationState {
  const decision = decide(command, state, given)
  if (!decision.ok) throw new Error(decision.rule)
  return decision.events.reduce(evolve, state)
}

const rule = (decision: ReturnType<typeof decide>) => (decision.ok ? 'accepted' : decision.rule)
const none: DotationState = { stage: 'unknown' }
const opener: DotationCommand = { type: 'AssessTraining', data: {} }
const waiting = () => run(none, opener, asked(0, 2))
const device = { stream: ids.device, owner: ids.lieuStructure, status: 'ready', features: [] }
const binding: DotationCommand = { type: 'Bind', data: { device: null, despite: false } }
const bound = () => run(waiting(), binding, facts({ device }, now))
const handOver: DotationCommand = { type: 'HandOver', data: { on: '2026-05-01' } }
const signed = () => [printed(1), signature].reduce<DotationState>(evolve, bound())

test('opens only in the breath in which its journey asks for it', () => {
  expect(decide(opener, none, facts({ journey }, now))).toEqual({ ok: true, events: [] })
  expect(waiting()).toMatchObject({ stage: 'stock', task: 'await_laptop', opening: { journey: ids.journey } })
  expect(rule(decide(opener, waiting(), asked(0)))).toBe('dotation_ended')
})

test('with a laptop ready the mediator binds it, with none the recyclerie prepares one', () => {
  const ready = run(none, opener, asked(1))
  expect(plan(ready, landes, ids.dotation)).toMatchObject({ task: 'bind_laptop', owner: { role: 'mediator' } })
  expect(plan(waiting(), landes, ids.dotation)).toMatchObject({
    stage: 'stock',
    owner: { role: 'recyclerie', id: ids.recyclerie },
    command: 'RemindDotation',
  })
})

test.each<[string, OutsideFacts['device']]>([
  ['no_laptop_ready', null],
  ['other_stock', { ...device, owner: ids.otherStructure }],
  ['laptop_not_ready', { ...device, status: 'preparing' }],
  ['accepted', device],
])('binding: %s', (expected, chosen) => {
  expect(rule(decide(binding, waiting(), facts({ device: chosen }, now)))).toBe(expected)
})

test('a laptop that comes free is taken by who waits and is served by it, and by nobody who rests', () => {
  const offer: DotationCommand = { type: 'OfferLaptop', data: {} }
  expect(run(waiting(), offer, facts({ device }, now))).toMatchObject({ stage: 'handover', device: ids.device })
  const rests = evolve(waiting(), { type: 'DotationPaused', data: {}, at: now })
  expect(rule(decide(offer, rests, facts({ device }, now)))).toBe('wrong_stage')
  expect(rule(decide(offer, bound(), facts({ device }, now)))).toBe('wrong_stage')
})

test('nothing is handed over before it is bound, nor twice', () => {
  expect(rule(decide(handOver, waiting(), facts({}, now)))).toBe('wrong_stage')
  const done = run(signed(), handOver, facts({}, now))
  expect(done).toMatchObject({
    stage: 'guarantee',
    laptops: [{ device: ids.device, is: 'handed_over' }],
  })
  expect(rule(decide(handOver, done, facts({}, now)))).toBe('wrong_stage')
  expect(rule(decide(binding, done, facts({ device }, now)))).toBe('wrong_stage')
})

test('its end without a laptop releases the one that was bound', () => {
  const expire: DotationCommand = { type: 'ExpireDotation', data: {} }
  expect(decide(expire, waiting(), facts({}, now))).toMatchObject({
    events: [{ data: { cause: 'no_laptop', device: null, preparing: { recyclerie: ids.recyclerie, number: 1 } } }],
  })
  expect(decide(expire, bound(), facts({}, now))).toMatchObject({
    events: [{ data: { cause: 'not_collected', device: ids.device, preparing: null } }],
  })
  expect(decide({ type: 'Withdraw', data: {} }, bound(), facts({}, now))).toMatchObject({
    events: [{ type: 'DotationAbandoned', data: { cause: 'withdrawn', device: ids.device } }],
  })
  expect(decide({ type: 'Withdraw', data: {} }, none, facts({}, now))).toEqual({ ok: true, events: [] })
})

test('a laptop that others wait for is not ready for the last to come', () => {
  expect(run(none, opener, asked(1, 1))).toMatchObject({ task: 'await_laptop' })
  expect(run(none, opener, asked(2, 1))).toMatchObject({ task: 'bind_laptop' })
})

test('a reminder looks at the stock again: a laptop may be gone, or have come back', () => {
  const stock = (ready: number) => facts({ stock: { ready, waiting: 1, recyclerie: ids.recyclerie } }, now)
  const remind: DotationCommand = { type: 'RemindDotation', data: {} }
  const gone = run(run(none, opener, asked(1)), remind, stock(0))
  expect(plan(gone, landes, ids.dotation)).toMatchObject({ task: 'await_laptop', owner: { role: 'recyclerie' } })
  const back = run(gone, remind, stock(1))
  expect(plan(back, landes, ids.dotation)).toMatchObject({ task: 'bind_laptop', owner: { role: 'mediator' } })
  expect(run(bound(), remind, stock(0))).toMatchObject({ task: 'book_hand_over', reminders: 1 })
  const known = facts({ stock: { ready: 0, waiting: 1, recyclerie: null } }, now)
  expect(plan(run(back, remind, known), landes, ids.dotation)).toMatchObject({
    owner: { role: 'coordinator', id: '40' },
  })
})

test('reminders come every fifteen days for a year, then the dotation ends', () => {
  let state = waiting()
  const days: string[] = []
  for (;;) {
    const { until, command } = plan(state, landes, ids.dotation) ?? {}
    if (!until || !command) break
    days.push(dayOf(until, 'Europe/Paris'))
    state = run(state, { type: command as 'RemindDotation' | 'ExpireDotation', data: {} }, facts({}, until))
  }
  expect(days.slice(0, 2)).toEqual(['2026-05-16', '2026-05-31'])
  expect(days).toHaveLength(24)
  expect(days.at(-1)).toBe('2027-05-01')
  expect(state).toMatchObject({ stage: 'closed', outcome: 'abandoned' })
})

test('the day of the hand-over is put right after its journey says so, and only once there is one', () => {
  const correction = (change: object) => told('FactCorrected', { change, stage: 'dotation', number: 1 }, ids.journey)
  const correct: DotationCommand = { type: 'Correct', data: {} }
  const day = correction({ fact: 'hand_over', on: '2026-04-30' })
  const given = run(signed(), handOver, facts({}, now))
  expect(decide(correct, given, day)).toMatchObject({
    events: [{ type: 'HandOverCorrected', data: { device: ids.device, on: '2026-04-30' } }],
  })
  const since = '2026-04-30T10:00:00Z'
  expect(run(given, correct, day)).toMatchObject({ handedOverOn: '2026-04-30', guarantee: { since } })
  const over = run(given, { type: 'EndGuarantee', data: {} }, facts({}, now))
  expect(run(over, correct, day)).toEqual(over)
  const quiet = { ok: true, events: [] }
  expect(decide(correct, given, correction({ fact: 'session', present: false }))).toEqual(quiet)
  expect(decide(correct, none, day)).toEqual(quiet)
})
