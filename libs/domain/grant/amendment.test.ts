import {
  advanced,
  agreed,
  amending,
  inFull,
  larger,
  light,
  moves,
  open,
  rule,
  scan,
  signed,
} from '../../testing/amendment.moments'
import {
  fundIds,
  grantCommands as commands,
  grantFacts,
  longer,
  printedAgreement,
  project,
} from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { hashOf } from '../../testing/receipt.fixtures'
import type { GrantCommand } from './grant.decide'
import { partsOf } from './grant.money'
import { plan } from './grant.plan'

const { line, otherLine, payer, otherPayer } = fundIds

const all = [
  [line, 66_668],
  [otherLine, 33_333],
] as const

test('an amount that grows is committed at once where no agreement is signed, and the old terms are kept', () => {
  const before = open(light())
  const command = amending([
    [line, 66_668],
    [otherLine, 83_333],
  ])
  const events = grantDecided(before, command, inFull())
  expect(events.map(({ type }) => type)).toEqual(['GrantAmended'])
  expect(moves(events)).toEqual([`50000 free>committed ${otherLine}`])
  const after = open(grantAfter(before, command, inFull()))
  expect(after).toMatchObject({
    ...{ task: 'order_payment', amendment: null, project: { ...larger, body: 'private' } },
    award: {
      cents: 150_001,
      split: [
        { line, cents: 66_668, payer },
        { line: otherLine, cents: 83_333, payer: otherPayer },
      ],
    },
  })
  expect(after.former).toEqual([
    {
      ...{ until: '2026-03-02T09:00:00Z', reason: 'budget', cents: 100_001, project },
      split: before.award?.split,
    },
  ])
})

test('an amount that shrinks frees what is not paid, and what is left is split anew in whole cents', () => {
  const paid = advanced(light())
  const command = amending([
    [line, 50_000],
    [otherLine, 19_999],
  ])
  expect(moves(grantDecided(paid, command, inFull()))).toEqual([
    `16668 committed>free ${line}`,
    `13334 committed>free ${otherLine}`,
  ])
  const after = grantAfter(paid, command, inFull())
  const reported = grantAfter(grantAfter(after, commands.HandInReport), commands.AcceptReport)
  expect(open(reported).task).toBe('order_payment')
  expect(partsOf(open(reported))).toEqual([{ line, payer, cents: 10_000 }])
})

test.each([
  [66_668, 33_333],
  [66_671, 33_337],
  [99_999, 20_001],
  [40_000, 50_003],
])('whatever the split (%i and %i), what is paid in the end is what is granted, to the cent', (one, two) => {
  const paid = advanced(light())
  const after = grantAfter(
    paid,
    amending(
      [
        [line, one],
        [otherLine, two],
      ],
      longer,
      'calendrier',
    ),
    inFull(),
  )
  const reported = grantAfter(grantAfter(after, commands.HandInReport), commands.AcceptReport)
  const rest = partsOf(open(reported))
  const owed = (of: string) => rest.find((part) => part.line === of)?.cents ?? 0
  expect([40_000 + owed(line), 19_999 + owed(otherLine)]).toEqual([one, two])
})

test('a payment of which nothing is left is passed over: the course goes on with what comes next', () => {
  const paid = advanced(light())
  const all = amending([
    [line, 40_000],
    [otherLine, 19_999],
  ])
  const after = grantAfter(paid, all, inFull())
  const reported = grantAfter(grantAfter(after, commands.HandInReport), commands.AcceptReport)
  expect(open(reported)).toMatchObject({ task: 'hand_in_report', done: 3 })
  expect(open(reported).reports.at(-1)).toMatchObject({ report: 'bilan_final', until: '2027-06-30' })
  // The same where the payment was awaited already.
  const waiting = grantAfter(grantAfter(paid, commands.HandInReport), commands.AcceptReport)
  expect(open(waiting).task).toBe('order_payment')
  const events = grantDecided(waiting, all, inFull())
  expect(events.map(({ type }) => type)).toEqual(['GrantAmended', 'ReportAwaited'])
  expect(open(grantAfter(waiting, all, inFull()))).toMatchObject({
    task: 'hand_in_report',
    until: '2027-06-30',
    done: 3,
  })
})

test('a report that is awaited from the end of the project comes by its new day, and no other', () => {
  const before = open(grantAt.hand_in_report())
  expect(before.until).toBe('2027-02-28')
  const events = grantDecided(before, amending([[line, 180_000]], longer, 'calendrier'))
  expect(events.at(-1)).toMatchObject({ type: 'ReportDayMoved', data: { report: 'bilan', until: '2027-05-31' } })
  expect(open(grantAfter(before, commands.AmendGrant))).toMatchObject({ task: 'hand_in_report', until: '2027-05-31' })
  // One that is counted from a payment keeps its day, and so does any where the end is the same.
  const paid = advanced(light())
  expect(open(paid).until).toBe('2026-09-02')
  expect(open(grantAfter(paid, amending(all, longer), inFull()))).toMatchObject({ until: '2026-09-02' })
  expect(rule(before, amending([[line, 180_000]]))).toBe('GrantAmended')
  const late = grantAfter(grantAt.settle_report(), commands.AmendGrant)
  expect(open(late)).toMatchObject({ task: 'settle_report' })
})

