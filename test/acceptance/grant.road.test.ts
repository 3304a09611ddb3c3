import { fullCall } from '../../libs/testing/call.fixtures'
import type { Actor } from '../../libs/contracts/command'
import { rowsOf, send } from '../../libs/testing/engine.world'
import { cast } from '../../libs/testing/grant.cast'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { FundCalendar, grantOfYears, sessionOfYears } from './grant.calendar'

/** Grants of the full call as those of the fund live them: completion, opinions, a committee, an agreement, two instalments. */
const [grant, lapsing, deferred, reopened] = [1, 2, 3, 4].map(grantOfYears) as [string, string, string, string]
const [session, second] = [sessionOfYears(1), sessionOfYears(2)]
const call = { ...fullCall, id: 'complets-2031.v1', opensOn: '2031-10-01', closesOn: '2031-12-15' }
const results = [{ indicator: 'personnes', value: 38 }]
const condition = { document: 'comptes', until: '2032-03-01' }

let world: TimedWorld
let fund: FundCalendar
beforeAll(async () => {
  world = await createTimedWorld({ from: '2031-11-02T21:00:00Z' })
  fund = await FundCalendar.open(world, call)
}, 120_000)
afterAll(() => world?.close())

const refusedNow = async (...[type, stream, data, by]: [Parameters<typeof send>[1], string, object, Actor]) => {
  const { version } = await world.head(stream)
  const result = await send(world, type, stream, data, { actor: by, version })
  return result.ok ? 'accepted' : result.rule
}

it('what is missing is asked for, and comes', async () => {
  await fund.until('2031-11-03')
  for (const each of [grant, lapsing, deferred, reopened]) {
    await fund.draft(each)
    await fund.go(each, ['SubmitApplication', {}, cast.applicant])
  }
  await fund.until('2031-11-05')
  await fund.go(grant, ['AskCompletion', { documents: ['budget'], until: '2031-11-20' }])
  await fund.until('2031-11-14')
  expect(fund.deadlines(grant)).toEqual(['2031-11-13 RemindGrant complete_application'])
  await fund.provide(grant, 'budget', 'budget corrigé')
  await fund.go(grant, ['CompleteApplication', {}, cast.applicant])
  for (const each of [grant, lapsing, deferred, reopened]) await fund.go(each, ['AdmitApplication'])
})

it('three reviewers are asked and two answer; one is not enough', async () => {
  const proposed = { favourable: true, proposedCents: 150_000 }
  await fund.review(grant, 3, 1)
  expect(await refusedNow('ConcludeInstruction', grant, proposed, cast.manager)).toBe('reviews_missing')
  const opinion = { favourable: false, scores: call.criteria.map(({ code: criterion }) => ({ criterion, score: 2 })) }
  await fund.go(grant, ['GiveReview', opinion, cast.reviewers[1]])
  for (const each of [lapsing, deferred, reopened]) await fund.review(each, 2, 2)
  for (const each of [grant, lapsing, deferred, reopened]) await fund.go(each, ['ConcludeInstruction', proposed])
})

it('a member who declares a conflict neither votes nor counts, and the committee is heard without them', async () => {
  await fund.convene(session, '2031-12-01', [grant, lapsing, deferred, reopened], cast.members)
  await fund.until('2031-12-01')
  const [first, ...others] = cast.members as [Actor, ...Actor[]]
  await fund.go(session, ['DeclareConflict', { grant }, first])
  expect(await refusedNow('CastVote', session, { grant, vote: 'agree' }, first)).toBe('vote_in_conflict')
  await fund.vote(session, grant, 'agree', others)
  for (const each of [lapsing, deferred, reopened]) await fund.vote(session, each, 'agree', cast.members)
  await fund.go(session, ['CloseSession'])
  const heard = 'SELECT agree, disagree, quorate FROM session_pack WHERE session = $1 ORDER BY rank'
  expect(await rowsOf(world, heard, [session])).toEqual([
    { agree: 3, disagree: 0, quorate: true },
    ...[1, 2, 3].map(() => ({ agree: 4, disagree: 0, quorate: true })),
  ])
})

