import { type Actor, deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import { rebuild } from '../../../libs/engine/rebuild'
import { readPlan } from '../../../libs/engine/wake.plans'
import { inlineTables } from '../../../libs/event-store/statements'
import { readJourney } from '../../../libs/read-models/lists/journey.detail'
import { rebuildOutcomes } from '../../../libs/read-models/statistics/outcome.projection'
import { countUntil } from '../statistics/caught.up'
import type { OutcomeRow } from '../../../libs/read-models/statistics/outcome.row'
import {
  actors,
  beneficiary,
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
import { actingIn } from '../../../libs/testing/acting.steps'
import { commands } from '../../../libs/testing/journey.fixtures'
import { handOverOn, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { give, granted } = actingIn(() => world)
const eventsOf = (stream: string, after: number) =>
  rowsOf<{ type: string; origin: string; actor: string; data: Record<string, unknown> }>(
    world,
    'SELECT type, origin, actor, data FROM event WHERE stream = $1 AND version > $2 ORDER BY version',
    [stream, after],
  )
const mailsSince = async (stream: string, version: number) =>
  (
    await rowsOf<{ kind: string; recipient_role: string }>(
      world,
      'SELECT kind, recipient_role FROM mail WHERE stream = $1 AND version > $2 ORDER BY kind, recipient_role',
      [stream, version],
    )
  ).map(({ kind, recipient_role }) => `${kind} → ${recipient_role}`)

/** A journey with a laptop, followed to its end. */
async function complete(number: number): Promise<ReturnType<typeof journeyIds>> {
  const streams = journeyIds(number)
  const { journey, dotation } = streams
  world.setClock('2026-03-01T09:00:00Z')
  await laptop(world, number)
  await journeyUntil(world, number, 'AssessTraining')
  world.setClock('2026-05-04T09:00:00Z')
  await granted('Bind', dotation, {})
  expect(await handOverOn(world, dotation, '2026-05-04')).toMatchObject({ ok: true })
  const plan = await readPlan(world.database, journey)
  if (!plan?.until) throw new Error('a follow-up has a day')
  world.setClock(plan.until)
  const due = { actor: systemActor, commandId: deadlineCommandId(plan), due: plan.until }
  await world.engine.execute({ ...due, stream: journey, type: 'OpenFollowUp', data: {} })
  world.setClock('2026-08-10T09:00:00Z')
  await granted('RecordFollowUp', journey, commands.RecordFollowUp.data)
  world.setClock(laterOn)
  return streams
}

const outcomeOf = async (journey: string) => {
  await countUntil(world.database, () => Promise.resolve(true))
  const [row] = await rowsOf<OutcomeRow>(world, 'SELECT * FROM outcome WHERE stream = $1', [journey])
  return row
}
/** Years after everything else. */
const laterOn = '2029-03-02T09:00:00Z'
const reason = 'erreur_de_saisie'

test('a level of a journey completed years ago: a new fact with its author and reason, and its outcome follows', async () => {
  const { journey } = await complete(1)
  const before = await versionOf(world, journey)
  const sentiment = { instrument: 'sentiment-competence.v1', value: 9 }
  const change = { fact: 'training', sentiment }
  await granted('Correct', journey, { stage: 'training', change, reason })
  const events = await eventsOf(journey, before)
  expect(events).toMatchObject([
    { type: 'FactCorrected', origin: 'correction', data: { change, reason, counts: 'after', differs: [] } },
  ])
  expect(events[0]?.actor).toBe(actors.mediator.sub)
  expect(await outcomeOf(journey)).toMatchObject({ outcome: 'completed', after: { sentiment } })
  expect(await mailsSince(journey, before)).toEqual([])
  const quiet = await granted('Correct', journey, { stage: 'training', change, reason })
  expect(quiet.answer.version).toBe(events.length + before)
})

test('the day of a hand-over: on the journey, its dotation, the person’s past and what is counted', async () => {
  const { journey, dotation, person } = await complete(2)
  const before = { journey: await versionOf(world, journey), dotation: await versionOf(world, dotation) }
  const change = { fact: 'hand_over', on: '2026-04-28' }
  await granted('Correct', journey, { stage: 'dotation', change, reason })
  expect(await eventsOf(dotation, before.dotation)).toMatchObject([
    { type: 'HandOverCorrected', origin: 'correction', data: { on: '2026-04-28' } },
  ])
  const [row] = await rowsOf(world, 'SELECT last_handed_over_on::text AS day FROM person WHERE stream = $1', [person])
  expect(row).toEqual({ day: '2026-04-28' })
  expect(await outcomeOf(journey)).toMatchObject({ handed_over_on: '2026-04-28' })
  expect(await mailsSince(journey, before.journey)).toEqual(['hand_over_corrected → prescriber'])
})

test('the day of a hand-over: a later journey of the person that it kept out says so, and stays as it is', async () => {
  const { journey, person } = await complete(20)
  const later = journeyIds(21).journey
  world.setClock('2029-05-02T09:00:00Z')
  const consent = { ...commands.Refer.data.consent, date: '2029-05-02' }
  const sending = { actor: actors.prescriber, personal: beneficiary(20) }
  expect(await send(world, 'Refer', later, { ...commands.Refer.data, person, consent }, sending)).toMatchObject({
    ok: true,
  })
  const before = await versionOf(world, later)
  const change = { fact: 'hand_over', on: '2026-04-28' }
  // Whoever follows the later one only, does not put the first one right.
  const actor = { ...actors.mediator, sub: 'other', structure: 'structure-other', lieu: null }
  const data = { stage: 'dotation', change, reason }
  expect(await give('Correct', journey, data, { actor })).toMatchObject({ rule: 'not_allowed' })
  await granted('Correct', journey, data)
  expect(await eventsOf(later, before)).toMatchObject([
    {
      type: 'LookBackCorrected',
      origin: 'correction',
      data: {
        was: '2026-05-04',
        on: '2026-04-28',
        differs: [{ event: 'JourneyClosed', code: 'eligibility', to: null }],
      },
    },
  ])
  expect(await mailsSince(later, before)).toEqual(['correction_differs → coordinator'])
  world.setClock(laterOn)
})

test('what would now differ is listed to the lieu and the coordinator, and the coordinator is told', async () => {
  const { journey } = await complete(3)
  const before = await versionOf(world, journey)
  const change = { fact: 'session', present: false, reasons: { shareable: 'non_realise', internal: 'absent' } }
  await granted('Correct', journey, { stage: 'training', number: 1, change, reason })
  expect(await mailsSince(journey, before)).toEqual(['correction_differs → coordinator'])
  const ends = () => ({})
  const detail = (actor: Actor) =>
    world.database.withTransaction(actor, (sql) =>
      readJourney(sql, { ...actor, now: laterOn }, journey, { endsOf: ends, explain: () => [] }),
    )
  const expected = [{ event: 'TrainingAssessed', code: 'no_session_attended', to: null }]
  expect((await detail(actors.mediator))?.differences).toMatchObject(expected)
  expect((await detail(actors.coordinator))?.differences).toMatchObject(expected)
  const shared = await detail(actors.prescriber)
  expect(shared?.differences).toEqual([])
  expect(shared?.history.map(({ type }) => type)).not.toContain('FactCorrected')
  expect(JSON.stringify(shared)).not.toMatch(/absent|FactCorrected|present/)
})

test('a prescriber corrects nothing and reopens nothing; nor does another lieu', async () => {
  const { journey, person } = await complete(4)
  const change = { fact: 'hand_over', on: '2026-04-28' }
  const other = { ...actors.mediator, sub: 'other', structure: 'structure-other', lieu: null }
  for (const actor of [actors.prescriber, actors.evaluator, other]) {
    const correct = await give('Correct', journey, { stage: 'dotation', change, reason }, { actor })
    const reopen = await give('Reopen', journey, { reason: 'personne_revenue' }, { actor })
    const told = { actor, personal: { gender: 'female' } }
    const corrected = await give('CorrectPerson', person, { journey, reason }, told)
    expect([correct, reopen, corrected]).toMatchObject(Array(3).fill({ ok: false, rule: 'not_allowed' }))
  }
})

describe('what was told of a person', () => {
  test('a birth date: both tellings stay, every journey of theirs reads the right one, and the age band follows', async () => {
    const { journey, person } = await complete(5)
    const told = await rowsOf(world, 'SELECT * FROM vault.entry WHERE stream = $1', [journey])
    const bandBefore = (await outcomeOf(journey))?.age_band
    const personal = { birthDate: '2001-02-03', birthYear: null }
    const before = { journey: await versionOf(world, journey), person: await versionOf(world, person) }
    await granted('CorrectPerson', person, { journey, reason }, { personal })

    expect(await eventsOf(person, before.person)).toMatchObject([
      { type: 'PersonCorrected', origin: 'correction', data: { fields: ['birthDate'], reason } },
    ])
    expect(await eventsOf(journey, before.journey)).toMatchObject([
      { type: 'CodesCorrected', origin: 'correction', data: { ageBand: '18_29', differs: [] } },
    ])
    expect(bandBefore).not.toBe('18_29')
    expect(await outcomeOf(journey)).toMatchObject({ age_band: '18_29' })
    expect(await rowsOf(world, 'SELECT * FROM vault.entry WHERE stream = $1', [journey])).toEqual(told)
    const read = await world.database.withTransaction(actors.coordinator, (sql) =>
      world.vault.ofStreams(sql, [journey], ['birthDate', 'lastName']),
    )
    expect(read.get(journey)).toEqual({ birthDate: '2001-02-03', lastName: beneficiary(5).lastName })
    expect(JSON.stringify(await eventsOf(person, 0))).not.toContain('2001')
  })

  test('who comes again under the right date is recognised, and under the wrong one no longer by it', async () => {
    const { person } = journeyIds(5)
    const flags = async (number: number, birthDate: string) => {
      const { lastName, firstName } = beneficiary(5)
      await refer(world, number, { lastName, firstName, birthDate })
      const [flag] = await rowsOf<{ why: string[] }>(
        world,
        `SELECT data -> 'why' AS why FROM event WHERE stream = $1 AND type = 'LikelyDuplicateFlagged'
         AND data ->> 'person' = $2`,
        [journeyIds(number).person, person],
      )
      return flag?.why ?? []
    }
    expect(await flags(105, '2001-02-03')).toContain('same_birth_date')
    expect(await flags(106, beneficiary(5).birthDate)).not.toContain('same_birth_date')
  })

  test('the same again changes nothing; a journey of somebody else is not theirs; nobody is born to come', async () => {
    const { journey, person } = journeyIds(5)
    const personal = { birthDate: '2001-02-03', birthYear: null }
    const version = await versionOf(world, person)
    expect((await granted('CorrectPerson', person, { journey, reason }, { personal })).answer.version).toBe(version)
    const coordinator = { actor: actors.coordinator }
    const others = await give(
      'CorrectPerson',
      person,
      { journey: journeyIds(4).journey, reason },
      { personal, ...coordinator },
    )
    expect(others).toMatchObject({ rule: 'unknown_stream' })
    const unborn = { personal: { birthDate: '2030-01-01', birthYear: null } }
    expect(await give('CorrectPerson', person, { journey, reason }, unborn)).toMatchObject({
      rule: 'birth_date_in_future',
    })
  })
})

describe('a journey that is reopened', () => {
  test('goes on, is completed again, and counts once', async () => {
    const { journey, dotation } = await complete(6)
    const once = await outcomeOf(journey)
    const before = await versionOf(world, journey)
    const { plan } = await granted('Reopen', journey, { reason: 'personne_revenue' })
    expect(plan).toMatchObject({ stage: 'evaluation', task: 'ask_follow_up' })
    expect(await outcomeOf(journey)).toMatchObject({ outcome: null, stage: 'evaluation', age_band: null })
    expect(await mailsSince(journey, before)).toEqual(['journey_reopened → prescriber'])
    const [row] = await rowsOf(world, 'SELECT closed_at, outcome, laptop FROM journey WHERE stream = $1', [journey])
    expect(row).toMatchObject({ closed_at: null, outcome: null })
    await granted('RecordFollowUp', journey, { ...commands.RecordFollowUp.data, on: '2029-03-02' })
    expect(await outcomeOf(journey)).toMatchObject({
      ...{ outcome: 'completed', handed_over_on: once?.handed_over_on, age_band: once?.age_band },
    })
    const count = await rowsOf(world, 'SELECT FROM outcome WHERE stream = $1', [journey])
    expect(count).toHaveLength(1)
    expect(await readPlan(world.database, dotation)).toMatchObject({ stage: 'guarantee' })
  })

  test('not while the person follows another, not at a dotation that has ended, not once they are erased', async () => {
    const { journey, person } = await complete(7)
    const at = { stage: 'dotation', reason: 'personne_revenue' }
    expect(await give('Reopen', journey, at)).toMatchObject({ ok: false, rule: 'dotation_ended' })
    const again = journeyIds(107).journey
    const { Refer } = commands
    const data = { ...Refer.data, person, consent: { ...Refer.data.consent, date: '2029-03-01' } }
    const sending = { actor: actors.prescriber, personal: beneficiary(7, { phone: null }) }
    await done(world, 'Refer', again, { ...data, definition: 'landes-mon-ordi-pin40.v1' }, sending)
    const followed = await readPlan(world.database, again)
    // Whoever received a laptop less than 36 months ago is not eligible: that journey is closed at once.
    expect(followed).toMatchObject({ outcome: 'not_eligible' })
    await granted('Reopen', again, { reason: 'apres_correction' }, { actor: actors.coordinator })
    const refused = await give('Reopen', journey, { reason: 'personne_revenue' })
    expect(refused).toMatchObject({ ok: false, rule: 'already_followed' })
    await granted('Withdraw', again, { ...commands.Withdraw.data, on: '2029-03-02' }, { actor: actors.coordinator })
    await granted('ErasePerson', person, { cause: 'demande' }, { actor: actors.coordinator })
    const erased = await give('Reopen', journey, { reason: 'personne_revenue' })
    expect(erased).toMatchObject({ ok: false, rule: 'person_erased' })
  })

  test('a dotation that was never asked for opens with it', async () => {
    const { journey, dotation } = journeyIds(8)
    await journeyUntil(world, 8, 'RecordDiagnostic')
    await granted('Withdraw', journey, { ...commands.Withdraw.data, on: '2026-03-10' })
    const { plan } = await granted('Reopen', journey, { stage: 'dotation', reason: 'apres_correction' })
    expect(plan).toMatchObject({ stage: 'dotation', child: dotation })
    expect(await readPlan(world.database, dotation)).toMatchObject({ stage: 'stock' })
  })
})

test('everything that follows from the log is made anew to an equal result', async () => {
  const tables = ['snapshot', ...inlineTables, 'outcome']
  const all = async () => {
    const rows = await Promise.all(
      tables.map((table) => rowsOf(world, `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`)),
    )
    return rows.map((each, index) => [tables[index], each])
  }
  await countUntil(world.database, () => Promise.resolve(true))
  const heads = () => rowsOf(world, `SELECT to_jsonb(head) - 'woken_version' AS row FROM head ORDER BY stream`)
  const before = [await all(), await heads()]
  await rebuild({ database: world.database, definitions: world.deps.definitions })
  await rebuildOutcomes(world.database)
  expect([await all(), await heads()]).toEqual(before)
})
