import { coverageOf } from '../contracts/stream'
import { terms } from './coverage.fixtures'
import { actors, done, journeyIds, type World } from './engine.world'
import { fundLineWithCents } from './fund.steps'
import { awarding, decidable, granted, shortCall } from './grant.steps'
import { commands } from './journey.fixtures'
import { versionOf } from './receipt.steps'

/** A grant of 1 000 € that was notified, and that pays for journeys at the lieu; the number makes its strand. */
export async function payingGrant(world: World, number: number, over: Partial<typeof terms> = {}): Promise<string> {
  world.setClock('2026-03-01T09:00:00Z')
  const line = await fundLineWithCents(world, number, 100_000, { call: shortCall.id, strand: `volet_${number}` })
  const grant = await decidable(world, number, 100_000)
  await granted(world, 'AwardGrant', grant, awarding([line, 100_000]))
  await granted(world, 'NotifyGrant', grant, { on: '2026-03-01', reference: `DEC-${number}` })
  await done(world, 'SetCoverage', coverageOf(grant), { ...terms, ...over }, { actor: actors.fundManager })
  return grant
}

/** The n-th journey is withdrawn. */
export async function withdrawn(world: World, number: number): Promise<void> {
  const { journey } = journeyIds(number)
  const version = await versionOf(world, journey)
  await done(world, 'Withdraw', journey, commands.Withdraw.data, { actor: actors.mediator, version })
}
