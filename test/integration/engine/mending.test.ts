import type { Definition } from '../../../libs/domain/definition/definition.schema'
import { contactOfPerson } from '../../../libs/mail/sending/person.contact'
import { readPlan } from '../../../libs/engine/wake.plans'
import { streamNamed } from '../../../libs/engine/stream.named'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  referral,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { actingIn } from '../../../libs/testing/acting.steps'
import { commands, landes } from '../../../libs/testing/journey.fixtures'
import { handOverOn, versionOf } from '../../../libs/testing/receipt.steps'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { give, granted } = actingIn(() => world)
const lastOf = async (stream: string) =>
  (
    await rowsOf<{ type: string; data: Record<string, unknown> }>(
      world,
      'SELECT type, data FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1',
      [stream],
    )
  )[0]
const coordinator = { actor: actors.coordinator }
const reason = 'erreur_de_saisie'

async function publish(content: Definition) {
  const stream = streamNamed('definition', content.id)
  await done(world, 'DraftDefinition', stream, { id: content.id, content })
  await done(world, 'PublishDefinition', stream, { id: content.id }, { version: 1 })
}

/** The same with another instrument and another name for its diagnostic. */
function otherwise(id: string): Definition {
  const renamed = JSON.parse(
    JSON.stringify({ ...landes, id }).replaceAll('"code":"diagnostic"', '"code":"entretien"'),
  ) as Definition
  const [first] = renamed.instruments.sentiment
  if (!first) throw new Error('a sentiment is measured')
  const version = 'sentiment-competence.v2'
  const measured = renamed.stages.map((stage) =>
    'measures' in stage ? { ...stage, measures: { ...stage.measures, sentiment: version } } : stage,
  ) as Definition['stages']
  const stages = JSON.parse(JSON.stringify(measured).replaceAll('"to":"diagnostic"', '"to":"entretien"'))
  const sentiment = [...renamed.instruments.sentiment, { ...first, version }]
  return { ...renamed, stages, instruments: { ...renamed.instruments, sentiment } }
}

test('a fact of before a move is put right by the version that was followed then', async () => {
  const { journey } = journeyIds(1)
  await publish({ ...landes, id: 'mending.v1' })
  await publish(otherwise('mending.v2'))
  const sending = { actor: actors.prescriber, personal: beneficiary(1) }
  await done(world, 'Refer', journey, { ...referral(1), definition: 'mending.v1' }, sending)
  await granted('Accept', journey, commands.Accept.data)
  world.setClock('2026-03-10T15:00:00Z')
  await granted('RecordDiagnostic', journey, commands.RecordDiagnostic.data)
  const moved = { definition: 'mending.v2', stage: 'training', present: 'continued' }
  await granted('MoveToVersion', journey, moved, coordinator)
  const change = { fact: 'diagnostic', on: '2026-03-09' }
  const unknown = await give('Correct', journey, { stage: 'entretien', change, reason })
  expect(unknown).toMatchObject({ ok: false, rule: 'unknown_fact' })
  await granted('Correct', journey, { stage: 'diagnostic', change, reason })
  expect(await lastOf(journey)).toMatchObject({ type: 'FactCorrected', data: { stage: 'diagnostic', differs: [] } })
})

test('a dotation that ended without a laptop opens anew with a journey that was closed by mistake', async () => {
  const { journey, dotation } = journeyIds(2)
  await laptop(world, 2)
  await journeyUntil(world, 2, 'AssessTraining')
  await granted('Bind', dotation, {})
  await granted('Withdraw', journey, { ...commands.Withdraw.data, on: '2026-04-20' })
  const { plan } = await granted('Reopen', journey, { reason: 'clos_par_erreur' })
  expect(plan).toMatchObject({ stage: 'dotation', child: dotation })
  expect(await readPlan(world.database, dotation)).toMatchObject({ stage: 'stock', task: 'bind_laptop' })
  world.setClock('2026-05-04T09:00:00Z')
  await granted('Bind', dotation, {})
  expect(await handOverOn(world, dotation, '2026-05-04')).toMatchObject({ ok: true })
  expect(await readPlan(world.database, journey)).toMatchObject({ stage: 'evaluation' })
  const again = await give('Reopen', journey, { reason: 'clos_par_erreur' })
  expect(again).toMatchObject({ rule: 'journey_not_closed' })
})

