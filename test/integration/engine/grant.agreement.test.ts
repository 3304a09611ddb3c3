import { openDocument } from '../../../libs/vault/document.store'
import { issueAgreement, newScan, provideScan, signingOf } from '../../../libs/testing/agreement.steps'
import { actors, createWorld, rowsOf, send, type World } from '../../../libs/testing/engine.world'
import { fundLineWithCents } from '../../../libs/testing/fund.steps'
import { applicant, awarding, decidable, given, granted, openCall, shortCall } from '../../../libs/testing/grant.steps'
import { readPdf } from '../../../libs/testing/pdf.text'
import { versionOf } from '../../../libs/testing/receipt.steps'

const call = { ...shortCall, agreement: true }
const on = '2026-03-02'

let world: World
let grant: string
let line: string
beforeAll(async () => {
  world = await createWorld()
  await openCall(world, call)
  line = await fundLineWithCents(world, 1, 300_000, { call: call.id })
  grant = await decidable(world, 1, 200_000)
  await granted(world, 'AwardGrant', grant, awarding([line, 200_000]))
})
afterAll(() => world.close())

const held = async () =>
  (await rowsOf(world, 'SELECT reserved_cents, committed_cents FROM fund_line WHERE stream = $1', [line]))[0]
const plain = (text: string) => text.replace(/\s/g, ' ')

test('an agreement is printed of what was decided, kept under its hash, signed by both, and only then paid', async () => {
  expect(await given(world, ['IssueAgreement', grant])).toMatchObject({ rule: 'grant_wrong_task' })
  await granted(world, 'NotifyGrant', grant, { on, reference: 'DEC-1' })
  const first = await issueAgreement(world, grant)
  expect(first.version).toBe(1)
  const text = plain(await kept(first.document))
  for (const told of ['Ateliers inventés', 'Association inventée, SIRET 73282932000074', 'DEC-1', '2 000 €'])
    expect(text).toContain(told)
  expect(await given(world, ['OrderPayment', grant])).toMatchObject({ rule: 'agreement_not_signed' })

  const scan = newScan()
  const signedFirst = signingOf(first, await provideScan(world, grant, scan), on)
  const second = await issueAgreement(world, grant)
  expect(second).toMatchObject({ version: 2 })
  expect(second.sha256).not.toBe(first.sha256)
  expect(await given(world, ['SignAgreement', grant, signedFirst], applicant)).toMatchObject({
    rule: 'agreement_superseded',
    details: { given: 1, issued: 2 },
  })
  const slipped = { ...signedFirst, version: 2, sha256: second.sha256 }
  expect(await given(world, ['SignAgreement', grant, slipped], applicant)).toMatchObject({
    rule: 'agreement_not_provided',
  })
  expect(
    await send(
      world,
      'ProvideDocument',
      grant,
      { code: 'agreement' },
      {
        ...{ actor: applicant, version: await versionOf(world, grant) },
        personal: { content: scan.toString('base64') },
      },
    ),
  ).toMatchObject({ rule: 'scan_of_before' })

  const signing = signingOf(second, await provideScan(world, grant), on)
  expect(await given(world, ['SignAgreement', grant, signing], applicant)).toMatchObject({ ok: true })
  expect(await given(world, ['CountersignAgreement', grant, signing], applicant)).toMatchObject({ rule: 'not_allowed' })
  expect(await held()).toEqual({ reserved_cents: 200_000, committed_cents: 0 })
  expect(await given(world, ['CountersignAgreement', grant, signing])).toMatchObject({ ok: true })
  expect(await held()).toEqual({ reserved_cents: 0, committed_cents: 200_000 })
  await granted(world, 'OrderPayment', grant)
})

test('nothing of what was told is in the log, nor in what waits to be sent', async () => {
  const [found] = await rowsOf<{ texts: string }>(
    world,
    `SELECT string_agg(data::text, ' ') AS texts FROM event WHERE stream = $1`,
    [grant],
  )
  expect(found?.texts).not.toContain('inventé')
})

test('a document that is provided again after another one counts again', async () => {
  const [one, other] = [newScan(), newScan()]
  const next = await decidable(world, 2, 100_000)
  await granted(world, 'AwardGrant', next, awarding([line, 100_000]))
  await granted(world, 'NotifyGrant', next, { on, reference: 'DEC-2' })
  const issued = await issueAgreement(world, next)
  const document = await provideScan(world, next, one)
  await provideScan(world, next, other)
  await provideScan(world, next, one)
  const signing = signingOf(issued, document, on)
  expect(await given(world, ['SignAgreement', next, signing], applicant)).toMatchObject({ ok: true })
})

/** The text of what is kept under an id. */
async function kept(id: string): Promise<string> {
  return world.deps.database.withTransaction(actors.fundManager, async (transaction) => {
    const found = await openDocument(world.deps.vault.keys, transaction, id)
    if (!found) throw new Error('nothing is kept')
    return readPdf(found.content).text
  })
}
