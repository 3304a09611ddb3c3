import { decided, handedOverDotation, stockOn } from '../../testing/dotation.fixtures'
import { facts, ids, landes } from '../../testing/journey.fixtures'
import type { Doer, Intent } from '../kernel/decider'
import { type DotationCommand, decide } from './dotation.decide'
import type { DotationEvent, Stock } from './dotation.events'
import { evolve } from './dotation.evolve'
import { react, stillDue } from './dotation.react'
import type { DotationState } from './dotation.state'

const at = '2026-05-01T09:00:00Z'
const machine: Doer = { sub: 'system', role: 'system', lieu: null }
const coordinator: Doer = { sub: 'coordinator', role: 'coordinator', lieu: null }
const mediator: Doer = { sub: ids.mediator, role: 'mediator', lieu: ids.place }

const stock = (ready: number, waiting: number, recyclerie: string | null = ids.recyclerie): Stock => ({
  ...{ ready, waiting, recyclerie },
})
const opened = (seen: Stock): DotationEvent => ({
  type: 'DotationOpened',
  data: {
    ...{ journey: ids.journey, person: ids.person, place: ids.place, structure: ids.lieuStructure },
    ...{ mediator: ids.mediator, definition: landes.id, lookBack: landes.lookBack, territory: '40', epci: '244000808' },
    ...{ referredOn: '2026-03-02', assessedOn: '2026-04-20', needs: [], ...seen },
  },
  at,
})
const waiting = (seen: Stock) => evolve({ stage: 'unknown' }, opened(seen))
const reserved: DotationEvent = { type: 'LaptopReserved', data: { device: ids.device, lacks: [], agreement: null }, at }
const bound = () => evolve(waiting(stock(0, 0)), reserved)

/** The mails of one command, and the state it leaves. */
function told(state: DotationState, type: DotationCommand['type'], seen: Stock, by = machine) {
  const decision = decide({ type, data: {} } as DotationCommand, state, facts({ stock: seen }, at))
  if (!decision.ok) throw new Error(decision.rule)
  const next = decision.events.reduce(evolve, state)
  const intents = decision.events.flatMap((event) => react(event, next, landes, ids.dotation, by))
  return { intents, next }
}

const summary = (intents: readonly Intent[]) => intents.map(({ mail, to }) => [mail, to.role, to.id])
const toRecyclerie = ['recyclerie', ids.recyclerie]
const toCoordinator = ['coordinator', '40']
const toMediator = ['mediator', ids.mediator]

test('the recyclerie reads a place and a number, the mediator that a laptop is there', () => {
  const state = waiting(stock(0, 2))
  const [wanted] = react(opened(stock(0, 2)), state, landes, ids.dotation, mediator)
  expect(wanted).toMatchObject({
    mail: 'laptop_wanted',
    to: { role: 'recyclerie' },
    data: { place: ids.place, number: 3 },
  })
  expect(JSON.stringify(wanted)).not.toContain(ids.person)
  const [kept] = react(reserved, bound(), landes, ids.dotation, machine)
  expect(kept).toMatchObject({ mail: 'laptop_bound', to: { role: 'mediator', id: ids.mediator } })
  expect(stillDue(state, wanted as Intent)).toBe(true)
  expect(stillDue(bound(), wanted as Intent)).toBe(false)
})

test.each([
  [stock(1, 1), 1],
  [stock(1, 3), 3],
  [stock(0, 0), 1],
])('what is asked for at the opening is what is not there: %j lacks %i', (seen, number) => {
  const [wanted] = react(opened(seen), waiting(seen), landes, ids.dotation, mediator)
  expect(wanted?.data.number).toBe(number)
})

test.each<[string, Stock, Stock, readonly string[], number]>([
  ['fewer wait', stock(0, 5), stock(0, 2), toRecyclerie, 2],
  ['more wait', stock(0, 0), stock(0, 4), toRecyclerie, 4],
  ['it waits alone', stock(0, 5), stock(0, 1), toRecyclerie, 1],
  ['a recyclerie has become known', stock(0, 0, null), stock(0, 1), toRecyclerie, 1],
  ['the recyclerie prepares no more', stock(0, 0), stock(0, 1, null), toCoordinator, 1],
])('a reminder asks whoever is known now for what is lacking now: %s', (_, before, now, to, number) => {
  const { intents, next } = told(waiting(before), 'RemindDotation', now)
  expect(summary(intents)).toEqual([['laptop_wanted', ...to]])
  expect(intents[0]?.data.number).toBe(number)
  expect(stillDue(next, intents[0] as Intent)).toBe(true)
})

