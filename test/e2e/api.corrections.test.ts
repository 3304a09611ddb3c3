import { randomUUID } from 'node:crypto'
import type { CommandAnswer } from '../../libs/contracts/api/command.answer'
import type { JourneyDetail } from '../../libs/contracts/api/journey.schemas'
import type { Actor } from '../../libs/contracts/command'
import { actors, createWorld, journeyIds, refer, type World } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { type Answer, type Api, refused, startApi } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
  // What people do through the API is dated today: a clock that stands still would be earlier.
  world.setClock(new Date().toISOString())
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
const uuidOf = (stream: string) => stream.slice(stream.indexOf('-') + 1)
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

function give<B = CommandAnswer>(
  stream: string,
  command: string,
  body: object,
  version: number,
  actor: Actor = actors.mediator,
) {
  const collection = stream.startsWith('person') ? 'people' : 'journeys'
  const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': `"${version}"` }
  return api.post<B>(`/v1/${collection}/${uuidOf(stream)}/${command}`, { actor, body, headers })
}
const detail = async (number: number, actor: Actor) =>
  (await api.get<JourneyDetail>(`/v1/journeys/${uuidOf(journeyIds(number).journey)}`, { actor })).body
const granted = (answer: Answer<CommandAnswer>): number => {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.version
}

/** Somebody who was referred, seen and then lost. */
async function diagnosed(number: number): Promise<{ journey: string; version: number }> {
  const { journey } = journeyIds(number)
  const referred = await refer(world, number)
  if (!referred.ok) throw new Error(referred.rule)
  let version = granted(await give(journey, 'accept', commands.Accept.data, referred.answer.version))
  const body = { ...commands.RecordDiagnostic.data, on: today }
  version = granted(await give(journey, 'record-diagnostic', body, version))
  return { journey, version }
}

describe('two people act at the same instant', () => {
  test('one wins; the other reads who did what and when, and can try again', async () => {
    const { journey } = journeyIds(1)
    const referred = await refer(world, 1)
    if (!referred.ok) throw new Error(referred.rule)
    const version = granted(await give(journey, 'accept', commands.Accept.data, referred.answer.version))
    const withdrawal = { ...commands.Withdraw.data, on: today }
    const [lieu, prescriber] = await Promise.all([
      give<object>(journey, 'book-appointment', { at: soon() }, version),
      give<object>(journey, 'withdraw', withdrawal, version, actors.prescriber),
    ])
    expect([lieu.status, prescriber.status].sort()).toEqual([200, 412])
    const lost = lieu.status === 412 ? lieu : prescriber
    const winner = lieu.status === 412 ? actors.prescriber : actors.mediator
    const done = lieu.status === 412 ? 'JourneyClosed' : 'AppointmentBooked'
    const problem = await refused(Promise.resolve(lost))
    expect(problem).toMatchObject({ code: 'stale_version', details: { by: winner.sub, event: done } })

    const { version: now } = await detail(1, lieu.status === 412 ? actors.mediator : actors.prescriber)
    expect(now).toBeGreaterThan(version)
    const again = await (lieu.status === 412
      ? give<object>(journey, 'book-appointment', { at: soon() }, now)
      : give<object>(journey, 'withdraw', withdrawal, now, actors.prescriber))
    // Whoever tries again acts on what is there now: a journey that the other has ended says so.
    expect(again.status).toBe(lieu.status === 412 ? 409 : 200)
  })

  test('two mediators of one lieu: the second one tries again, and both things are done', async () => {
    const { journey, version } = await diagnosed(2)
    const plan = commands.PlanTraining.data
    const both = await Promise.all([
      give(journey, 'plan-training', { ...plan, sessions: 4 }, version),
      give(journey, 'plan-training', { ...plan, sessions: 6 }, version, { ...actors.mediator, sub: 'second' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const won = both.find(({ status }) => status === 200) as Answer<CommandAnswer>
    const retried = await give(journey, 'plan-training', { ...plan, sessions: 8 }, won.body.version)
    expect(retried.status).toBe(200)
  })
})

test('a level is corrected, its author and reason are in the history, and the prescriber reads nothing of it', async () => {
  const { journey, version } = await diagnosed(3)
  const sentiment = { ...commands.RecordDiagnostic.data.sentiment, value: 7 }
  const body = { stage: 'diagnostic', change: { fact: 'diagnostic', sentiment }, reason: 'information_tardive' }
  const answer = await give(journey, 'correct', body, version)
  expect([answer.status, answer.body.stage]).toEqual([200, 'training'])
  const read = await detail(3, actors.mediator)
  expect(read.history.at(-1)).toMatchObject({
    ...{ type: 'FactCorrected', actor: actors.mediator.sub },
    data: { reason: 'information_tardive', change: { fact: 'diagnostic', sentiment } },
  })
  expect(read.differences).toEqual([])
  expect(JSON.stringify(await detail(3, actors.prescriber))).not.toContain('FactCorrected')
  const refusals = [
    await give<object>(journey, 'correct', { ...body, reason: 'pourquoi_pas' }, answer.body.version),
    await give<object>(journey, 'correct', { ...body, change: { fact: 'nothing' } }, answer.body.version),
    await give<object>(journey, 'correct', body, answer.body.version, actors.prescriber),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([422, 400, 403])
})

test('a birth date is corrected on the version that the journey shows; both it and the name are read right', async () => {
  const { journey } = await diagnosed(4)
  const { person, personVersion } = await detail(4, actors.mediator)
  if (!person || personVersion === null) throw new Error('a mediator reads of whom a journey is')
  const body = { journey, reason: 'erreur_de_saisie', personal: { birthDate: '1961-01-02', birthYear: null } }
  expect((await give(person, 'correct-person', body, personVersion)).status).toBe(200)
  const read = await detail(4, actors.mediator)
  expect(read.personal).toMatchObject({ birthDate: '1961-01-02' })
  expect(read.personVersion).toBe(personVersion + 1)
  expect(api.logs()).not.toContain('1961-01-02')
})

test('a journey that ended is reopened, and only then', async () => {
  const { journey, version } = await diagnosed(5)
  const reason = { reason: 'personne_revenue' }
  const open = give<object>(journey, 'reopen', reason, version)
  expect(await refused(open)).toMatchObject({ code: 'journey_not_closed' })
  const ended = granted(await give(journey, 'withdraw', { ...commands.Withdraw.data, on: today }, version))
  const answer = await give(journey, 'reopen', reason, ended)
  expect([answer.status, answer.body.stage]).toEqual([200, 'training'])
  expect(answer.body.until).not.toBeNull()
  expect((await detail(5, actors.prescriber)).history.at(-1)).toMatchObject({
    type: 'JourneyReopened',
    actor: null,
    data: { stage: 'training', kind: 'training' },
  })
})