test('what a structure asks for waits for the fund manager, and is decided or declined', () => {
  const asked = open(grantAt.decide_amendment())
  expect(asked).toMatchObject({
    ...{ stage: 'decision', task: 'decide_amendment' },
    amendment: {
      is: 'asked',
      project: longer,
      reason: 'calendrier',
      resumes: { task: 'hand_in_report', until: '2027-02-28' },
    },
  })
  expect(plan(asked, fundIds.grant)?.owner).toEqual({ role: 'fund_manager', id: '40' })
  expect(rule(asked, commands.AskAmendment)).toBe('quiet')
  for (const data of [
    { project: larger, reason: 'calendrier' },
    { project: longer, reason: 'budget' },
  ]) {
    const again = open(grantAfter(asked, { type: 'AskAmendment', data }))
    expect(again.amendment).toMatchObject({ ...data, resumes: { task: 'hand_in_report' } })
  }
  const declined = open(grantAfter(asked, commands.DeclineAmendment))
  expect(declined).toMatchObject({ task: 'hand_in_report', until: '2027-02-28', amendment: null, former: [], project })
  expect(rule(asked, { type: 'DeclineAmendment', data: { reason: 'humeur' } })).toBe('unknown_code')
  expect(open(grantAfter(asked, commands.AmendGrant))).toMatchObject({
    ...{ task: 'hand_in_report', until: '2027-05-31', amendment: null, project: { endsOn: '2027-03-31' } },
  })
})

test('what may not be asked for is refused by the same rules', () => {
  const asking = (data: object): GrantCommand => ({
    type: 'AskAmendment',
    data: { ...commands.AskAmendment.data, ...data },
  })
  expect(rule(grantAt.hand_in_report(), asking({ reason: 'humeur' }))).toBe('unknown_code')
  expect(rule(grantAt.hand_in_report(), asking({ project: { ...longer, publics: ['martiens'] } }))).toBe('unknown_code')
  const failed = grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed)
  expect(rule(failed, commands.AskAmendment)).toBe('payment_under_way')
})

const growing = amending([
  [line, 40_000],
  [otherLine, 83_333],
])

test('where agreements are signed, what grows is reserved, and takes effect by the second signature', () => {
  const paid = advanced(agreed())
  const decided = grantDecided(paid, growing, inFull())
  expect(decided.map(({ type }) => type)).toEqual(['AmendmentDecided'])
  expect(moves(decided)).toEqual([`50000 free>reserved ${otherLine}`])
  const pending = open(grantAfter(paid, growing, inFull()))
  expect(pending).toMatchObject({
    ...{ task: 'issue_agreement', agreement: null, award: { cents: 100_001 }, committed: true },
    amendment: { is: 'decided', cents: 123_333, resumes: { task: 'hand_in_report', until: '2026-09-02' } },
  })
  expect(rule(pending, growing, inFull())).toBe('grant_wrong_task')
  const inEffect = open(signed(pending, 2))
  expect(inEffect).toMatchObject({
    ...{ task: 'hand_in_report', until: '2026-09-02', award: { cents: 123_333 }, amendment: null },
    ...{ agreement: { version: 2 }, agreements: 2, agreedOn: '2026-03-02', former: [{ cents: 100_001 }] },
  })
})

test('its second signature frees what shrinks and commits what grows, each cent once', () => {
  const pending = grantAfter(advanced(agreed()), growing, inFull())
  const issued = grantAfter(pending, commands.IssueAgreement, grantFacts({ agreement: printedAgreement(2) }))
  const provided = grantAfter(issued, scan)
  const signing = { ...commands.SignAgreement.data, version: 2, sha256: hashOf(2) }
  const by = grantAfter(provided, { type: 'SignAgreement', data: signing })
  const events = grantDecided(by, { type: 'CountersignAgreement', data: signing }, inFull())
  expect(events.map(({ type }) => type)).toEqual(['AgreementCountersigned', 'GrantAmended'])
  expect(moves(events)).toEqual([`26668 committed>free ${line}`, `50000 reserved>committed ${otherLine}`])
})

test('an amendment that nobody signs is given up: what was reserved for it is free, the agreement before is in force', () => {
  const pending = grantAfter(advanced(agreed()), growing, inFull())
  const issued = grantAfter(pending, commands.IssueAgreement, grantFacts({ agreement: printedAgreement(2) }))
  for (const state of [pending, issued]) {
    expect(moves(grantDecided(state, commands.DeclineAmendment))).toEqual([`50000 reserved>free ${otherLine}`])
    expect(open(grantAfter(state, commands.DeclineAmendment))).toMatchObject({
      ...{ task: 'hand_in_report', until: '2026-09-02', amendment: null, agreement: { version: 1 } },
      award: { cents: 100_001 },
    })
  }
})

test('a grant that ends with an amendment unsigned gives all of it back', () => {
  const pending = grantAfter(agreed(), growing, inFull())
  const back = [`66668 committed>free ${line}`, `33333 committed>free ${otherLine}`, `50000 reserved>free ${otherLine}`]
  expect(moves(grantDecided(pending, commands.WithdrawGrant))).toEqual(back)
  expect(moves(grantDecided(pending, commands.ReopenInstruction))).toEqual(back)
  expect(open(grantAfter(pending, commands.ReopenInstruction))).toMatchObject({ amendment: null, committed: false })
})

test('a line that comes in by an amendment pays, one that leaves before it paid pays nothing', () => {
  const after = grantAfter(light(), amending([[otherLine, 100_001]]), inFull())
  expect(moves(grantDecided(light(), amending([[otherLine, 100_001]]), inFull()))).toEqual([
    `66668 committed>free ${line}`,
    `66668 free>committed ${otherLine}`,
  ])
  expect(partsOf(open(after))).toEqual([{ line: otherLine, payer: otherPayer, cents: 60_000 }])
})
