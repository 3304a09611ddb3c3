import { fundLineCommands as schemas } from '../../contracts/commands/fund.commands'
import {
  fundFacts,
  fundLine,
  fundLineAfter,
  fundLineCommands as commands,
  openFundLine,
} from '../../testing/fund.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { FundLineCommand } from './fund.line.events'
import { decide } from './fund.line.decide'
import { fundLineDecider } from './fund.line.decider'
import type { FundLineState, OpenFundLine } from './fund.line.state'
import { move } from './fund.move'

const { initialState } = fundLineDecider
const decided = (command: FundLineCommand, state: FundLineState, given = fundFacts()) => {
  const decision = decide(command, state, given)
  return decision.ok ? decision.events : whyNot(decision)
}
const at = fundFacts().now
const on = '2026-03-01'
const opened = () => fundLineAfter(commands.OpenFundLine)
const promising = () => fundLineAfter({ type: 'OpenFundLine', data: { ...openFundLine, counts: 'promised' } })
const promise = (cents: number, agreement = 'CONV-2026-1'): FundLineCommand => ({
  type: 'PromiseContribution',
  data: { cents, agreement, on },
})
const receive = (cents: number, reference = 'VIR-2026-1'): FundLineCommand => ({
  type: 'ReceiveContribution',
  data: { cents, reference, on },
})
const reverse = (entry: number): FundLineCommand => ({
  type: 'ReverseContribution',
  data: { entry, reason: 'erreur_de_saisie' },
})
const run = (state: OpenFundLine, ...given: readonly FundLineCommand[]): OpenFundLine =>
  given.reduce<FundLineState>((known, command) => {
    const decision = decide(command, known, fundFacts())
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
    return decision.events.reduce(fundLineDecider.evolve, known)
  }, state) as OpenFundLine
const reserved = (state: OpenFundLine, cents: number) => {
  const moved = move(state, [{ line: 'l', grant: 'g', cents, from: 'free', to: 'reserved' }], fundFacts())
  if (!moved.ok) throw new Error(moved.rule)
  return moved.events.reduce(fundLineDecider.evolve, state as FundLineState) as OpenFundLine
}
const balances = (state: OpenFundLine) =>
  Object.fromEntries(Object.entries(state.balances).filter(([, cents]) => cents !== 0))

describe('OpenFundLine', () => {
  test('opens a line of the funder’s territory, in its zone', () => {
    expect(decided(commands.OpenFundLine, initialState)).toEqual([{ type: 'FundLineOpened', data: fundLine, at, on }])
    expect(balances(opened())).toEqual({})
  })

  test('says nothing where it says the same, and refuses to be another', () => {
    expect(decided(commands.OpenFundLine, opened())).toEqual([])
    const other = { type: 'OpenFundLine', data: { ...openFundLine, strand: 'parcours' } } as const
    expect(decided(other, opened())).toBe('already_exists')
  })

  test.each(['funder', 'payer'] as const)('refuses a %s that is not known here', (field) => {
    const { structures = {} } = fundFacts().outside
    const { [openFundLine[field]]: _, ...others } = structures
    const given = fundFacts({ outside: { structures: others } })
    expect(decided(commands.OpenFundLine, initialState, given)).toBe(`unknown_structure field=${field}`)
  })

  test('refuses a day that has not come, as the territory counts its days', () => {
    const data = { ...openFundLine, on: '2026-03-02' }
    const evening = (now: string) => decided({ type: 'OpenFundLine', data }, initialState, fundFacts({}, now))
    expect(evening('2026-03-01T22:59:59Z')).toBe('date_in_future field=on date=2026-03-02')
    expect(evening('2026-03-01T23:00:00Z')).toHaveLength(1)
  })
})

describe('PromiseContribution', () => {
  test('records what an agreement promises; it may be spent where promises count', () => {
    const data = { kind: 'promised', cents: 500, ofPromised: 0, mark: 'CONV-2026-1' }
    expect(decided(promise(500), opened())).toEqual([{ type: 'ContributionPromised', data, at, on }])
    expect(balances(run(opened(), promise(500)))).toEqual({ funder: 500, promised: 500 })
    expect(balances(run(promising(), promise(500)))).toEqual({ funder: 500, promised: 500, free: 500, authority: 500 })
  })

  test('refuses an agreement that is recorded, however it is written, and a day ahead', () => {
    const state = run(opened(), promise(500))
    const twice = 'contribution_already_recorded field=agreement'
    expect(decided(promise(500), state)).toBe(`${twice} mark=CONV-2026-1`)
    expect(decided(promise(900, 'conv-2026-1'), state)).toBe(`${twice} mark=conv-2026-1`)
    expect(decided(promise(500, 'CONV-2026-2'), state)).toHaveLength(1)
    const ahead = {
      type: 'PromiseContribution',
      data: { ...commands.PromiseContribution.data, on: '2026-03-03' },
    } as const
    expect(decided(ahead, state)).toBe(`${twice} mark=CONV-2026-1`)
    expect(decided(ahead, opened())).toBe('date_in_future field=on date=2026-03-03')
  })

  test('one that was taken back may be recorded again, rightly', () => {
    const state = run(opened(), promise(500), reverse(2), promise(600))
    expect(balances(state)).toEqual({ funder: 600, promised: 600 })
  })
})

