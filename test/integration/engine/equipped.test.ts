import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  laptop,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import {
  bind,
  handOver,
  merge,
  perHousehold,
  personOf,
  waitingDotation,
  withHouseholds,
} from '../../../libs/testing/person.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'
import { commands } from '../../../libs/testing/journey.fixtures'

let world: World
beforeEach(async () => {
  world = withHouseholds(await createWorld())
  world.setClock('2026-03-02T09:00:00Z')
})
afterEach(() => world.close())

const lately = { ok: false, rule: 'equipped_lately' }

/** The n-th person receives a laptop, today. */
async function equip(number: number, data: object = {}): Promise<void> {
  await laptop(world, number)
  await waitingDotation(world, number, data)
  expect(await bind(world, number)).toMatchObject({ ok: true })
  expect(await handOver(world, number)).toMatchObject({ ok: true })
}

const takeOver = (number: number, on: string) =>
  done(
    world,
    'TakeOverHandOver',
    personOf(number),
    { on, source: 'precurseur' },
    {
      ...{ actor: actors.coordinator, personal: beneficiary(number) },
    },
  )

const join = async (number: number, household: string) =>
  done(
    world,
    'JoinHousehold',
    personOf(number),
    { household },
    {
      ...{ actor: actors.coordinator, version: await versionOf(world, personOf(number)) },
    },
  )

describe('a laptop that became known after the referral', () => {
  test('of the same person, merged since: no other is bound, whatever was found at the referral', async () => {
    await equip(1)
    world.setClock('2026-09-01T09:00:00Z')
    await laptop(world, 2)
    await waitingDotation(world, 2)
    expect(await merge(world, 2, 1)).toMatchObject({ ok: true })
    expect(await bind(world, 2)).toMatchObject({
      ...lately,
      details: { day: '2026-03-02', rules: 'not_equipped_lately' },
    })
  })

  test('of the same household, joined once the laptop was bound: it is not handed over', async () => {
    const household = '00000000-0000-4000-8000-0000000aaaaa'
    const definition = { definition: perHousehold.id }
    await equip(1, definition)
    world.setClock('2026-09-01T09:00:00Z')
    await laptop(world, 2)
    await waitingDotation(world, 2, definition)
    expect(await bind(world, 2)).toMatchObject({ ok: true })
    for (const number of [1, 2]) await join(number, household)
    expect(await handOver(world, 2)).toMatchObject(lately)
  })

  test('from a list of the past, taken over and merged since; one of long ago is in nobody’s way', async () => {
    await laptop(world, 3)
    await waitingDotation(world, 3)
    await takeOver(903, '2026-01-10')
    expect(await merge(world, 903, 3)).toMatchObject({ ok: true })
    expect(await bind(world, 3)).toMatchObject({ ...lately, details: { day: '2026-01-10' } })

    await laptop(world, 4)
    await waitingDotation(world, 4)
    await takeOver(904, '2022-01-10')
    expect(await merge(world, 904, 4)).toMatchObject({ ok: true })
    expect(await bind(world, 4)).toMatchObject({ ok: true })
    expect(await handOver(world, 4)).toMatchObject({ ok: true })
  })

  test('a laptop that a recyclerie confirms is not kept for them: the next one in line has it', async () => {
    await equip(1)
    world.setClock('2026-09-01T09:00:00Z')
    await waitingDotation(world, 2)
    expect(await merge(world, 2, 1)).toMatchObject({ ok: true })
    await waitingDotation(world, 3)
    await laptop(world, 2)
    expect(await bind(world, 2)).toMatchObject({ ok: false, rule: 'no_laptop_ready' })
    expect(await handOver(world, 3)).toMatchObject({ ok: true })
  })
})

describe('whoever asks to be forgotten in the middle of a journey', () => {
  const erase = async (number: number) =>
    send(
      world,
      'ErasePerson',
      personOf(number),
      { cause: 'demande' },
      {
        ...{ actor: actors.coordinator, version: await versionOf(world, personOf(number)) },
      },
    )

  test('leaves it first: no reminder and no laptop for somebody who is not there any more', async () => {
    await laptop(world, 1)
    await waitingDotation(world, 1)
    await bind(world, 1)
    expect(await erase(1)).toMatchObject({ ok: false, rule: 'journeys_open', details: { journeys: 1 } })
    const { journey } = journeyIds(1)
    const end = { ...commands.Withdraw.data, on: '2026-03-02' }
    await done(world, 'Withdraw', journey, end, { actor: actors.mediator, version: await versionOf(world, journey) })
    expect(await erase(1)).toMatchObject({ ok: true })
  })

  test('under another record as well', async () => {
    await waitingDotation(world, 1)
    await waitingDotation(world, 2)
    expect(await merge(world, 2, 1)).toMatchObject({ ok: true })
    expect(await erase(1)).toMatchObject({ rule: 'journeys_open', details: { journeys: 2 } })
  })
})
