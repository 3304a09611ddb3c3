import {
  fundIds,
  grantCommands as commands,
  grantFacts,
  grantOutside,
  printedAgreement,
} from '../../testing/grant.fixtures'
import { agreementProvided, grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { hashOf } from '../../testing/receipt.fixtures'
import type { Facts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import { plan } from './grant.plan'
import type { GrantState, OpenGrant } from './grant.state'

const { grant, line, document } = fundIds
const signing = commands.SignAgreement.data
const sign = (over: object = {}): GrantCommand => ({ type: 'SignAgreement', data: { ...signing, ...over } })
const countersign = (over: object = {}): GrantCommand => ({
  type: 'CountersignAgreement',
  data: { ...signing, ...over },
})
const scan: GrantCommand = { type: 'ProvideDocument', data: { code: 'agreement' } }
const otherDocument = document.replace(/.$/, '9')
const providing = (id: string, known: boolean): Facts =>
  grantFacts({ document: { ...grantOutside.document, id, known } })
const rule = (state: GrantState, command: GrantCommand, given = grantFacts()) => {
  const decision = decide(command, state, given, grant)
  return decision.ok ? decision.events.map(({ type }) => type).join() || 'quiet' : decision.rule
}
const again = (state: GrantState) =>
  grantAfter(state, commands.IssueAgreement, grantFacts({ agreement: printedAgreement(2) }))
const open = (state: GrantState) => state as OpenGrant

test('the fund manager makes it, the structure signs, the fund signs, and what was reserved is committed', () => {
  expect(plan(grantAt.issue_agreement(), grant)?.owner).toEqual({ role: 'fund_manager', id: '40' })
  const [issued] = grantDecided(grantAt.issue_agreement(), commands.IssueAgreement)
  expect(issued).toMatchObject({ type: 'AgreementIssued', data: printedAgreement(1) })
  expect(plan(grantAt.sign_agreement(), grant)?.owner).toEqual({ role: 'applicant', id: fundIds.applicant })
  const [signed] = grantDecided(agreementProvided(), sign())
  expect(signed).toEqual({
    ...{ type: 'AgreementSigned', on: '2026-03-02', at: '2026-03-02T09:00:00Z' },
    data: { version: 1, sha256: hashOf(1), mode: 'paper', document },
  })
  const toCountersign = grantAt.countersign_agreement()
  expect(plan(toCountersign, grant)?.owner).toEqual({ role: 'fund_manager', id: '40' })
  expect(open(toCountersign).committed).toBe(false)
  const [countersigned] = grantDecided(toCountersign, countersign())
  expect(countersigned).toEqual({
    ...{ type: 'AgreementCountersigned', on: '2026-03-02', at: '2026-03-02T09:00:00Z' },
    data: {
      ...{ version: 1, sha256: hashOf(1), mode: 'paper', document },
      movements: [{ line, grant, cents: 180_000, from: 'reserved', to: 'committed' }],
    },
  })
  const signature = { on: '2026-03-02', mode: 'paper', document }
  expect(open(grantAfter(toCountersign, countersign()))).toMatchObject({
    ...{ task: 'order_payment', committed: true },
    agreement: { version: 1, signed: signature, countersigned: signature },
    agreedOn: '2026-03-02',
  })
})

test('what is not printed is not issued', () => {
  for (const agreement of [undefined, printedAgreement(2)])
    expect(() => decide(commands.IssueAgreement, grantAt.issue_agreement(), grantFacts({ agreement }), grant)).toThrow(
      'an agreement is issued as it was printed',
    )
})

const ready = agreementProvided
test.each<[string, () => GrantState, GrantCommand, string]>([
  ['a version that was never made', ready, sign({ version: 2 }), 'agreement_not_issued'],
  ['other bytes', ready, sign({ sha256: hashOf(2) }), 'other_agreement'],
  ['before it was made', ready, sign({ on: '2026-03-01' }), 'date_before'],
  ['ahead of its day', ready, sign({ on: '2026-03-03' }), 'date_in_future'],
  ['without the paper', grantAt.sign_agreement, sign(), 'agreement_not_provided'],
  ['by another paper', ready, sign({ document: otherDocument }), 'agreement_not_provided'],
  ['before one is made', grantAt.issue_agreement, sign(), 'grant_wrong_task'],
  ['by the fund first', ready, countersign(), 'grant_wrong_task'],
  ['by the fund, of other bytes', grantAt.countersign_agreement, countersign({ sha256: hashOf(3) }), 'other_agreement'],
  ['with its own paper', ready, sign(), 'AgreementSigned'],
  ['the same again', grantAt.countersign_agreement, sign(), 'quiet'],
  ['the same on a screen', grantAt.countersign_agreement, sign({ mode: 'screen' }), 'agreement_already_signed'],
])('a signature %s', (_, state, command, expected) => {
  expect(rule(state(), command)).toBe(expected)
})

test('the same signature by another document or on another day is another one', () => {
  const two = grantAfter(grantAt.countersign_agreement(), scan, providing(otherDocument, false))
  expect(rule(two, sign({ document: otherDocument }))).toBe('agreement_already_signed')
  const later = grantFacts({}, fundIds.manager, '2026-03-05T09:00:00Z')
  expect(rule(two, sign({ on: '2026-03-04' }), later)).toBe('agreement_already_signed')
})

test('a signature on version n is refused once n+1 exists, and both sign anew', () => {
  const second = again(grantAt.countersign_agreement())
  expect(open(second)).toMatchObject({ task: 'sign_agreement', agreements: 2, agreement: { version: 2, signed: null } })
  expect(rule(second, sign())).toBe('agreement_superseded')
  const provided = grantAfter(second, scan, providing(otherDocument, false))
  const anew = { version: 2, sha256: hashOf(2), document: otherDocument }
  expect(rule(provided, sign({ ...anew, sha256: hashOf(1) }))).toBe('other_agreement')
  expect(rule(provided, sign({ ...anew, document }))).toBe('agreement_not_provided')
  expect(rule(provided, sign(anew))).toBe('AgreementSigned')
})

test('a scan of the version before never stands for the next one', () => {
  const second = again(agreementProvided())
  expect(rule(second, scan, providing(document, true))).toBe('scan_of_before')
  const provided = grantAfter(second, scan, providing(otherDocument, false))
  expect(rule(provided, scan, providing(document, true))).toBe('scan_of_before')
  expect(rule(provided, scan, providing(otherDocument, true))).toBe('quiet')
})

test('nothing is provided as signed before there is something to sign', () => {
  expect(rule(grantAt.issue_agreement(), scan)).toBe('agreement_not_made')
  // Another document is no signed agreement.
  const other = grantAfter(grantAt.sign_agreement(), { type: 'ProvideDocument', data: { code: 'rib' } })
  expect(open(other).agreement?.scans).toEqual([])
})

test('without the two signatures nothing is ordered, and so nothing is paid', () => {
  for (const state of [grantAt.issue_agreement(), grantAt.sign_agreement(), grantAt.countersign_agreement()]) {
    expect(rule(state, commands.OrderPayment)).toBe('agreement_not_signed')
    expect(rule(state, commands.RecordPaid)).toBe('grant_wrong_task')
  }
})

test('back to instruction, the agreement is worth nothing, and the next one has the next version', () => {
  const back = grantAfter(grantAt.countersign_agreement(), commands.ReopenInstruction)
  expect(open(back)).toMatchObject({ task: 'study_application', agreement: null, agreements: 1, reference: null })
  const [reopened] = grantDecided(grantAt.countersign_agreement(), commands.ReopenInstruction)
  expect(reopened?.data).toMatchObject({ movements: [{ from: 'reserved', to: 'free', cents: 180_000 }] })
  const signed = grantAfter(grantAt.countersign_agreement(), countersign())
  const [undone] = grantDecided(signed, commands.ReopenInstruction)
  expect(undone?.data).toMatchObject({ movements: [{ from: 'committed', to: 'free', cents: 180_000 }] })
  expect(open(grantAfter(signed, commands.ReopenInstruction))).toMatchObject({ committed: false, agreedOn: null })
})
