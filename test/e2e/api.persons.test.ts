import type { Duplicate, Person } from '../../libs/contracts/api/person.schemas'
import type { Actor } from '../../libs/contracts/command'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  refer,
  referral,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { ids } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi } from './api.process'

interface Page {
  readonly items: readonly Duplicate[]
  readonly next: string | null
}

const uuidOf = (stream: string) => stream.slice(stream.indexOf('-') + 1)
const [first, second] = [1, 2].map((number) => uuidOf(journeyIds(number).person)) as [string, string]
const elsewhere = { sub: `actor-${uuidOfNumber(91)}`, structure: ids.otherStructure, lieu: ids.otherPlace }
const otherMediator: Actor = { ...actors.mediator, ...elsewhere }
const otherPrescriber: Actor = { ...actors.prescriber, ...elsewhere, lieu: null }

let world: World
let api: Api
let sent = 0
beforeAll(async () => {
  world = await createWorld()
  await refer(world, 1)
  const { lastName, firstName, phone } = beneficiary(1)
  const again = beneficiary(1, {
    lastName: firstName.toUpperCase(),
    firstName: lastName,
    phone: phone.replace('+33', '+330'),
  })
  // The same person comes to another lieu, the names in each other's place and the phone written otherwise.
  await done(
    world,
    'Refer',
    journeyIds(2).journey,
    { ...referral(2), place: ids.otherPlace },
    {
      ...{ actor: actors.prescriber, personal: again },
    },
  )
  await refer(world, 13)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const duplicates = async (actor: Actor, query = '') => (await api.get<Page>(`/v1/duplicates${query}`, { actor })).body
const states = async (actor: Actor) => (await duplicates(actor)).items.map(({ state }) => state)
const person = (actor: Actor, id: string) => api.get<Person>(`/v1/people/${id}`, { actor })

/** Gives a command about a person on the version that the coordinator reads. */
async function give(actor: Actor, id: string, command: string, body: object) {
  const { version } = (await person(actors.coordinator, id)).body
  const headers = { 'Idempotency-Key': `persons-${(sent += 1)}`, 'If-Match': `"${version}"` }
  return api.post(`/v1/people/${id}/${command}`, { actor, body, headers })
}

test('a coordinator reads who may be the same, how likely and why, with what they are compared by', async () => {
  const { items, next } = await duplicates(actors.coordinator)
  expect(next).toBeNull()
  expect(items).toMatchObject([
    {
      person: { id: second, canonical: second, personal: { firstName: beneficiary(1).lastName } },
      other: { id: first, canonical: first, personal: { lastName: beneficiary(1).lastName, birthDate: '1951-02-11' } },
      ...{ score: 1, why: ['swapped_name', 'same_birth_date', 'same_phone'], state: 'open' },
    },
  ])
  expect((await duplicates(actors.coordinator, '?state=dismissed')).items).toEqual([])
  expect((await duplicates(actors.coordinator, '?state=open&limit=1')).items).toHaveLength(1)
})

test('the lieu of one of them reads the pair and no name of the other; nobody else reads anything', async () => {
  for (const actor of [actors.mediator, otherMediator]) {
    expect((await duplicates(actor)).items).toMatchObject([
      { person: { id: second, personal: null }, other: { id: first, personal: null }, state: 'open' },
    ])
  }
  expect((await duplicates({ ...otherMediator, structure: ids.recyclerie, lieu: null })).items).toEqual([])
  for (const actor of [actors.prescriber, actors.recyclerie, actors.evaluator]) {
    expect((await refused(api.get('/v1/duplicates', { actor }))).code).toBe('not_allowed')
  }
  expect((await duplicates(actors.elsewhere)).items).toEqual([])
})

test('a mediator asks for the merge, a coordinator does it, and the person is read under both ids', async () => {
  const said = { person: `person-${first}`, reason: 'vue_au_guichet' }
  expect(
    (await refused(give({ ...otherMediator, structure: ids.recyclerie, lieu: null }, second, 'ask-merge', said))).code,
  ).toBe('not_allowed')
  expect((await refused(give(actors.prescriber, second, 'ask-merge', said))).code).toBe('not_allowed')
  expect((await give(actors.mediator, second, 'ask-merge', said)).status).toBe(200)
  expect(await states(actors.coordinator)).toEqual(['asked'])
  const into = { into: `person-${first}`, reason: 'meme_personne' }
  expect((await refused(give(actors.mediator, second, 'merge-persons', into))).code).toBe('not_allowed')
  expect((await give(actors.coordinator, second, 'merge-persons', into)).status).toBe(200)
  expect(await states(otherMediator)).toEqual(['merged'])
  const read = await person(otherMediator, first)
  expect(read.body).toMatchObject({ canonical: first, aliases: [second], lastHandedOverOn: null, household: null })
  expect(read.body.consents.map((consent) => consent.person)).toEqual([first, second])
  expect(read.headers.get('etag')).toBe(`"${read.body.version}"`)
})

test('undone, it is asked again; dismissed, it is said so to both, and is not flagged again', async () => {
  expect((await give(actors.coordinator, second, 'unmerge-persons', { reason: 'erreur' })).status).toBe(200)
  expect((await person(actors.coordinator, first)).body).toMatchObject({ canonical: first, aliases: [] })
  expect(await states(actors.coordinator)).toEqual(['asked'])
  const said = { person: `person-${first}`, reason: 'deux_personnes' }
  expect((await give(otherMediator, second, 'dismiss-duplicate', said)).status).toBe(200)
  expect(await states(actors.coordinator)).toEqual(['dismissed'])
  for (const [actor, number] of [
    [actors.mediator, 1],
    [otherMediator, 2],
  ] as const) {
    const journey = await api.get(`/v1/journeys/${uuidOf(journeyIds(number).journey)}`, { actor })
    expect(journey.body.likelyDuplicates).toMatchObject([{ state: 'dismissed' }])
  }
})

test('a prescriber reads of a person whom they referred what they need to act, and no more', async () => {
  const read = await person(actors.prescriber, first)
  expect(read.body).toMatchObject({ id: first, canonical: null, aliases: [], consents: [], lastHandedOverOn: null })
  expect((await person(otherPrescriber, first)).status).toBe(404)
  const household = uuidOfNumber(777)
  expect((await give(actors.prescriber, first, 'join-household', { household })).status).toBe(200)
  expect((await refused(give(otherPrescriber, first, 'leave-household', {}))).code).toBe('not_allowed')
  expect((await person(actors.prescriber, first)).body).toMatchObject({ household })
})
