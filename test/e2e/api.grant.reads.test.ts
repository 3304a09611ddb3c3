import { createHash } from 'node:crypto'
import type { Grant, GrantDocuments, GrantLine } from '../../libs/contracts/api/grant.schemas'
import type { Actor } from '../../libs/contracts/command'
import { uuidOf } from '../../libs/contracts/stream'
import { actors, createWorld, type World } from '../../libs/testing/engine.world'
import { cast, studiedCall } from '../../libs/testing/grant.cast'
import { act } from '../../libs/testing/grant.cast'
import { applicants } from '../../libs/testing/session.steps'
import { type Api, refused as refusal, startApi, tokenOf } from './api.process'
import { playGrants, texts } from './grant.reads.steps'

interface Page {
  readonly items: readonly GrantLine[]
  readonly next: string | null
}

let world: World
let api: Api
let played: Awaited<ReturnType<typeof playGrants>>
beforeAll(async () => {
  world = await createWorld()
  played = await playGrants(world)
  api = await startApi(world)
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.close()
})

const { manager, secondManager, applicant, payer, partnerPayer, funder, partnerFunder } = cast
const [reviewer, declining, unasked] = cast.reviewers as [Actor, Actor, Actor]
const [first, , third, fourth] = cast.members as [Actor, Actor, Actor, Actor]

const list = (actor: Actor, query = '') => api.get<Page>(`/v1/grants${query}`, { actor })
const listed = async (actor: Actor, query = '') => (await list(actor, query)).body.items.map(({ id }) => `grant-${id}`)
const read = (actor: Actor, grant = played.granted) => api.get<Grant>(`/v1/grants/${uuidOf(grant)}`, { actor })
const documents = (actor: Actor, grant = played.granted) =>
  api.get<GrantDocuments>(`/v1/grants/${uuidOf(grant)}/documents`, { actor })

