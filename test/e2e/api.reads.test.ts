import { randomUUID } from 'node:crypto'
import type { JourneyDetail, JourneyLine } from '../../libs/contracts/api/journey.schemas'
import type { Task } from '../../libs/contracts/api/task.schemas'
import {
  actors,
  beneficiary,
  createWorld,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { type Api, type Sent, startApi } from './api.process'

interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

const uuidOf = (stream: string) => stream.slice(stream.indexOf('-') + 1)
const otherPrescriber = { ...actors.prescriber, sub: `actor-${uuidOfNumber(90)}`, structure: ids.otherStructure }
const otherMediator = {
  ...actors.mediator,
  sub: `actor-${uuidOfNumber(91)}`,
  structure: ids.otherStructure,
  lieu: ids.otherPlace,
}

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  // 1: trained, a laptop bound; 2: an appointment was missed; 3 to 9: just referred.
  await laptop(world, 1)
  await journeyUntil(world, 1, 'AssessTraining')
  await done(world, 'Bind', journeyIds(1).dotation, { device: null }, { actor: actors.mediator, version: 1 })
  const booked = await journeyUntil(world, 2, 'BookAppointment')
  world.setClock('2026-03-10T15:00:00Z')
  const missed = { actor: actors.mediator, version: booked }
  await done(world, 'RecordMissed', journeyIds(2).journey, commands.RecordMissed.data, missed)
  for (let number = 3; number <= 9; number += 1) {
    world.setClock(`2026-03-1${number}T09:00:00Z`)
    const referred = await refer(world, number, { reference: `REF-${number}`, freeText: 'Vient le mardi' })
    if (!referred.ok) throw new Error(referred.rule)
  }
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const journey = async (number: number, actor: Sent['actor']) =>
  (await api.get<JourneyDetail>(`/v1/journeys/${uuidOf(journeyIds(number).journey)}`, { actor })).body

const journeys = async (query: string, actor: Sent['actor'] = actors.coordinator) =>
  (await api.get<Page<JourneyLine>>(`/v1/journeys${query}`, { actor })).body.items.map(({ id }) => id)

const idOf = (number: number) => uuidOf(journeyIds(number).journey)

describe('one journey', () => {
  test('is whole for its mediator: history, measures, reasons, identity, contacts and free text', async () => {
    const read = await journey(1, actors.mediator)
    expect(read).toMatchObject({
      id: idOf(1),
      stage: 'dotation',
      person: journeyIds(1).person,
      dotation: uuidOf(journeyIds(1).dotation),
      laptop: `device-${uuidOfNumber(300_001)}`,
      mediator: ids.mediator,
      prescriber: { structure: ids.prescriberStructure, agent: ids.prescriber },
    })
    expect(read.history.map(({ type }) => type)).toEqual([
      ...[
        'JourneyReferred',
        'JourneyAccepted',
        'StageLeft',
        'AppointmentBooked',
        'DiagnosticHeld',
        'StageLeft',
        'TrainingPlanned',
      ],
      ...['SessionRecorded', 'TrainingAssessed', 'StageLeft', 'DotationRequested', 'LaptopBound'],
    ])
    expect(read.history.at(7)).toMatchObject({ on: '2026-03-20', actor: ids.mediator, data: { present: true } })
    const { lastName, birthDate, phone } = beneficiary(1)
    expect(read.personal).toMatchObject({ lastName, birthDate, phone, communeInsee: '40192' })
    expect((await journey(3, actors.mediator)).personal).toMatchObject({ freeText: 'Vient le mardi' })
  })

  test('carries its version for the next step', async () => {
    const answer = await api.get(`/v1/journeys/${idOf(1)}`, { actor: actors.mediator })
    expect(answer.headers.get('etag')).toBe(`"${answer.body.version as number}"`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('is stage, next date and result for its prescriber: no attendance, level, answer nor reason of the lieu', async () => {
    const read = await journey(1, actors.prescriber)
    expect(read).toMatchObject({ stage: 'dotation', task: null, owner: null, person: null, laptop: null })
    // The next date of a journey whose dotation is open is its dotation's.
    expect(read.until).toMatch(/^2026-04-30T/)
    expect(read.history.map(({ type }) => type)).toEqual([
      ...[
        'JourneyReferred',
        'JourneyAccepted',
        'StageLeft',
        'AppointmentBooked',
        'DiagnosticHeld',
        'StageLeft',
        'TrainingPlanned',
      ],
      ...['TrainingAssessed', 'StageLeft', 'DotationRequested', 'LaptopBound'],
    ])
    expect(read.history.at(4)).toEqual({
      type: 'DiagnosticHeld',
      at: '2026-03-10T15:00:00.000Z',
      on: '2026-03-10',
      actor: null,
      data: {},
    })
    expect(JSON.stringify(read.history)).not.toMatch(/skills|sentiment|levels|present|session|equipment/)
    expect(read.personal).toEqual({ lastName: beneficiary(1).lastName, firstName: beneficiary(1).firstName })
  })

  test('does not tell its prescriber of a missed appointment', async () => {
    const [theirs, lieus] = [await journey(2, actors.prescriber), await journey(2, actors.mediator)]
    expect(lieus.history.map(({ type }) => type)).toContain('DiagnosticMissed')
    expect(JSON.stringify(theirs)).not.toMatch(/Missed|injoignable|non_realise|book_diagnostic/)
    const body = commands.Withdraw.data
    const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': '"1"' }
    const stale = await api.post(`/v1/journeys/${idOf(2)}/withdraw`, { actor: actors.prescriber, body, headers })
    expect(stale.body).toMatchObject({ code: 'stale_version', details: { by: '—', event: '—', at: '—' } })
    const early = await api.post(`/v1/journeys/${idOf(2)}/choose-lieu`, {
      actor: actors.prescriber,
      body: commands.ChooseLieu.data,
      headers: { 'Idempotency-Key': randomUUID(), 'If-Match': `"${theirs.version}"` },
    })
    expect(early.body).toMatchObject({ code: 'wrong_stage', details: { stage: 'diagnostic', task: '—' } })
  })

  test('has identity and contacts for the coordinator, not what was told the lieu alone', async () => {
    const { personal } = await journey(3, actors.coordinator)
    expect(personal).toMatchObject({ lastName: beneficiary(3).lastName, reference: 'REF-3' })
    expect(personal).not.toHaveProperty('freeText')
  })

  test.each([
    ['a prescriber of another structure', otherPrescriber],
    ['a mediator of another structure', otherMediator],
    ['a coordinator of another territory', actors.elsewhere],
  ])('is not there for %s', async (_, actor) => {
    const answer = await api.get(`/v1/journeys/${idOf(1)}`, { actor })
    expect([answer.status, answer.body.code]).toEqual([404, 'unknown_stream'])
    expect(await journeys('', actor)).toEqual([])
  })

  test.each([
    ['a recyclerie', actors.recyclerie],
    ['an evaluator', actors.evaluator],
  ])('is not read by %s at all', async (_, actor) => {
    for (const path of ['/v1/journeys', `/v1/journeys/${idOf(1)}`]) {
      expect((await api.get(path, { actor })).body.code).toBe('not_allowed')
    }
  })
})

describe('the list of journeys', () => {
  test('is the newest first, page after page, each once', async () => {
    const seen: string[] = []
    let next: string | null = null
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`
      const { body } = await api.get<Page<JourneyLine>>(`/v1/journeys?limit=4${cursor}`, { actor: actors.mediator })
      expect(body.items.length).toBeLessThanOrEqual(4)
      seen.push(...body.items.map(({ id }) => id))
      next = body.next
    } while (next !== null)
    expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map(idOf))
  })

  test('is asked by stage, lieu, prescriber, due date and mine', async () => {
    expect(await journeys('?stage=dotation')).toEqual([idOf(1)])
    expect(await journeys(`?lieu=${ids.otherPlace}`)).toEqual([])
    expect(await journeys(`?prescriber=${ids.prescriberStructure}&stage=diagnostic`)).toEqual([idOf(2)])
    expect(await journeys('?mine=true', actors.mediator)).toEqual([idOf(2), idOf(1)])
    expect(await journeys('?mine=true', actors.prescriber)).toHaveLength(9)
    expect(await journeys('?due=2026-03-24')).toEqual([3, 2].map(idOf))
    expect(await journeys('?stage=dotation&due=2026-05-02')).toEqual([idOf(1)])
    expect(await journeys('?stage=dotation&due=2026-04-29')).toEqual([])
  })

  test('holds nothing personal', async () => {
    const { body } = await api.get('/v1/journeys', { actor: actors.mediator })
    expect(JSON.stringify(body)).not.toContain(beneficiary(3).lastName)
  })

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['stage=wedding', 'stage'],
    ['due=tomorrow', 'due'],
    ['lieu=Dax', 'lieu'],
    ['cursor=abc', 'cursor'],
    [`cursor=${Buffer.from('["2026-03-01","x"]').toString('base64url')}`, 'cursor'],
    ['colour=blue', 'colour'],
  ])('refuses ?%s and names it', async (query, field) => {
    const { status, body } = await api.get(`/v1/journeys?${query}`, { actor: actors.coordinator })
    expect([status, body.code, body.field]).toEqual([400, 'invalid_data', field])
  })
})

describe('what waits for whom', () => {
  const tasks = async (actor: Sent['actor']) => (await api.get<Page<Task>>('/v1/tasks', { actor })).body.items

  test('the mediator: their own and those of their lieu, the most overdue first', async () => {
    const mine = await tasks(actors.mediator)
    expect(mine.map(({ id, kind, task }) => [kind, id, task])).toContainEqual(['dotation', idOf(1), 'book_hand_over'])
    expect(mine.filter(({ task }) => task === 'answer_referral')).toHaveLength(7)
    const due = mine.map(({ until }) => until)
    expect(due).toEqual([...due].sort())
    expect(mine[0]?.otherwise?.fr).toMatch(/rappel/)
  })

  test('nobody else', async () => {
    expect(await tasks(otherMediator)).toEqual([])
    expect(await tasks(actors.evaluator)).toEqual([])
    expect(await tasks(actors.elsewhere)).toEqual([])
  })

  test('the prescriber, once the lieu has declined', async () => {
    const sending = { actor: actors.mediator, version: 1 }
    world.setClock('2026-03-20T09:00:00Z')
    expect(await journeys('?stage=prescription', actors.mediator)).toContain(idOf(9))
    await done(world, 'Decline', journeyIds(9).journey, commands.Decline.data, sending)
    // The lieu that declined reads nothing more of the person.
    const former = await api.get(`/v1/journeys/${idOf(9)}`, { actor: actors.mediator })
    expect(former.status).toBe(404)
    expect(await journeys('?stage=prescription', actors.mediator)).not.toContain(idOf(9))
    expect(await tasks(actors.prescriber)).toMatchObject([{ id: idOf(9), task: 'choose_lieu' }])
    const read = await journey(9, actors.prescriber)
    expect(read).toMatchObject({ task: 'choose_lieu', owner: { role: 'prescriber' } })
    expect(read.history.at(-1)?.data).toEqual({ place: ids.place, reason: 'lieu_complet' })
    expect(JSON.stringify(read)).not.toContain('plus_de_mediateur')
    // Why one lieu has declined is no affair of the next one either.
    const choice = { actor: actors.prescriber, version: 2 }
    await done(world, 'ChooseLieu', journeyIds(9).journey, { place: ids.otherPlace }, choice)
    const next = await journey(9, otherMediator)
    expect(next.history.map(({ type }) => type)).toEqual(['JourneyReferred', 'JourneyDeclined', 'LieuChosen'])
    expect(next.history[1]).toMatchObject({ actor: null, data: { place: ids.place, reason: 'lieu_complet' } })
    expect(JSON.stringify(next)).not.toContain('plus_de_mediateur')
  })
})
