import { coverageOf } from '../../../libs/contracts/stream'
import { rebuild } from '../../../libs/engine/rebuild'
import { payingGrant, withdrawn } from '../../../libs/testing/coverage.steps'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { given, granted, openCall } from '../../../libs/testing/grant.steps'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { merge } from '../../../libs/testing/person.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await openCall(world)
})
afterEach(() => world.close())

const whole = 24_000 + 18_000 + 3_000

const paying = (number: number, over?: Parameters<typeof payingGrant>[2]) => payingGrant(world, number, over)
const withdraw = (number: number) => withdrawn(world, number)

const costs = () =>
  rowsOf<{ journey: string; grant_id: string; state: string; cents: number }>(
    world,
    `SELECT journey, grant_id, state, cents::int, whole_cents::int FROM coverage_cost ORDER BY reserved_at, journey`,
  )
test('a journey is paid by the grant that closes first, from its acceptance, and trued up when it ends', async () => {
  await paying(1)
  const first = await paying(2, { until: '2026-06-30' })
  await journeyUntil(world, 1, 'Accept')
  expect(await costs()).toEqual([
    { journey: journeyIds(1).journey, grant_id: first, state: 'reserved', cents: whole, whole_cents: whole },
  ])
  await withdraw(1)
  expect(await costs()).toMatchObject([{ state: 'settled', cents: 0 }])
  await journeyUntil(world, 2, 'RecordAttendance')
  await withdraw(2)
  // One session of an hour and a half was attended before.
  expect((await costs())[1]).toMatchObject({ grant_id: first, state: 'settled', cents: 6_000, whole_cents: 6_000 })
})

test('what the first has no room for is the next one’s to pay; what none has room for goes on all the same', async () => {
  const late = await paying(1, { envelopeCents: whole })
  const first = await paying(2, { until: '2026-06-30', envelopeCents: whole })
  for (const number of [1, 2, 3]) await journeyUntil(world, number, 'Accept')
  expect((await costs()).map(({ grant_id }) => grant_id)).toEqual([first, late])
  const { journey } = journeyIds(3)
  expect(await rowsOf(world, 'SELECT stage FROM journey WHERE stream = $1', [journey])).toEqual([
    { stage: 'diagnostic' },
  ])
})

test('acceptances at one and the same moment never go above the envelope', async () => {
  await paying(1, { envelopeCents: 2 * whole + 1 })
  world.setClock('2026-03-02T09:00:00Z')
  const numbers = [1, 2, 3, 4, 5, 6]
  for (const number of numbers) await refer(world, number)
  const accepted = await Promise.all(
    numbers.map((number) =>
      send(world, 'Accept', journeyIds(number).journey, commands.Accept.data, { actor: actors.mediator, version: 1 }),
    ),
  )
  expect(accepted.every(({ ok }) => ok)).toBe(true)
  expect((await costs()).map(({ cents }) => cents)).toEqual([whole, whole])
  expect(await rowsOf(world, 'SELECT engaged_cents::int FROM coverage')).toEqual([{ engaged_cents: 2 * whole }])
  const mails = `SELECT kind, recipient_role AS role FROM mail WHERE kind = 'coverage_low' ORDER BY role`
  expect(await rowsOf(world, mails)).toEqual([
    { kind: 'coverage_low', role: 'fund_manager' },
    { kind: 'coverage_low', role: 'lieu' },
  ])
})

test('the balance pays what journeys have come to; a correction afterwards is proposed and asked back', async () => {
  const grant = await paying(1)
  await journeyUntil(world, 1, 'RecordAttendance')
  await withdraw(1)
  world.setClock('2026-05-01T09:00:00Z')
  await granted(world, 'OrderPayment', grant)
  expect(await rowsOf(world, 'SELECT cents::int FROM grant_payment')).toEqual([{ cents: 6_000 }])
  const { journey } = journeyIds(1)
  const change = { fact: 'session', present: false, reasons: commands.RecordMissed.data.reasons }
  const correction = { stage: 'training', number: 1, change, reason: 'erreur_de_saisie' }
  const version = await versionOf(world, journey)
  await done(world, 'Correct', journey, correction, { actor: actors.coordinator, version })
  expect(await costs()).toMatchObject([{ cents: 0, whole_cents: 0 }])
  expect(await rowsOf(world, 'SELECT proposed_cents::int, balance_cents::int FROM coverage')).toEqual([
    { proposed_cents: 6_000, balance_cents: 6_000 },
  ])
  expect(await rowsOf(world, `SELECT recipient_role FROM mail WHERE kind = 'recovery_proposed'`)).toHaveLength(1)
})

