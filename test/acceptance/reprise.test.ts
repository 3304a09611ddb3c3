import { actors, beneficiary, journeyIds, referral, rowsOf, send, uuidOfNumber } from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { rebuild } from '../../libs/engine/rebuild'
import { countAll } from '../integration/statistics/caught.up'
import { readOutcomes } from '../../libs/read-models/statistics/outcome.read'
import { passDeadline } from './deadline.pass'

/** What was before this service: people who were equipped, and cases of the former tool. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const { coordinator } = actors
const { definition, place, reasons, needs } = commands.Refer.data
const consent = { textVersion: 'reprise', date: '2024-01-10', mode: 'papier' }
const paper = { structure: null, agent: null }
const daysAgo = async (days: number) =>
  new Date((await world.time.now()).getTime() - days * 86_400_000).toISOString().slice(0, 10)

const takeOver = (number: number, over: object) =>
  send(
    world,
    'TakeOverJourney',
    journeyIds(number).journey,
    {
      ...{ person: journeyIds(number).person, definition, prescriber: paper, place, reasons, needs, consent },
      ...{ openedOn: '2024-01-10', on: '2024-02-01' },
      ...over,
    },
    { actor: coordinator, personal: beneficiary(number), id: `case-${number}` },
  )
const equip = (number: number, on: string, over: object = {}, id = `equip-${number}`) =>
  send(
    world,
    'TakeOverHandOver',
    journeyIds(number).person,
    { on, source: 'precurseur', ...over },
    { actor: coordinator, personal: beneficiary(number), id },
  )
const mails = () => rowsOf<{ kind: string }>(world, 'SELECT kind FROM mail ORDER BY created_at')
const origins = (stream: string) => rowsOf(world, 'SELECT DISTINCT origin FROM event WHERE stream = $1', [stream])

it('somebody equipped by the forerunner a year ago is told the day; after three years they may come again', async () => {
  const lately = await daysAgo(365)
  expect(await equip(1, lately)).toMatchObject({ ok: true, plan: null })
  expect(await equip(2, await daysAgo(1200))).toMatchObject({ ok: true })
  expect(await origins(journeyIds(1).person)).toEqual([{ origin: 'reprise' }])
  expect(await mails()).toEqual([])

  // The referral is of somebody whom nobody knows yet under another id: the name and the birth date say who it is.
  for (const [number, outcome] of [
    [1, 'not_eligible'],
    [2, null],
  ] as const) {
    const consented = { ...commands.Refer.data.consent, date: await world.today() }
    const data = { ...referral(number), person: journeyIds(number + 500).person, consent: consented }
    await world.give('Refer', journeyIds(number).journey, data, {
      actor: actors.prescriber,
      personal: beneficiary(number),
    })
    const { outcome: known } = await world.head(journeyIds(number).journey)
    expect(known).toBe(outcome)
  }
  const closed = await rowsOf<{ data: object }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'JourneyClosed'`,
    [journeyIds(1).journey],
  )
  expect(closed).toMatchObject([{ data: { unmet: ['not_equipped_lately'], because: { lastHandedOverOn: lately } } }])
})

it('the same again decides nothing; another day for the same person puts the first right', async () => {
  const on = await daysAgo(365)
  const events = () => rowsOf(world, 'SELECT FROM event')
  const before = (await events()).length
  expect(await equip(1, on)).toMatchObject({ ok: true })
  expect(await equip(1, on, {}, 'another id')).toMatchObject({ ok: true })
  expect((await events()).length).toBe(before)
  expect(await equip(1, '2020-01-01', {}, 'another day')).toMatchObject({ ok: true })
  expect((await events()).length).toBe(before + 1)
  const tomorrow = await daysAgo(-2)
  expect(await equip(3, tomorrow)).toMatchObject({ ok: false, rule: 'date_in_future' })
  const mediator = { actor: actors.mediator, personal: beneficiary(3) }
  const taken = await send(world, 'TakeOverHandOver', journeyIds(3).person, { on, source: 'precurseur' }, mediator)
  expect(taken).toMatchObject({ ok: false, rule: 'not_allowed' })
})

it('a laptop that was handed over before is nobody else’s', async () => {
  const laptop = {
    device: `device-${uuidOfNumber(900)}`,
    serial: 'PAST-1',
    inventory: 'PAST-1',
    brand: 'M',
    model: 'M',
  }
  const owned = { laptop: { ...laptop, owner: ids.lieuStructure } }
  expect(await equip(4, '2024-05-12', owned)).toMatchObject({ ok: true })
  expect(await rowsOf(world, 'SELECT status, ready_on FROM device')).toEqual([
    { status: 'handed_over', ready_on: null },
  ])
  expect(await equip(5, '2024-05-12', owned)).toMatchObject({ ok: false, rule: 'serial_already_registered' })
  expect(await rowsOf(world, 'SELECT FROM person WHERE stream = $1', [journeyIds(5).person])).toEqual([])
  const strange = {
    laptop: {
      ...laptop,
      serial: 'PAST-2',
      device: `device-${uuidOfNumber(901)}`,
      owner: ids.person.replace('person', 'structure'),
    },
  }
  expect(await equip(6, '2024-05-12', strange)).toMatchObject({ ok: false, rule: 'unknown_structure' })
})

const followed = { mediator: ids.mediator }
const steps = [
  ['opened', {}, 'prescription', 'choose_lieu', 'coordinator'],
  ['prescriber_part', {}, 'prescription', 'answer_referral', 'lieu'],
  ['lieu_part', followed, 'training', 'plan_training', 'mediator'],
  ['equipment_chosen', followed, 'dotation', 'dotation', 'mediator'],
  ['validated', followed, 'dotation', 'dotation', 'mediator'],
  ['pdf', followed, 'dotation', 'dotation', 'mediator'],
  ['sent_for_signature', followed, 'dotation', 'dotation', 'mediator'],
  ['signed', { ...followed, handedOverOn: '2024-02-01' }, 'evaluation', 'await_follow_up', null],
  ['closed', { outcome: 'completed', handedOverOn: '2024-02-01' }, 'closed', 'none', null],
] as const

it.each(steps)('a case at the step %s goes on here', async (step, over, stage, task, owner) => {
  const number = 20 + steps.findIndex(([each]) => each === step)
  const before = (await mails()).length
  expect(await takeOver(number, { step, ...over })).toMatchObject({ ok: true })
  const { journey, dotation } = journeyIds(number)
  const [head] = await rowsOf<{ deadline_at: string | null }>(
    world,
    'SELECT stage, task, owner_role, deadline_at, to_char(referred_on, $2) AS referred_on FROM head WHERE stream = $1',
    [journey, 'YYYY-MM-DD'],
  )
  expect(head).toMatchObject({ stage, task, owner_role: owner, referred_on: '2024-01-10' })
  // Nothing is late on the first day, whatever the days of the case.
  if (head?.deadline_at)
    expect(Date.parse(head.deadline_at)).toBeGreaterThan((await world.time.now()).getTime() + 86_400_000)
  if (stage === 'dotation') expect(await world.head(dotation)).toMatchObject({ stage: 'stock', task: 'await_laptop' })
  expect(await origins(journey)).toEqual([{ origin: 'reprise' }])
  expect((await mails()).length).toBe(before)
  expect(await takeOver(number, { step, ...over })).toMatchObject({ ok: true })
})

it('what it was goes on like any other: reminded in time, then heard', async () => {
  const { journey } = journeyIds(21)
  const { changed_at: since } = await world.head(journey)
  expect(await passDeadline(world, journey, since)).toMatchObject({ days: 10, events: ['OwnerReminded'] })
  expect((await mails()).map(({ kind }) => kind)).toContain('task_reminder')
  const signed = journeyIds(27).journey
  expect(await passDeadline(world, signed, (await world.head(signed)).changed_at)).toMatchObject({
    command: 'OpenFollowUp',
  })
})

it.each<[string, object, string]>([
  ['closed without an outcome', { step: 'closed' }, 'step_mismatch'],
  ['open with an outcome', { step: 'opened', outcome: 'completed' }, 'step_mismatch'],
  ['signed without a day', { step: 'signed', ...followed }, 'step_mismatch'],
  ['a laptop before it was signed', { step: 'pdf', ...followed, handedOverOn: '2024-02-01' }, 'step_mismatch'],
  ['followed by nobody', { step: 'lieu_part' }, 'step_mismatch'],
  ['followed by a prescriber', { step: 'lieu_part', mediator: ids.prescriber }, 'unknown_agent'],
  ['a step before the opening', { step: 'opened', on: '2024-01-09' }, 'date_before'],
  ['a step to come', { step: 'opened', on: '2099-01-01' }, 'date_in_future'],
  ['a reason that nobody knows', { step: 'opened', reasons: ['envie'] }, 'unknown_code'],
  ['a place that is not there', { step: 'opened', place: ids.place.replace(/3$/, '9') }, 'unknown_place'],
  [
    'an agent of elsewhere',
    { step: 'opened', prescriber: { structure: ids.lieuStructure, agent: ids.prescriber } },
    'agent_of_another_structure',
  ],
  [
    'a definition without a laptop',
    {
      step: 'pdf',
      ...followed,
      definition: 'landes-formation-emploi.v1',
      reasons: ['recherche_emploi'],
      needs: ['emploi'],
    },
    'step_without_stage',
  ],
])('a case %s is refused, and nothing is written', async (_, over, rule) => {
  expect(await takeOver(60, over)).toMatchObject({ ok: false, rule })
  expect(await rowsOf(world, 'SELECT FROM event WHERE stream = $1', [journeyIds(60).journey])).toEqual([])
})

it('the past is counted, and told apart; a rebuild gives the same; nothing that is personal left the vault', async () => {
  await countAll(world.database)
  const now = (await world.time.now()).toISOString()
  const read = await world.database.withTransaction(coordinator, (sql) =>
    readOutcomes(sql, coordinator, {}, { definitions: world.deps.definitions.all(), zone: 'Europe/Paris', now }),
  )
  if (!read.ok) throw new Error(read.rule)
  const { journeys, laptopsHandedOver, reprise, stageTimes } = read.outcomes
  expect({ journeys, laptopsHandedOver, reprise }).toEqual({
    ...{ journeys: 2 + steps.length, laptopsHandedOver: 2 },
    reprise: { journeys: steps.length, laptops: 3, masked: false },
  })
  // How long a stage took is known of what began here alone.
  expect(stageTimes.find(({ stage }) => stage === 'evaluation')).toMatchObject({ journeys: 0 })

  const everything = () => rowsOf(world, `SELECT to_jsonb(j) - 'xid8' AS row FROM journey j ORDER BY stream`)
  const people = () => rowsOf(world, 'SELECT * FROM person ORDER BY stream')
  const [before, known] = [await everything(), await people()]
  await rebuild(world.deps)
  expect([await everything(), await people()]).toEqual([before, known])
  const events = await rowsOf<{ data: object }>(world, 'SELECT data FROM event')
  expect(JSON.stringify(events)).not.toMatch(/Inventé.o|\+3355800|Zo[a-j]"/)
})
