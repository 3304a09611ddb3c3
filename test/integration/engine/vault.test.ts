import { randomBytes } from 'node:crypto'
import {
  actors,
  agent,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  referral,
  rowsOf,
  send,
  type World,
} from '../../../libs/testing/engine.world'
import { endJourneys } from '../../../libs/testing/person.steps'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { handOverOn } from '../../../libs/testing/receipt.steps'
import { agentsByEmail } from '../../../libs/vault/duplicate.search'
import { openField } from '../../../libs/vault/field.cipher'
import { postgresKeyStore } from '../../../libs/vault/key.store'
import { masterKey } from '../../../libs/vault/master.key'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const reading = <T>(read: (sql: Parameters<World['vault']['ofStreams']>[0]) => Promise<T>) =>
  world.database.withTransaction(actors.mediator, read)
const fieldsOf = async (stream: string, ...fields: string[]) =>
  (await reading((sql) => world.vault.ofStreams(sql, [stream], fields))).get(stream)
const flagsOf = (person: string) =>
  rowsOf<{ person: string; score: number; why: string[] }>(
    world,
    `SELECT data ->> 'person' AS person, (data ->> 'score')::float AS score, data -> 'why' AS why FROM event
     WHERE stream = $1 AND type = 'LikelyDuplicateFlagged' ORDER BY version`,
    [person],
  )
const closedAs = (journey: string) =>
  rowsOf(world, `SELECT data -> 'unmet' AS unmet FROM event WHERE stream = $1 AND type = 'JourneyClosed'`, [journey])

describe('likely duplicates', () => {
  test('somebody referred again under another id is flagged with the reasons, and not merged', async () => {
    world.setClock('2026-03-02T09:00:00Z')
    await refer(world, 1)
    const { lastName, firstName } = beneficiary(1)
    await refer(world, 2, { ...beneficiary(1), lastName: firstName.toUpperCase(), firstName: lastName, phone: null })
    expect(await flagsOf(journeyIds(2).person)).toEqual([
      { person: journeyIds(1).person, score: 0.9, why: ['swapped_name', 'same_birth_date'] },
    ])
    expect(await rowsOf(world, 'SELECT FROM person')).toHaveLength(2)
  })

  test('somebody else is not', async () => {
    await refer(world, 13)
    expect(await flagsOf(journeyIds(13).person)).toEqual([])
  })

  test('the same person’s second journey is no duplicate', async () => {
    const data = { ...referral(1), person: journeyIds(1).person }
    await done(world, 'Withdraw', journeyIds(1).journey, commands.Withdraw.data, { version: 1 })
    await done(world, 'Refer', journeyIds(99).journey, data, { actor: actors.prescriber, personal: beneficiary(1) })
    // Nor is the one with whom they are compared already.
    expect(await flagsOf(journeyIds(1).person)).toEqual([])
  })
})

describe('agents', () => {
  test('a corrected e-mail replaces the old one, and is an event without saying what it is', async () => {
    const find = (email: string) => reading((sql) => agentsByEmail(world.vault.digester, sql, email))
    expect(await find('Mediator@exemple.invalid ')).toEqual([ids.mediator])
    const again = await agent(world, ids.mediator, 'mediator', ids.lieuStructure, ids.place)
    expect(again.answer.version).toBe(1)
    const corrected = await agent(
      world,
      ids.mediator,
      'mediator',
      ids.lieuStructure,
      ids.place,
      'nouveau@exemple.invalid',
    )
    expect(corrected.answer.version).toBe(2)
    expect(await find('mediator@exemple.invalid')).toEqual([])
    expect(await find('nouveau@exemple.invalid')).toEqual([ids.mediator])
    expect(await fieldsOf(ids.mediator, 'firstName', 'email')).toEqual({
      firstName: 'Camille',
      email: 'nouveau@exemple.invalid',
    })
    const events = await rowsOf(world, 'SELECT type FROM event WHERE stream = $1 ORDER BY version', [ids.mediator])
    expect(events).toEqual([{ type: 'AgentRegistered' }, { type: 'AgentUpdated' }])
  })
})

describe('a closing journey', () => {
  test('carries the coarse codes once, as of the day of the referral', async () => {
    await refer(world, 20, { birthDate: '1996-03-03', gender: 'female' })
    world.setClock('2026-03-05T09:00:00Z')
    const data = { ...commands.Withdraw.data, on: '2026-03-05' }
    await done(world, 'Withdraw', journeyIds(20).journey, data, { version: 1 })
    const [closed] = await rowsOf(world, `SELECT data FROM event WHERE stream = $1 AND type = 'JourneyClosed'`, [
      journeyIds(20).journey,
    ])
    expect(closed).toMatchObject({ data: { ageBand: '18_29', gender: 'female', epci: '244000808' } })
  })

  test('says unknown what was not told', async () => {
    world.setClock('2026-03-02T09:00:00Z')
    await refer(world, 21, { birthDate: null, birthYear: 1950 })
    const data = { ...commands.Withdraw.data, on: '2026-03-02' }
    await done(world, 'Withdraw', journeyIds(21).journey, data, { version: 1 })
    const [closed] = await rowsOf(world, `SELECT data FROM event WHERE stream = $1 AND type = 'JourneyClosed'`, [
      journeyIds(21).journey,
    ])
    expect(closed).toMatchObject({ data: { ageBand: '75_plus', gender: 'unknown' } })
  })
})

