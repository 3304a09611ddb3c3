import { randomUUID } from 'node:crypto'
import type { CommandAnswer } from '../../libs/contracts/api/command.answer'
import type { Actor } from '../../libs/contracts/command'
import {
  actors,
  beneficiary,
  createWorld,
  journeyIds,
  laptop,
  referral,
  rowsOf,
  type World,
} from '../../libs/testing/engine.world'
import { issueReceipt, sign, versionOf } from '../../libs/testing/receipt.steps'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { type Answer, type Api, refused, startApi } from './api.process'

let world: World
let api: Api
beforeAll(async () => {
  world = await createWorld()
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
const uuidOf = (stream: string) => stream.slice(stream.indexOf('-') + 1)

interface Giving {
  readonly actor?: Actor
  readonly version?: number
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

function give<B = CommandAnswer>(path: string, body: unknown, giving: Giving = {}): Promise<Answer<B>> {
  const { actor = actors.mediator, version, key = randomUUID(), headers = {} } = giving
  const ifMatch: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` }
  return api.post<B>(path, { actor, body, headers: { 'Idempotency-Key': key, ...ifMatch, ...headers } })
}

const journeyPath = (number: number, command: string) => `/v1/journeys/${uuidOf(journeyIds(number).journey)}/${command}`

const refer = (number: number, over: Record<string, unknown> = {}, giving: Giving = {}) =>
  give(
    journeyPath(number, 'refer'),
    { ...referral(number), personal: beneficiary(number), ...over },
    {
      actor: actors.prescriber,
      ...giving,
    },
  )

const written = async () => {
  const [row] = await rowsOf<{ count: number }>(world, 'SELECT count(*) AS count FROM event')
  return row?.count
}

describe('a journey through HTTP', () => {
  test('goes from the referral to the follow-up, one acknowledged step after another', async () => {
    await laptop(world, 1)
    const { journey, dotation } = journeyIds(1)
    const referred = await refer(1)
    expect(referred.status).toBe(200)
    expect(referred.headers.get('etag')).toBe('"1"')
    expect(referred.body).toMatchObject({
      id: uuidOf(journey),
      version: 1,
      stage: 'prescription',
      owner: { role: 'lieu', id: ids.place },
    })
    expect(referred.body.until).toMatch(/Z$/)
    expect(referred.body.otherwise?.fr).toContain('rappel')
    expect(referred.body.otherwise?.en).toContain('reminder')
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    const steps = [
      ['accept', commands.Accept.data, 'diagnostic'],
      ['book-appointment', { at: soon }, 'diagnostic'],
      ['record-diagnostic', { ...commands.RecordDiagnostic.data, on: today, personal: { goals: 'lire' } }, 'training'],
      ['plan-training', commands.PlanTraining.data, 'training'],
      ['record-attendance', { ...commands.RecordAttendance.data, on: today }, 'training'],
      ['assess-training', { ...commands.AssessTraining.data, on: today }, 'dotation'],
    ] as const
    let version = referred.body.version
    for (const [command, body, stage] of steps) {
      const answer = await give(journeyPath(1, command), body, { version })
      expect([command, answer.status, answer.body.stage]).toEqual([command, 200, stage])
      expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`)
      version = answer.body.version
    }
    const bound = await give(`/v1/dotations/${uuidOf(dotation)}/bind`, {}, { version: 1 })
    expect(bound.body).toMatchObject({ stage: 'handover', owner: { role: 'mediator', id: ids.mediator } })
    world.setClock(new Date().toISOString())
    await sign(world, dotation, await issueReceipt(world, dotation), today)
    const signed = await versionOf(world, dotation)
    const given = await give(`/v1/dotations/${uuidOf(dotation)}/hand-over`, { on: today }, { version: signed })
    expect(given.body).toMatchObject({ stage: 'guarantee', owner: { role: 'lieu', id: ids.place } })
    const [row] = await rowsOf<{ stage: string }>(world, 'SELECT stage FROM journey WHERE stream = $1', [journey])
    expect(row?.stage).toBe('evaluation')
  })

  test('leaves nothing personal in what the process writes', () => {
    const { lastName, birthDate, phone } = beneficiary(1)
    expect(api.logs()).toContain('/v1/journeys/:id/refer')
    for (const personal of [lastName, birthDate, phone, uuidOf(journeyIds(1).journey)]) {
      expect(api.logs()).not.toContain(personal)
    }
  })
})

describe('the same key', () => {
  test('gets the same answer for ever, even when the journey has moved on', async () => {
    const first = await refer(2, {}, { key: 'k2' })
    await give(journeyPath(2, 'accept'), commands.Accept.data, { version: 1 })
    const again = await refer(2, {}, { key: 'k2' })
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('etag')).toBe('"1"')
  })

  test('with another body is refused, and nothing is written', async () => {
    const before = await written()
    expect(await refused(refer(3, {}, { key: 'k2' }))).toMatchObject({ status: 422, code: 'key_reused' })
    expect(await written()).toBe(before)
  })

  test('is asked for', async () => {
    const problem = await refused(
      api.post(journeyPath(3, 'refer'), {
        actor: actors.prescriber,
        body: { ...referral(3), personal: beneficiary(3) },
      }),
    )
    expect(problem).toMatchObject({ status: 400, code: 'idempotency_key_required' })
  })
})