test('withdrawn while waiting, taken up again at its training: it comes to its dotation; then past it', async () => {
  const { journey, dotation } = journeyIds(3)
  await laptop(world, 3)
  await journeyUntil(world, 3, 'AssessTraining')
  await granted('Withdraw', journey, { ...commands.Withdraw.data, on: '2026-04-20' })
  const trained = async (on: string) => {
    await granted('Reopen', journey, { stage: 'training', reason: 'clos_par_erreur' })
    await granted('PlanTraining', journey, commands.PlanTraining.data)
    await granted('RecordAttendance', journey, { ...commands.RecordAttendance.data, on })
    return (await granted('AssessTraining', journey, { ...commands.AssessTraining.data, on })).plan
  }
  expect(await trained('2026-04-20')).toMatchObject({ stage: 'dotation', child: dotation })
  world.setClock('2026-05-04T09:00:00Z')
  await granted('Bind', dotation, {})
  expect(await handOverOn(world, dotation, '2026-05-04')).toMatchObject({ ok: true })
  await granted('Withdraw', journey, { ...commands.Withdraw.data, on: '2026-05-04' })
  expect(await trained('2026-05-04')).toMatchObject({ stage: 'evaluation' })
  await granted('Correct', journey, {
    ...{ stage: 'training', number: 1, reason },
    change: { fact: 'session', on: '2026-03-19' },
  })
  expect(await lastOf(journey)).toMatchObject({ data: { number: 1, differs: [] } })
})

describe('a contact that is another one today', () => {
  test('is told anew by whoever follows the person: the vault alone keeps it, the event names the field', async () => {
    const { journey, person } = journeyIds(4)
    await journeyUntil(world, 4, 'Accept')
    const personal = {
      phone: '+33558009999',
      email: 'nouvelle@exemple.invalid',
      address: '3 rue Inventée',
      mailboxReadBy: null,
    }
    await granted('CorrectPerson', person, { journey, reason }, { personal })
    expect(await lastOf(person)).toEqual({
      type: 'PersonCorrected',
      data: { fields: ['phone', 'email', 'address'], reason },
    })
    const contact = await world.database.withTransaction(actors.coordinator, (sql) =>
      contactOfPerson(sql, world.vault, person),
    )
    expect(contact).toMatchObject({ phone: personal.phone, email: personal.email, address: personal.address })
    await granted('CorrectPerson', person, { journey, reason }, { personal: { email: null, communeInsee: '40192' } })
    const later = await world.database.withTransaction(actors.coordinator, (sql) =>
      contactOfPerson(sql, world.vault, person),
    )
    expect(later).toMatchObject({ phone: personal.phone, email: '' })
    const elsewhere = { personal: { communeInsee: '75056' } }
    expect(await give('CorrectPerson', person, { journey, reason }, elsewhere)).toMatchObject({
      rule: 'unknown_commune',
    })
  })

  test('the mailbox that was made with the person is the one they are written to', async () => {
    const emploi = world.deps.definitions.get('landes-formation-emploi.v1')
    if (!emploi) throw new Error('a definition with a support')
    const { journey, person } = journeyIds(5)
    world.setClock('2026-03-02T09:00:00Z')
    const told = { reasons: ['recherche_emploi'], needs: ['emploi'], definition: emploi.id }
    const consent = { textVersion: emploi.consent.textVersion, date: '2026-03-01', mode: 'papier' }
    const sending = { actor: actors.prescriber, personal: beneficiary(5) }
    await done(world, 'Refer', journey, { ...referral(5), ...told, consent }, sending)
    await granted('Accept', journey, commands.Accept.data)
    world.setClock('2026-03-10T15:00:00Z')
    const needs = { ...commands.RecordDiagnostic.data.needs, laptop: false, training: false, mailbox: true }
    await granted('RecordDiagnostic', journey, { ...commands.RecordDiagnostic.data, needs })
    expect(await readPlan(world.database, journey)).toMatchObject({ stage: 'support' })
    const given = { on: '2026-03-10', result: 'given', reasons: null }
    await granted('RecordSupport', journey, given, { personal: { email: 'landesmail@exemple.invalid' } })
    const contact = await world.database.withTransaction(actors.coordinator, (sql) =>
      contactOfPerson(sql, world.vault, person),
    )
    expect(contact).toMatchObject({ email: 'landesmail@exemple.invalid' })
    expect(JSON.stringify(await rowsOf(world, 'SELECT data FROM event'))).not.toContain('exemple.invalid')
  })
})

