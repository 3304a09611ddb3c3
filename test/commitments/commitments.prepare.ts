import type { TestDatabase } from '../../libs/testing/database'
import { createWorld } from '../../libs/testing/engine.world'
import { fundLineWithCents } from '../../libs/testing/fund.steps'
import { decidable, openCall, payer, shortCall } from '../../libs/testing/grant.steps'
import { versionOf } from '../../libs/testing/receipt.steps'

/** How many grants wait for their decision, and for how many of them there is money. */
export interface Fund {
  readonly grants: number
  readonly room: number
}

/** A grant that waits for its decision, with the split of what it asks for. */
export interface Waiting {
  readonly grant: string
  readonly number: number
  readonly version: number
  readonly split: readonly (readonly [line: string, cents: number])[]
}

/** A database as every round begins with, to be copied; nobody is connected to it. */
export interface Prepared {
  readonly template: TestDatabase
  readonly lines: readonly string[]
  readonly waiting: readonly Waiting[]
}

/** What each grant is given by each of the two lines, in cents. */
export const parts = [60_000, 40_001] as const

const call = { ...shortCall, envelopeCents: 1_000_000_000 }

/**
 * Two funders, with room for so many grants on each of their lines; every second grant names the lines the other way round,
 * so that who locks them in the order of a split would wait for ever.
 */
export async function prepareFund({ grants, room }: Fund): Promise<Prepared> {
  const world = await createWorld()
  await openCall(world, call)
  const first = await fundLineWithCents(world, 1, room * parts[0], { call: call.id })
  const second = await fundLineWithCents(world, 2, room * parts[1], { call: call.id, funder: payer.structure })
  const waiting: Waiting[] = []
  for (let number = 1; number <= grants; number += 1) {
    const grant = await decidable(world, number, parts[0] + parts[1])
    const split = [[first, parts[0]] as const, [second, parts[1]] as const]
    const version = await versionOf(world, grant)
    waiting.push({ grant, number, version, split: number % 2 === 0 ? split : split.reverse() })
  }
  await world.database.close()
  await world.vault.keys.close()
  return { template: world.clone, lines: [first, second], waiting }
}
