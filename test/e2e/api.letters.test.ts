import type { Actor } from '../../libs/contracts/command'
import { actors, createWorld, done, journeyIds, refer, rowsOf, type World } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi, tokenOf } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await refer(world, 1, { email: null, phone: null, address: '3 rue Exemple' })
  await done(world, 'Accept', journeyIds(1).journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
  // What the mailer does with it is its own tests' business.
  await rowsOf(world, `UPDATE mail SET status = 'to_print', channel = 'letter' WHERE recipient_role = 'beneficiary'`)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const letters = async (query = '', actor: Actor = actors.mediator) =>
  (await api.get<{ items: { id: string; kind: string; status: string }[] }>(`/v1/letters${query}`, { actor })).body
    .items

test('a lieu finds what it has to print, prints it and notes that it is posted', async () => {
  const [letter] = await letters()
  expect(letter).toMatchObject({ kind: 'referral_accepted_you', status: 'to_print' })
  const path = `/v1/letters/${letter?.id}`
  const headers = { Authorization: `Bearer ${await tokenOf(actors.mediator)}` }
  const response = await fetch(`${api.url}${path}.pdf`, { headers })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/Lang \(fr/)
  expect(await api.post(`${path}/posted`, { actor: actors.mediator })).toMatchObject({ status: 200 })
  expect(await letters()).toEqual([])
  expect(await letters('?status=posted')).toMatchObject([{ id: letter?.id }])
  const { body } = await api.get<{ items: object[] }>('/v1/mails?status=posted', { actor: actors.coordinator })
  expect(body.items).toMatchObject([{ channel: 'letter', recipient: { role: 'beneficiary' } }])
})

test('it is for those who follow the person', async () => {
  const [letter] = await letters('?status=posted', actors.coordinator)
  for (const actor of [actors.prescriber, actors.recyclerie, actors.evaluator]) {
    expect(await refused(api.get('/v1/letters', { actor }))).toMatchObject({ code: 'not_allowed' })
    expect(await refused(api.get(`/v1/letters/${letter?.id}.pdf`, { actor }))).toMatchObject({ code: 'not_allowed' })
  }
  const path = `/v1/letters/${letter?.id}`
  expect(await refused(api.post(`${path}/posted`, { actor: actors.elsewhere }))).toMatchObject({
    code: 'unknown_letter',
  })
  expect(api.logs()).not.toMatch(/rue Exemple/)
})