const conditional = () => ({
  cents: 150_000,
  split: [
    { line: fund.lines.state, cents: 100_000 },
    { line: fund.lines.partner, cents: 50_000 },
  ],
  condition,
})

it('a decision goes back to instruction: what it reserved is free at once, the committee hears of it again, and it is refused', async () => {
  await fund.until('2031-12-08')
  await fund.go(reopened, ['AwardGrant', { ...conditional(), condition: null }])
  expect(await fund.reserved()).toEqual([100_000, 50_000])
  await fund.go(reopened, ['ReopenInstruction', { reason: 'fait_nouveau' }])
  expect(await fund.reserved()).toEqual([0, 0])
  await fund.go(reopened, ['ConcludeInstruction', { favourable: false }])
  await fund.convene(second, '2031-12-22', [reopened])
  await fund.go(deferred, ['DeferGrant', { reason: 'cofinancement', until: '2032-01-12' }])
  for (const each of [grant, lapsing]) await fund.go(each, ['AwardGrant', conditional()])
  await fund.until('2031-12-22')
  await fund.vote(second, reopened, 'disagree')
  await fund.go(second, ['CloseSession'])
  await fund.go(reopened, ['RefuseGrant', { reason: 'criteres' }])
  expect(await world.head(reopened)).toMatchObject({ stage: 'closed', outcome: 'refused' })
  expect((await fund.mailsOf(reopened)).filter((mail) => mail.startsWith('grant_decided'))).toEqual([
    'grant_decided awarded → applicant',
    'grant_decided reopened → applicant',
    'grant_decided refused → applicant',
  ])
})

it('what was deferred comes back for a decision on its day, and its structure then gives it up', async () => {
  await fund.until('2032-01-13')
  expect(fund.deadlines(deferred, 'examine_again')).toEqual([
    '2032-01-05 RemindGrant examine_again',
    '2032-01-12 RemindGrant examine_again',
    '2032-01-13 ExpireGrant examine_again',
  ])
  expect(await world.head(deferred)).toMatchObject({ task: 'decide', owner_role: 'fund_manager' })
  await fund.go(deferred, ['AwardGrant', { ...conditional(), condition: null }])
  expect(await fund.reserved()).toEqual([300_000, 150_000])
  await fund.go(deferred, ['WithdrawGrant', { reason: 'autre_financement' }, cast.applicant])
  expect(await fund.reserved()).toEqual([200_000, 100_000])
  expect((await fund.mailsOf(deferred)).at(-1)).toBe('grant_closed withdrawn → fund_manager')
})

it('what was granted subject to a document lapses without it, and frees what was reserved; with it, an agreement is signed', async () => {
  await fund.until('2032-02-10')
  expect(await refusedNow('LiftCondition', grant, {}, cast.manager)).toBe('documents_missing')
  await fund.provide(grant, 'comptes', 'comptes certifiés')
  // The structure has done its part: what was to lapse on a day is now the manager's to look at.
  const toCheck = { task: 'meet_condition', owner_role: 'fund_manager', deadline_command: 'RemindGrant' }
  expect(await world.head(grant)).toMatchObject(toCheck)
  await fund.go(grant, ['LiftCondition'], ['NotifyGrant', { on: '', reference: 'DEC-2032-001' }])
  expect(await refusedNow('OrderPayment', grant, {}, cast.manager)).toBe('agreement_not_signed')
  await fund.go(grant, ['IssueAgreement'])
  await fund.sign(grant)
  await fund.until('2032-03-03')
  expect(fund.deadlines(lapsing, 'meet_condition')).toEqual([
    '2032-02-15 RemindGrant meet_condition',
    '2032-02-23 RemindGrant meet_condition',
    '2032-03-01 RemindGrant meet_condition',
    '2032-03-02 ExpireGrant meet_condition',
  ])
  expect(await world.head(lapsing)).toMatchObject({ stage: 'closed', outcome: 'lapsed' })
  expect(await fund.reserved()).toEqual([0, 0])
  expect((await fund.mailsOf(lapsing)).slice(-2)).toEqual([
    'grant_closed lapsed → applicant',
    'grant_closed lapsed → fund_manager',
  ])
})

