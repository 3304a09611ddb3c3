import { dotationOf } from '../../libs/contracts/stream'
import { actors, beneficiary, journeyIds, laptop, referral, rowsOf } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { day, passDeadline } from './deadline.pass'

const month = 30.5 * day

let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

/** Refers somebody who was referred before, as the `as`-th person, on a journey of their own. */
async function referAgain(number: number, as: number, personal: Record<string, unknown> = {}): Promise<string> {
  const { journey } = journeyIds(number)
  const data = { ...referral(as), person: journeyIds(as).person }
  await world.give('Refer', journey, data, { actor: actors.prescriber, personal: beneficiary(as, personal) })
  return journey
}

/** The straight road, until the dotation's own run is there: whoever is faster would find it started by the relay. */
async function toDotation(journey: string): Promise<void> {
  await go(world, journey, ...roadToDotation)
  const child = world.time.client.workflow.getHandle(dotationOf(journey))
  for (let look = 0; look < 100; look += 1) {
    if (await child.describe().catch(() => null)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the child was not started')
}

/** The receipt, its signature and the hand-over, today. */
async function atCounter(dotation: string): Promise<void> {
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
}

/** Lets the time of the follow-up come, and records it. */
async function complete(journey: string): Promise<void> {
  await passDeadline(world, journey, (await world.head(journey)).changed_at)
  await go(world, journey, 'RecordFollowUp')
  expect(await world.time.client.workflow.getHandle(journey).result()).toBe('completed')
}

const historyOf = (stream: string) =>
  rowsOf<{ type: string; data: Record<string, unknown> }>(
    world,
    'SELECT type, data FROM event WHERE stream = $1 ORDER BY version',
    [stream],
  )
/** The mails about a stream: what, and to which role. */
const mailsOf = async (...streams: readonly string[]) =>
  (
    await rowsOf<{ kind: string; recipient_role: string }>(
      world,
      'SELECT kind, recipient_role FROM mail WHERE stream = ANY($1) ORDER BY created_at, version, kind',
      [streams],
    )
  ).map(({ kind, recipient_role }) => `${kind} → ${recipient_role}`)

/** Coordinator's decisions, on the version that they read. */
const decide = async (type: 'MergePersons' | 'UnmergePersons', person: string, data: object) => {
  const [head] = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [person])
  return world.engine.execute({
    ...{ actor: actors.coordinator, commandId: `${type}/${person}/${head?.version}`, stream: person, type },
    ...{ data: { ...data }, ifVersion: head?.version },
  })
}

test('equipped this year, somebody is told no two years later, with why, and starts a second journey after three', async () => {
  await laptop(world, 1)
  const first = await referSomebody(world, 1)
  await toDotation(first)
  await act(world, dotationOf(first), 'Bind', {})
  await atCounter(dotationOf(first))
  await complete(first)

  await world.time.pass(21 * month)
  const refused = await referAgain(2, 1)
  expect((await world.head(refused)).outcome).toBe('not_eligible')
  expect((await historyOf(refused)).at(-1)).toMatchObject({ data: { unmet: ['not_equipped_lately'] } })
  expect(await mailsOf(refused)).toContain('journey_closed → prescriber')

  await world.time.pass(13 * month)
  const second = await referAgain(3, 1)
  expect(await mailsOf(second)).toEqual(['referral_received → lieu'])
  await toDotation(second)
  await laptop(world, 2)
  await atCounter(dotationOf(second))
  const given = await rowsOf(world, 'SELECT journey FROM binding WHERE handed_over ORDER BY handed_over_at')
  expect(given).toEqual([{ journey: first }, { journey: second }])
  expect(await rowsOf(world, 'SELECT FROM person')).toHaveLength(1)
  await complete(second)
}, 30_000)

test('referred twice under a swapped name, each time to a laptop: nothing is merged before one is given back', async () => {
  const [one, other] = [journeyIds(11), journeyIds(12)]
  await referSomebody(world, 11)
  const { lastName, firstName, birthDate, phone } = beneficiary(11)
  const personal = {
    ...beneficiary(11, { lastName: firstName.toUpperCase(), firstName: lastName }),
    ...{ birthDate: null, birthYear: Number(birthDate.slice(0, 4)), phone },
  }
  await world.give(
    'Refer',
    other.journey,
    { ...referral(12), person: other.person },
    { actor: actors.prescriber, personal },
  )
  const [flag] = (await historyOf(other.person)).filter(({ type }) => type === 'LikelyDuplicateFlagged')
  expect(flag?.data).toEqual({ person: one.person, score: 0.9, why: ['swapped_name', 'same_birth_year', 'same_phone'] })

  for (const { journey } of [one, other]) await toDotation(journey)
  for (const number of [3, 4]) await laptop(world, number)
  const into = { into: one.person, reason: 'meme_personne' }
  expect(await decide('MergePersons', other.person, into)).toMatchObject({ rule: 'two_laptops_bound' })

  await act(world, other.journey, 'Withdraw', commands.Withdraw.data)
  const promised = await rowsOf(world, 'SELECT journey FROM binding WHERE open AND NOT handed_over')
  expect(promised).toEqual([{ journey: one.journey }])
  expect(await mailsOf(other.journey, other.dotation)).toContain('journey_closed → prescriber')
  expect(await decide('MergePersons', other.person, into)).toMatchObject({ ok: true })

  await atCounter(one.dotation)
  await expect(referAgain(13, 12, personal)).rejects.toThrow('already_followed')
  await act(world, one.journey, 'Withdraw', commands.Withdraw.data)
  const again = await referAgain(13, 12, personal)
  expect((await world.head(again)).outcome).toBe('not_eligible')

  expect(await decide('UnmergePersons', other.person, { reason: 'deux_personnes' })).toMatchObject({ ok: true })
  const once = await referAgain(14, 12, personal)
  expect((await world.head(once)).stage).toBe('prescription')
}, 30_000)
