import { rebuild } from '../../../libs/engine/rebuild'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  laptop,
  refer,
  referral,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import {
  bind,
  everyRow,
  handOver,
  merge,
  perHousehold,
  personOf,
  unmerge,
  waitingDotation,
  withHouseholds,
  endJourneys,
} from '../../../libs/testing/person.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const holders = () =>
  rowsOf<{ person: string; holder: string }>(world, 'SELECT person, holder FROM binding WHERE open ORDER BY person')

describe('a household', () => {
  const household = '00000000-0000-4000-8000-000000000555'
  const of = { definition: perHousehold.id, household }

  beforeEach(() => {
    world = withHouseholds(world)
  })

  test('gets one laptop at a time, where the definition says so, and none within the look-back', async () => {
    for (const number of [1, 2]) await waitingDotation(world, number, of)
    await waitingDotation(world, 3, { definition: perHousehold.id })
    await laptop(world, 1)
    await laptop(world, 2)
    expect((await holders()).map(({ person }) => person)).toEqual([personOf(1), personOf(3)])
    await laptop(world, 3)
    expect(await bind(world, 2)).toMatchObject({ rule: 'household_already_has_laptop' })
    world.setClock('2026-03-05T09:00:00Z')
    await handOver(world, 1)
    expect(await bind(world, 2)).toMatchObject({ rule: 'equipped_lately' })
    const referred = await send(
      world,
      'Refer',
      journeyIds(4).journey,
      { ...referral(4), ...of },
      {
        ...{ actor: actors.prescriber, personal: beneficiary(4) },
      },
    )
    expect(referred).toMatchObject({ plan: { outcome: 'not_eligible' } })
    const elsewhere = await send(
      world,
      'Refer',
      journeyIds(5).journey,
      { ...referral(5), household },
      {
        ...{ actor: actors.prescriber, personal: beneficiary(5) },
      },
    )
    expect(elsewhere).toMatchObject({ plan: { stage: 'prescription' } })
  })

  test('of somebody who was merged counts for the one who stays; two laptops stop who would join it', async () => {
    for (const number of [1, 2]) await waitingDotation(world, number, { definition: perHousehold.id })
    await done(
      world,
      'Refer',
      journeyIds(3).journey,
      { ...referral(3), household },
      {
        ...{ actor: actors.prescriber, personal: beneficiary(3) },
      },
    )
    for (const number of [1, 2]) await laptop(world, number)
    const join = async (number: number, actor = actors.coordinator) =>
      send(
        world,
        'JoinHousehold',
        personOf(number),
        { household },
        { actor, version: await versionOf(world, personOf(number)) },
      )
    expect(await join(1, actors.mediator)).toMatchObject({ ok: true })
    expect(await join(2, actors.prescriber)).toMatchObject({ rule: 'household_already_has_laptop' })
    expect(await merge(world, 3, 2)).toMatchObject({ rule: 'household_already_has_laptop' })
    const left = { version: await versionOf(world, personOf(1)) }
    await done(world, 'LeaveHousehold', personOf(1), {}, left)
    expect(await merge(world, 3, 2)).toMatchObject({ ok: true })
    expect(await join(1)).toMatchObject({ rule: 'household_already_has_laptop' })
    const before = await everyRow(world)
    await rebuild(world.deps)
    expect(await everyRow(world)).toEqual(before)
  })
})

describe('erasure', () => {
  test('of the one who stays is that of everybody merged into them; of an alias alone, refused', async () => {
    await waitingDotation(world, 1)
    await laptop(world, 1)
    await handOver(world, 1)
    await refer(world, 2)
    await merge(world, 1, 2)
    const erase = async (number: number) =>
      send(
        world,
        'ErasePerson',
        personOf(number),
        { cause: 'demande' },
        { version: await versionOf(world, personOf(number)) },
      )
    expect(await erase(1)).toMatchObject({ rule: 'person_merged', details: { into: personOf(2) } })
    await endJourneys(world, personOf(1), personOf(2))
    expect(await erase(2)).toMatchObject({ ok: true })
    expect(await world.vault.keys.keysOf([personOf(1), personOf(2)])).toEqual(new Map())
    expect(await rowsOf(world, `SELECT FROM vault.entry WHERE subject LIKE 'person-%'`)).toEqual([])
    const digests = await rowsOf(
      world,
      `SELECT subject, kind, day FROM vault.digest WHERE subject LIKE 'person-%' ORDER BY subject`,
    )
    expect(digests).toEqual(
      [1, 2].map((number) => ({ subject: personOf(number), kind: 'look_back', day: '2026-03-02' })),
    )
    for (const number of [1, 2]) expect(await unmerge(world, number)).toMatchObject({ rule: 'person_erased' })
    expect(await refer(world, 12, beneficiary(2))).toMatchObject({ plan: { outcome: 'not_eligible' } })
  })

  test('leaves the day of the hand-over to the household, and no link to the person', async () => {
    const household = '00000000-0000-4000-8000-000000000555'
    await waitingDotation(world, 1, { household })
    await laptop(world, 1)
    await handOver(world, 1)
    await endJourneys(world, personOf(1))
    const version = await versionOf(world, personOf(1))
    await done(world, 'ErasePerson', personOf(1), { cause: 'demande' }, { version })
    expect(await rowsOf(world, 'SELECT FROM person WHERE household IS NOT NULL')).toEqual([])
    await refer(world, 2)
    const join = { version: await versionOf(world, personOf(2)) }
    await done(world, 'JoinHousehold', personOf(2), { household }, join)
    const referred = await send(
      world,
      'Refer',
      journeyIds(3).journey,
      { ...referral(3), household },
      {
        ...{ actor: actors.prescriber, personal: beneficiary(3) },
      },
    )
    expect(referred).toMatchObject({ ok: true })
    const digests = await rowsOf(world, `SELECT day FROM vault.digest WHERE kind = 'look_back' AND subject = $1`, [
      personOf(1),
    ])
    expect(digests).toEqual([{ day: '2026-03-02' }, { day: '2026-03-02' }])
  })
})
