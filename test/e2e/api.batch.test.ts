import type { Actor } from '../../libs/contracts/command'
import {
  actors,
  createWorld,
  done,
  lotWithLaptop,
  rowsOf,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { deviceCommands, registration, report } from '../../libs/testing/laptop.fixtures'
import { type Api, startApi } from './api.process'

interface Report {
  readonly taken: number
  readonly unchanged: number
  readonly refused: number
  readonly lines: readonly {
    readonly line: number
    readonly result: string
    readonly id: string | null
    readonly problems: readonly { readonly rule: string; readonly fr: string }[]
  }[]
}

const on = '2026-03-01'
let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  await lotWithLaptop(world)
  for (const number of [1, 2, 3]) {
    const data = { ...registration, serial: `SCAN-${number}`, inventory: `INV-${number}` }
    await done(world, 'RegisterDevice', `device-${uuidOfNumber(number)}`, data, { actor: actors.recyclerie })
  }
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

type Action = Exclude<keyof typeof deviceCommands, 'RegisterDevice' | 'GiveBackDevice'>
const batch = (action: Action, numbers: string, over: object = {}, actor: Actor = actors.recyclerie) =>
  api.post<Report>('/v1/devices/batch', {
    actor,
    body: { action, data: { ...deviceCommands[action].data, on, ...over }, numbers },
  })
const statuses = async () =>
  (await rowsOf<{ status: string }>(world, `SELECT status FROM device WHERE serial LIKE 'SCAN-%' ORDER BY serial`)).map(
    ({ status }) => status,
  )

test('a recyclerie prepares a scanned list, by serial and by inventory number, and reads what came of each', async () => {
  const { status, body } = await batch('ReleaseDevice', 'scan-1\nINV-2\nSCAN-9\nSCAN-3')
  expect(status).toBe(200)
  expect(body).toMatchObject({ taken: 3, unchanged: 0, refused: 1 })
  expect(body.lines.map(({ line, result }) => [line, result])).toEqual([
    [1, 'taken'],
    [2, 'taken'],
    [3, 'refused'],
    [4, 'taken'],
  ])
  expect(body.lines[0]?.id).toBe(uuidOfNumber(1))
  expect(body.lines[2]?.problems).toMatchObject([
    { rule: 'device_unknown', fr: 'numero : aucun ordinateur connu n’a le numéro SCAN-9.' },
  ])
  expect(await statuses()).toEqual(['released', 'released', 'released'])
})

test('the same list again changes nothing, and says so', async () => {
  const versions = () => rowsOf(world, 'SELECT stream, version FROM event ORDER BY 1, 2')
  const before = await versions()
  expect((await batch('ReleaseDevice', 'SCAN-1 SCAN-2 SCAN-3')).body).toMatchObject({ taken: 0, unchanged: 3 })
  expect(await versions()).toEqual(before)
})

test('a wipe without its proof is refused on its own line; each line may bring its own digest', async () => {
  const file = `serie;empreinte\nSCAN-1;${report}\nSCAN-2;\nSCAN-3;${'B'.repeat(64)}`
  const { body } = await batch('WipeDevice', file, { report: null })
  expect(body.lines.map(({ line, problems }) => [line, problems[0]?.rule])).toEqual([
    [2, undefined],
    [3, 'wipe_proof_missing'],
    [4, undefined],
  ])
  expect(await statuses()).toEqual(['wiped', 'released', 'wiped'])
  const proofs = await rowsOf<{ report: string }>(
    world,
    `SELECT data->>'report' AS report FROM event WHERE type = 'DeviceWiped' ORDER BY stream`,
  )
  expect(proofs.map((proof) => proof.report)).toEqual([report, 'b'.repeat(64)])
})

test('a laptop that is not where the action is done is refused, and the others go on', async () => {
  const { body } = await batch('TestDevice', 'SCAN-1 SCAN-2 SCAN-3')
  expect(body).toMatchObject({ taken: 2, refused: 1 })
  expect(body.lines[1]?.problems).toMatchObject([{ rule: 'wrong_device_status' }])
  expect(body.lines[1]?.problems[0]?.fr).toContain('released')
})

test('a grade is common, or a line’s own', async () => {
  const { body } = await batch('GradeDevice', 'numero,etat\nSCAN-1,fair\nSCAN-3,')
  expect(body).toMatchObject({ taken: 2 })
  const grades = await rowsOf(world, `SELECT grade FROM device WHERE grade IS NOT NULL ORDER BY serial`)
  expect(grades).toEqual([{ grade: 'fair' }, { grade: 'good' }])
})

test('a list is confirmed, sent, and received at the owner’s place by its own people', async () => {
  for (const action of ['ConfirmReady', 'SendDevice'] as const) {
    expect((await batch(action, 'SCAN-1 SCAN-3')).body).toMatchObject({ taken: 2 })
  }
  const place = { place: ids.place }
  expect((await batch('ReceiveDevice', 'SCAN-1 SCAN-3', place, actors.mediator)).body).toMatchObject({ taken: 2 })
  expect(await statuses()).toEqual(['delivered', 'released', 'delivered'])
})

test('nobody acts on the laptops of others, nor learns which there are', async () => {
  const otherWorkshop = { ...actors.recyclerie, sub: 'autre', structure: ids.otherStructure }
  const theirs = await batch('ReleaseDevice', 'SCAN-1 INVENTE-0001', {}, otherWorkshop)
  expect(theirs.body.lines.map(({ problems }) => problems[0]?.rule)).toEqual(['device_unknown', 'device_unknown'])
  expect((await batch('ReleaseDevice', 'SCAN-1', {}, actors.prescriber)).status).toBe(403)
  const elsewhere = await batch('ReleaseDevice', 'SCAN-1', {}, actors.elsewhere)
  expect(elsewhere.body.lines[0]?.problems).toMatchObject([{ rule: 'device_unknown' }])
})

test('a list that cannot be read, or common data that are wrong, are refused as a whole, by the field', async () => {
  expect(await batch('ReleaseDevice', 'serie;nom\nSCAN-2;x')).toMatchObject({
    status: 422,
    body: { code: 'column_unknown' },
  })
  const wrong = await api.post('/v1/devices/batch', {
    actor: actors.recyclerie,
    body: { action: 'WipeDevice', data: { on: '2026-02-30' }, numbers: 'SCAN-2' },
  })
  expect(wrong.status).toBe(400)
  expect(JSON.stringify(wrong.body)).toContain('data.on')
  const unknown = { action: 'ErasePerson', data: {}, numbers: 'SCAN-2' }
  expect((await api.post('/v1/devices/batch', { actor: actors.recyclerie, body: unknown })).status).toBe(400)
  expect(api.logs()).not.toContain('SCAN-')
})
