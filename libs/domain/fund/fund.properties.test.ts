import fc from 'fast-check'
import { type FundAccount, fundAccounts, fundCounts, grantAccounts } from '../../contracts/fund.codes'
import { fundFacts, fundLineAfter, grantId, lineId, openFundLine } from '../../testing/fund.fixtures'
import { FundModel, type FundStep } from '../../testing/fund.model'
import type { Decision } from '../kernel/decider'
import { decide } from './fund.line.decide'
import { fundLineDecider } from './fund.line.decider'
import type { FundLineEvent } from './fund.line.events'
import { heldBy, type OpenFundLine } from './fund.line.state'
import { fundLineRows } from './fund.line.rows'
import { move } from './fund.move'
import { postingsOf } from './posting'

const { evolve } = fundLineDecider
const on = '2026-03-01'
const given = fundFacts()

/** Small amounts meet each other and zero more often than large ones. */
const cents = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(1_000_000_000))
const states = ['free', 'reserved', 'committed', 'ordered', 'paid'] as const
const movement = fc.record({
  ...{ grant: fc.constantFrom(grantId(1), grantId(2)), cents, from: fc.constantFrom(...states) },
  to: fc.constantFrom(...states),
})
const step: fc.Arbitrary<FundStep> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...fundCounts), cents, mark: fc.constantFrom('A', 'B', 'C', 'D') }),
  fc.record({ kind: fc.constant('reverse' as const), entry: fc.nat(5) }),
  fc.record({
    ...{ kind: fc.constant('move' as const) },
    movements: fc.array(
      movement.filter(({ from, to }) => from !== to),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

/** The versions of the contributions, in the order of their record. */
const entryOf = (state: OpenFundLine, index: number) => state.contributions[index]?.entry ?? 999

function decided(state: OpenFundLine, asked: FundStep): Decision<FundLineEvent> {
  switch (asked.kind) {
    case 'promised':
      return decide(
        { type: 'PromiseContribution', data: { cents: asked.cents, agreement: asked.mark, on } },
        state,
        given,
      )
    case 'received':
      return decide(
        { type: 'ReceiveContribution', data: { cents: asked.cents, reference: asked.mark, on } },
        state,
        given,
      )
    case 'reverse': {
      const data = { entry: entryOf(state, asked.entry), reason: 'erreur_de_saisie' }
      return decide({ type: 'ReverseContribution', data }, state, given)
    }
    case 'move':
      return move(
        state,
        asked.movements.map((each) => ({ ...each, line: lineId })),
        given,
      )
  }
}

/** What the accounts must come to after each step, whatever was done. */
function holds(state: OpenFundLine, model: FundModel, ledger: Readonly<Record<FundAccount, number>>): void {
  const { balances } = state
  const wrong = fundAccounts.filter((account) => balances[account] !== ledger[account] || balances[account] < 0)
  if (wrong.length > 0) throw new Error(`${wrong.join()}: ${JSON.stringify([balances, ledger])}`)
  const { free, reserved, committed, ordered, paid, recovered, authority, promised, received, funder } = balances
  if (free + reserved + committed + ordered + paid - recovered !== authority)
    throw new Error('a cent is lost or doubled')
  if (funder !== promised + received) throw new Error('more or less came than was given')
  const counted = { free: model.free, authority: model.authority, promised: model.promised, received: model.received }
  for (const [name, expected] of Object.entries(counted))
    if (balances[name as FundAccount] !== expected)
      throw new Error(`${name}: ${balances[name as FundAccount]}, not ${expected}`)
  for (const account of grantAccounts) {
    const ofGrants = Object.values(state.grants).reduce((sum, own) => sum + own[account], 0)
    if (ofGrants !== balances[account] || ofGrants !== model.held(account)) throw new Error(`${account} of the grants`)
  }
}

test('whatever comes, goes or is taken back: debits are credits, no account is below zero, each cent is in one state', () => {
  const seen = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...fundCounts), fc.array(step, { maxLength: 25, size: 'max' }), (counts, steps) => {
      const start = fundLineAfter({ type: 'OpenFundLine', data: { ...openFundLine, counts } })
      const model = new FundModel(counts)
      const ledger = { ...start.balances }
      const events: FundLineEvent[] = []
      let state = start
      for (const asked of steps) {
        const decision = decided(state, asked)
        if (decision.ok !== model.accepts(asked))
          throw new Error(`${JSON.stringify(asked)}: ${JSON.stringify(decision)}`)
        seen[decision.ok ? 'accepted' : 'refused'] += 1
        for (const event of decision.ok ? decision.events : []) {
          const postings = postingsOf(event, counts)
          if (postings.reduce((sum, posting) => sum + posting.cents, 0) !== 0) throw new Error('unbalanced')
          if (postings.some((posting) => posting.cents === 0)) throw new Error('an empty posting')
          for (const posting of postings) ledger[posting.account] += heldBy(posting)
          state = evolve(state, event) as OpenFundLine
          events.push(event)
        }
        holds(state, model, ledger)
      }
      if (state.version !== events.length + 1) throw new Error('an event has no version')
      const replayed = (JSON.parse(JSON.stringify(events)) as FundLineEvent[]).reduce(evolve, start as never)
      if (JSON.stringify(replayed) !== JSON.stringify(state)) throw new Error('the log folds to something else')
      if (fundLineRows(state, lineId).length !== 1 + Object.keys(state.grants).length) throw new Error('rows')
    }),
    { numRuns: 10_000 },
  )
  // Properties of nothing but refusals would say little.
  expect(seen.accepted).toBeGreaterThan(20_000)
  expect(seen.refused).toBeGreaterThan(20_000)
})
