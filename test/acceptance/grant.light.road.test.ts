import { lightCall } from '../../libs/testing/call.fixtures'
import { rowsOf } from '../../libs/testing/engine.world'
import { cast } from '../../libs/testing/grant.cast'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { FundCalendar, grantOfYears, sessionOfYears } from './grant.calendar'

/** A light grant as its structure and the two people who run the fund live it: one committee, one payment, one report. */
const [grant, early] = [grantOfYears(1), grantOfYears(2)]
const session = sessionOfYears(1)
const call = { ...lightCall, id: 'legers-2031.v1', opensOn: '2031-09-01', closesOn: '2031-10-15' }
const project = { startsOn: '2031-10-15', endsOn: '2031-12-31' }
const results = [{ indicator: 'personnes', value: 38 }]

let world: TimedWorld
let fund: FundCalendar
beforeAll(async () => {
  world = await createTimedWorld({ from: '2031-08-31T21:00:00Z' })
  fund = await FundCalendar.open(world, call)
}, 120_000)
afterAll(() => world?.close())

const row = async () =>
  rowsOf(
    world,
    'SELECT free_cents, reserved_cents, committed_cents, ordered_cents, paid_cents FROM fund_line WHERE stream = $1',
    [fund.lines.state],
  )
const held = (free: number, reserved: number, committed: number, ordered: number, paid: number) => [
  { free_cents: free, reserved_cents: reserved, committed_cents: committed, ordered_cents: ordered, paid_cents: paid },
]

it('two projects are applied for, examined, and heard by the committee', async () => {
  await fund.until('2031-09-08')
  for (const each of [grant, early]) {
    await fund.draft(each, project)
    await fund.go(each, ['SubmitApplication', {}, cast.applicant])
  }
  await fund.until('2031-09-10')
  for (const each of [grant, early])
    await fund.go(each, ['AdmitApplication'], ['ConcludeInstruction', { favourable: true, proposedCents: 200_000 }])
  await fund.convene(session, '2031-09-20', [grant, early])
  await fund.until('2031-09-20')
  await fund.go(session, ['CloseSession'])
  expect(await world.head(grant)).toMatchObject({ stage: 'decision', task: 'decide' })
})

it('they are granted, notified and paid by two hands, and the ledger says so at each step', async () => {
  await fund.until('2031-09-22')
  const award = (cents: number) => ({ cents, split: [{ line: fund.lines.state, cents }], condition: null })
  await fund.go(grant, ['AwardGrant', award(200_000)])
  expect(await row()).toEqual(held(800_000, 200_000, 0, 0, 0))
  await fund.go(grant, ['NotifyGrant', { on: '', reference: 'DEC-2031-001' }])
  expect(await row()).toEqual(held(800_000, 0, 200_000, 0, 0))
  await fund.order(grant)
  expect(await row()).toEqual(held(800_000, 0, 0, 200_000, 0))
  await fund.until('2031-10-06')
  await fund.pay(grant, 'state', 'M-1')
  expect(await row()).toEqual(held(800_000, 0, 0, 0, 200_000))
  await fund.go(early, ['AwardGrant', award(100_000)], ['NotifyGrant', { on: '', reference: 'DEC-2031-002' }])
  await fund.order(early)
  await fund.pay(early, 'state', 'M-2')
})

it('a report is due two months after the end of the project: who hands it in before is reminded of nothing', async () => {
  await fund.until('2032-02-10')
  await fund.report(early, results)
  // The end of February is the 29th in that year.
  await fund.until('2032-02-29')
  expect(fund.deadlines(grant)).toEqual([
    '2032-02-22 RemindGrant hand_in_report',
    '2032-02-29 RemindGrant hand_in_report',
  ])
  expect(fund.deadlines(early, 'hand_in_report')).toEqual([])
  await fund.report(grant, results)
  for (const each of [grant, early]) await fund.go(each, ['AcceptReport'], ['EvaluateGrant', { results }])
  for (const each of [grant, early]) {
    expect(await world.time.client.workflow.getHandle(each).result()).toBe('closed')
    expect(await world.head(each)).toMatchObject({ stage: 'closed', outcome: 'closed' })
  }
})

it('everybody was written to when they had to act, and the structure of all that was decided', async () => {
  expect(await fund.mailsOf(grant)).toEqual([
    'grant_task check_application → fund_manager',
    'grant_decided awarded → applicant',
    'grant_decided notified → applicant',
    'grant_task approve_payment → fund_manager',
    'grant_task record_payment → payer',
    'grant_paid → applicant',
    'grant_task hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_reminder hand_in_report → applicant',
    'grant_task accept_report → fund_manager',
    'grant_closed closed → applicant',
  ])
  expect((await fund.mailsOf(early)).filter((mail) => mail.includes('hand_in_report'))).toEqual([
    'grant_task hand_in_report → applicant',
  ])
  const members = ['session_convened → member', 'session_reminder → member'].flatMap((mail) => [mail, mail, mail])
  expect(await fund.mailsOf(session)).toEqual(members)
})