describe('ReceiveContribution', () => {
  test('records what came, of what was promised as far as it was', () => {
    const state = run(opened(), promise(500))
    const data = { kind: 'received', cents: 700, ofPromised: 500, mark: 'VIR-2026-1' }
    expect(decided(receive(700), state)).toEqual([{ type: 'ContributionReceived', data, at, on }])
    expect(balances(run(state, receive(700)))).toEqual({ funder: 700, received: 700, free: 700, authority: 700 })
  })

  test('where promises count, it may come of a promise alone, and adds nothing to spend', () => {
    const state = run(promising(), promise(500))
    expect(decided(receive(501), state)).toBe('contribution_not_promised promised=500 asked=501 field=cents')
    const spendable = { free: 500, authority: 500 }
    expect(balances(run(state, receive(200)))).toEqual({ funder: 500, promised: 300, received: 200, ...spendable })
    expect(balances(run(state, receive(500)))).toEqual({ funder: 500, received: 500, ...spendable })
  })

  test('refuses a transfer that is recorded, and a day ahead; an agreement’s number is another thing', () => {
    const state = run(opened(), receive(700, 'A-1'))
    expect(decided(receive(700, 'a-1'), state)).toBe('contribution_already_recorded field=reference mark=a-1')
    expect(decided(promise(700, 'A-1'), state)).toHaveLength(1)
    const ahead = {
      type: 'ReceiveContribution',
      data: { ...commands.ReceiveContribution.data, on: '2026-03-03' },
    } as const
    expect(decided(ahead, state)).toBe('date_in_future field=on date=2026-03-03')
  })
})

describe('ReverseContribution', () => {
  test('takes a contribution back by what it was', () => {
    const state = run(opened(), receive(700))
    const data = {
      kind: 'received',
      cents: 700,
      ofPromised: 0,
      mark: 'VIR-2026-1',
      entry: 2,
      reason: 'erreur_de_saisie',
    }
    expect(decided(reverse(2), state)).toEqual([{ type: 'ContributionReversed', data, at }])
    expect(balances(run(state, reverse(2)))).toEqual({})
  })

  test('what came of a promise is promised again', () => {
    const state = run(promising(), promise(500), receive(200))
    expect(balances(run(state, reverse(3)))).toEqual(balances(run(promising(), promise(500))))
    expect(balances(run(state, reverse(3), reverse(2)))).toEqual({})
  })

  test('refuses what is no contribution, or was taken back', () => {
    const state = run(opened(), receive(700), reverse(2))
    for (const entry of [1, 3, 4])
      expect(decided(reverse(entry), state)).toBe(`unknown_contribution field=entry entry=${entry}`)
    expect(decided(reverse(2), state)).toBe('contribution_reversed field=entry entry=2')
  })

  test('refuses where money of it is reserved or spent', () => {
    const state = reserved(run(opened(), receive(700), receive(300, 'VIR-2')), 301)
    expect(decided(reverse(2), state)).toBe('fund_line_short free=699 asked=700')
    expect(decided(reverse(3), state)).toHaveLength(1)
    const spent = reserved(run(promising(), promise(700), receive(700)), 700)
    // What came is promised again: nothing of what may be spent rests on it.
    expect(decided(reverse(3), spent)).toHaveLength(1)
    expect(decided(reverse(2), run(spent, reverse(3)))).toBe('fund_line_short free=0 asked=700')
  })

  test('refuses a promise of which money was received', () => {
    for (const line of [opened(), promising()]) {
      const state = run(line, promise(500), promise(100, 'CONV-2'), receive(200))
      expect(decided(reverse(2), state)).toBe('contribution_drawn_on promised=400 asked=500')
      expect(decided(reverse(3), state)).toHaveLength(1)
    }
  })
})

test('nothing is done to a line that is not there', () => {
  const { OpenFundLine: _, ...others } = commands
  for (const command of Object.values(others)) expect(decided(command, initialState)).toBe('unknown_stream')
})

test('a line begins where it is opened: what would come before it changes nothing', () => {
  const given = run(opened(), receive(700)).contributions[0]
  if (!given) throw new Error('nothing was received')
  const before = { type: 'ContributionReceived', data: given, at } as const
  expect(fundLineDecider.evolve(initialState, before)).toBe(initialState)
})

test('amounts are told in euros, and kept in cents', () => {
  const state = run(opened(), receive(123_456_789))
  expect(decide(reverse(2), reserved(state, 1), fundFacts())).toMatchObject({
    details: { free: 123_456_788, asked: 123_456_789 },
    fr: 'Il ne reste que 1\u202f234\u202f567,88\u00a0€ disponibles sur cette ligne de financement, moins que 1\u202f234\u202f567,89\u00a0€.',
    en: 'Only €1,234,567.88 are free on this fund line, less than €1,234,567.89.',
  })
})

test.each([0, -1, 0.5, 1e9 + 1, '100', null, NaN, Infinity])('%p is not an amount', (cents) => {
  const { data } = schemas.ReceiveContribution
  expect(data.safeParse({ cents, reference: 'VIR-1', on }).success).toBe(false)
  expect(data.safeParse({ cents: 1_000_000_000, reference: 'VIR-1', on }).success).toBe(true)
})

test('the euro is the only currency: there is no field to say another', () => {
  for (const type of ['ReceiveContribution', 'PromiseContribution'] as const) {
    const { data } = commands[type]
    expect(schemas[type].data.safeParse(data).success).toBe(true)
    expect(schemas[type].data.safeParse({ ...data, currency: 'USD' }).error?.issues).toMatchObject([
      { code: 'unrecognized_keys', keys: ['currency'] },
    ])
  }
})
