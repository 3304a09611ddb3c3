import { readFileSync } from 'node:fs'
import { takeoverCommands } from '../../../libs/contracts/commands/takeover.commands'
import { actors, createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents, unbalancedLines } from '../../../libs/testing/fund.steps'
import { applicantStructure, grantOf, openCall, payer, shortCall } from '../../../libs/testing/grant.steps'

/** The known case: 20 000 € from the State (FNE), partners' 4 000 € added, and nine actions financed before this service. */
const call = { ...shortCall, envelopeCents: 2_400_000 }
let world: World
beforeAll(async () => {
  world = await createWorld()
  await openCall(world, call)
})
afterAll(() => world.close())

const { data: shape } = takeoverCommands.TakeOverGrant
type Action = { readonly title: string; readonly description: string }

test('the nine actions of the example are in the ledger, to the cent', async () => {
  const fne = await fundLineWithCents(world, 1, 2_000_000, { call: call.id })
  const partners = await fundLineWithCents(world, 2, 400_000, { call: call.id, funder: payer.structure })
  const file = readFileSync('examples/reprise-subventions.json', 'utf8')
  const actions = JSON.parse(
    file.replaceAll('"fne"', `"${fne}"`).replaceAll('"partenaires"', `"${partners}"`),
  ) as Action[]
  expect(actions).toHaveLength(9)
  for (const [index, { title, description, ...told }] of actions.entries()) {
    const data = shape.parse({ ...told, call: call.id, structure: applicantStructure })
    const sending = { actor: actors.fundManager, personal: { title, description } }
    expect(await send(world, 'TakeOverGrant', grantOf(index), data, sending)).toMatchObject({ ok: true })
  }
  const held = `SELECT received_cents AS received, free_cents AS free, reserved_cents AS reserved,
                  committed_cents AS committed, paid_cents AS paid FROM fund_line ORDER BY received_cents DESC`
  expect(await rowsOf(world, held)).toEqual([
    { received: 2_000_000, free: 300_000, reserved: 160_000, committed: 220_000, paid: 1_320_000 },
    { received: 400_000, free: 210_000, reserved: 50_000, committed: 0, paid: 140_000 },
  ])
  expect(await unbalancedLines(world)).toEqual([])
  expect(await rowsOf(world, 'SELECT stage, count(*)::int AS number FROM grant_file GROUP BY 1 ORDER BY 1')).toEqual([
    { stage: 'closed', number: 4 },
    { stage: 'evaluation', number: 2 },
    { stage: 'notification', number: 1 },
    { stage: 'payment', number: 1 },
    { stage: 'report', number: 1 },
  ])
  expect(await rowsOf(world, 'SELECT FROM mail')).toEqual([])
})