test('the fund manager reads every grant of the territory, drafts first, page after page', async () => {
  const { granted, draft, refused } = played
  const { body } = await list(manager)
  expect(body.items.map(({ id }) => `grant-${id}`)).toEqual([draft, granted, refused])
  expect(body.items[1]).toMatchObject({
    ...{
      call: studiedCall.id,
      structure: applicants[0],
      title: 'Ateliers inventés 1',
      stage: 'payment',
      outcome: null,
    },
    ...{ askedCents: 200_000, grantedCents: 150_000, task: 'order_payment', closedAt: null },
    waitsFor: { role: 'fund_manager', id: '40' },
  })
  expect(body.items[1]?.otherwise?.fr).toContain('rappel')
  expect(body.items[0]).toMatchObject({ stage: 'application', submittedAt: null, waitsFor: { role: 'applicant' } })
  const pages: string[] = []
  for (let cursor = ''; ; ) {
    const { body: page } = await list(manager, `?limit=1${cursor}`)
    pages.push(...page.items.map(({ id }) => `grant-${id}`))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(pages).toEqual([draft, granted, refused])
})

test('grants are found by their call, their stage, their structure and whose task they are', async () => {
  const { granted, draft, refused } = played
  expect(await listed(manager, `?call=${studiedCall.id}`)).toHaveLength(3)
  expect(await listed(manager, '?call=autre.v1')).toEqual([])
  expect(await listed(manager, '?stage=closed')).toEqual([refused])
  expect(await listed(manager, `?structure=${applicants[0]}`)).toEqual([granted])
  expect(await listed(manager, '?waitsFor=applicant')).toEqual([draft])
  expect(await listed(manager, '?mine=true')).toEqual([granted])
  expect(await listed(applicant, '?mine=true')).toEqual([])
  expect(await listed({ ...applicant, structure: applicants[1] ?? '' }, '?mine=true')).toEqual([draft])
  expect(await listed(reviewer, '?mine=true')).toEqual([])
  expect(await refusal(list(manager, '?stage=nowhere'))).toMatchObject({ status: 400, field: 'stage' })
})

test('each reads the grants that are theirs to read, and nobody else reads any', async () => {
  const { granted, draft, refused } = played
  const { lines: _, session: __, ...all } = played
  expect(await listed(applicant)).toEqual([granted])
  expect(await listed(reviewer)).toEqual([granted, refused])
  expect(await listed(unasked)).toEqual([])
  // Whoever declared an interest in a project reads no more of it.
  expect(await listed(declining)).toEqual([])
  expect(await listed(first)).toEqual([granted, refused])
  expect(await listed(fourth)).toEqual([])
  for (const actor of [payer, partnerPayer, funder, partnerFunder]) expect(await listed(actor)).toEqual([granted])
  expect(await listed({ ...payer, structure: 'structure-x' })).toEqual([])
  expect(await listed({ ...funder, structure: 'structure-x' })).toEqual([])
  for (const actor of [actors.coordinator, actors.mediator, actors.prescriber, actors.evaluator, actors.recyclerie]) {
    expect((await list(actor)).status).toBe(403)
    expect((await read(actor)).status).toBe(403)
  }
  const elsewhere = { ...manager, territory: '32' }
  expect(await listed(elsewhere)).toEqual([])
  for (const [actor, grant] of [
    ...[elsewhere, unasked, declining, fourth].flatMap((actor) => Object.values(all).map((grant) => [actor, grant])),
    ...[draft, refused].flatMap((grant) => [applicant, payer, funder].map((actor) => [actor, grant])),
  ] as [Actor, string][])
    expect(await refusal(read(actor, grant))).toMatchObject({ status: 404, code: 'unknown_stream' })
})

test('the fund manager reads all of a grant', async () => {
  const { body, headers } = await read(manager)
  expect(headers.get('etag')).toBe(`"${body.version}"`)
  const { state, partner } = played.lines
  expect(body).toMatchObject({
    ...{ title: 'Ateliers inventés 1', description: 'Des ateliers dans un village inventé.', completion: null },
    project: { askedCents: 200_000, publics: ['seniors'] },
    debate: { proposal: { favourable: true, proposedCents: 150_000, note: texts.proposal }, session: null },
    decisions: [{ is: 'awarded', cents: 150_000, reversed: null }],
    award: {
      cents: 150_000,
      split: [
        { line: state, cents: 100_000 },
        { line: partner, cents: 50_000 },
      ],
      condition: null,
    },
    agreement: { version: 1, signed: { on: '2026-03-16' } },
    notification: { on: '2026-03-16', reference: 'DEC-2026-014' },
    ...{ reports: [], recovery: null, recoveredCents: 0, evaluation: null, ending: null },
  })
  expect(body.debate?.hearing).toEqual({ agree: 2, disagree: 0, abstain: 0, quorate: true })
  expect(body.reviews.map(({ reviewer: who, is, favourable, note }) => [who, is, favourable, note])).toEqual([
    [reviewer.sub, 'answered', true, texts.opinion],
    [declining.sub, 'in_conflict', null, null],
  ])
  expect(body.reviews[0]?.scores).toHaveLength(studiedCall.criteria.length)
  expect(body.course.map(({ code, is }) => `${code} ${is}`)).toEqual([
    'avance next',
    'bilan_intermediaire ahead',
    'solde ahead',
    'bilan_final ahead',
  ])
  const hands = { orderedBy: manager.sub, approvedBy: secondManager.sub, on: '2026-03-16' }
  expect(body.payments).toMatchObject([
    {
      instalment: 'avance',
      parts: [
        { line: state, cents: 60_000, is: 'paid', mandate: 'M-1', note: null, ...hands },
        { line: partner, cents: 30_000, is: 'failed', mandate: 'M-2', note: texts.failure, ...hands },
      ],
    },
  ])
  expect(body.history.map(({ type }) => type)).toEqual(expect.arrayContaining(['ReviewAsked', 'CommitteeHeard']))
  expect(body.history[0]).toMatchObject({ type: 'ApplicationDrafted', actor: applicant.sub })
  expect(body.history[0]?.data).not.toHaveProperty('opening')
})

test('the structure reads what is decided and paid, never who studied its project nor what they said', async () => {
  const { body } = await read(applicant)
  expect(body).toMatchObject({
    ...{ description: 'Des ateliers dans un village inventé.', reviews: [], debate: null },
    decisions: [{ is: 'awarded', cents: 150_000 }],
  })
  expect(body.payments[0]?.parts[0]).toMatchObject({ is: 'paid', orderedBy: null, approvedBy: null })
  expect(body.history.map(({ type }) => type)).toEqual([
    ...['ApplicationDrafted', 'DocumentProvided', 'ApplicationSubmitted', 'ApplicationAdmitted'],
    ...['InstructionConcluded', 'GrantAwarded', 'GrantNotified', 'AgreementIssued', 'DocumentProvided'],
    ...['AgreementSigned', 'AgreementCountersigned', 'PaymentOrdered', 'PaymentApproved'],
    ...['PaymentMade', 'PaymentFailed'],
  ])
  const told = JSON.stringify(body)
  for (const name of [reviewer.sub, declining.sub, first.sub, secondManager.sub]) expect(told).not.toContain(name)
  for (const text of [texts.opinion, texts.proposal, texts.vote, texts.failure]) expect(told).not.toContain(text)
  const refused = await read({ ...applicant, structure: applicants[2] ?? '' }, played.refused)
  expect(refused.body).toMatchObject({
    ...{
      stage: 'closed',
      outcome: 'refused',
      task: 'none',
      waitsFor: null,
      ending: { reason: 'criteres', note: null },
    },
    decisions: [{ is: 'refused', reason: 'criteres', note: texts.refusal }],
  })
})

test('a reviewer reads the project and their own opinion alone', async () => {
  const { body } = await read(reviewer)
  expect(body).toMatchObject({ description: 'Des ateliers dans un village inventé.', debate: null, history: [] })
  expect(body.reviews.map(({ reviewer: who, note }) => [who, note])).toEqual([[reviewer.sub, texts.opinion]])
  expect(body).toMatchObject({ payments: [], reports: [], decisions: [{ is: 'awarded', note: null }] })
})

test('a member reads the debate of every grant of their sessions, but of those on which they are in conflict', async () => {
  const whole = (await read(first, played.refused)).body
  expect(whole).toMatchObject({
    debate: { proposal: { note: texts.proposal }, hearing: { agree: 0, disagree: 2 } },
    decisions: [{ note: texts.refusal }],
  })
  expect(whole.reviews).toHaveLength(2)
  expect((await read(third)).body.debate).toEqual((await read(first)).body.debate)
  const { body } = await read(third, played.refused)
  expect(body).toMatchObject({ debate: null, reviews: [], decisions: [{ is: 'refused', note: null }], history: [] })
  for (const text of Object.values(texts)) expect(JSON.stringify(body)).not.toContain(text)
})

test('who pays and who gives read what their own lines pay, the payer with both hands', async () => {
  const { state, partner } = played.lines
  const parts = async (actor: Actor) => {
    const { body } = await read(actor)
    expect(body).toMatchObject({
      title: 'Ateliers inventés 1',
      description: null,
      reviews: [],
      debate: null,
      history: [],
    })
    expect(body.decisions.map(({ note }) => note)).toEqual([null])
    return [
      body.award?.split.map(({ line, cents }) => [line, cents]),
      body.payments.flatMap((each) => each.parts.map(({ line, cents, orderedBy }) => [line, cents, orderedBy])),
      body.payments.flatMap((each) => each.parts.map(({ note }) => note)),
    ]
  }
  expect(await parts(payer)).toEqual([[[state, 100_000]], [[state, 60_000, manager.sub]], [null]])
  expect(await parts(partnerPayer)).toEqual([[[partner, 50_000]], [[partner, 30_000, manager.sub]], [texts.failure]])
  expect(await parts(funder)).toEqual([[[state, 100_000]], [[state, 60_000, null]], [null]])
  expect(await parts(partnerFunder)).toEqual([[[partner, 50_000]], [[partner, 30_000, null]], [null]])
})

test('documents are listed, and their bytes read, by those who read them', async () => {
  const { body } = await documents(manager)
  const ofPdf = { mediaType: 'application/pdf', current: true }
  expect(body.items).toMatchObject([
    { code: 'agreement', printed: false, ...ofPdf },
    { code: 'agreement', printed: true, ...ofPdf },
    { code: 'budget', printed: false, ...ofPdf },
  ])
  const { agreement } = (await read(applicant)).body
  expect(agreement).toMatchObject({
    ...{ version: 1, document: body.items[1]?.id, sha256: body.items[1]?.sha256 },
    countersigned: { on: '2026-03-16', mode: 'paper', document: body.items[0]?.id },
  })
  expect((await read(funder)).body.agreement).toBeNull()
  const again = { by: applicant, personal: { content: Buffer.from('%PDF-1.7\nautre budget').toString('base64') } }
  await act(world, 'ProvideDocument', played.granted, { code: 'budget' }, again)
  const items = (await documents(applicant)).body.items
  expect(items.map(({ code, current }) => [code, current])).toEqual([
    ['budget', true],
    ['agreement', true],
    ['agreement', true],
    ['budget', false],
  ])
  const bytes = async (actor: Actor, id = items[0]?.id) =>
    fetch(`${api.url}/v1/documents/${id}`, { headers: { Authorization: `Bearer ${await tokenOf(actor)}` } })
  for (const actor of [manager, applicant, reviewer, first, third, payer]) {
    expect((await documents(actor)).status).toBe(200)
    const response = await bytes(actor)
    expect([response.status, await response.text()]).toEqual([200, '%PDF-1.7\nautre budget'])
  }
  expect(await (await bytes(applicant, items[3]?.id)).text()).toBe('%PDF-1.7\nbudget')
  const printed = Buffer.from(await (await bytes(applicant, agreement?.document)).arrayBuffer())
  expect(createHash('sha256').update(printed).digest('hex')).toBe(agreement?.sha256)
  for (const actor of [funder, actors.coordinator])
    expect(await refusal(documents(actor))).toMatchObject({ status: 403 })
  for (const actor of [unasked, declining, fourth, { ...applicant, structure: applicants[1] ?? '' }]) {
    expect(await refusal(documents(actor))).toMatchObject({ status: 404 })
  }
  const strangers = [
    funder,
    actors.coordinator,
    actors.mediator,
    unasked,
    declining,
    fourth,
    { ...manager, territory: '32' },
  ]
  for (const actor of strangers) expect((await bytes(actor)).status).toBe(404)
})

test('no word of a project or an opinion is in the log', () => {
  expect(api.logs()).not.toMatch(/inventé/)
})
