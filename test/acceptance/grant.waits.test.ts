import { Temporal } from 'temporal-polyfill'
import { countedTasks } from '../../libs/domain/call/call.schema'
import { fullCall } from '../../libs/testing/call.fixtures'
import { cast } from '../../libs/testing/grant.cast'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { passDeadline } from './deadline.pass'
import { FundCalendar, grantOfYears, projectOfYears, sessionOfYears } from './grant.calendar'

/**
 * Every wait of a grant that is counted from its beginning, let pass whole once: its reminders, then the fund manager is told,
 * and the wait begins again. Days are civil here; those of working days are in the thirty months.
 */
const [grant, session] = [grantOfYears(1), sessionOfYears(1)]
const civil = Object.entries(fullCall.waits).map(([task, wait]) => [
  task,
  'calendar' in wait ? { ...wait, calendar: 'civil' } : wait,
])
const call = {
  ...fullCall,
  ...{ id: 'attentes-2031.v1', opensOn: '2031-01-01', closesOn: '2031-12-31' },
  waits: Object.fromEntries(civil) as typeof fullCall.waits,
}

let world: TimedWorld
let fund: FundCalendar
beforeAll(async () => {
  world = await createTimedWorld({ from: '2031-01-06T08:00:00Z' })
  fund = await FundCalendar.open(world, call)
}, 120_000)
afterAll(() => world?.close())

const seen = new Set<string>()

/** Lets a wait pass whole: on which days after its beginning somebody is reminded, and the manager told. */
async function pass(task: (typeof countedTasks)[number], ...days: readonly number[]): Promise<void> {
  const { changed_at: since } = await world.head(grant)
  expect(await world.head(grant)).toMatchObject({ task })
  seen.add(task)
  for (const [at, day] of days.entries()) {
    const last = at === days.length - 1
    expect([task, await passDeadline(world, grant, since)]).toEqual([
      task,
      {
        ...{ command: last ? 'ExpireGrant' : 'RemindGrant', days: day },
        events: [last ? 'GrantEscalated' : 'GrantReminded'],
      },
    ])
  }
  expect(await world.head(grant)).toMatchObject({ task, deadline_command: 'RemindGrant' })
}

const results = [{ indicator: 'personnes', value: 20 }]

it('from the application to the committee', async () => {
  await fund.draft(grant, { ...projectOfYears, endsOn: '2033-06-30' })
  await fund.go(grant, ['SubmitApplication', {}, cast.applicant])
  await pass('check_application', 10, 20, 30)
  await fund.go(grant, ['AdmitApplication'])
  await fund.review(grant, 2, 2)
  await pass('study_application', 15, 30, 45)
  await fund.go(grant, ['ConcludeInstruction', { favourable: true, proposedCents: 200_000 }])
  await pass('hear_committee', 30, 60, 90)
})

it('from the decision to the agreement', async () => {
  const on = await fund.today()
  await fund.convene(session, on, [grant])
  await fund.vote(session, grant)
  await fund.go(session, ['CloseSession'])
  await pass('decide', 7, 14, 30)
  const split = [{ line: fund.lines.state, cents: 150_000 }]
  await fund.go(grant, ['AwardGrant', { cents: 150_000, split, condition: null }])
  await pass('notify', 5, 10, 15)
  await fund.go(grant, ['NotifyGrant', { on: '', reference: 'DEC-2031-001' }])
  await pass('issue_agreement', 5, 10, 15)
  await fund.go(grant, ['IssueAgreement'])
  await pass('sign_agreement', 15, 30, 45, 60)
  const signature = await fund.signAlone(grant)
  await pass('countersign_agreement', 10, 20, 30)
  await fund.go(grant, ['CountersignAgreement', signature])
})

it('from the first payment to what is asked back', async () => {
  await pass('order_payment', 10, 20, 30)
  await fund.go(grant, ['OrderPayment'])
  await pass('approve_payment', 5, 10, 15)
  await fund.go(grant, ['ApprovePayment', {}, cast.secondManager])
  await pass('record_payment', 15, 30, 60)
  await fund.pay(grant, 'state', 'M-1')
  const { until } = await fund.lastOf(grant, 'ReportAwaited')
  await fund.until(Temporal.PlainDate.from(String(until)).add({ days: 1 }).toString())
  expect(fund.deadlines(grant, 'hand_in_report')).toHaveLength(4)
  await pass('settle_report', 15, 30, 60)
  const { body: _body, ...amended } = { ...projectOfYears, endsOn: '2033-09-30' }
  await fund.go(grant, ['AskAmendment', { project: amended, reason: 'calendrier' }, cast.applicant])
  await pass('decide_amendment', 7, 14, 30)
  await fund.go(grant, ['DeclineAmendment', { reason: 'criteres' }])
  expect(await world.head(grant)).toMatchObject({ task: 'settle_report' })
  await fund.report(grant, results)
  await pass('accept_report', 15, 30, 60)
  await fund.go(grant, ['OrderRecovery', { cents: 50_000, reason: 'realise_en_partie' }])
  // Six months from 30 January 2033.
  await pass('record_recovery', 30, 60, 90, 181)
  const back = { line: fund.lines.state, cents: 50_000, title: 'T-1', on: '' }
  await fund.go(grant, ['RecordRecovered', back, cast.payer])
  // The grant goes on where it was: its balance, and the final report.
  await fund.go(grant, ['AcceptReport'])
  await fund.go(grant, ['OrderPayment'])
  await fund.go(grant, ['ApprovePayment', {}, cast.secondManager])
  await fund.pay(grant, 'state', 'M-2')
  await fund.report(grant, results)
  await fund.go(grant, ['AcceptReport'])
  await pass('evaluate', 30, 60, 90)
  await fund.go(grant, ['EvaluateGrant', { results }])
  expect(await world.time.client.workflow.getHandle(grant).result()).toBe('closed')
})

it('no wait was left out', () => {
  expect([...seen].sort()).toEqual([...countedTasks].sort())
})
