import { join } from 'node:path'
import { Client } from 'pg'
import type { Command } from '../../../libs/contracts/command'
import type { Definition } from '../../../libs/domain/definition/definition.schema'
import { loadDefinitions } from '../../../libs/engine/definition.store'
import { createEngine } from '../../../libs/engine/engine'
import { rebuild } from '../../../libs/engine/rebuild'
import { streamNamed } from '../../../libs/engine/stream.named'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  refer,
  referral,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, landes } from '../../../libs/testing/journey.fixtures'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const named = (id: string) => streamNamed('definition', id)
const version = (number: number, over: Partial<Definition> = {}): Definition => ({
  ...landes,
  id: `landes-mon-ordi-pin40.v${number}`,
  ...over,
})
const draft = (content: Definition, sending = {}) =>
  send(world, 'DraftDefinition', named(content.id), { id: content.id, content }, sending)
async function publish(content: Definition): Promise<void> {
  const { answer } = await done(world, 'DraftDefinition', named(content.id), { id: content.id, content })
  await done(world, 'PublishDefinition', named(content.id), { id: content.id }, { version: answer.version })
}
const retire = (id: string, sending = {}) => send(world, 'RetireDefinition', named(id), { id }, sending)

/** The engine as another process has it: it knows the files alone. */
const otherProcess = (production = false) => {
  const definitions = loadDefinitions([join(process.cwd(), 'definitions')], { production })
  return { definitions, engine: createEngine({ ...world.deps, definitions }) }
}
const referring = (number: number, definition: string): Command => ({
  ...{ actor: actors.prescriber, commandId: `refer-${definition}-${number}`, type: 'Refer' },
  stream: journeyIds(number).journey,
  data: { ...referral(number), definition },
  personal: beneficiary(number),
})

test('a version published by one process is followed by another at once, without a restart', async () => {
  const other = otherProcess()
  const quick = { ...landes.waits.answer_referral, remindAfter: 'P2D' }
  await publish(version(2, { waits: { ...landes.waits, answer_referral: quick } }))
  expect(other.definitions.get(version(2).id)).toBeNull()
  const referred = await other.engine.execute(referring(1, version(2).id))
  expect(referred).toMatchObject({ ok: true, plan: { stage: 'prescription' } })
  expect(referred.ok && referred.plan?.until?.slice(0, 10)).toBe('2026-03-04')
  // A third one meets the journey itself.
  const third = otherProcess()
  const accept = { actor: actors.mediator, commandId: 'accept-1', ifVersion: 1, stream: journeyIds(1).journey }
  const accepted = await third.engine.execute({ ...accept, type: 'Accept', data: commands.Accept.data })
  expect(accepted).toMatchObject({ ok: true, plan: { stage: 'diagnostic' } })
})

test('nobody follows a draft, a retired version or one that is not there; running journeys go on', async () => {
  await publish(version(3))
  expect(await world.engine.execute(referring(2, version(3).id))).toMatchObject({ ok: true })
  await draft(version(4))
  expect(await world.engine.execute(referring(3, version(4).id))).toMatchObject({ rule: 'unknown_definition' })
  expect(await world.engine.execute(referring(3, version(9).id))).toMatchObject({ rule: 'unknown_definition' })
  expect(await retire(version(3).id)).toMatchObject({ ok: true })
  expect(await world.engine.execute(referring(3, version(3).id))).toMatchObject({ rule: 'definition_retired' })
  const going = { actor: actors.mediator, version: 1 }
  expect(await send(world, 'Accept', journeyIds(2).journey, commands.Accept.data, going)).toMatchObject({ ok: true })
})

test('a version of the project’s own is retired by a command as well, in its territory alone', async () => {
  const id = 'landes-formation-emploi.v1'
  expect(await retire(id, { actor: actors.elsewhere })).toMatchObject({ rule: 'other_territory' })
  expect(await retire(id)).toMatchObject({ ok: true, answer: { version: 2 } })
  expect(await world.engine.execute(referring(4, id))).toMatchObject({ rule: 'definition_retired' })
  expect(await retire(id)).toMatchObject({ ok: true, answer: { version: 2 } })
})

test('only the coordinator of a territory writes its versions, under their own names', async () => {
  for (const actor of [actors.mediator, actors.prescriber, actors.recyclerie, actors.evaluator])
    expect(await draft(version(5), { actor })).toMatchObject({ rule: 'not_allowed' })
  expect(await draft(version(5), { actor: actors.elsewhere })).toMatchObject({ rule: 'other_territory' })
  const elsewhere = version(5, { territory: '32' })
  expect(await draft(elsewhere)).toMatchObject({ rule: 'other_territory' })
  const misnamed = { id: version(6).id, content: version(6) }
  expect(await send(world, 'DraftDefinition', named(version(5).id), misnamed)).toMatchObject({ rule: 'unknown_stream' })
  // The name is taken: whoever comes later from another territory learns that, and nothing else.
  expect(await draft(version(5))).toMatchObject({ ok: true })
  expect(await draft(elsewhere, { actor: actors.elsewhere })).toMatchObject({ rule: 'already_exists' })
  expect(
    await send(
      world,
      'PublishDefinition',
      named(version(5).id),
      { id: version(5).id },
      { actor: actors.elsewhere, version: 1 },
    ),
  ).toMatchObject({ rule: 'unknown_stream' })
})

