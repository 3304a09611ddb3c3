import fc from 'fast-check'
import type { Actor } from '../../../libs/contracts/command'
import type { CommandType } from '../../../libs/domain/command.table'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  rowsOf,
  send,
  uuidOfNumber,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { preparedOn } from '../../../libs/testing/laptop.fixtures'
import { handOverOn } from '../../../libs/testing/receipt.steps'

/** Whatever people do in whatever order, on a real database: who ends up with which laptop, and in what order. */
const on = '2026-03-01'
const today = '2026-04-20'
const persons = 4
const laptops = 6
const deviceOf = (number: number) => `device-${uuidOfNumber(700_000 + number)}`
const dotationOf = (number: number) => journeyIds(number).dotation
const lender: Actor = { ...actors.mediator, structure: ids.otherStructure, lieu: ids.otherPlace }

const acts = ['confirm', 'bind', 'bindNamed', 'fault', 'withdraw', 'handOver', 'agree', 'end'] as const
interface Step {
  readonly act: (typeof acts)[number]
  readonly who: number
  readonly what: number
  readonly despite: boolean
}
const step: fc.Arbitrary<Step> = fc.record({
  // Most of what happens is that laptops become ready and are bound, by their names even.
  act: fc.constantFrom(...acts, 'confirm', 'bind', ...Array.from({ length: 6 }, () => 'bindNamed' as const)),
  who: fc.integer({ min: 1, max: persons }),
  what: fc.integer({ min: 1, max: laptops }),
  despite: fc.constantFrom(true, true, false),
})
const needs = fc.array(fc.constantFrom([], [], ['lecteur_ecran'], ['ecran_15'], ['ecran_15', 'lecteur_ecran']), {
  ...{ minLength: persons, maxLength: persons },
})
const kinds = fc.array(fc.record({ big: fc.boolean(), reader: fc.boolean() }), {
  ...{ minLength: laptops, maxLength: laptops },
})
const order = fc.shuffledSubarray([1, 2, 3, 4], { minLength: persons })

/** The n-th agreement, on one laptop. */
const termsOf = (number: number) => ({
  ...{ to: ids.lieuStructure, laptops: 1, on, until: '2026-12-31', document: `CONV-${number}` },
})

interface Given {
  readonly needs: readonly (readonly string[])[]
  readonly kinds: readonly { readonly big: boolean; readonly reader: boolean }[]
  readonly order: readonly number[]
}

/** People who wait, opened in some order, and laptops that are graded: half are another owner's, ready, to lend one of. */
async function begin(world: World, given: Given) {
  for (const number of given.order) await journeyUntil(world, number, 'AssessTraining', given.needs[number - 1])
  for (const [index, { big, reader }] of given.kinds.entries()) {
    const number = index + 1
    const usual = preparedOn(on)
    const grade = { ...usual.grade, screenInches: big ? 16 : 14, accessibility: reader ? ['lecteur_ecran'] : [] }
    const owner = number > laptops - 3 ? ids.otherStructure : ids.lieuStructure
    const described = { serial: `P${number}`, inventory: `P${number}`, brand: 'Marque', model: 'M1' }
    const data = { ...described, owner, recyclerie: ids.recyclerie, prepared: { ...usual, grade } }
    await done(world, 'RegisterDevice', deviceOf(number), data, { actor: actors.recyclerie })
    if (owner !== ids.otherStructure) continue
    await done(world, 'ConfirmReady', deviceOf(number), { on }, { actor: actors.recyclerie, version: 5 })
  }
  await done(world, 'AgreeTransfer', ids.otherStructure, termsOf(laptops), { version: 1 })
}

/** Does it, or is refused: both are right. */
async function act(world: World, { act, who, what, despite }: Step): Promise<void> {
  const give = async (type: CommandType, stream: string, data: object, actor: Actor = actors.mediator) => {
    const sql = 'SELECT version FROM head WHERE stream = $1'
    const version = (await rowsOf<{ version: number }>(world, sql, [stream]))[0]?.version
    await send(world, type, stream, data, { actor, version })
  }
  const dotation = dotationOf(who)
  switch (act) {
    case 'confirm':
      return give('ConfirmReady', deviceOf(what), { on }, actors.recyclerie)
    case 'bind':
      return give('Bind', dotation, {})
    case 'bindNamed':
      return give('Bind', dotation, { device: deviceOf(what), despite })
    case 'fault':
      return give('ReportFault', dotation, { on: today, fault: 'ecran' })
    case 'withdraw':
      return give('Withdraw', journeyIds(who).journey, { ...commands.Withdraw.data, on: today })
    case 'handOver': {
      const [bound] = await rowsOf<{ device: string }>(
        world,
        'SELECT device FROM binding WHERE dotation = $1 AND open AND NOT handed_over',
        [dotation],
      )
      if (!bound) return
      await give('ReceiveDevice', bound.device, { on, place: ids.place }, actors.coordinator)
      await handOverOn(world, dotation, today)
      return
    }
    case 'agree': {
      return give('AgreeTransfer', ids.otherStructure, termsOf(what), lender)
    }
    case 'end':
      return give('EndTransfer', ids.otherStructure, { document: `CONV-${what}`, on: today, reason: 'fin' }, lender)
  }
}