describe('the version', () => {
  test('is asked for, and a stale one is told who did what', async () => {
    await refer(4)
    const decline = commands.Decline.data
    const path = journeyPath(4, 'decline')
    expect(await refused(give(path, decline))).toMatchObject({ status: 428, code: 'version_required' })
    expect(await refused(give(path, decline, { version: 7 }))).toMatchObject({
      status: 412,
      code: 'stale_version',
      version: 1,
      details: { by: ids.prescriber, event: 'JourneyReferred' },
    })
    const malformed = give(path, decline, { headers: { 'If-Match': '1' } })
    expect(await refused(malformed)).toMatchObject({ status: 400, code: 'if_match_malformed' })
  })
})

describe('what is refused names its rule and writes nothing', () => {
  test.each([
    ['an unknown field', { colour: 'blue' }, 'colour', 'invalid_data', 400],
    ['a missing field', { place: undefined }, 'place', 'invalid_data', 400],
    ['a wrong type', { reasons: 'equipement' }, 'reasons', 'invalid_data', 400],
    ['an unknown reason', { reasons: ['envie'] }, 'reasons', 'unknown_code', 422],
    ['an unknown place', { place: ids.otherPlace.replace('4', '9') }, 'place', 'unknown_place', 422],
    [
      'another consent text',
      { consent: { ...referral(5).consent, textVersion: 'v0' } },
      'consent.textVersion',
      'other_consent_text',
      422,
    ],
    [
      'a consent in the future',
      { consent: { ...referral(5).consent, date: '2999-01-01' } },
      'consent.date',
      'date_in_future',
      422,
    ],
    ['an unknown definition', { definition: 'ailleurs.v1' }, 'definition', 'unknown_definition', 422],
    [
      'an unknown commune',
      { personal: { ...beneficiary(5), communeInsee: '75056' } },
      'personal.communeInsee',
      'unknown_commune',
      422,
    ],
    [
      'a birth in the future',
      { personal: { ...beneficiary(5), birthDate: '2999-01-01' } },
      'personal.birthDate',
      'birth_date_in_future',
      422,
    ],
    [
      'an unknown personal field',
      { personal: { ...beneficiary(5), iban: 'FR76' } },
      'personal.iban',
      'invalid_data',
      400,
    ],
    [
      'a wrong e-mail',
      { personal: { ...beneficiary(5), email: 'Invente-arobase' } },
      'personal.email',
      'invalid_data',
      400,
    ],
  ])('%s', async (_, over, field, code, status) => {
    const before = await written()
    const problem = await refused(refer(5, over))
    expect(problem).toMatchObject({ code, status })
    expect(problem.field).toBe(field)
    expect(JSON.stringify(problem)).not.toMatch(/Invente-arobase|FR76|75056/)
    expect(await written()).toBe(before)
  })

  test('a step out of order', async () => {
    await refer(6)
    const problem = await refused(give(journeyPath(6, 'plan-training'), commands.PlanTraining.data, { version: 1 }))
    expect(problem).toMatchObject({ status: 409, code: 'wrong_stage', details: { stage: 'prescription' } })
  })

  test('a step on a closed journey', async () => {
    const data = { on: today, reasons: commands.Withdraw.data.reasons }
    const withdrawn = await give(journeyPath(6, 'withdraw'), data, { version: 1, actor: actors.prescriber })
    expect(withdrawn.body.stage).toBe('closed')
    const { version } = withdrawn.body
    expect(await refused(give(journeyPath(6, 'accept'), commands.Accept.data, { version }))).toMatchObject({
      status: 409,
      code: 'journey_closed',
    })
  })

  test('a second referral on the same journey', async () => {
    expect(await refused(refer(6))).toMatchObject({ status: 409, code: 'already_exists' })
  })

  test.each([
    ['an evaluator', actors.evaluator, 403, 'not_allowed'],
    ['a recyclerie', actors.recyclerie, 403, 'not_allowed'],
    ['a prescriber of another structure', { ...actors.prescriber, structure: ids.otherStructure }, 403, 'not_allowed'],
    ['a coordinator of another territory', actors.elsewhere, 404, 'unknown_stream'],
  ])('what %s may not do', async (_, actor, status, code) => {
    await refer(7)
    const withdraw = give(journeyPath(7, 'withdraw'), { ...commands.Withdraw.data, on: today }, { actor, version: 1 })
    expect(await refused(withdraw)).toMatchObject({ status, code })
  })

  test('what is not there', async () => {
    const accept = give(journeyPath(999, 'accept'), commands.Accept.data, { version: 1 })
    expect(await refused(accept)).toMatchObject({ status: 404, code: 'unknown_stream' })
    const wrong = give('/v1/journeys/zzz/accept', commands.Accept.data, { version: 1 })
    expect(await refused(wrong)).toMatchObject({ status: 400, code: 'invalid_data', field: 'id' })
    expect(await refused(give(journeyPath(7, 'expire'), {}, { version: 1 }))).toMatchObject({ code: 'unknown_route' })
  })
})

describe('Temporal and the queue away', () => {
  test('no command waits for them, not even one that prefers to', async () => {
    const start = performance.now()
    const answer = await refer(9, {}, { headers: { Prefer: 'wait=1' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('preference-applied')).toBeNull()
    expect(performance.now() - start).toBeLessThan(8_000)
    const rows = await rowsOf(world, 'SELECT kind FROM outbox WHERE stream = $1 ORDER BY kind', [journeyIds(9).journey])
    expect(rows).toEqual([{ kind: 'mail' }, { kind: 'wake' }])
  })
})
