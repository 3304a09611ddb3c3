import { fullCall } from '../../libs/testing/call.fixtures'
import { rowsOf } from '../../libs/testing/engine.world'
import { cast } from '../../libs/testing/grant.cast'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { type Due, onTime } from './calendar.road'
import { FundCalendar, grantOfYears, sessionOfYears } from './grant.calendar'

/**
 * Thirty months of a grant of the full call, from 3 November 2031: every reminder and every end on its day and at its hour,
 * over 29 February 2032, working days and changes of the hour; beside it, a draft that nobody submits.
 */
const [grant, forgotten, session] = [grantOfYears(1), grantOfYears(2), sessionOfYears(1)]

const each = (days: string, hour: string, waits: number, what: string): readonly Due[] =>
  days.split(' ').map((day) => [day, hour, waits, what])
const dated = (days: string, task: string) => each(days, '08:00', 1, `RemindGrant ${task}`)
const counted = (days: string, task: string) => each(days, '09:00', 1, `RemindGrant ${task}`)
const ended = (day: string, task: string): Due => [day, '00:00', 1, `ExpireGrant ${task}`]

const expected: Readonly<Record<string, readonly Due[]>> = {
  [grant]: [
    // The call closes on 15 December; it is submitted on that day at nine.
    ...dated('2031-11-30 2031-12-08 2031-12-15', 'submit_application'),
    // Ten and twenty days that are worked: neither 25 December nor 1 January is.
    ...counted('2031-12-30 2032-01-14', 'check_application'),
    // A document is asked for until 1 February; it does not come.
    ...dated('2032-01-25 2032-02-01', 'complete_application'),
    ended('2032-02-02', 'complete_application'),
    // Admitted on 3 February; 29 February is one of the days.
    ...counted('2032-02-18 2032-03-04', 'study_application'),
    // Concluded on 8 March; the hour changes on the 28th.
    ...counted('2032-04-07', 'hear_committee'),
    // Heard on 20 April, deferred on the 28th until 1 June.
    ...counted('2032-04-27', 'decide'),
    ...dated('2032-05-25 2032-06-01', 'examine_again'),
    ended('2032-06-02', 'examine_again'),
    // Granted on 3 June subject to a document by 1 July, which comes on 21 June.
    ...dated('2032-06-16', 'meet_condition'),
    // Notified and printed on 21 June, signed on 7 July; ordered on the 19th, paid on 4 August.
    ...counted('2032-07-06', 'sign_agreement'),
    ...counted('2032-07-17', 'order_payment'),
    ...counted('2032-08-03', 'record_payment'),
    // Six months after the payment; nothing comes.
    ...dated('2033-01-04 2033-01-28 2033-02-04', 'hand_in_report'),
    ended('2033-02-05', 'hand_in_report'),
    // That wait began after midnight. On 21 February another day is agreed on, on which the hour changes.
    ...each('2033-02-20', '00:00', 2, 'RemindGrant settle_report'),
    ...dated('2033-02-27 2033-03-20 2033-03-27', 'hand_in_report'),
    // Handed in on that day, sent back on 12 April until the 30th, and there again on the 24th.
    ...counted('2033-04-11', 'accept_report'),
    ...dated('2033-04-23', 'hand_in_report'),
    // The rest is paid on 26 April; the last report is due six months after the end of the project, and comes on 24 April.
    ...dated('2034-03-30 2034-04-23', 'hand_in_report'),
    ...counted('2034-05-24', 'evaluate'),
  ],
  [forgotten]: [
    ...dated('2031-11-30 2031-12-08 2031-12-15', 'submit_application'),
    ended('2031-12-16', 'submit_application'),
  ],
  // Called on 8 April: the thirtieth day before is past by then.
  [session]: [['2032-04-20', '08:00', 1, 'RemindSession hold_session']],
}

const call = { ...fullCall, id: 'long-2031.v1', opensOn: '2031-10-01', closesOn: '2031-12-15' }
const condition = { document: 'comptes', until: '2032-07-01' }

