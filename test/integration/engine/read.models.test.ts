import { openReadModels, type ReadModels } from '../../../libs/read-models/read.models'
import { actors, createWorld, journeyIds, refer, type World } from '../../../libs/testing/engine.world'

let world: World
let models: ReadModels
beforeAll(async () => {
  world = await createWorld()
  models = openReadModels(world.database, world.clone.appUrl)
  await refer(world, 1)
})
afterAll(async () => {
  await models.close()
  await world.close()
})

const stages = (viewer: Parameters<ReadModels['withActor']>[0]) =>
  models.withActor(viewer, async ({ sql, prisma }) => ({
    bySql: (await sql.query<{ stage: string }>('SELECT stage FROM journey')).rows,
    byPrisma: await prisma.journey.findMany({ select: { stage: true } }),
  }))

test('an actor reads the rows of their territory, by SQL and by Prisma alike', async () => {
  const seen = [{ stage: 'prescription' }]
  expect(await stages(actors.mediator)).toEqual({ bySql: seen, byPrisma: seen })
  expect(await stages({ role: 'system', territory: '*' })).toEqual({ bySql: seen, byPrisma: seen })
})

test('another territory sees nothing; a person never sees all', async () => {
  expect(await stages(actors.elsewhere)).toEqual({ bySql: [], byPrisma: [] })
  await expect(stages({ role: 'coordinator', territory: '*' })).rejects.toThrow('only the machine')
})

test('many actors at once each see their own', async () => {
  const viewers = Array.from({ length: 20 }, (_, index) => (index % 2 ? actors.mediator : actors.elsewhere))
  const counts = await Promise.all(viewers.map(async (viewer) => (await stages(viewer)).byPrisma.length))
  expect(counts).toEqual(viewers.map((_, index) => index % 2))
})

test('a read cannot write', async () => {
  const { journey } = journeyIds(1)
  const bySql = models.withActor(actors.mediator, ({ sql }) => sql.query(`UPDATE journey SET stage = 'closed'`))
  await expect(bySql).rejects.toThrow('read-only')
  const byPrisma = models.withActor(actors.mediator, ({ prisma }) =>
    prisma.journey.update({ where: { stream: journey }, data: { stage: 'closed' } }),
  )
  await expect(byPrisma).rejects.toThrow('read-only')
})
