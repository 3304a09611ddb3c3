import type { Result } from '../../../libs/contracts/command'
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
import { commands } from '../../../libs/testing/journey.fixtures'
import {
  bind,
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
beforeAll(async () => {
  world = withHouseholds(await createWorld())
})
afterAll(() => world.close())

const rounds = 10
const each = async (round: (first: number) => Promise<void>, people = 4) => {
  for (let index = 0; index < rounds; index += 1) await round(round0 + index * people)
  round0 += rounds * people
}
let round0 = 1

const ruleOf = (result: Result) => (result.ok ? 'done' : result.rule)
/** What was promised or given, by who holds it; a person who is two counts as one. */
const promisedTo = (person: string) =>
  rowsOf(
    world,
    `SELECT FROM binding JOIN person ON person.canonical = binding.holder
     WHERE person.stream = $1 AND open AND NOT handed_over`,
    [person],
  )
const release = async (number: number) => {
  const { journey } = journeyIds(number)
  await done(world, 'Withdraw', journey, commands.Withdraw.data, { version: await versionOf(world, journey) })
}

test('of two merges in both directions at the same moment one is done', () =>
  each(async (first) => {
    for (const number of [first, first + 1]) await refer(world, number)
    const results = await Promise.all([merge(world, first, first + 1), merge(world, first + 1, first)])
    expect(results.map(ruleOf).sort()).toEqual(['done', expect.stringMatching(/person_merged|stale_version/)])
  }))

test('of one person merged into two others at the same moment one is done', () =>
  each(async (first) => {
    for (const number of [first, first + 1, first + 2]) await refer(world, number)
    const results = await Promise.all([merge(world, first, first + 1), merge(world, first, first + 2)])
    expect(results.map(ruleOf).sort()).toEqual(['done', expect.stringMatching(/person_merged|stale_version/)])
  }))

test('merges around a ring at the same moment never close it', () =>
  each(async (first) => {
    const ring = [first, first + 1, first + 2]
    for (const number of ring) await refer(world, number)
    await Promise.all(ring.map((number, index) => merge(world, number, ring[(index + 1) % 3] as number)))
    const canonical = await rowsOf<{ stream: string; canonical: string }>(
      world,
      'SELECT stream, canonical FROM person WHERE stream = ANY($1)',
      [ring.map(personOf)],
    )
    for (const each of canonical) {
      const top = canonical.find(({ stream }) => stream === each.canonical)
      expect(top?.canonical).toBe(each.canonical)
    }
  }))

test('merged while both ask for a laptop: two are promised and not merged, or merged and one is promised', () =>
  each(async (first) => {
    const [one, other] = [first, first + 1]
    for (const number of [one, other]) await waitingDotation(world, number)
    for (const number of [one, other]) await idleLaptop(number)
    const results = await Promise.all([bind(world, one), bind(world, other), merge(world, one, other)])
    const bound = results.slice(0, 2).filter((result) => result.ok).length
    if (results[2]?.ok) {
      expect(bound).toBe(1)
      expect(await promisedTo(personOf(other))).toHaveLength(1)
    } else {
      expect([ruleOf(results[2] as Result), bound]).toEqual(['two_laptops_bound', 2])
    }
    await clear(one, other)
  }))

test('merged by way of a third while an alias asks for a laptop: still one is promised', () =>
  each(async (first) => {
    const [alias, middle, top] = [first, first + 1, first + 2]
    for (const number of [alias, top]) await waitingDotation(world, number)
    await refer(world, middle)
    await merge(world, alias, middle)
    for (const number of [alias, top]) await idleLaptop(number)
    expect(await bind(world, top)).toMatchObject({ ok: true })
    const [bound, merged] = await Promise.all([bind(world, alias), merge(world, middle, top)])
    const told = [ruleOf(bound), ruleOf(merged)]
    expect([
      ['done', 'two_laptops_bound'],
      ['person_already_has_laptop', 'done'],
    ]).toContainEqual(told)
    expect(await promisedTo(personOf(top))).toHaveLength(1)
    await clear(alias, top)
  }))

test('handed over under one id while another id asks: the second gets none', () =>
  each(async (first) => {
    const [one, other] = [first, first + 1]
    for (const number of [one, other]) await waitingDotation(world, number)
    await merge(world, one, other)
    for (const number of [one, other]) await idleLaptop(number)
    await bind(world, one)
    tick()
    const [handed, bound] = await Promise.all([handOver(world, one), bind(world, other)])
    expect(handed).toMatchObject({ ok: true })
    expect(['person_already_has_laptop', 'equipped_since_referral']).toContain(ruleOf(bound))
    await clear(other)
  }))

test('two of one household ask, and one joins it, at the same moment: one is promised', () =>
  each(async (first) => {
    const household = `00000000-0000-4000-8000-${String(900_000 + first).padStart(12, '0')}`
    const [one, other] = [first, first + 1]
    for (const number of [one, other]) await waitingDotation(world, number, { definition: perHousehold.id })
    for (const number of [one, other]) await idleLaptop(number)
    const join = async (number: number) =>
      send(
        world,
        'JoinHousehold',
        personOf(number),
        { household },
        { version: await versionOf(world, personOf(number)) },
      )
    await join(one)
    const results = await Promise.all([bind(world, one), bind(world, other), join(other)])
    const sorted = results.map(ruleOf)
    expect(sorted.filter((rule) => rule === 'household_already_has_laptop')).toHaveLength(1)
    expect(sorted.filter((rule) => rule === 'done')).toHaveLength(2)
    await clear(one, other)
  }))

test('referred while merged: whoever comes second sees the first', () =>
  each(async (first) => {
    const [alias, stays] = [first, first + 1]
    for (const number of [alias, stays]) await refer(world, number)
    await release(alias)
    const again = { ...referral(first + 2), person: personOf(alias) }
    const sending = { actor: actors.prescriber, personal: beneficiary(alias) }
    const [referred, merged] = await Promise.all([
      send(world, 'Refer', journeyIds(first + 2).journey, again, sending),
      merge(world, alias, stays),
    ])
    // A merge on a version that the referral has just passed is read again by whoever gives it.
    expect(['done', 'stale_version']).toContain(ruleOf(merged))
    expect(['done', 'already_followed']).toContain(ruleOf(referred))
    const followed = await rowsOf(world, 'SELECT FROM journey WHERE person = $1 AND closed_at IS NULL', [
      personOf(alias),
    ])
    expect(followed).toHaveLength(referred.ok ? 1 : 0)
  }))

test('merged and unmerged by two at the same moment, nothing is left half done', () =>
  each(async (first) => {
    for (const number of [first, first + 1]) await refer(world, number)
    await merge(world, first, first + 1)
    await Promise.all([unmerge(world, first), unmerge(world, first), merge(world, first + 1, first)])
    const [state] = await rowsOf<{ into: string | null; alias: boolean }>(
      world,
      `SELECT one.state ->> 'mergedInto' AS into, other.state -> 'aliases' ? $1 AS alias
       FROM snapshot one, snapshot other WHERE one.stream = $1 AND other.stream = $2`,
      [personOf(first), personOf(first + 1)],
    )
    expect(state?.alias).toBe(state?.into === personOf(first + 1))
  }))

test('erased while merged or unmerged: whoever is one with the erased is erased, and nobody else', () =>
  each(async (first) => {
    const [joins, leaves, stays] = [first, first + 1, first + 2]
    for (const number of [joins, leaves, stays]) await refer(world, number)
    await endJourneys(world, ...[joins, leaves, stays].map(personOf))
    await merge(world, leaves, stays)
    const erase = async () =>
      send(
        world,
        'ErasePerson',
        personOf(stays),
        { cause: 'demande' },
        { version: await versionOf(world, personOf(stays)) },
      )
    await Promise.all([erase(), merge(world, joins, stays), unmerge(world, leaves)])
    if (!(await erasedOf(stays)).erased) expect(await erase()).toMatchObject({ ok: true })
    for (const number of [joins, leaves]) {
      const { erased, canonical } = await erasedOf(number)
      expect(erased).toBe(canonical === personOf(stays))
    }
  }))

const erasedOf = async (number: number) => {
  const sql = 'SELECT erased, canonical FROM person WHERE stream = $1'
  const [row] = await rowsOf<{ erased: boolean; canonical: string }>(world, sql, [personOf(number)])
  if (!row) throw new Error('this person is not there')
  return row
}

let minutes = 0
/** A minute later: what is handed over is so after whatever was referred. */
function tick(): void {
  minutes += 1
  world.setClock(new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000).toISOString())
}

/** A ready laptop that no confirmation gives away: dotations are out of its sight meanwhile. */
async function idleLaptop(number: number): Promise<void> {
  await rowsOf(world, `UPDATE head SET structure = NULL WHERE kind = 'dotation' AND closed_at IS NULL`)
  await laptop(world, number)
  await rowsOf(
    world,
    `UPDATE head SET structure = snapshot.state #>> '{opening,structure}'
     FROM snapshot WHERE snapshot.stream = head.stream AND kind = 'dotation'`,
  )
}

/** Ends journeys, so that the next round finds no dotation that waits, and takes away the laptops that are left. */
async function clear(...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await release(number)
  await rowsOf(world, `UPDATE device SET status = 'preparing' WHERE status = 'ready'`)
}