test('the same person paid twice, under another id and later, is flagged before any payment', async () => {
  const grant = await paying(1)
  const other = await paying(2, { places: [ids.place], from: '2026-07-01' })
  await journeyUntil(world, 1, 'Accept')
  await withdraw(1)
  world.setClock('2026-07-02T09:00:00Z')
  await refer(world, 2)
  await merge(world, 2, 1)
  const { journey } = journeyIds(2)
  await done(world, 'Accept', journey, commands.Accept.data, {
    actor: actors.mediator,
    version: await versionOf(world, journey),
  })
  expect((await costs()).map(({ grant_id }) => grant_id).sort()).toEqual([grant, grant].sort())
  expect(await given(world, ['OrderPayment', grant])).toMatchObject({ rule: 'costs_paid_twice', details: { count: 1 } })
  expect(await given(world, ['OrderPayment', other])).toMatchObject({ ok: true })
  const coverage = coverageOf(grant)
  const version = await versionOf(world, coverage)
  const data = { journey, accepted: true, reason: 'besoin_nouveau' }
  await done(world, 'DecideDuplicateCost', coverage, data, { actor: actors.fundManager, version })
  expect(await given(world, ['OrderPayment', grant])).toMatchObject({ ok: true })
})

test('a grant that is decided anew and refused pays for nobody: the next one does', async () => {
  const first = await paying(1, { until: '2026-06-30' })
  await journeyUntil(world, 1, 'Accept')
  await granted(world, 'ReopenInstruction', first, { reason: 'fait_nouveau' })
  expect(await costs()).toMatchObject([{ grant_id: first, state: 'refused', cents: 0 }])
  await granted(world, 'ConcludeInstruction', first, { favourable: false, proposedCents: null })
  await granted(world, 'RefuseGrant', first, { reason: 'criteres' })
  const next = await paying(2)
  await journeyUntil(world, 2, 'Accept')
  expect((await costs())[1]).toMatchObject({ grant_id: next, state: 'reserved', cents: whole })
  expect(await rowsOf(world, 'SELECT status FROM coverage ORDER BY stream')).toEqual([
    { status: 'ended' },
    { status: 'open' },
  ])
})

test('a laptop that is paid a second time blocks whoever comes second to be settled', async () => {
  const grant = await paying(1)
  for (const number of [1, 2]) await journeyUntil(world, number, 'Accept')
  await withdraw(1)
  // The same laptop in the log of another journey, as a merge of the past may leave it.
  const twice = `UPDATE coverage_cost SET device = 'device-x', flagged = journey = $1`
  const viewer = { role: 'system', territory: '*' } as const
  await world.database.withTransaction(viewer, async (transaction) => {
    await transaction.query(twice, [journeyIds(1).journey])
    return transaction.commit([])
  })
  expect(await given(world, ['OrderPayment', grant])).toMatchObject({ rule: 'costs_paid_twice', details: { count: 1 } })
})

test('rows made anew from the log are the same', async () => {
  const grant = await paying(1)
  await journeyUntil(world, 1, 'RecordAttendance')
  await journeyUntil(world, 2, 'Accept')
  await withdraw(1)
  await granted(world, 'OrderPayment', grant)
  const all = async () => [
    await rowsOf(world, 'SELECT * FROM coverage'),
    await rowsOf(world, 'SELECT * FROM coverage_cost ORDER BY journey'),
  ]
  const before = await all()
  expect(before[1]).toHaveLength(2)
  await rebuild(world.deps)
  expect(await all()).toEqual(before)
})