test('a journey of one territory follows no version of another', async () => {
  const { definitions, engine } = otherProcess()
  definitions.learn({ ...landes, id: 'gers.v1', territory: '32' })
  expect(await engine.execute(referring(5, 'gers.v1'))).toMatchObject({ rule: 'definition_of_another_territory' })
})

test('what is published never changes, whoever writes', async () => {
  const { id } = version(2)
  expect(await draft(version(2, { title: 'Autre' }))).toMatchObject({ rule: 'definition_published' })
  const owner = new Client({ connectionString: world.clone.ownerUrl })
  await owner.connect()
  for (const change of [`content = '{}'`, `status = 'draft', published_at = NULL`, `id = 'autre.v1'`])
    await expect(owner.query(`UPDATE definition SET ${change} WHERE id = $1`, [id])).rejects.toThrow(/never changes/)
  await owner.query(`UPDATE definition SET content = content || '{"title":"Libre"}' WHERE id = $1`, [version(4).id])
  await owner.end()
})

test('in production no delay of a demonstration is published', async () => {
  const wait = { ...landes.waits.choose_lieu, remindAfter: 'PT60S', reminders: 1, expireAfter: 'PT600S' }
  const content = version(7, { waits: { ...landes.waits, choose_lieu: wait } })
  await draft(content)
  const publishing = { actor: actors.coordinator, ifVersion: 1, stream: named(content.id), type: 'PublishDefinition' }
  const given = { ...publishing, data: { id: content.id } }
  expect(await otherProcess(true).engine.execute({ ...given, commandId: 'real' })).toMatchObject({
    rule: 'demonstration_delay',
  })
  expect(await otherProcess().engine.execute({ ...given, commandId: 'demo' })).toMatchObject({ ok: true })
})

test('of a referral and a retirement at the same moment, either comes first and both are true', async () => {
  for (let round = 0; round < 10; round += 1) {
    const content = version(20 + round)
    await publish(content)
    const [referred, retired] = await Promise.all([
      world.engine.execute(referring(50 + round, content.id)),
      retire(content.id),
    ])
    expect(retired).toMatchObject({ ok: true })
    if (!referred.ok) expect(referred.rule).toBe('definition_retired')
    expect(await world.engine.execute(referring(70 + round, content.id))).toMatchObject({ rule: 'definition_retired' })
  }
})

test('a territory counts its days in one zone, whoever publishes at the same moment', async () => {
  const island = { ...landes, territory: '974' }
  const zones = ['Indian/Reunion', 'Europe/Paris']
  const actor = { ...actors.coordinator, territory: '974' }
  const publishing = zones.map(async (zone, index) => {
    const content = { ...island, zone, id: `reunion.v${index + 1}` }
    await done(world, 'DraftDefinition', named(content.id), { id: content.id, content }, { actor })
    return send(world, 'PublishDefinition', named(content.id), { id: content.id }, { actor, version: 1 })
  })
  const results = await Promise.all(publishing)
  expect(results.map((result) => (result.ok ? 'ok' : result.rule)).sort()).toEqual(['ok', 'other_zone'])
})

test('a journey with an open dotation is moved together with it', async () => {
  const { journey, dotation } = journeyIds(6)
  const before = await journeyUntil(world, 6, 'AssessTraining')
  const slow = { ...landes.waits.await_laptop, remindAfter: 'P50D', reminders: 1, expireAfter: 'P200D' }
  await publish(version(40, { waits: { ...landes.waits, await_laptop: slow } }))
  const moving = { definition: version(40).id, stage: 'dotation', present: 'continued' }
  expect(
    await send(world, 'MoveToVersion', journey, moving, { actor: actors.mediator, version: before }),
  ).toMatchObject({ rule: 'not_allowed' })
  await done(world, 'MoveToVersion', journey, moving, { version: before })
  const heads = await rowsOf<{ definition: string; deadline_at: string | null }>(
    world,
    'SELECT definition, deadline_at FROM head WHERE stream = ANY($1) ORDER BY stream',
    [[journey, dotation]],
  )
  expect(heads.map(({ definition }) => definition)).toEqual([version(40).id, version(40).id])
  // Fifty days after 20 April, when it began to wait.
  expect(heads[0]?.deadline_at?.slice(0, 10)).toBe('2026-06-09')
  const [row] = await rowsOf(world, 'SELECT definition FROM journey WHERE stream = $1', [journey])
  expect(row).toEqual({ definition: version(40).id })
})

test('everything is made again from the log alone, versions included', async () => {
  await refer(world, 7)
  const everything = () =>
    rowsOf(
      world,
      'SELECT to_jsonb(definition) AS row FROM definition UNION ALL SELECT to_jsonb(head) FROM head ORDER BY 1',
    )
  const before = await everything()
  await rowsOf(world, `DELETE FROM definition`)
  await rebuild({ ...world.deps, definitions: otherProcess().definitions })
  // What was changed by hand in a draft is made right.
  const mended = before.map((each) => JSON.stringify(each).replace('"title":"Libre"', `"title":"${landes.title}"`))
  expect((await everything()).map((each) => JSON.stringify(each)).sort()).toEqual(mended.sort())
})