test('two versions of one journey are not followed at once', async () => {
  const { journey, person } = journeyIds(1)
  const paper = { structure: null, agent: null }
  const { place, reasons, needs } = commands.Refer.data
  const consent = { textVersion: 'reprise', date: '2024-01-10', mode: 'papier' }
  const taken = {
    prescriber: paper,
    place,
    reasons,
    needs,
    consent,
    openedOn: '2024-01-10',
    on: '2025-03-04',
    step: 'opened',
  }
  const again = await send(
    world,
    'TakeOverJourney',
    journeyIds(101).journey,
    { person, definition: 'mending.v1', ...taken },
    { ...coordinator, personal: beneficiary(1) },
  )
  expect(again).toMatchObject({ ok: false, rule: 'already_followed' })
  expect(await readPlan(world.database, journey)).toMatchObject({ stage: 'training' })
})

describe('the day of a hand-over that was taken over', () => {
  const equip = (person: string, on: string) =>
    send(world, 'TakeOverHandOver', person, { on, source: 'precurseur' }, { ...coordinator, personal: beneficiary(6) })
  const dayOf = async (person: string) =>
    (
      await rowsOf<{ day: string }>(world, 'SELECT last_handed_over_on::text AS day FROM person WHERE stream = $1', [
        person,
      ])
    )[0]?.day

  test('of somebody who was equipped before: told again, it is another one, and nothing else is', async () => {
    const { person } = journeyIds(6)
    world.setClock('2026-03-10T15:00:00Z')
    expect(await equip(person, '2025-03-04')).toMatchObject({ ok: true })
    const told = await rowsOf(world, 'SELECT * FROM vault.entry WHERE stream = $1', [person])
    expect(await equip(person, '2022-03-04')).toMatchObject({ ok: true })
    expect(await dayOf(person)).toBe('2022-03-04')
    expect(await lastOf(person)).toMatchObject({
      ...{ type: 'HandOverCorrected', data: { device: null, on: '2022-03-04', was: '2025-03-04' } },
    })
    expect(await rowsOf(world, 'SELECT * FROM vault.entry WHERE stream = $1', [person])).toEqual(told)
    const before = await versionOf(world, person)
    expect(await equip(person, '2022-03-04')).toMatchObject({ ok: true })
    expect(await versionOf(world, person)).toBe(before)
    expect(await equip(person, '2026-03-11')).toMatchObject({ rule: 'date_in_future' })
  })

  test('of a case of the former tool: on the journey and the person’s past', async () => {
    const { journey, person } = journeyIds(7)
    const { definition, place, reasons, needs } = commands.Refer.data
    const consent = { textVersion: 'reprise', date: '2024-01-10', mode: 'papier' }
    const prescriber = { structure: null, agent: null }
    const days = { openedOn: '2024-01-10', on: '2025-03-04', handedOverOn: '2025-03-04' }
    const taken = { person, definition, prescriber, place, reasons, needs, consent, ...days }
    const signed = { ...taken, step: 'signed', mediator: commands.Accept.data.mediator }
    await done(world, 'TakeOverJourney', journey, signed, { ...coordinator, personal: beneficiary(7) })
    const correct = (on: string) =>
      give('Correct', journey, { stage: 'evaluation', change: { fact: 'hand_over', on }, reason })
    expect(await correct('2024-01-09')).toMatchObject({ rule: 'date_before' })
    expect(await correct('2027-01-09')).toMatchObject({ rule: 'date_in_future' })
    expect(await correct('2024-03-04')).toMatchObject({ ok: true })
    expect(await lastOf(journey)).toMatchObject({ data: { counts: 'hand_over', change: { on: '2024-03-04' } } })
    expect(await dayOf(person)).toBe('2024-03-04')
  })
})

test('a birth date put right that makes somebody a minor who agreed alone is listed', async () => {
  const { journey, person } = journeyIds(8)
  await journeyUntil(world, 8, 'Accept')
  await granted(
    'CorrectPerson',
    person,
    { journey, reason },
    { personal: { birthDate: '2011-01-01', birthYear: null } },
  )
  expect(await lastOf(journey)).toMatchObject({
    ...{ type: 'CodesCorrected', data: { differs: [{ code: 'consented_alone', event: 'JourneyReferred' }] } },
  })
})
