import {
  actors,
  beneficiary,
  createWorld,
  laptop,
  rowsOf,
  uuidOfNumber,
  type World,
} from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { type Api, refused, startApi } from './api.process'
import { counts, type Report } from './import.sending'

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

const group = uuidOfNumber(900_001)
const { prescriber, actor } = { prescriber: commands.Refer.data.prescriber, actor: actors.prescriber }
const consent = { date: '2026-03-01', mode: 'papier' }
const person = (number: number, data: object = {}, personal: Record<string, unknown> = {}) => ({
  number,
  data: { consent, commitment: true, ...data },
  personal: beneficiary(number, personal),
})
const sheet = (people: readonly object[]) => {
  const { definition, place, reasons, needs } = commands.Refer.data
  return { definition, prescriber, place, reasons, needs, consent: { textVersion: 'landes-2026-01' }, people }
}

const refer = (people: readonly object[]) =>
  api.post<Report>(`/v1/groups/${group}/referrals`, { actor, body: sheet(people) })
const step = (key: string, action: string, data: object, lines: readonly object[], by = actors.mediator) =>
  api.post<Report>(`/v1/groups/${group}/steps`, {
    actor: by,
    body: { action, data, lines },
    headers: { 'Idempotency-Key': key },
  })
const results = (answer: { body: Report }) =>
  answer.body.lines.map(({ line, result, problems }) => [line, result, ...problems.map(({ rule }) => rule)].join(' '))

const five = [
  person(1),
  person(2),
  person(3, { consent: undefined }),
  person(4, {}, { phone: 'not a phone' }),
  person(5, { commitment: false }),
]
let journeys: string[] = []

test('one sheet: each consents alone, and what stops one stops nobody else', async () => {
  const answer = await refer(five)
  expect(counts(answer)).toEqual([200, 3, 0, 2])
  expect(results(answer)).toEqual(['1 taken', '2 taken', '3 refused invalid_data', '4 refused invalid_data', '5 taken'])
  journeys = answer.body.lines.flatMap(({ id }) => id ?? [])
  expect(JSON.stringify(answer.body)).not.toMatch(/Invent|not a phone/)
  // Who does not commit was referred, and is not eligible: that stops nobody either.
  const listed = await api.get<{ items: { id: string; outcome: string | null; entry: string; group: string }[] }>(
    `/v1/journeys?group=${group}`,
    { actor },
  )
  expect(listed.body.items.map(({ entry, group: of }) => [entry, of])).toEqual(Array(3).fill(['group', group]))
  expect(listed.body.items.filter(({ outcome }) => outcome === 'not_eligible')).toHaveLength(1)
  const other = await api.get<{ items: unknown[] }>(`/v1/journeys?group=${uuidOfNumber(900_002)}`, { actor })
  expect(other.body.items).toEqual([])
})

test('the sheet sent again decides nothing; put right, it takes those who are left', async () => {
  expect(counts(await refer(five))).toEqual([200, 0, 3, 2])
  expect(results(await refer([person(1, { needs: [] }), person(3), person(3)]))).toEqual([
    '1 refused sheet_line_changed',
    '3 taken',
    '3 refused line_repeated',
  ])
})

test('the lieu takes them together, and gives them one day and one plan', async () => {
  const lines = journeys.slice(0, 2).map((journey) => ({ journey }))
  const stranger = { journey: uuidOfNumber(1) }
  expect(results(await step('accept', 'Accept', { mediator: ids.mediator }, [...lines, stranger]))).toEqual([
    '1 taken',
    '2 taken',
    '3 refused not_of_group',
  ])
  // The same request again finds what it did; another one is told where they are.
  const again = await step('accept', 'Accept', { mediator: ids.mediator }, lines)
  expect(results(again)).toEqual(['1 unchanged', '2 unchanged'])
  expect(results(await step('accept-2', 'Accept', { mediator: ids.mediator }, lines))).toEqual([
    '1 refused wrong_stage',
    '2 refused wrong_stage',
  ])
  const at = new Date(Date.now() + 86_400_000).toISOString()
  expect(results(await step('day', 'BookAppointment', { at }, lines))).toEqual(['1 taken', '2 taken'])
})