test('free text of a step is kept for the lieu, under the person’s key', async () => {
  const version = await journeyUntil(world, 30, 'BookAppointment')
  world.setClock('2026-03-10T15:00:00Z')
  const sending = { actor: actors.mediator, version, personal: { goals: 'Écrire à ma petite-fille' } }
  await done(world, 'RecordDiagnostic', journeyIds(30).journey, commands.RecordDiagnostic.data, sending)
  expect(await fieldsOf(journeyIds(30).journey, 'goals')).toEqual({ goals: 'Écrire à ma petite-fille' })
  const subjects = await rowsOf(world, `SELECT subject FROM vault.entry WHERE field = 'goals'`)
  expect(subjects).toEqual([{ subject: journeyIds(30).person }])
})

describe('erasure', () => {
  const { journey, dotation, person } = journeyIds(40)
  const erase = (version: number, id = 'erase-40') =>
    send(world, 'ErasePerson', person, { cause: 'request' }, { version, id })
  let backup: { nonce: Buffer; cipher: Buffer; stream: string; field: string }[] = []

  beforeAll(async () => {
    await journeyUntil(world, 40, 'AssessTraining')
    await laptop(world, 40)
    world.setClock('2026-04-22T09:00:00Z')
    expect(await handOverOn(world, dotation, '2026-04-22')).toMatchObject({ ok: true })
    backup = await rowsOf(world, 'SELECT stream, field, nonce, cipher FROM vault.entry WHERE subject = $1', [person])
  })

  test('changes nothing for the look-back: whoever is surely the same is not equipped again before either', async () => {
    const again = await refer(world, 43, beneficiary(40))
    expect(again).toMatchObject({ ok: true, plan: { stage: 'closed', outcome: 'not_eligible' } })
    expect(await closedAs(journeyIds(43).journey)).toEqual([{ unmet: ['not_equipped_lately'] }])
    const namesake = await refer(world, 44, { ...beneficiary(40), birthDate: '1949-01-01' })
    expect(namesake).toMatchObject({ ok: true, plan: { stage: 'prescription' } })
  })

  test('leaves nothing to read, in the vault or in a backup of it', async () => {
    const before = await world.vault.keys.keysOf([person])
    const [first] = backup
    if (!first) throw new Error('the vault held something of this person')
    expect(openField(first, before.get(person)?.key as Buffer, first.stream, first.field)).toBeTruthy()
    await endJourneys(world, person)
    const versions = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [person])
    expect(await erase(versions[0]?.version ?? 0)).toMatchObject({ ok: true })
    expect(await world.vault.keys.keysOf([person])).toEqual(new Map())
    expect(await fieldsOf(journey, 'lastName')).toBeUndefined()
    expect(await rowsOf(world, 'SELECT FROM vault.entry WHERE subject = $1', [person])).toEqual([])
    const [erased] = await rowsOf(world, `SELECT data FROM event WHERE stream = $1 AND type = 'PersonErased'`, [person])
    expect(erased).toMatchObject({ data: { cause: 'request', gender: 'unknown' } })
  })

  test('keeps the one digest with the day of the hand-over, so that the look-back still holds', async () => {
    const digests = await rowsOf(world, 'SELECT kind, day FROM vault.digest WHERE subject = $1', [person])
    expect(digests).toEqual([{ kind: 'look_back', day: '2026-04-22' }])
    const again = await refer(world, 41, beneficiary(40))
    expect(again).toMatchObject({ ok: true, plan: { stage: 'closed', outcome: 'not_eligible' } })
    expect(await closedAs(journeyIds(41).journey)).toEqual([{ unmet: ['not_equipped_lately'] }])
    const flagged = (await flagsOf(journeyIds(41).person)).map((flag) => flag.person)
    expect(flagged).toEqual([journeyIds(43).person])
  })

  test('is for ever: nothing more is written about this person', async () => {
    const data = { ...referral(42), person }
    const sending = { actor: actors.prescriber, personal: beneficiary(40) }
    expect(await send(world, 'Refer', journeyIds(42).journey, data, sending)).toMatchObject({ rule: 'person_erased' })
  })

  test('is for the coordinator alone', async () => {
    const data = { cause: 'request' }
    const sending = { actor: actors.mediator, version: 1 }
    expect(await send(world, 'ErasePerson', journeyIds(1).person, data, sending)).toMatchObject({ rule: 'not_allowed' })
  })
})

describe('keys', () => {
  const store = (secret: Buffer) =>
    postgresKeyStore({
      url: world.clone.keysUrl,
      master: masterKey(secret),
      now: () => '2026-01-01T00:00:00Z',
      onLost: () => undefined,
    })

  test('of one subject, asked for at the same moment, are one', async () => {
    const keys = store(Buffer.alloc(32, 1))
    const made = await Promise.all(Array.from({ length: 10 }, () => keys.keyFor('person-of-keys')))
    expect(new Set(made.map((key) => key?.key.toString('hex'))).size).toBe(1)
    await keys.erase('person-of-keys')
    await keys.erase('person-of-keys')
    expect(await keys.keyFor('person-of-keys')).toBeNull()
    await keys.close()
  })

  test('under another master key are told, not misread', async () => {
    const keys = store(randomBytes(32))
    await expect(keys.keyFor(journeyIds(1).person)).rejects.toThrow('another VAULT_MASTER_KEY')
    await keys.close()
  })
})
