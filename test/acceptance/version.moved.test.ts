import type { Definition } from '../../libs/domain/definition/definition.schema'
import { streamNamed } from '../../libs/engine/stream.named'
import { landes } from '../../libs/testing/journey.fixtures'
import { rowsOf } from '../../libs/testing/engine.world'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { go, referSomebody } from './actor.steps'
import { passDeadline } from './deadline.pass'

let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const { plan_training: wait } = landes.waits
/** A second version: whoever plans a training has three days before the one reminder. */
const v2: Definition = {
  ...landes,
  id: 'landes-mon-ordi-pin40.v2',
  waits: { ...landes.waits, plan_training: { ...wait, remindAfter: 'P3D', reminders: 1, expireAfter: 'P40D' } },
}

async function publish(content: Definition): Promise<void> {
  const stream = streamNamed('definition', content.id)
  await world.give('DraftDefinition', stream, { id: content.id, content })
  await world.give('PublishDefinition', stream, { id: content.id }, { version: 1 })
}

const move = async (journey: string, data: object) =>
  world.give('MoveToVersion', journey, { definition: v2.id, ...data }, { version: (await world.head(journey)).version })

it('a journey that is moved waits as its new version says, from when its wait began; nobody else is moved', async () => {
  const [moved, left, stays] = [
    await referSomebody(world, 1),
    await referSomebody(world, 2),
    await referSomebody(world, 3),
  ]
  for (const journey of [moved, left, stays]) await go(world, journey, 'Accept', 'BookAppointment', 'RecordDiagnostic')
  const { changed_at: since } = await world.head(moved)
  await publish(v2)

  await move(left, { stage: 'evaluation', present: 'left' })
  expect(await world.head(left)).toMatchObject({ stage: 'evaluation', task: 'await_follow_up' })
  await move(moved, { stage: 'training', present: 'continued' })
  expect(await passDeadline(world, moved, since)).toMatchObject({ days: 3, command: 'Remind' })
  expect(await passDeadline(world, stays, since)).toMatchObject({ days: 15, command: 'Remind' })
  expect(await passDeadline(world, moved, since)).toMatchObject({ days: 40, command: 'Expire' })
  const { deadline_command } = await world.head(left)
  expect(deadline_command).toBe('OpenFollowUp')

  const versions = await rowsOf(world, 'SELECT definition FROM journey ORDER BY stream')
  expect(versions).toEqual([{ definition: v2.id }, { definition: v2.id }, { definition: landes.id }])
})
