import fc from 'fast-check'
import { systemActor } from '../../../libs/contracts/command'
import { rebuild } from '../../../libs/engine/rebuild'
import { execute } from '../../../libs/event-store/database'
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
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import { bind, everyRow, handOver, merge, personOf, unmerge, waitingDotation } from '../../../libs/testing/person.steps'
import { versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const factsOf = async (number: number) => {
  const fact = execute('fact_person', personOf(number), '')
  const [result] = await world.database.readBatch(systemActor, [fact])
  return result?.rows[0] as Record<string, unknown>
}
const holders = () =>
  rowsOf<{ person: string; holder: string }>(world, 'SELECT person, holder FROM binding WHERE open ORDER BY person')

test('whoever was merged is read under the one who stays, and under nobody once it is undone', async () => {
  for (const number of [1, 2, 3]) await refer(world, number)
  const before = [await everyRow(world), await factsOf(1), await factsOf(3)]
  expect(await merge(world, 1, 2)).toMatchObject({ ok: true })
  expect(await merge(world, 2, 3)).toMatchObject({ ok: true })
  for (const number of [1, 2, 3]) {
    expect(await factsOf(number)).toMatchObject({
      canonical: personOf(3),
      following: [landes.id, landes.id, landes.id],
    })
  }
  const journeys = await rowsOf<{ person: string }>(world, 'SELECT person FROM journey ORDER BY person')
  expect(journeys.map(({ person }) => person)).toEqual([1, 2, 3].map(personOf))
  expect(await unmerge(world, 1)).toMatchObject({ ok: true })
  expect(await factsOf(1)).toMatchObject({ canonical: personOf(1), following: [landes.id] })
  expect(await factsOf(2)).toMatchObject({ canonical: personOf(3) })
  expect(await unmerge(world, 2)).toMatchObject({ ok: true })
  expect([await everyRow(world), await factsOf(1), await factsOf(3)]).toEqual(before)
})

test('a merge is refused in both directions, with oneself, with nobody, and into an alias', async () => {
  for (const number of [1, 2, 3]) await refer(world, number)
  expect(await merge(world, 1, 1)).toMatchObject({ rule: 'same_person' })
  expect(await merge(world, 1, 77)).toMatchObject({ rule: 'unknown_person' })
  expect(await merge(world, 1, 2)).toMatchObject({ ok: true })
  expect(await merge(world, 2, 1)).toMatchObject({ rule: 'person_merged' })
  expect(await merge(world, 3, 1)).toMatchObject({ rule: 'person_merged' })
  expect(await merge(world, 1, 3)).toMatchObject({ rule: 'person_merged' })
  expect(await unmerge(world, 2)).toMatchObject({ rule: 'not_merged' })
})

test('merging is the coordinator’s; nobody of another territory sees these people', async () => {
  for (const number of [1, 2]) await refer(world, number)
  const data = { into: personOf(2), reason: 'meme_personne' }
  for (const actor of [actors.mediator, actors.prescriber]) {
    expect(await send(world, 'MergePersons', personOf(1), data, { actor, version: 2 })).toMatchObject({
      rule: 'not_allowed',
    })
  }
  expect(await send(world, 'MergePersons', personOf(1), data, { actor: actors.elsewhere, version: 2 })).toMatchObject({
    rule: 'unknown_stream',
  })
})

describe('laptops', () => {
  test('two that are promised stop the merge until one is released', async () => {
    for (const number of [1, 2]) await waitingDotation(world, number)
    for (const number of [1, 2]) await laptop(world, number)
    expect(await holders()).toHaveLength(2)
    const [one, other] = [journeyIds(1).dotation, journeyIds(2).dotation]
    expect(await merge(world, 1, 2)).toMatchObject({ rule: 'two_laptops_bound', details: { one, other } })
    const { journey } = journeyIds(1)
    await done(world, 'Withdraw', journey, commands.Withdraw.data, { version: await versionOf(world, journey) })
    expect(await merge(world, 1, 2)).toMatchObject({ ok: true })
    expect(await bind(world, 1)).toMatchObject({ rule: 'wrong_stage' })
  })

  test('who held what is restored', async () => {
    for (const number of [1, 2]) await waitingDotation(world, number)
    await laptop(world, 1)
    const before = await everyRow(world)
    await merge(world, 1, 2)
    expect(await holders()).toEqual([{ person: personOf(1), holder: personOf(2) }])
    await unmerge(world, 1)
    expect(await everyRow(world)).toEqual(before)
  })

  test('one who is two gets one: the next ready laptop goes to somebody else', async () => {
    for (const number of [1, 2, 3]) await waitingDotation(world, number)
    await merge(world, 2, 1)
    for (const number of [1, 2]) await laptop(world, number)
    expect((await holders()).map(({ person }) => person)).toEqual([personOf(1), personOf(3)])
    await laptop(world, 3)
    expect(await bind(world, 2)).toMatchObject({ rule: 'person_already_has_laptop' })
    // Handed over since that referral: none is promised for it any more, and nobody else is kept waiting by it.
    world.setClock('2026-03-05T09:00:00Z')
    expect(await handOver(world, 1)).toMatchObject({ ok: true })
    expect(await bind(world, 2)).toMatchObject({ rule: 'equipped_lately' })
    await laptop(world, 4)
    expect(await holders()).toHaveLength(2)
    await unmerge(world, 2)
    expect(await bind(world, 2)).toMatchObject({ ok: true })
  })

  test('one given while another is promised stops the merge too', async () => {
    for (const number of [1, 2]) await waitingDotation(world, number)
    for (const number of [1, 2]) await laptop(world, number)
    world.setClock('2026-03-05T09:00:00Z')
    await handOver(world, 1)
    expect(await merge(world, 1, 2)).toMatchObject({ rule: 'two_laptops_bound' })
    expect(await merge(world, 2, 1)).toMatchObject({ rule: 'two_laptops_bound' })
  })
})

test('a referral reads the last laptop, and what is followed, under whatever id', async () => {
  await waitingDotation(world, 1)
  await laptop(world, 1)
  await handOver(world, 1)
  // Another name and no birth date in common: nothing but the merge tells that it is the same person.
  await refer(world, 2)
  await merge(world, 1, 2)
  const again = (number: number, person: string) =>
    send(
      world,
      'Refer',
      journeyIds(number).journey,
      { ...referral(number), person },
      {
        ...{ actor: actors.prescriber, personal: beneficiary(2) },
      },
    )
  for (const person of [personOf(1), personOf(2)]) {
    expect(await again(10, person)).toMatchObject({ rule: 'already_followed' })
  }
  const close = async (number: number) => {
    const { journey } = journeyIds(number)
    const sending = { version: await versionOf(world, journey) }
    await done(world, 'Withdraw', journey, commands.Withdraw.data, sending)
  }
  for (const number of [1, 2]) await close(number)
  expect(await again(11, personOf(2))).toMatchObject({ ok: true, plan: { outcome: 'not_eligible' } })
  // Somebody else's record with the second's name: the digest leads to the laptop that the first received.
  expect(await again(12, personOf(3))).toMatchObject({ ok: true, plan: { outcome: 'not_eligible' } })
  await unmerge(world, 1)
  expect(await again(13, personOf(2))).toMatchObject({ ok: true, plan: { stage: 'prescription' } })
})

test('merged and undone in any order, everything reads as before; and from the log alone, as it is', async () => {
  const people = [1, 2, 3, 4, 5]
  for (const number of people) await waitingDotation(world, number)
  for (const number of [1, 2]) await laptop(world, number)
  await handOver(world, 1)
  await send(
    world,
    'JoinHousehold',
    personOf(3),
    { household: '00000000-0000-4000-8000-000000000777' },
    {
      version: await versionOf(world, personOf(3)),
    },
  )
  const before = [await everyRow(world), await Promise.all(people.map(factsOf))]
  const link = fc.record({ alias: fc.constantFrom(...people), into: fc.constantFrom(...people) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(link, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (links, order) => {
        const merged: number[] = []
        for (const { alias, into } of links)
          if ((await merge(world, alias, into)).ok && !merged.includes(alias)) merged.push(alias)
        const asMerged = await everyRow(world)
        await rebuild(world.deps)
        expect(await everyRow(world)).toEqual(asMerged)
        while (merged.length > 0) {
          const [alias] = merged.splice((order.next().value as number) % merged.length, 1)
          expect(await unmerge(world, alias as number)).toMatchObject({ ok: true })
        }
        expect([await everyRow(world), await Promise.all(people.map(factsOf))]).toEqual(before)
      },
    ),
    { numRuns: 25, endOnFailure: true },
  )
}, 120_000)
