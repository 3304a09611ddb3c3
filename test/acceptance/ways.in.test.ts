import { actors, beneficiary, journeyIds, referral, rowsOf, send } from '../../libs/testing/engine.world'
import { endJourneys } from '../../libs/testing/person.steps'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act } from './actor.steps'
import { passDeadline } from './deadline.pass'

/** People who come otherwise than by a prescriber with an account. Groups are in test/e2e/api.groups.test.ts. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const own = { structure: ids.lieuStructure, agent: ids.mediator }
const { mediator, coordinator } = actors

async function refer(number: number, over: object, actor = mediator, personal: Record<string, unknown> = {}) {
  const consent = { ...commands.Refer.data.consent, date: await world.today() }
  const data = { ...referral(number), consent, ...over }
  return send(world, 'Refer', journeyIds(number).journey, data, { actor, personal: beneficiary(number, personal) })
}

const mailsOf = async (journey: string) => {
  const rows = await rowsOf<{ kind: string; role: string }>(
    world,
    'SELECT kind, recipient_role AS role FROM mail WHERE stream = $1 ORDER BY version, kind',
    [journey],
  )
  return rows.map(({ kind, role }) => `${kind} → ${role}`)
}

it('somebody walks in: the lieu refers and takes them, and writes nothing to itself', async () => {
  const { journey } = journeyIds(1)
  expect(await refer(1, { entry: 'walk_in', prescriber: own })).toMatchObject({ ok: true })
  await act(world, journey, 'Accept', { mediator: ids.mediator })
  await act(world, journey, 'BookAppointment', { at: '' })
  expect((await mailsOf(journey)).filter((mail) => /prescriber|lieu/.test(mail))).toEqual([])
  expect(await refer(2, { entry: 'walk_in', prescriber: own }, actors.prescriber)).toMatchObject({ ok: false })
})

it('a paper sheet: the coordinator chooses another lieu in place of who signed it, reminded in time', async () => {
  const { journey } = journeyIds(3)
  const paper = {
    entry: 'paper',
    prescriber: { structure: null, agent: null },
    paper: { signedOn: await world.today() },
  }
  expect(await refer(3, paper)).toMatchObject({ ok: false, rule: 'prescriber_name_required' })
  const signed = { prescriberName: 'Camille Inventée' }
  expect(await refer(3, paper, mediator, signed)).toMatchObject({ ok: true })
  const { changed_at: since } = await world.head(journey)
  for (let told = 0; told < 6 && (await world.head(journey)).task === 'answer_referral'; told += 1) {
    await passDeadline(world, journey, since)
  }
  expect(await world.head(journey)).toMatchObject({ task: 'choose_lieu' })
  const [head] = await rowsOf(world, 'SELECT owner_role, owner_id FROM head WHERE stream = $1', [journey])
  expect(head).toEqual({ owner_role: 'coordinator', owner_id: '40' })
  const { version } = await world.head(journey)
  await world.give('ChooseLieu', journey, { place: ids.otherPlace }, { actor: coordinator, version })
  const mails = await mailsOf(journey)
  expect(mails).toContain('referral_back → coordinator')
  expect(mails.filter((mail) => mail.endsWith('prescriber'))).toEqual([])
  const events = await rowsOf<{ data: object }>(world, 'SELECT data FROM event WHERE stream = $1', [journey])
  expect(JSON.stringify(events)).not.toContain('Camille')
  const revealed = await world.database.withTransaction(coordinator, (sql) =>
    world.vault.ofStreams(sql, [journey], ['prescriberName']),
  )
  expect(revealed.get(journey)).toEqual(signed)
})

it('a minor comes with a representative, whom an erasure forgets as well', async () => {
  const birthDate = `${Number((await world.today()).slice(0, 4)) - 15}-01-01`
  const representative = {
    lastName: 'Inventée',
    firstName: 'Odile',
    relation: 'parent',
    email: 'odile@exemple.invalid',
  }
  const consent = { ...commands.Refer.data.consent, date: await world.today(), by: 'representative' }
  const minor = { birthDate, birthYear: null }
  const refused = [
    await refer(5, {}, actors.prescriber, minor),
    await refer(5, {}, actors.prescriber, { ...minor, representative }),
  ]
  expect(refused).toMatchObject([{ rule: 'representative_required' }, { rule: 'representative_consents' }])
  expect(await refer(5, { consent }, actors.prescriber, { ...minor, representative })).toMatchObject({ ok: true })
  const { journey, person } = journeyIds(5)
  const known = () =>
    world.database.withTransaction(coordinator, (sql) => world.vault.ofStreams(sql, [journey], ['representative']))
  expect((await known()).get(journey)).toMatchObject({ representative: { firstName: 'Odile', relation: 'parent' } })
  const given = await rowsOf(world, `SELECT data->>'by' AS by FROM event WHERE stream = $1 AND type = 'ConsentGiven'`, [
    person,
  ])
  expect(given).toEqual([{ by: 'representative' }])
  await endJourneys(world, person)
  const [head] = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [person])
  const erased = await send(
    world,
    'ErasePerson',
    person,
    { cause: 'demande' },
    { actor: coordinator, version: head?.version },
  )
  expect(erased).toMatchObject({ ok: true })
  expect((await known()).get(journey)).toBeUndefined()
})
