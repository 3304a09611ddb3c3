import { Client } from 'pg'
import type { Call } from '../../../libs/domain/call/call.schema'
import { rebuild } from '../../../libs/engine/rebuild'
import { callFact, openCallFacts, retiringCallPart } from '../../../libs/engine/facts/call.facts'
import { streamNamed } from '../../../libs/engine/stream.named'
import { fullCall, lightCall } from '../../../libs/testing/call.fixtures'
import { actors, createWorld, done, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { landes } from '../../../libs/testing/journey.fixtures'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const manager = { ...actors.coordinator, sub: 'fund-manager', role: 'fund_manager' } as const
const elsewhere = { ...manager, territory: '32' }
const named = (id: string) => streamNamed('call', id)
const version = (number: number, over: Partial<Call> = {}): Call => ({
  ...lightCall,
  id: `actions.v${number}`,
  ...over,
})
const draft = (content: Call, sending = {}) =>
  send(world, 'DraftCall', named(content.id), { id: content.id, content }, { actor: manager, ...sending })
const publish = (id: string, sending = {}) =>
  send(world, 'PublishCall', named(id), { id }, { actor: manager, version: 1, ...sending })
const retire = (id: string, sending = {}) =>
  send(world, 'RetireCall', named(id), { id }, { actor: manager, version: 2, ...sending })
async function published(content: Call): Promise<void> {
  expect(await draft(content)).toMatchObject({ ok: true })
  expect(await publish(content.id)).toMatchObject({ ok: true })
}

/** What a grant's command would read of a call. */
const found = (id: string, actor = manager) =>
  world.database.withTransaction(actor, async ({ batch }) => {
    const part = callFact(id)
    const [result] = await batch([part.execution])
    return part.read(result?.rows ?? []).call
  })

test('the two calls that ship are drafted and published by command, and read whole', async () => {
  await published(lightCall)
  await published(fullCall)
  expect(await found(lightCall.id)).toEqual({ status: 'published', content: lightCall })
  expect(await found(fullCall.id)).toEqual({ status: 'published', content: fullCall })
  expect(await retire(fullCall.id)).toMatchObject({ ok: true })
  expect(await found(fullCall.id)).toEqual({ status: 'retired', content: fullCall })
})

test('a draft is nobody’s call, nor is one of another territory', async () => {
  await draft(version(1))
  expect(await found(version(1).id)).toBeNull()
  expect(await found('nulle-part.v1')).toBeNull()
  expect(await found(lightCall.id, elsewhere)).toBeNull()
})

test('only the fund manager of a territory writes its calls', async () => {
  for (const actor of [actors.coordinator, actors.mediator, { ...manager, role: 'reviewer' } as const])
    expect(await draft(version(2), { actor })).toMatchObject({ rule: 'not_allowed' })
  expect(await draft(version(2), { actor: elsewhere })).toMatchObject({ rule: 'other_territory' })
  const misnamed = { id: version(3).id, content: version(3) }
  expect(await send(world, 'DraftCall', named(version(2).id), misnamed, { actor: manager })).toMatchObject({
    rule: 'unknown_stream',
  })
  expect(await publish(version(1).id, { actor: elsewhere })).toMatchObject({ rule: 'unknown_stream' })
})

test('what is published never changes, whoever writes', async () => {
  const { id } = lightCall
  expect(await draft({ ...lightCall, title: 'Autre' }, { version: 2 })).toMatchObject({ rule: 'call_published' })
  const owner = new Client({ connectionString: world.clone.ownerUrl })
  await owner.connect()
  const changes = [`content = '{}'`, `status = 'draft', published_at = NULL`, `id = 'autre.v1'`, 'envelope_cents = 1']
  for (const change of [...changes, `closes_on = '2027-01-01'`, `adopted_by = '{}'`, `territory = '32'`])
    await expect(owner.query(`UPDATE call SET ${change} WHERE id = $1`, [id])).rejects.toThrow(/never changes/)
  const back = owner.query(`UPDATE call SET status = 'published', retired_at = NULL WHERE id = $1`, [fullCall.id])
  await expect(back).rejects.toThrow(/never changes/)
  await owner.query(`UPDATE call SET content = content || '{"title":"Libre"}' WHERE id = $1`, [version(1).id])
  await owner.end()
})

test('a territory counts its days in one zone, over its definitions and its calls', async () => {
  const island = { territory: '974', zone: 'Indian/Reunion' }
  const there = { ...manager, territory: '974' }
  const [first, second] = [version(10, island), version(11, { ...island, zone: 'Europe/Paris' })]
  await draft(first, { actor: there })
  await draft(second, { actor: there })
  const results = await Promise.all([first, second].map(({ id }) => publish(id, { actor: there })))
  expect(results.map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual(['ok', 'other_zone'])
  const zone = results[0]?.ok ? 'Europe/Paris' : 'Indian/Reunion'
  const content = { ...landes, territory: '974', zone, id: 'reunion.v1' }
  const coordinator = { ...actors.coordinator, territory: '974' }
  const stream = streamNamed('definition', content.id)
  await done(world, 'DraftDefinition', stream, { id: content.id, content }, { actor: coordinator })
  const publishing = send(world, 'PublishDefinition', stream, { id: content.id }, { actor: coordinator, version: 1 })
  expect(await publishing).toMatchObject({ rule: 'other_zone' })
})

test('a call is retired once whoever applies to it just now has done so', async () => {
  await published(version(20))
  const { id } = version(20)
  const order: string[] = []
  let letGo = () => undefined as unknown
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const applying = world.database.withTransaction(manager, async ({ batch }) => {
    await batch(openCallFacts(id).map(({ execution }) => execution))
    order.push('applies')
    await held
    order.push('applied')
  })
  while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const retiring = retire(id).then(() => order.push('retired'))
  // Long enough for a retirement that would not wait.
  await new Promise((resolve) => setTimeout(resolve, 200))
  letGo()
  await Promise.all([applying, retiring])
  expect(order).toEqual(['applies', 'applied', 'retired'])
  expect(retiringCallPart(id).execution).toContain('lock_call')
})

test('everything is made again from the log alone', async () => {
  const everything = () =>
    rowsOf(world, 'SELECT to_jsonb(call) AS row FROM call UNION ALL SELECT to_jsonb(head) FROM head ORDER BY 1')
  const before = await everything()
  await rowsOf(world, 'DELETE FROM call')
  await rebuild(world.deps)
  // What was changed by hand in a draft is made right.
  const mended = before.map((each) => JSON.stringify(each).replace('"title":"Libre"', `"title":"${lightCall.title}"`))
  expect((await everything()).map((each) => JSON.stringify(each)).sort()).toEqual(mended.sort())
})
