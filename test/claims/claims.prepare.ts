import type { TestDatabase } from '../../libs/testing/database'
import { actors, beneficiary, createWorld, done, journeyIds, laptop, type World } from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'

/** How many laptops are ready, and how many dotations wait for one. */
export interface Stock {
  readonly laptops: number
  readonly claims: number
}

/** A database as every round begins with, to be copied; nobody is connected to it. */
export interface Prepared {
  readonly template: TestDatabase
  readonly dotations: readonly string[]
}

const atOnce = 8

/**
 * Laptops of one owner are made ready before anybody waits for one, so that none is bound by its confirmation; then as
 * many people wait for one as are asked for. All of it goes through the engine.
 */
export async function prepareStock({ laptops, claims }: Stock): Promise<Prepared> {
  const world = await createWorld()
  await inTurns(laptops, (number) => laptop(world, number))
  await inTurns(claims, (number) => openDotation(world, number))
  await world.database.close()
  await world.vault.keys.close()
  const dotations = Array.from({ length: claims }, (_, index) => journeyIds(index + 1).dotation)
  return { template: world.clone, dotations }
}

async function inTurns(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  for (let first = 1; first <= count; first += atOnce) {
    const length = Math.min(atOnce, count - first + 1)
    await Promise.all(Array.from({ length }, (_, index) => work(first + index)))
  }
}

const { definition, place, reasons, needs } = commands.Refer.data

/** A case of the former tool whose laptop was being chosen: one command opens the journey and its dotation. */
function openDotation(world: World, number: number): Promise<unknown> {
  const { journey, person } = journeyIds(number)
  const data = {
    ...{ person, definition, place, reasons, needs, mediator: ids.mediator, step: 'equipment_chosen' },
    prescriber: { structure: null, agent: null },
    consent: { textVersion: 'reprise', date: '2026-01-10', mode: 'papier' },
    ...{ openedOn: '2026-01-10', on: '2026-02-01' },
  }
  const personal = beneficiary(number, { lastName: `Fictif-${lettersOf(number)}` })
  return done(world, 'TakeOverJourney', journey, data, { actor: actors.coordinator, personal })
}

/** Names that look alike would be searched for duplicates at length: each is somebody else's. */
const lettersOf = (number: number) =>
  [...(number * 7_919).toString(16)].map((digit) => 'abcdefghiklmnopr'[Number.parseInt(digit, 16)]).join('')
