import { datedTasks, grantTasks } from '../call/call.schema'
import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { conditionProvided, grantAfter, grantAt } from '../../testing/grant.moments'
import { plan } from './grant.plan'
import { type GrantState, type OpenGrant, stageOf } from './grant.state'

const { grant } = fundIds

test.each(grantTasks)('%s has an owner, a deadline and what happens at it', (task) => {
  const awaited = plan(grantAt[task](), grant)
  expect(awaited).toMatchObject({ stage: stageOf[task], task, child: null })
  expect(awaited?.until).toMatch(/^20\d\d-/)
  expect(['RemindGrant', 'ExpireGrant']).toContain(awaited?.command)
  expect(awaited?.owner).not.toBeNull()
})

test('nothing is awaited of what is not there, nor of what is closed', () => {
  expect(plan(grantAt.unknown(), grant)).toBeNull()
  expect(plan(grantAt.closed(), grant)).toMatchObject({ stage: 'closed', task: 'none', until: null, outcome: 'closed' })
})

test('a grant waits for the structure, for the fund manager, or for whoever pays', () => {
  const ownerOf = (task: (typeof grantTasks)[number]) => plan(grantAt[task](), grant)?.owner
  const structure = { role: 'applicant', id: fundIds.applicant }
  for (const task of ['submit_application', 'complete_application', 'meet_condition', 'hand_in_report'] as const)
    expect(ownerOf(task)).toEqual(structure)
  expect(ownerOf('sign_agreement')).toEqual(structure)
  for (const task of ['check_application', 'decide', 'order_payment', 'approve_payment', 'evaluate'] as const)
    expect(ownerOf(task)).toEqual({ role: 'fund_manager', id: '40' })
  for (const task of ['record_payment', 'record_recovery'] as const)
    expect(ownerOf(task)).toEqual({ role: 'payer', id: fundIds.payer })
})

test('a document that came for a decision is its manager’s to look at, and never lapses', () => {
  let state = conditionProvided()
  expect(plan(state, grant)).toMatchObject({ task: 'meet_condition', owner: { role: 'fund_manager', id: '40' } })
  const waited = (task: 'meet_condition' | 'decide', at: GrantState) => {
    const { since } = at as OpenGrant
    return plan({ ...(at as OpenGrant), task, since }, grant)?.until?.slice(0, 10)
  }
  for (let turn = 0; turn < 5; turn += 1) {
    const awaited = plan(state, grant)
    expect(waited('meet_condition', state)).toBe(waited('decide', state))
    const command = awaited?.command === 'RemindGrant' ? commands.RemindGrant : commands.ExpireGrant
    state = grantAfter(state, command, grantFacts({}, 'system', awaited?.until ?? ''))
    expect(state.stage).toBe('decision')
  }
  expect(plan(grantAt.meet_condition(), grant)?.until).toMatch(/^2026-04-/)
})

test('a report is reminded seven days before its day and on it, and is missed once it is over', () => {
  // Two months after the 31st of December.
  const [first, second, end] = walk(3)
  expect(first).toMatchObject({ command: 'RemindGrant', until: expect.stringMatching(/^2027-02-21T07:[1-4]\d:\d\dZ$/) })
  expect(second).toMatchObject({
    command: 'RemindGrant',
    until: expect.stringMatching(/^2027-02-28T07:[1-4]\d:\d\dZ$/),
  })
  expect(end).toMatchObject({ command: 'ExpireGrant', until: expect.stringMatching(/^2027-02-28T23:[1-4]\d:\d\dZ$/) })
})

/** The deadlines of a report, one after the other, each fired at its instant. */
function walk(count: number) {
  let state = grantAt.hand_in_report()
  return Array.from({ length: count }, () => {
    const awaited = plan(state, grant)
    state = grantAfter(state, commands.RemindGrant, grantFacts({}, 'system', awaited?.until ?? ''))
    return awaited
  })
}

test('what was past when a day was set is not reminded', () => {
  const state = grantAfter(grantAt.hand_in_report(), { type: 'MoveReportDay', data: { until: '2026-03-05' } })
  expect(plan(state, grant)?.until).toMatch(/^2026-03-05T07:/)
})

test.each(grantTasks)('each deadline of %s leads to a later one, or to what comes next', (task) => {
  let state = grantAt[task]()
  for (let turn = 0; turn < 5; turn += 1) {
    const awaited = plan(state, grant)
    if (!awaited?.until || !awaited.command || awaited.task !== task) return
    const type = awaited.command as 'RemindGrant' | 'ExpireGrant'
    state = grantAfter(state, commands[type], grantFacts({}, 'system', awaited.until))
    const next = plan(state, grant)
    if (next?.until) expect(Date.parse(next.until)).toBeGreaterThan(Date.parse(awaited.until))
  }
  // A wait that is counted begins again; one until a day has led elsewhere by now.
  expect(datedTasks).not.toContain(task)
})
