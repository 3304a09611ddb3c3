import type { CommandAnswer } from '../../libs/contracts/api/command.answer'
import type { Grant, GrantLine } from '../../libs/contracts/api/grant.schemas'
import type { Actor } from '../../libs/contracts/command'
import { kindOf, uuidOf } from '../../libs/contracts/stream'
import { dayOf } from '../../libs/domain/kernel/wait'
import { lightCall } from '../../libs/testing/call.fixtures'
import { createWorld, rowsOf, uuidOfNumber, type World } from '../../libs/testing/engine.world'
import { unbalancedLines } from '../../libs/testing/fund.steps'
import { cast, openCast, twoLines } from '../../libs/testing/grant.cast'
import { project } from '../../libs/testing/grant.fixtures'
import { type Api, startApi } from './api.process'

/** A light grant from its application to its closure, by the API alone: the api's clock is the real one. */
const call = { ...lightCall, id: 'legers.v1', opensOn: '2020-01-01', closesOn: '2099-12-31' }
const grant = `grant-${uuidOfNumber(880)}`
const session = `session-${uuidOfNumber(881)}`
const { applicant, manager, secondManager, payer } = cast

let world: World
let api: Api
let line = ''
beforeAll(async () => {
  world = await createWorld()
  await openCast(world, call)
  line = (await twoLines(world, call.id, 500_000)).state
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const today = () => dayOf(new Date().toISOString(), 'Europe/Paris')
const versions = new Map<string, string>()
let sent = 0

/** Gives a command on the version that its stream was last answered with. */
async function give(stream: string, command: string, actor: Actor, body: object = {}) {
  const known = versions.get(stream)
  const headers = { 'Idempotency-Key': `light-${++sent}`, ...(known ? { 'If-Match': known } : {}) }
  const path = `/v1/${kindOf(stream)}s/${uuidOf(stream)}/${command}`
  const answer = await api.post<CommandAnswer>(path, { actor, body, headers })
  expect([command, answer.status, answer.status === 200 ? '' : answer.body]).toEqual([command, 200, ''])
  versions.set(stream, answer.headers.get('etag') ?? '')
  return answer.body
}

async function provide(code: string): Promise<void> {
  const headers = {
    ...{ 'Content-Type': 'application/pdf', 'Idempotency-Key': `light-${code}`, 'If-Match': versions.get(grant) ?? '' },
  }
  const body = Buffer.from(`%PDF-1.7\n${code}`)
  const { status, headers: answered } = await api.post(`/v1/grants/${uuidOf(grant)}/documents?code=${code}`, {
    ...{ actor: applicant, body, headers },
  })
  expect(status).toBe(200)
  versions.set(grant, answered.get('etag') ?? '')
}

const read = async (actor: Actor) => (await api.get<Grant>(`/v1/grants/${uuidOf(grant)}`, { actor })).body
const waiting = async (actor: Actor) =>
  (await api.get<{ items: GrantLine[] }>('/v1/grants?mine=true', { actor })).body.items.map(({ task }) => task)

test('a structure applies: it is told who is awaited and what happens otherwise', async () => {
  const personal = { title: 'Ateliers inventés', description: 'Des ateliers dans un village inventé.' }
  const drafted = await give(grant, 'draft-application', applicant, {
    ...{ call: call.id, structure: applicant.structure, project, personal },
  })
  expect(drafted).toMatchObject({ stage: 'application', owner: { role: 'applicant', id: applicant.structure } })
  expect(await waiting(applicant)).toEqual(['submit_application'])
  for (const { code } of call.documents) await provide(code)
  const submitted = await give(grant, 'submit-application', applicant)
  expect(submitted).toMatchObject({ stage: 'admissibility', owner: { role: 'fund_manager', id: '40' } })
  expect(await waiting(applicant)).toEqual([])
})

test('it is examined, and the committee hears of it', async () => {
  await give(grant, 'admit-application', manager)
  await give(grant, 'conclude-instruction', manager, { favourable: true, proposedCents: 200_000 })
  expect(await waiting(manager)).toEqual(['hear_committee'])
  const members = cast.members.slice(0, 2).map(({ sub }) => sub)
  await give(session, 'convene-session', manager, { call: call.id, on: today(), members, pack: [grant] })
  await give(session, 'close-session', manager)
  versions.set(grant, `"${(await read(manager)).version}"`)
  expect(await read(manager)).toMatchObject({ stage: 'decision', debate: { hearing: { quorate: true } } })
})

test('it is granted, notified, and paid by three hands; the structure reads it', async () => {
  await give(grant, 'award-grant', manager, { cents: 180_000, split: [{ line, cents: 180_000 }], condition: null })
  await give(grant, 'notify-grant', manager, { on: today(), reference: 'DEC-1' })
  await give(grant, 'order-payment', manager)
  await give(grant, 'approve-payment', secondManager)
  expect(await waiting(payer)).toEqual(['record_payment'])
  const paid = await give(grant, 'record-paid', payer, { line, mandate: 'M-1', on: today() })
  expect(paid).toMatchObject({ stage: 'report', owner: { role: 'applicant' } })
  expect(await read(applicant)).toMatchObject({
    ...{ grantedCents: 180_000, stage: 'report', task: 'hand_in_report' },
    award: { cents: 180_000, split: [{ line, cents: 180_000 }] },
    payments: [{ instalment: 'versement', parts: [{ cents: 180_000, is: 'paid', mandate: 'M-1', orderedBy: null }] }],
    reports: [{ report: 'bilan', is: 'awaited' }],
  })
})

test('its report is read and accepted, what was reached is evaluated, and it is closed', async () => {
  const results = [{ indicator: 'personnes', value: 41 }]
  const account = 'Des ateliers inventés ont eu lieu.'
  await give(grant, 'hand-in-report', applicant, { spentCents: 250_000, results, personal: { account } })
  expect((await read(manager)).reports).toMatchObject([{ is: 'handed_in', spentCents: 250_000, results, account }])
  await give(grant, 'accept-report', manager)
  const note = 'Un bilan inventé.'
  expect(await give(grant, 'evaluate-grant', manager, { results, personal: { note } })).toMatchObject({
    stage: 'closed',
  })
  expect(await read(manager)).toMatchObject({ outcome: 'closed', evaluation: { results, note }, waitsFor: null })
  expect(await read(applicant)).toMatchObject({ outcome: 'closed', evaluation: { results, note: null } })
  expect(await rowsOf(world, 'SELECT free_cents, paid_cents FROM fund_line WHERE stream = $1', [line])).toEqual([
    { free_cents: 320_000, paid_cents: 180_000 },
  ])
  expect(await unbalancedLines(world)).toEqual([])
})