it('of the first instalment one line pays, another fails and is ordered anew by two hands', async () => {
  const { partner } = fund.lines
  await fund.order(grant)
  await fund.pay(grant, 'state', 'M-1')
  await fund.go(grant, ['RecordPaymentFailed', { line: partner, mandate: 'M-2', on: '' }, cast.partnerPayer])
  expect(await world.head(grant)).toMatchObject({ task: 'order_payment', owner_role: 'fund_manager' })
  await fund.go(grant, ['OrderPayment', {}, cast.secondManager])
  expect(await refusedNow('ApprovePayment', grant, {}, cast.secondManager)).toBe('same_hand')
  await fund.go(grant, ['ApprovePayment'])
  await fund.until('2032-03-10')
  await fund.pay(grant, 'partner', 'M-3')
  expect(await paid()).toEqual([60_000, 30_000])
  expect(await world.head(grant)).toMatchObject({ task: 'hand_in_report', owner_role: 'applicant' })
})

it('another day is agreed on for the interim report; it comes before, and the balance is paid', async () => {
  await fund.until('2032-09-01')
  await fund.go(grant, ['MoveReportDay', { until: '2032-10-01' }])
  await fund.until('2032-09-28')
  await fund.report(grant, results)
  await fund.go(grant, ['AcceptReport'])
  await fund.order(grant)
  for (const line of ['state', 'partner'] as const) await fund.pay(grant, line, `S-${line}`)
  expect(await paid()).toEqual([100_000, 50_000])
  expect(fund.deadlines(grant, 'hand_in_report')).toEqual([
    '2032-08-10 RemindGrant hand_in_report',
    '2032-09-24 RemindGrant hand_in_report',
  ])
})

it('the final report is reminded of before its day and on it; the grant is then evaluated and closed', async () => {
  await fund.until('2034-04-30')
  await fund.report(grant, results)
  await fund.go(grant, ['AcceptReport'], ['EvaluateGrant', { results }])
  expect(await world.time.client.workflow.getHandle(grant).result()).toBe('closed')
  expect(fund.deadlines(grant, 'hand_in_report').slice(2)).toEqual([
    '2034-03-30 RemindGrant hand_in_report',
    '2034-04-23 RemindGrant hand_in_report',
    '2034-04-30 RemindGrant hand_in_report',
  ])
})

it('everybody was written to when they had to act, and the structure of all that was decided', async () => {
  expect(await fund.mailsOf(grant)).toEqual([
    'grant_task check_application → fund_manager',
    'grant_task complete_application → applicant',
    'grant_reminder complete_application → applicant',
    'grant_task check_application → fund_manager',
    'grant_review_asked → reviewer',
    'grant_review_asked → reviewer',
    'grant_review_asked → reviewer',
    'grant_decided subject → applicant',
    'grant_task meet_condition → applicant',
    'grant_task check_condition → fund_manager',
    'grant_decided notified → applicant',
    'grant_task sign_agreement → applicant',
    'grant_task countersign_agreement → fund_manager',
    'grant_decided agreed → applicant',
    'grant_reminder order_payment → fund_manager',
    'grant_reminder order_payment → fund_manager',
    'grant_task approve_payment → fund_manager',
    // Each line has its payer; one pays, the other fails.
    'grant_task record_payment → payer',
    'grant_task record_payment → payer',
    'grant_paid → applicant',
    'grant_task order_payment → fund_manager',
    'grant_task approve_payment → fund_manager',
    'grant_task record_payment → payer',
    'grant_paid → applicant',
    'grant_task hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    // Another day was agreed on.
    'grant_task hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_task accept_report → fund_manager',
    'grant_task approve_payment → fund_manager',
    'grant_task record_payment → payer',
    'grant_task record_payment → payer',
    'grant_paid → applicant',
    'grant_paid → applicant',
    'grant_task hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_task accept_report → fund_manager',
    'grant_closed closed → applicant',
  ])
})

const paid = async () =>
  (await rowsOf<{ cents: number }>(world, 'SELECT paid_cents AS cents FROM fund_line ORDER BY stream')).map(
    ({ cents }) => cents,
  )
