import { ApplicationFailure } from '@temporalio/common'
import type { Command, Result } from '../libs/contracts/command'
import type { Plan } from '../libs/contracts/plan'
import { createActivities } from './activities'

const plan: Plan = {
  planVersion: 1,
  stream: 'journey-00000000-0000-4000-8000-000000000001',
  epoch: 2,
  version: 7,
  stage: 'prescription',
  task: 'answer',
  owner: null,
  until: '2026-03-01T08:10:00Z',
  command: 'Remind',
  territory: '40',
  child: null,
}
const next: Plan = { ...plan, version: 8, until: '2026-03-21T08:10:00Z', command: 'Expire' }

function activitiesAnswering(result: Result | Error, read: Plan | null = null) {
  const commands: Command[] = []
  const activities = createActivities({
    execute(command) {
      commands.push(command)
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result)
    },
    readPlan: () => Promise.resolve(read),
  })
  return { commands, activities }
}

const ok: Result = { ok: true, answer: { stream: plan.stream, version: 8 }, plan: next }

describe('executeDeadline', () => {
  it("gives the machine's command, the same at every try, and answers the next Plan", async () => {
    const { commands, activities } = activitiesAnswering(ok)
    expect(await activities.executeDeadline(plan)).toEqual(next)
    expect(commands).toEqual([
      {
        actor: { sub: 'system', role: 'system', structure: null, lieu: null, territory: '*' },
        commandId: `${plan.stream}/2/7/Remind`,
        stream: plan.stream,
        type: 'Remind',
        data: {},
        ifVersion: 7,
        due: plan.until,
      },
    ])
  })

  it('names the rule of a refusal and does not retry it', async () => {
    const { activities } = activitiesAnswering({ ok: false, rule: 'wrong_stage', fr: 'non', en: 'no', version: 7 })
    const failure = await activities.executeDeadline(plan).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApplicationFailure)
    expect(failure).toMatchObject({ nonRetryable: true, type: 'wrong_stage', message: 'no' })
  })

  it('leaves a fault of the infrastructure as it is, so that it is retried', async () => {
    const fault = new Error('connection refused')
    await expect(activitiesAnswering(fault).activities.executeDeadline(plan)).rejects.toBe(fault)
  })

  it.each([
    ['without an instant', { ...plan, until: null }],
    ['without a command', { ...plan, command: null }],
  ])('executes nothing on a Plan %s', async (_, nothingDue) => {
    const { commands, activities } = activitiesAnswering(ok)
    await expect(activities.executeDeadline(nothingDue)).rejects.toMatchObject({
      type: 'nothing_due',
      nonRetryable: true,
    })
    expect(commands).toEqual([])
  })

  it('refuses to leave a workflow without a Plan', async () => {
    const { activities } = activitiesAnswering({ ...ok, plan: null })
    await expect(activities.executeDeadline(plan)).rejects.toMatchObject({ type: 'no_plan', nonRetryable: true })
  })
})

describe('readPlan', () => {
  it('answers the present Plan', async () => {
    expect(await activitiesAnswering(ok, next).activities.readPlan(plan.stream)).toEqual(next)
  })

  it('says that a stream without a Plan has none', async () => {
    await expect(activitiesAnswering(ok, null).activities.readPlan(plan.stream)).rejects.toMatchObject({
      type: 'no_plan',
    })
  })
})
