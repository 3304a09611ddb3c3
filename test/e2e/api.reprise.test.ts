import { actors, createWorld, rowsOf, type World } from '../../libs/testing/engine.world'
import { type Api, refused, startApi } from './api.process'
import { counts, definition, eventCount, example, rulesAt, type Send, sendingTo } from './import.sending'

/** The files of the past, on the network of the examples. */
let world: World
let api: Api
let send: Send
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
  send = sendingTo(api)
  await send('territory', '')
  for (const [path, file] of [
    ['structures', 'structures.csv'],
    ['places', 'directory-alpi.csv'],
    ['agents', 'agents.csv'],
  ] as const) {
    expect((await send(path, example(file))).status).toBe(200)
  }
}, 120_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

test('people who were equipped before are taken once, and no mail leaves', async () => {
  expect(counts(await send('reprise/hand-overs', example('reprise-remises.csv')))).toEqual([200, 18, 0, 0])
  const before = await eventCount(world.clone)
  expect(counts(await send('reprise/hand-overs', example('reprise-remises.csv')))).toEqual([200, 0, 18, 0])
  expect(await eventCount(world.clone)).toBe(before)
  expect(await rowsOf(world, `SELECT FROM device WHERE status = 'handed_over'`)).toHaveLength(6)
  const changed = example('reprise-remises.csv').toString().replace('01/01/2023', '02/01/2023')
  expect(rulesAt(await send('reprise/hand-overs', changed), 2)).toEqual([[null, 'taken_over_otherwise']])
})

test('cases of the former tool go on at each of its steps, once', async () => {
  const path = `reprise/cases?${definition}`
  const first = await send(path, example('reprise-dossiers.csv'))
  expect(first.body.lines.flatMap(({ problems }) => problems)).toEqual([])
  expect(counts(first)).toEqual([200, 10, 0, 0])
  const before = await eventCount(world.clone)
  expect(counts(await send(path, example('reprise-dossiers.csv')))).toEqual([200, 0, 10, 0])
  expect(await eventCount(world.clone)).toBe(before)
  const stages = await rowsOf<{ stage: string; count: number }>(
    world,
    `SELECT stage, count(*)::int AS count FROM journey WHERE origin = 'reprise' GROUP BY stage ORDER BY stage`,
  )
  expect(stages.map(({ stage, count }) => `${stage} ${count}`)).toEqual([
    'closed 2',
    'dotation 4',
    'evaluation 1',
    'prescription 2',
    'training 1',
  ])
  expect(await rowsOf(world, 'SELECT FROM mail')).toEqual([])
  const { body } = await api.get<{ items: { origin: string; entry: string }[] }>('/v1/journeys', {
    actor: actors.coordinator,
  })
  expect(new Set(body.items.map(({ origin }) => origin))).toEqual(new Set(['reprise']))
})

test('what a line says wrongly is told by its column', async () => {
  const lines = example('reprise-dossiers.csv').toString().split('\n')
  const wrong = (number: number, from: string, to: string) =>
    [lines[0], lines[number]?.replace(`DOS-0`, 'NEW-0').replace(from, to)].join('\n')
  const path = `reprise/cases?${definition}`
  expect(rulesAt(await send(path, wrong(3, 'joel.03@', 'personne@')), 2)).toEqual([
    ['mediateur_courriel', 'mediator_unknown'],
  ])
  expect(rulesAt(await send(path, wrong(3, 'joel.03@clics-exemple.example', '')), 2)).toEqual([
    ['mediateur_courriel', 'step_mismatch'],
  ])
  expect(rulesAt(await send(path, wrong(8, ';20/01/2026;', ';;')), 2)).toEqual([['remis_le', 'step_mismatch']])
  expect(rulesAt(await send(path, wrong(1, 'helene@', 'personne@')), 2)).toEqual([
    ['prescripteur_courriel', 'prescriber_unknown'],
  ])
  expect(await refused(send('reprise/cases?definition=inconnue.v1', example('reprise-dossiers.csv')))).toMatchObject({
    code: 'unknown_definition',
  })
  for (const actor of [actors.prescriber, actors.mediator, actors.recyclerie]) {
    expect(await refused(send('reprise/hand-overs', example('reprise-remises.csv'), actor))).toMatchObject({
      status: 403,
    })
  }
})
