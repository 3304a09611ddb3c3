import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { Definition } from '../../../libs/domain/definition/definition.schema'
import { streamNamed } from '../../../libs/engine/stream.named'
import { readPlan } from '../../../libs/engine/wake.plans'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  referral,
  rowsOf,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, landes } from '../../../libs/testing/journey.fixtures'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Where journeys are when the definition changes: after so many of the mediator's commands. */
const moments = [0, 0, 0, 0, 1, 1, 1, 3, 5, 6] as const
const road = [
  ['Accept', '2026-03-03'],
  ['BookAppointment', '2026-03-04'],
  ['RecordDiagnostic', '2026-03-10'],
  ['PlanTraining', '2026-03-11'],
  ['RecordAttendance', '2026-03-20'],
  ['AssessTraining', '2026-04-20'],
] as const

/** The waits of the Landes with few reminders, so that three hundred journeys are not three hundred times thirty letters. */
const brief = Object.fromEntries(
  Object.entries(landes.waits).map(([task, wait]) => [
    task,
    { ...wait, reminders: task === 'answer_referral' ? 1 : 0 },
  ]),
)
const v1: Definition = { ...landes, id: 'essai.v1', waits: brief }

/** The second version: answers are awaited half as long, and there is no laptop any more. */
const { await_laptop: _await, book_hand_over: _book, hand_over: _hand, ...waits } = brief
const v2: Definition = {
  ...v1,
  id: 'essai.v2',
  waits: { ...waits, answer_referral: { ...landes.waits.answer_referral, remindAfter: 'P5D', expireAfter: 'P15D' } },
  stages: landes.stages
    .filter(({ kind }) => kind !== 'dotation')
    .map((stage) => ({
      ...stage,
      next: stage.next
        .filter(({ to, when }) => to !== 'dotation' || when === null)
        .map((branch) => (branch.to === 'dotation' ? { ...branch, to: 'evaluation' } : branch)),
    })),
}

async function publish(content: Definition): Promise<void> {
  const stream = streamNamed('definition', content.id)
  await done(world, 'DraftDefinition', stream, { id: content.id, content })
  await done(world, 'PublishDefinition', stream, { id: content.id }, { version: 1 })
}

/** Ten at a time: as many as people act at once on a busy morning. */
async function forAll<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < all.length; first += 10) await Promise.all(all.slice(first, first + 10).map(act))
}

/** Refers these people and brings each to the moment of its number. */
async function bring(numbers: readonly number[], definition: string): Promise<void> {
  world.setClock('2026-03-02T09:00:00Z')
  const versions = new Map<number, number>()
  await forAll(numbers, async (number) => {
    const data = { ...referral(number), definition }
    const sending = { actor: actors.prescriber, personal: beneficiary(number) }
    const { answer } = await done(world, 'Refer', journeyIds(number).journey, data, sending)
    versions.set(number, answer.version)
  })
  for (const [step, [type, day]] of road.entries()) {
    world.setClock(`${day}T15:00:00Z`)
    const further = numbers.filter((number) => step < (moments[number % moments.length] ?? 0))
    await forAll(further, async (number) => {
      const sending = { actor: actors.mediator, version: versions.get(number) }
      const { answer } = await done(world, type, journeyIds(number).journey, commands[type].data, sending)
      versions.set(number, answer.version)
    })
  }
}

/** Lets the deadlines of every open journey and dotation come one after the other, as their workflows would, to the end. */
async function endAll(): Promise<void> {
  // A deadline is never earlier than itself: with a clock that is behind, each comes on its own day.
  world.setClock('2026-03-02T09:00:00Z')
  const due = `SELECT stream FROM head WHERE deadline_command IS NOT NULL AND closed_at IS NULL`
  for (let round = 0; round < 100; round += 1) {
    const streams = (await rowsOf<{ stream: string }>(world, due)).map(({ stream }) => stream)
    if (streams.length === 0) return
    await forAll(streams, passDeadline)
  }
  throw new Error('some journey never ends')
}

async function passDeadline(stream: string): Promise<void> {
  const plan = await readPlan(world.database, stream)
  if (!plan?.command) return
  const commandId = deadlineCommandId(plan)
  const given = { actor: systemActor, commandId, stream, type: plan.command, data: {} }
  const result = await world.engine.execute(given)
  if (!result.ok) throw new Error(`${stream}: ${result.rule}`)
}

/** The story of each journey: what happened on which day, and by which version. */
async function stories(numbers: readonly number[]): Promise<readonly (readonly string[])[]> {
  const rows = await rowsOf<{ stream: string; told: string }>(
    world,
    `SELECT stream, concat_ws(' ', type, recorded_at::date, definition) AS told FROM event
     WHERE stream = ANY($1) ORDER BY stream, version`,
    [numbers.map((number) => journeyIds(number).journey)],
  )
  const of = (number: number) => rows.filter(({ stream }) => stream === journeyIds(number).journey)
  return numbers.map((number) => of(number).map(({ told }) => told))
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

test('a definition changes while 300 journeys run: all of them end on their own version, new ones on the new', async () => {
  await publish(v1)
  // One journey of each kind lives to its end before anything changes: so do the others then.
  const before = range(0, moments.length)
  await bring(before, v1.id)
  await endAll()
  const expected = await stories(before)

  const running = range(100, 300)
  await bring(running, v1.id)
  await publish(v2)
  const fresh = range(500, 10)
  await bring(fresh, v2.id)
  await endAll()

  for (const [index, story] of (await stories(running)).entries())
    expect(story).toEqual(expected[index % moments.length])
  const [open] = await rowsOf(world, 'SELECT count(*) AS count FROM journey WHERE closed_at IS NULL')
  expect(open).toEqual({ count: 0 })
  const [givenUp] = await rowsOf(world, `SELECT count(*) AS count FROM event WHERE type = 'DotationGivenUp'`)
  expect(givenUp).toEqual({ count: 31 })
  const [first, , , , , , , , , last] = await stories(fresh)
  expect(first?.slice(0, 3)).toEqual([
    `JourneyReferred 2026-03-02 ${v2.id}`,
    `OwnerReminded 2026-03-07 ${v2.id}`,
    `AnswerExpired 2026-03-17 ${v2.id}`,
  ])
  expect(expected[0]?.slice(0, 3)).toEqual([
    `JourneyReferred 2026-03-02 ${v1.id}`,
    `OwnerReminded 2026-03-12 ${v1.id}`,
    `AnswerExpired 2026-04-01 ${v1.id}`,
  ])
  expect(expected[9]).toContain(`DotationRequested 2026-04-20 ${v1.id}`)
  expect(last?.join()).not.toContain('Dotation')
}, 60_000)