/** Everything that must hold at every moment: nothing of this is found. */
const faults: Readonly<Record<string, string>> = {
  'one laptop for two': 'SELECT device FROM binding WHERE open GROUP BY device HAVING count(*) > 1',
  'two laptops for one': 'SELECT journey FROM binding WHERE open GROUP BY journey HAVING count(*) > 1',
  'a laptop that says otherwise': `SELECT device.stream FROM device LEFT JOIN binding ON binding.device = stream AND open
    WHERE (status IN ('bound', 'handed_over')) <> (binding.device IS NOT NULL)`,
  'a dotation that says otherwise': `SELECT stream FROM dotation
    LEFT JOIN binding ON binding.dotation = stream AND open AND NOT handed_over
    WHERE (stage = 'handover') <> (binding.device IS NOT NULL)`,
  // Nobody here has a laptop ready that their mediator is yet to bind: all waited before there were any.
  'a laptop that is idle while somebody waits whom it serves': `SELECT device.stream FROM device
    JOIN head ON head.structure = owner AND kind = 'dotation' AND head.stage = 'stock' JOIN dotation d ON d.stream = head.stream
    WHERE status IN ('ready', 'sent', 'delivered') AND d.needs <@ features`,
  'what is lacking, unsaid': `SELECT dotation FROM event JOIN binding ON dotation = event.stream
    AND device = data->>'device' JOIN dotation d ON d.stream = dotation JOIN device ON device.stream = device
    WHERE type = 'LaptopReserved' AND data->'lacks' = '[]' AND NOT d.needs <@ features`,
  'another’s laptop without an agreement': `SELECT dotation FROM binding JOIN event ON event.stream = binding.device
    AND type = 'DeviceRegistered' JOIN dotation d ON d.stream = dotation
    WHERE data->>'owner' <> d.structure AND agreement IS NULL`,
  'more than was agreed': `SELECT a.document FROM transfer_agreement a JOIN binding b ON agreement_owner = owner
    AND agreement = document AND (open OR handed_over) GROUP BY a.document, a.laptops HAVING count(*) > a.laptops`,
}

async function holds(world: World): Promise<void> {
  const found = await Promise.all(
    Object.entries(faults).map(async ([name, sql]) => ((await rowsOf(world, sql)).length > 0 ? [name] : [])),
  )
  expect(found.flat()).toEqual([])
}

/** Who waits in fair order and would be served by a laptop, were it ready now. */
const served = (world: World, device: string) =>
  rowsOf<{ stream: string }>(
    world,
    `SELECT head.stream FROM head JOIN dotation USING (stream) JOIN device ON device.stream = $1
     WHERE head.stage = 'stock' AND device.status = 'graded' AND owner = head.structure AND needs <@ features
     ORDER BY priority, referred_on, head.stream`,
    [device],
  )

const runIn = async (check: (world: World) => Promise<void>) => {
  const world = await createWorld()
  try {
    await check(world)
  } finally {
    await world.close()
  }
}

jest.setTimeout(180_000)

test('one after the other: nobody has two, none goes to two, and who was first is served first among those it serves', async () => {
  const walk = fc.tuple(fc.record({ needs, kinds, order }), fc.array(step, { minLength: 12, maxLength: 24 }))
  await fc.assert(
    fc.asyncProperty(walk, ([given, steps]) =>
      runIn(async (world) => {
        await begin(world, given)
        for (const each of steps) {
          const device = deviceOf(each.what)
          const [first] = each.act === 'confirm' ? await served(world, device) : []
          await act(world, each)
          await holds(world)
          if (!first) continue
          const got = await rowsOf(world, 'SELECT dotation FROM binding WHERE device = $1 AND open', [device])
          expect(got).toEqual([{ dotation: first.stream }])
        }
      }),
    ),
    { numRuns: 10 },
  )
})

test('all at the same moment, three by three: nobody has two, none goes to two, nothing more is lent than was agreed', async () => {
  const three = fc.array(step, { minLength: 3, maxLength: 3 })
  const walk = fc.tuple(fc.record({ needs, kinds, order }), fc.array(three, { minLength: 4, maxLength: 8 }))
  await fc.assert(
    fc.asyncProperty(walk, ([given, rounds]) =>
      runIn(async (world) => {
        await begin(world, given)
        for (const round of rounds) {
          await Promise.all(round.map((each) => act(world, each).catch(refusedOnTheWay)))
          await holds(world)
        }
      }),
    ),
    { numRuns: 10 },
  )
})

/** What several commands of one step do is refused where somebody else was faster: only that may happen. */
function refusedOnTheWay(error: unknown): void {
  if (!(error instanceof Error) || !/stale_version|wrong_stage|no receipt was issued/.test(error.message)) throw error
}
