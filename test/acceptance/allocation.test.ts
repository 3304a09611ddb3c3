import { dotationOf } from '../../libs/contracts/stream'
import { actors, laptop, rowsOf, send, uuidOfNumber } from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { preparedOn } from '../../libs/testing/laptop.fixtures'
import { handOverOn } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'

/** Who gets which laptop, as those who wait, prepare and lend live it. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const on = '2026-03-01'
const recyclerie = { actor: actors.recyclerie }
const reader = { accessibility: ['lecteur_ecran'] }
/** The mediators of the structure that lends. */
const lender = { ...actors.mediator, sub: ids.otherMediator, structure: ids.otherStructure, lieu: ids.otherPlace }

/** The n-th person waits for a laptop, which must have what the diagnostic says. */
async function waits(number: number, ...features: string[]): Promise<string> {
  const journey = await referSomebody(world, number)
  const { data } = commands.RecordDiagnostic
  await go(world, journey, ...roadToDotation.slice(0, 2))
  await act(world, journey, 'RecordDiagnostic', { ...data, needs: { ...data.needs, features } })
  await go(world, journey, ...roadToDotation.slice(3))
  return journey
}

const confirm = async (device: string) => {
  const { version } = await world.head(device)
  await world.give('ConfirmReady', device, { on }, { ...recyclerie, version })
}
const bind = async (journey: string, data: object = {}) => {
  const dotation = dotationOf(journey)
  const { version } = await world.head(dotation)
  return send(world, 'Bind', dotation, data, { actor: actors.mediator, version })
}
const laptopOf = async (journey: string) =>
  (await rowsOf<{ device: string }>(world, 'SELECT device FROM binding WHERE journey = $1 AND open', [journey]))[0]
    ?.device
const wanted = async (journey: string) =>
  (
    await rowsOf<{ data: { needs: string | null; number: number } }>(
      world,
      `SELECT data FROM mail WHERE stream = $1 AND kind = 'laptop_wanted' ORDER BY version`,
      [dotationOf(journey)],
    )
  ).map(({ data: { needs, number } }) => ({ needs, number }))

it('somebody needs a screen reader: the recyclerie is asked for that machine, and a plain one goes to the next', async () => {
  const plain = await laptop(world, 1, false)
  const adapted = await laptop(world, 2, false, reader)
  const first = await waits(1, 'lecteur_ecran')
  const second = await waits(2)
  expect(await wanted(first)).toEqual([{ needs: 'lecteur_ecran', number: 1 }])
  expect(await wanted(second)).toEqual([{ needs: null, number: 2 }])
  // The first has waited longer, but this one does not serve them.
  await confirm(plain)
  expect([await laptopOf(first), await laptopOf(second)]).toEqual([undefined, plain])
  await confirm(adapted)
  expect(await laptopOf(first)).toBe(adapted)
  expect(await mailsOf(world, dotationOf(first))).toEqual(['laptop_wanted → recyclerie', 'laptop_bound → mediator'])
})

it('the oldest laptop has a reader, and somebody waits for it: whoever needs none takes the next one', async () => {
  const adapted = await laptop(world, 3, true, reader)
  const plain = await laptop(world, 4)
  const one = await waits(3)
  const other = await waits(4, 'lecteur_ecran')
  expect(await bind(one)).toMatchObject({ ok: true })
  expect(await bind(other)).toMatchObject({ ok: true })
  expect([await laptopOf(one), await laptopOf(other)]).toEqual([plain, adapted])
})

it('at the counter the person takes a laptop that lacks something all the same: it is said, and kept', async () => {
  const journey = await waits(5, 'ecran_15')
  const device = await laptop(world, 5)
  expect(await bind(journey, { device })).toMatchObject({
    rule: 'laptop_lacks_need',
    fr: expect.stringContaining('ecran_15') as string,
  })
  expect(await bind(journey, { device, despite: true })).toMatchObject({ ok: true })
  const events = await rowsOf(world, `SELECT data FROM event WHERE stream = $1 AND type = 'LaptopReserved'`, [
    dotationOf(journey),
  ])
  expect(events).toMatchObject([{ data: { device, lacks: ['ecran_15'] } }])
})

it('the stock is short: people wait, somebody else is still referred, and another structure lends by an agreement', async () => {
  const device = `device-${uuidOfNumber(600_001)}`
  const numbers = { serial: 'PRET-1', inventory: 'PRET-1', brand: 'Marque', model: 'M1' }
  const whose = { owner: ids.otherStructure, recyclerie: ids.recyclerie, prepared: preparedOn(on) }
  await world.give('RegisterDevice', device, { ...numbers, ...whose }, recyclerie)
  const journey = await waits(6)
  expect(await bind(journey)).toMatchObject({ rule: 'no_laptop_ready' })
  expect(await world.head(await referSomebody(world, 7))).toMatchObject({ task: 'answer_referral' })
  await confirm(device)
  // Ready, but another structure's: nobody is given it, and nobody may take it.
  expect(await laptopOf(journey)).toBeUndefined()
  expect(await bind(journey, { device })).toMatchObject({ rule: 'other_stock' })
  const terms = { to: ids.lieuStructure, laptops: 1, on, until: '2099-12-31', document: 'CONV-2026-03' }
  await world.give('AgreeTransfer', ids.otherStructure, terms, { actor: lender, version: 1 })
  expect(await bind(journey, { device })).toMatchObject({ ok: true })
  expect(await mailsOf(world, dotationOf(journey))).toEqual([
    ...['laptop_wanted → recyclerie', 'laptop_bound → mediator', 'laptop_lent → owner'],
  ])
  const [lent] = await rowsOf<{ recipient_id: string; data: object }>(
    world,
    `SELECT recipient_id, data FROM mail WHERE kind = 'laptop_lent'`,
  )
  expect(lent).toEqual({
    recipient_id: ids.otherStructure,
    data: { device, place: ids.place, document: 'CONV-2026-03', left: 0 },
  })
  const arrived = { actor: actors.coordinator, version: (await world.head(device)).version }
  await world.give('ReceiveDevice', device, { on, place: ids.place }, arrived)
  expect(await handOverOn(world, dotationOf(journey), await world.today())).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT owner FROM device WHERE stream = $1', [device])).toEqual([
    { owner: ids.lieuStructure },
  ])
})

it('the structure that lends thinks better of it: nothing more is taken from its stock', async () => {
  const end = { document: 'CONV-2026-03', on: await world.today(), reason: 'stock_epuise' }
  await world.give('EndTransfer', ids.otherStructure, end, { actor: lender, version: 2 })
  const device = `device-${uuidOfNumber(600_002)}`
  const numbers = { serial: 'PRET-2', inventory: 'PRET-2', brand: 'Marque', model: 'M1' }
  const whose = { owner: ids.otherStructure, recyclerie: ids.recyclerie, prepared: preparedOn(on) }
  await world.give('RegisterDevice', device, { ...numbers, ...whose }, recyclerie)
  await confirm(device)
  expect(await bind(await waits(8), { device })).toMatchObject({
    rule: 'agreement_withdrawn',
    fr: expect.stringContaining('CONV-2026-03') as string,
  })
})