/** What people do, each on a day that is told; whatever else happens in these months, time does. */
async function live(fund: FundCalendar): Promise<void> {
  await fund.until('2031-11-03')
  await fund.draft(grant)
  await fund.draft(forgotten)
  await fund.until('2031-12-15')
  await fund.go(grant, ['SubmitApplication', {}, cast.applicant])
  await fund.until('2032-01-15')
  await fund.go(grant, ['AskCompletion', { documents: ['budget'], until: '2032-02-01' }])
  await fund.until('2032-02-03')
  await fund.go(grant, ['AdmitApplication'])
  await fund.until('2032-03-05')
  await fund.review(grant, 3, 2)
  await fund.until('2032-03-08')
  await fund.go(grant, ['ConcludeInstruction', { favourable: true, proposedCents: 200_000 }])
  await fund.until('2032-04-08')
  await fund.convene(session, '2032-04-20', [grant])
  await fund.until('2032-04-20')
  await fund.vote(session, grant)
  await fund.go(session, ['CloseSession'])
  await fund.until('2032-04-28')
  await fund.go(grant, ['DeferGrant', { reason: 'cofinancement', until: '2032-06-01' }])
  await fund.until('2032-06-03')
  const split = [{ line: fund.lines.state, cents: 150_000 }]
  await fund.go(grant, ['AwardGrant', { cents: 150_000, split, condition }])
  await fund.until('2032-06-21')
  await fund.provide(grant, 'comptes', 'comptes certifiés')
  await fund.go(grant, ['LiftCondition'], ['NotifyGrant', { on: '', reference: 'DEC-2032-001' }], ['IssueAgreement'])
  await fund.until('2032-07-07')
  await fund.sign(grant)
  await pay(fund)
  await fund.until('2034-04-24')
  await fund.report(grant)
  await fund.go(grant, ['AcceptReport'])
  await fund.until('2034-05-25')
  await fund.go(grant, ['EvaluateGrant', { results: [{ indicator: 'personnes', value: 38 }] }])
}

/** Two instalments, and the report between them. */
async function pay(fund: FundCalendar): Promise<void> {
  await fund.until('2032-07-19')
  await fund.order(grant)
  await fund.until('2032-08-04')
  await fund.pay(grant, 'state', 'M-1')
  await fund.until('2033-02-21')
  await fund.go(grant, ['MoveReportDay', { until: '2033-03-27' }])
  await fund.until('2033-03-27')
  await fund.report(grant)
  await fund.until('2033-04-12')
  await fund.go(grant, ['SendBackReport', { until: '2033-04-30' }])
  await fund.until('2033-04-24')
  await fund.report(grant)
  await fund.until('2033-04-25')
  await fund.go(grant, ['AcceptReport'])
  await fund.order(grant)
  await fund.until('2033-04-26')
  await fund.pay(grant, 'state', 'M-2')
}

let world: TimedWorld
let fund: FundCalendar
beforeAll(async () => {
  world = await createTimedWorld({ from: '2031-11-02T21:00:00Z' })
  fund = await FundCalendar.open(world, call)
  await live(fund)
}, 120_000)
afterAll(() => world?.close())

test.each(Object.keys(expected))('%s: every deadline is on its day and at its hour', (stream) => {
  const [fired, due] = [fund.firedOf(stream), expected[stream] ?? []]
  expect(fired.map(({ day, what }) => `${day} ${what}`)).toEqual(due.map(([day, , , what]) => `${day} ${what}`))
  expect(fired.filter(({ minute }, index) => !onTime(due[index] as Due, minute))).toEqual([])
})

test('both are over, and what the grant was paid is in the ledger', async () => {
  expect(await world.head(grant)).toMatchObject({ stage: 'closed', outcome: 'closed' })
  expect(await world.head(forgotten)).toMatchObject({ stage: 'closed', outcome: 'not_submitted' })
  const held = 'SELECT free_cents, committed_cents, paid_cents FROM fund_line WHERE stream = $1'
  expect(await rowsOf(world, held, [fund.lines.state])).toEqual([
    { free_cents: 850_000, committed_cents: 0, paid_cents: 150_000 },
  ])
})

test('the histories of all these months are short', async () => {
  const runs = (await Promise.all([grant, forgotten, session].map((stream) => fund.runsOf(stream)))).flat()
  expect(Math.min(...runs)).toBeGreaterThan(0)
  expect(runs.reduce((sum, events) => sum + events, 0)).toBeLessThan(2_000)
})