test('a prescriber refers a group and does nothing else with it; nobody acts on the group of others', async () => {
  const lines = journeys.slice(0, 1).map((journey) => ({ journey }))
  expect(await refused(step('x', 'Accept', { mediator: ids.mediator }, lines, actors.prescriber))).toMatchObject({
    status: 403,
  })
  const elsewhere = {
    ...actors.mediator,
    sub: `actor-${uuidOfNumber(77)}`,
    structure: ids.otherStructure,
    lieu: ids.otherPlace,
  }
  expect(results(await step('y', 'PlanTraining', {}, lines, elsewhere))).toEqual(['1 refused not_of_group'])
  expect(await refused(api.post(`/v1/groups/${group}/steps`, { actor: actors.mediator, body: {} }))).toMatchObject({
    status: 400,
  })
})

test('sessions are shared, absences are each one’s own, and one day hands over to all who kept the commitment', async () => {
  const [one, two] = journeys as [string, string]
  const today = new Date().toISOString().slice(0, 10)
  for (const journey of [one, two]) {
    const body = { ...commands.RecordDiagnostic.data, on: today }
    const { headers } = await api.get(`/v1/journeys/${journey}`, { actor: actors.mediator })
    const sent = { 'Idempotency-Key': `diagnostic-${journey}`, 'If-Match': headers.get('etag') ?? '' }
    expect(
      (await api.post(`/v1/journeys/${journey}/record-diagnostic`, { actor: actors.mediator, body, headers: sent }))
        .status,
    ).toBe(200)
  }
  const both = [{ journey: one }, { journey: two }]
  expect(results(await step('plan', 'PlanTraining', commands.PlanTraining.data, both))).toEqual(['1 taken', '2 taken'])
  const reasons = { shareable: 'non_realise', internal: 'injoignable' }
  const session = await step('s1', 'RecordAttendance', { session: 1, on: today }, [
    { journey: one, data: { present: true } },
    { journey: two, data: { present: false } },
  ])
  expect(results(session)).toEqual(['1 taken', '2 refused reasons_required'])
  const put = await step('s1b', 'RecordAttendance', { session: 1, on: today, present: false, reasons }, [
    { journey: two },
  ])
  expect(results(put)).toEqual(['1 taken'])
  const told = await rowsOf<{ stream: string; data: object }>(
    world,
    `SELECT stream, data FROM event WHERE type = 'SessionRecorded' ORDER BY stream = $1 DESC`,
    [`journey-${one}`],
  )
  expect(told.map(({ data }) => data)).toMatchObject([{ present: true }, { present: false, reasons }])

  // Only the first came: only they can be assessed, bound a laptop, and given it with the others of the day.
  const { headers } = await api.get(`/v1/journeys/${one}`, { actor: actors.mediator })
  const sent = { 'Idempotency-Key': 'assess', 'If-Match': headers.get('etag') ?? '' }
  const assessed = { ...commands.AssessTraining.data, on: today }
  expect(
    (await api.post(`/v1/journeys/${one}/assess-training`, { actor: actors.mediator, body: assessed, headers: sent }))
      .status,
  ).toBe(200)
  await laptop(world, 1)
  // Bound by itself or by hand: then the receipts of the day are printed, and what was signed is handed over.
  await step('bind', 'Bind', {}, both)
  expect(results(await step('receipts', 'IssueReceipt', {}, both))).toEqual(['1 taken', '2 refused unknown_stream'])
  const handed = await step('day-of-hand-over', 'HandOver', { on: today }, both)
  expect(results(handed)).toEqual(['1 refused receipt_not_signed', '2 refused unknown_stream'])
})
