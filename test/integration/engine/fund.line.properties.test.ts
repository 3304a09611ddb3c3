import fc from 'fast-check'
import type { Result } from '../../../libs/contracts/command'
import { fundCounts, type FundCounts } from '../../../libs/contracts/fund.codes'
import { rebuild } from '../../../libs/engine/rebuild'
import { createWorld, rowsOf, send, actors, type World } from '../../../libs/testing/engine.world'
import { openFundLine } from '../../../libs/testing/fund.fixtures'
import { fundLineOf, managed, unbalancedLines } from '../../../libs/testing/fund.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const on = '2026-03-01'
type Step = readonly ['promise' | 'receive' | 'reverse', number]

/** Contributions are all of a number of their own, so that what is accepted twice would show. */
function commandOf([kind, number]: Step, place: string) {
  switch (kind) {
    case 'promise':
      return ['PromiseContribution', { cents: number, agreement: `CONV-${place}`, on }] as const
    case 'receive':
      return ['ReceiveContribution', { cents: number, reference: `VIR-${place}`, on }] as const
    case 'reverse':
      return ['ReverseContribution', { entry: number, reason: 'erreur_de_saisie' }] as const
  }
}

const amount = fc.integer({ min: 1, max: 9 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('promise' as const), amount),
  fc.tuple(fc.constant('receive' as const), amount),
  fc.tuple(fc.constant('reverse' as const), fc.integer({ min: 1, max: 20 })),
)
const hand = fc.array(step, { minLength: 8, maxLength: 8 })

let lines = 0
async function opened(counts: FundCounts): Promise<string> {
  lines += 1
  const line = fundLineOf(lines)
  const terms = { ...openFundLine, counts, strand: `volet_${lines}` }
  const result = await send(world, 'OpenFundLine', line, terms, { actor: actors.fundManager })
  if (!result.ok) throw new Error(result.rule)
  return line
}

const answerOf = (result: Result) => (result.ok ? result.answer : result.rule)

/** One hand: its commands one after the other, each sent a second time under its key, by then or at the same moment. */
async function acted(line: string, steps: readonly Step[], who: number): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const [index, each] of steps.entries()) {
    const place = `${who}-${index}`
    const [type, data] = commandOf(each, place)
    const give = () => managed(world, type, line, data, `${line}-${place}`)
    const [first, twin] = index % 2 === 0 ? await Promise.all([give(), give()]) : [await give(), await give()]
    // What was granted is answered alike for ever; a refusal writes nothing, and may be another one by now.
    if (first.ok && twin.ok) expect(answerOf(twin)).toEqual(answerOf(first))
    results.push(first.ok ? first : twin)
  }
  return results
}

const balances = async (line: string) => {
  const [row] = await rowsOf<Record<string, number>>(
    world,
    `SELECT promised_cents AS promised, received_cents AS received, authority_cents AS authority, free_cents AS free
     FROM fund_line WHERE stream = $1`,
    [line],
  )
  return row
}

interface Recorded {
  readonly version: number
  readonly type: string
  readonly data: {
    readonly kind: FundCounts
    readonly cents: number
    readonly ofPromised: number
    readonly entry?: number
  }
}

/** What the accounts must hold, counted on paper from what was recorded. */
function countedFrom(events: readonly Recorded[], counts: FundCounts) {
  const taken = new Set(events.map(({ data }) => data.entry))
  const kept = events.filter(({ type, version }) => type !== 'ContributionReversed' && !taken.has(version))
  const sum = (of: (data: Recorded['data']) => number) => kept.reduce((total, { data }) => total + of(data), 0)
  const spendable = sum(({ kind, cents }) => (kind === counts ? cents : 0))
  return {
    promised: sum(({ kind, cents, ofPromised }) => (kind === 'promised' ? cents : -ofPromised)),
    received: sum(({ kind, cents }) => (kind === 'received' ? cents : 0)),
    ...{ authority: spendable, free: spendable },
  }
}

const snapshotOf = () =>
  Promise.all([
    rowsOf(world, 'SELECT * FROM fund_line ORDER BY stream'),
    rowsOf(world, 'SELECT * FROM posting ORDER BY 1, 2, 3'),
  ])

jest.setTimeout(180_000)

test('six hands at once on one line, each command sent twice: what is accepted counts once, and accounts are what was recorded', async () => {
  const seen = { granted: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fundCounts),
      fc.array(hand, { minLength: 6, maxLength: 6 }),
      async (counts, hands) => {
        const line = await opened(counts)
        const results = (await Promise.all(hands.map((steps, who) => acted(line, steps, who)))).flat()
        const granted = results.filter(({ ok }) => ok).length
        seen.granted += granted
        seen.refused += results.length - granted
        const events = await rowsOf<Recorded>(
          world,
          'SELECT version, type, data FROM event WHERE stream = $1 AND version > 1 ORDER BY version',
          [line],
        )
        expect(events).toHaveLength(granted)
        expect(await balances(line)).toEqual(countedFrom(events, counts))
        expect(await unbalancedLines(world)).toEqual([])
        const uneven = 'SELECT line, version FROM posting GROUP BY line, version HAVING sum(cents) <> 0'
        expect(await rowsOf(world, uneven)).toEqual([])
      },
    ),
    { numRuns: 6 },
  )
  expect(seen.granted).toBeGreaterThan(60)
  expect(seen.refused).toBeGreaterThan(30)
  const before = await snapshotOf()
  await rebuild(world.deps)
  expect(await snapshotOf()).toEqual(before)
})
