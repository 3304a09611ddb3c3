import { definitionStore } from '../engine/definition.store'
import { createEngine } from '../engine/engine'
import { inlineTables } from '../event-store/statements'
import { commands, landes } from './journey.fixtures'
import { handOverOn, versionOf } from './receipt.steps'
import { actors, beneficiary, done, journeyIds, referral, rowsOf, send, type World } from './engine.world'

/** The Landes' definition, but for one laptop per household. */
export const perHousehold = { ...landes, id: 'un-par-foyer.v1', lookBack: 'household' as const }

/** The same world, where that definition may be followed as well. */
export function withHouseholds(world: World): World {
  const definitions = definitionStore([landes, perHousehold], { production: false })
  const deps = { ...world.deps, definitions }
  return { ...world, deps, engine: createEngine(deps) }
}

export const personOf = (number: number) => journeyIds(number).person

/** Merges the n-th person into another, on the version that is there. */
export const merge = async (world: World, number: number, into: number) =>
  send(
    world,
    'MergePersons',
    personOf(number),
    { into: personOf(into), reason: 'meme_personne' },
    { version: await versionOf(world, personOf(number)) },
  )

export const unmerge = async (world: World, number: number) =>
  send(
    world,
    'UnmergePersons',
    personOf(number),
    { reason: 'erreur' },
    { version: await versionOf(world, personOf(number)) },
  )

/** Brings the n-th journey from nothing to a dotation that waits, on the clock as it is; `data` changes the referral. */
export async function waitingDotation(
  world: World,
  number: number,
  data: object = {},
  personal: Record<string, unknown> = {},
): Promise<string> {
  const { journey, dotation } = journeyIds(number)
  const today = world.deps.clock.now().slice(0, 10)
  const sending = { actor: actors.prescriber, personal: beneficiary(number, personal) }
  await done(world, 'Refer', journey, { ...referral(number), ...data }, sending)
  await done(world, 'Accept', journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  const found = { ...commands.RecordDiagnostic.data, on: today, needs: { training: false, laptop: true } }
  const version = await versionOf(world, journey)
  await done(world, 'RecordDiagnostic', journey, found, { actor: actors.mediator, version })
  return dotation
}

/** Binds the next laptop that is ready to the n-th dotation. */
export const bind = async (world: World, number: number) => {
  const { dotation } = journeyIds(number)
  return send(world, 'Bind', dotation, {}, { actor: actors.mediator, version: await versionOf(world, dotation) })
}

/** Hands the bound laptop of the n-th dotation over, today, with all that is done at the counter. */
export const handOver = (world: World, number: number) =>
  handOverOn(world, journeyIds(number).dotation, world.deps.clock.now().slice(0, 10))

/** Ends every journey that these people follow, today, as whoever asks to be forgotten is asked to. */
export async function endJourneys(world: World, ...persons: readonly string[]): Promise<void> {
  const open = await rowsOf<{ stream: string; version: number; referred: string }>(
    world,
    `SELECT stream, version, head.referred_on::text AS referred FROM head JOIN journey USING (stream) WHERE person = ANY($1) AND journey.closed_at IS NULL`,
    [persons],
  )
  const today = world.deps.clock.now().slice(0, 10)
  for (const { stream, version, referred } of open) {
    // Where time is skipped, the machine's day is behind that of the referral.
    const on = referred > today ? referred : today
    await done(world, 'Withdraw', stream, { ...commands.Withdraw.data, on }, { actor: actors.coordinator, version })
  }
}

/** Every row of the inline tables, which say all that is read of streams, in an order of their own. */
export async function everyRow(world: World): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {}
  for (const table of inlineTables) {
    const sql = `SELECT to_jsonb(${table}) AS row FROM ${table} ORDER BY to_jsonb(${table})::text`
    tables[table] = (await rowsOf<{ row: unknown }>(world, sql)).map(({ row }) => row)
  }
  return tables
}
