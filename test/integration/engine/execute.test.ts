import { type Actor, deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { Plan } from '../../../libs/contracts/plan'
import { commandKeyOf } from '../../../libs/engine/command.key'
import {
  actors,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { issueReceipt, sign, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const countOf = async (stream: string) => (await rowsOf(world, 'SELECT FROM event WHERE stream = $1', [stream])).length
const at = (now: string) => world.setClock(now)

describe('yes', () => {
  test('a referral answers its stream, its version and its Plan, and everything is written at once', async () => {
    at('2026-03-02T09:00:00Z')
    const { journey, person } = journeyIds(1)
    const result = await refer(world, 1)
    expect(result).toMatchObject({
      ok: true,
      answer: { stream: journey, version: 1 },
      plan: {
        stage: 'prescription',
        task: 'answer_referral',
        owner: { role: 'lieu', id: ids.place },
        epoch: 1,
        version: 1,
      },
    })
    const [head] = await rowsOf<{ deadline_at: string; epci: string }>(world, 'SELECT * FROM head WHERE stream = $1', [
      journey,
    ])
    expect(head).toMatchObject({
      stage: 'prescription',
      epci: '244000808',
      version: 1,
      territory: '40',
      woken_version: 0,
    })
    expect(result).toMatchObject({ plan: { until: head?.deadline_at } })
    expect(await rowsOf(world, 'SELECT stage FROM journey WHERE stream = $1', [journey])).toEqual([
      { stage: 'prescription' },
    ])
    expect(await countOf(person)).toBe(2)
    const outbox = await rowsOf(world, 'SELECT kind, payload FROM outbox WHERE stream = $1 ORDER BY id', [journey])
    expect(outbox).toMatchObject([{ kind: 'wake', payload: { version: 1 } }, { kind: 'mail' }])
    expect(world.committed.slice(-2)).toMatchObject([{ kind: 'wake', stream: journey }, { kind: 'mail' }])
    const mails = await rowsOf(world, 'SELECT kind, recipient_id, status FROM mail WHERE stream = $1', [journey])
    expect(mails).toEqual([{ kind: 'referral_received', recipient_id: ids.place, status: 'pending' }])
  })

  test('what was told of the person is in the vault alone, and can be read again', async () => {
    const { journey, person } = journeyIds(1)
    const everything = await rowsOf(
      world,
      `SELECT row_to_json(event)::text AS text FROM event UNION ALL SELECT row_to_json(head)::text FROM head
       UNION ALL SELECT row_to_json(outbox)::text FROM outbox UNION ALL SELECT row_to_json(command)::text FROM command
       UNION ALL SELECT row_to_json(snapshot)::text FROM snapshot UNION ALL SELECT row_to_json(mail)::text FROM mail`,
    )
    expect(JSON.stringify(everything)).not.toMatch(/Inventéco|Zob|1951-02-11|Camille/)
    const read = await world.database.withTransaction(actors.mediator, (open) =>
      world.vault.ofStreams(open, [journey], ['lastName', 'birthDate', 'email']),
    )
    expect(read.get(journey)).toEqual({ lastName: 'Inventécopa', birthDate: '1951-02-11' })
    const found = await rowsOf(world, 'SELECT DISTINCT subject FROM vault.digest WHERE kind = $1', ['identity'])
    expect(found).toEqual([{ subject: person }])
  })

  test('a deadline fires once, at its own instant; the same again writes nothing and answers the present Plan', async () => {
    at('2026-03-02T09:00:00Z')
    const referred = await refer(world, 2)
    const plan = (referred.ok ? referred.plan : null) as Plan
    const fire = () =>
      world.engine.execute({
        ...{ actor: systemActor, commandId: deadlineCommandId(plan), stream: plan.stream, type: plan.command ?? '' },
        ...{ data: {}, due: plan.until ?? '' },
      })
    const first = await fire()
    expect(first).toMatchObject({ ok: true, answer: { version: 2 }, plan: { version: 2, task: 'answer_referral' } })
    expect(
      await rowsOf(world, 'SELECT recorded_at FROM event WHERE stream = $1 AND version = 2', [plan.stream]),
    ).toEqual([{ recorded_at: plan.until }])
    expect(await fire()).toEqual(first)
    expect(await countOf(plan.stream)).toBe(2)
  })

  test('a journey goes its whole way to the hand-over, on four streams at once', async () => {
    const { journey, dotation, person } = journeyIds(3)
    await journeyUntil(world, 3, 'AssessTraining')
    const device = await laptop(world, 3, false)
    at('2026-04-22T09:00:00Z')
    const confirmed = await done(
      world,
      'ConfirmReady',
      device,
      { on: '2026-04-22' },
      { actor: actors.recyclerie, version: 5 },
    )
    expect(confirmed).toMatchObject({ answer: { stream: device, version: 7 }, plan: null })
    const [binding] = await rowsOf(world, 'SELECT * FROM binding WHERE dotation = $1', [dotation])
    expect(binding).toMatchObject({ device, journey, person, open: true, handed_over: false })
    const { version, sha256 } = await issueReceipt(world, dotation)
    await sign(world, dotation, { version, sha256 }, '2026-04-22')
    const counter = { actor: actors.mediator, version: await versionOf(world, dotation) }
    const handOver = () => send(world, 'HandOver', dotation, { on: '2026-04-22' }, counter)
    expect(await handOver()).toMatchObject({ rule: 'laptop_not_received' })
    const arrived = { actor: actors.mediator, version: 7 }
    await done(world, 'ReceiveDevice', device, { on: '2026-04-22', place: ids.place }, arrived)
    expect(await handOver()).toMatchObject({ ok: true, plan: { stage: 'guarantee' } })
    expect(await rowsOf(world, 'SELECT status FROM device WHERE stream = $1', [device])).toEqual([
      { status: 'handed_over' },
    ])
    const last = await rowsOf(world, 'SELECT last_handed_over_on AS day FROM person WHERE stream = $1', [person])
    expect(last).toEqual([{ day: '2026-04-22' }])
    expect(await rowsOf(world, 'SELECT stage FROM head WHERE stream = $1', [journey])).toEqual([
      { stage: 'evaluation' },
    ])
  })
})

describe('no', () => {
  const accept = (version: number | undefined, actor = actors.mediator) =>
    send(world, 'Accept', journeyIds(1).journey, commands.Accept.data, { actor, version })

  test('a human command without a version, or with a version that is past, says who did what', async () => {
    expect(await accept(undefined)).toMatchObject({ ok: false, rule: 'version_required', version: 1 })
    expect(await accept(7)).toMatchObject({
      ok: false,
      rule: 'stale_version',
      version: 1,
      details: { by: ids.prescriber, event: 'JourneyReferred', at: '2026-03-02T09:00:00.000Z' },
    })
  })

  test('a step out of order is refused by the core, and writes nothing', async () => {
    const result = await send(world, 'PlanTraining', journeyIds(1).journey, commands.PlanTraining.data, {
      ...{ actor: actors.mediator, version: 1 },
    })
    expect(result).toMatchObject({ ok: false, rule: 'wrong_stage' })
    expect(await countOf(journeyIds(1).journey)).toBe(1)
  })

  test('rights are asked of what is stored; another territory does not even see it', async () => {
    expect(await accept(1, actors.prescriber)).toMatchObject({ rule: 'not_allowed' })
    const stranger = { ...actors.mediator, structure: ids.otherStructure, lieu: ids.otherPlace, sub: 'other' }
    expect(await accept(1, stranger)).toMatchObject({ rule: 'not_allowed' })
    expect(await accept(1, actors.elsewhere as typeof actors.mediator)).toMatchObject({ rule: 'unknown_stream' })
    const expire = send(world, 'Expire', journeyIds(1).journey, {}, { version: 1 })
    expect(await expire).toMatchObject({ rule: 'deadline_only' })
    const everywhere = { ...actors.coordinator, territory: '*' }
    expect(await accept(1, everywhere)).toMatchObject({ rule: 'not_allowed' })
  })

  test('a laptop is its recyclerie’s, and a dotation its lieu’s', async () => {
    const device = await laptop(world, 50, false)
    const otherWorkshop = { ...actors.recyclerie, structure: ids.otherStructure }
    const confirm = send(world, 'ConfirmReady', device, { on: '2026-03-01' }, { actor: otherWorkshop, version: 5 })
    expect(await confirm).toMatchObject({ rule: 'not_allowed', version: 5 })
    await journeyUntil(world, 50, 'AssessTraining')
    const { dotation } = journeyIds(50)
    const otherLieu = { ...actors.mediator, structure: ids.otherStructure, lieu: ids.otherPlace, sub: 'other' }
    expect(await send(world, 'Bind', dotation, {}, { actor: otherLieu, version: 1 })).toMatchObject({
      rule: 'not_allowed',
    })
    const own = await send(world, 'Bind', dotation, {}, { actor: actors.mediator, version: 1 })
    expect(own).toMatchObject({ rule: 'no_laptop_ready', version: 1 })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown commune', { communeInsee: '99999' }, 'unknown_commune'],
    ['a birth date in the future', { birthDate: '2030-01-01' }, 'birth_date_in_future'],
    ['a birth year in the future', { birthDate: null, birthYear: 2030 }, 'birth_date_in_future'],
    ['a consent before the birth', { birthDate: '2026-03-02' }, 'consent_before_birth'],
    ['a birth year of another birth', { birthYear: 1890 }, 'invalid_data'],
    ['no birth at all', { birthDate: null }, 'invalid_data'],
    ['a birth date that is none', { birthDate: '1980-02-30' }, 'invalid_data'],
  ])('a referral with %s is refused and leaves nothing', async (_, personal, rule) => {
    at('2026-03-02T09:00:00Z')
    expect(await refer(world, 9, personal)).toMatchObject({ ok: false, rule })
    expect(await countOf(journeyIds(9).journey)).toBe(0)
    expect(await rowsOf(world, 'SELECT FROM vault.entry WHERE stream = $1', [journeyIds(9).journey])).toEqual([])
  })

  test('a stream that exists in another territory cannot be opened here', async () => {
    const place = { name: 'Intrus', siret: null, roles: [], territory: '32' }
    const result = await send(world, 'RegisterStructure', ids.lieuStructure, place, { actor: actors.elsewhere })
    expect(result).toMatchObject({ ok: false, rule: 'already_exists' })
  })
})

describe('the same key', () => {
  test('gets the same answer for ever, and another body is refused', async () => {
    at('2026-03-02T09:00:00Z')
    const first = await refer(world, 20, {}, { id: 'key-20' })
    expect(first).toMatchObject({ ok: true, answer: { version: 1 } })
    const accepted = { actor: actors.mediator, version: 1, id: 'accept-20' }
    await done(world, 'Accept', journeyIds(20).journey, commands.Accept.data, accepted)
    expect(await refer(world, 20, {}, { id: 'key-20' })).toEqual(first)
    expect(await done(world, 'Accept', journeyIds(20).journey, commands.Accept.data, accepted)).toMatchObject({
      answer: { version: 3 },
    })
    expect(await refer(world, 20, { firstName: 'Autre' }, { id: 'key-20' })).toMatchObject({
      ok: false,
      rule: 'key_reused',
    })
    expect(await countOf(journeyIds(20).journey)).toBe(3)
  })

  test('is another key for another actor', async () => {
    const mine = { actor: actors.mediator, version: 1, id: 'accept-20' }
    const theirs = { ...mine, actor: actors.coordinator }
    expect(await send(world, 'Accept', journeyIds(20).journey, commands.Accept.data, theirs)).toMatchObject({
      rule: 'stale_version',
    })
  })

  test('is refused its answer once the right is gone', async () => {
    const moved = { ...actors.mediator, structure: ids.otherStructure, lieu: ids.otherPlace, sub: ids.mediator }
    const sending = { actor: { ...moved, role: 'prescriber' as const }, version: 1, id: 'accept-20' }
    expect(await send(world, 'Accept', journeyIds(20).journey, commands.Accept.data, sending)).toMatchObject({
      rule: 'not_allowed',
    })
  })

  test('sent at the same moment by ten is done once', async () => {
    at('2026-03-02T09:00:00Z')
    const results = await Promise.all(Array.from({ length: 10 }, () => refer(world, 21, {}, { id: 'key-21' })))
    for (const result of results) expect(result).toEqual(results[0])
    expect(results[0]).toMatchObject({ ok: true, answer: { version: 1 } })
    expect(await countOf(journeyIds(21).journey)).toBe(1)
  })
})

describe('quiet', () => {
  const again = { name: 'Lieu inventé', siret: null, roles: ['lieu', 'owner', 'prescriber'], territory: '40' }
  const stored = (actor: Actor, commandId: string) =>
    rowsOf(world, 'SELECT answer FROM command WHERE command_id = $1', [
      commandKeyOf(world.deps.digestKey, { actor, commandId }),
    ])

  test('a person’s command that changes nothing is answered and remembered, a machine’s is not', async () => {
    const mine = await send(world, 'RegisterStructure', ids.lieuStructure, again, { id: 'quiet-1' })
    expect(mine).toEqual({ ok: true, answer: { stream: ids.lieuStructure, version: 1 }, plan: null })
    expect(await stored(actors.coordinator, 'quiet-1')).toEqual([
      { answer: { stream: ids.lieuStructure, version: 1, plan: null } },
    ])
    const machine = { actor: systemActor, id: 'quiet-2' }
    expect(await send(world, 'RegisterStructure', ids.lieuStructure, again, machine)).toEqual(mine)
    expect(await stored(systemActor, 'quiet-2')).toEqual([])
    expect(await countOf(ids.lieuStructure)).toBe(1)
    expect(await rowsOf(world, `SELECT FROM command WHERE command_id LIKE '%quiet%'`)).toEqual([])
  })
})