test('its last wait ends without a laptop: mediator and coordinator are told, and whoever was preparing one', () => {
  const { intents, next } = told(waiting(stock(0, 2)), 'ExpireDotation', stock(0, 3))
  expect(summary(intents)).toEqual([
    ['dotation_given_up', ...toMediator],
    ['dotation_given_up', ...toCoordinator],
    ['laptop_no_longer_needed', ...toRecyclerie],
  ])
  expect(intents[2]?.data).toEqual({ place: ids.place, number: 2 })
  for (const intent of intents) expect(stillDue(next, intent)).toBe(true)
  expect(JSON.stringify(intents)).not.toContain(ids.person)
})

test('where no recyclerie was known the coordinator is told once, and where a laptop was ready no recyclerie is', () => {
  const given = [
    ['dotation_given_up', ...toMediator],
    ['dotation_given_up', ...toCoordinator],
  ]
  expect(summary(told(waiting(stock(0, 0, null)), 'ExpireDotation', stock(0, 1, null)).intents)).toEqual(given)
  expect(summary(told(waiting(stock(1, 0)), 'ExpireDotation', stock(1, 1)).intents)).toEqual(given)
})

test('a laptop that is not fetched is told to the mediator alone', () => {
  const { intents } = told(bound(), 'ExpireDotation', stock(0, 0))
  expect(summary(intents)).toEqual([['laptop_released', ...toMediator]])
})

test.each<[string, DotationState, Doer, Stock, (readonly string[])[]]>([
  [
    'while a recyclerie prepares',
    waiting(stock(0, 0)),
    mediator,
    stock(0, 1),
    [['laptop_no_longer_needed', ...toRecyclerie]],
  ],
  ['by the coordinator who looked for a recyclerie', waiting(stock(0, 0, null)), coordinator, stock(0, 1, null), []],
  [
    'while the coordinator looks for a recyclerie',
    waiting(stock(0, 0, null)),
    mediator,
    stock(0, 1),
    [['laptop_no_longer_needed', ...toCoordinator]],
  ],
  ['with a laptop in stock', waiting(stock(1, 0)), coordinator, stock(1, 1), []],
  ['with a laptop kept', bound(), coordinator, stock(0, 0), [['laptop_released', ...toMediator]]],
  ['with a laptop kept, by the mediator', bound(), mediator, stock(0, 0), []],
])('withdrawn %s: everybody else is told', (_, state, by, seen, expected) => {
  expect(summary(told(state, 'Withdraw', seen, by).intents)).toEqual(expected)
})

test.each([
  [stock(0, 3), 2],
  [stock(2, 3), 0],
  [stock(4, 1), 0],
])('without this one the stock still lacks what the others wait for: %j lacks %i', (seen, number) => {
  const { intents } = told(waiting(stock(0, 2)), 'Withdraw', seen, mediator)
  expect(intents.map(({ data }) => data)).toEqual([{ place: ids.place, number }])
})

const toYou = ['beneficiary', ids.person]
const toLieu = ['lieu', ids.place]
const later = '2026-09-14T09:00:00Z'
const replacement: DotationCommand = { type: 'ReplaceLaptop', data: { on: '2026-09-14', fault: 'ecran' } }

/** The mails of a command that is given within the guarantee. */
function toldOf(state: DotationState, command: DotationCommand, ready: number, by = mediator) {
  const { events, state: next } = decided(state, command, stockOn(later, ready))
  return { next, intents: events.flatMap((event) => react(event, next, landes, ids.dotation, by)) }
}

test('replaced at once: who is at the counter is told, and the person; nobody else', () => {
  const { next, intents } = toldOf(handedOverDotation(), replacement, 1)
  expect(summary(intents)).toEqual([
    ['laptop_bound', ...toLieu],
    ['laptop_ready_you', ...toYou],
  ])
  for (const intent of intents) expect(stillDue(next, intent)).toBe(true)
})

test('with none in stock the recyclerie is asked, and the person told that another one is coming, then that it is there', () => {
  const awaited = toldOf(handedOverDotation(), replacement, 0)
  expect(summary(awaited.intents)).toEqual([
    ['laptop_wanted', ...toRecyclerie],
    ['replacement_awaited_you', ...toYou],
  ])
  const there = toldOf(awaited.next, { type: 'Bind', data: { device: null, despite: false } }, 1)
  expect(summary(there.intents)).toEqual([
    ['laptop_bound', ...toLieu],
    ['laptop_ready_you', ...toYou],
  ])
  const off = toldOf(awaited.next, { type: 'ExpireDotation', data: {} }, 0, machine)
  expect(summary(off.intents)).toEqual([
    ['dotation_given_up', ...toLieu],
    ['dotation_given_up', ...toCoordinator],
    ['laptop_no_longer_needed', ...toRecyclerie],
    ['replacement_off_you', ...toYou],
  ])
})

test('the end of a guarantee is told to nobody', () => {
  expect(toldOf(handedOverDotation(), { type: 'EndGuarantee', data: {} }, 0, machine).intents).toEqual([])
})
