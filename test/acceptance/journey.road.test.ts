import { dotationOf } from '../../libs/contracts/stream'
import { laptop } from '../../libs/testing/engine.world'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { passDeadline } from './deadline.pass'

describe.each([0, 2])('with a cache of %d runs', (maxCachedWorkflows) => {
  let world: TimedWorld
  beforeAll(async () => {
    world = await createTimedWorld({ maxCachedWorkflows, children: true })
  })
  afterAll(() => world?.close())

  /** The journey starts its child when it comes to it; whoever is faster than its worker would find it started by the relay. */
  async function untilThere(workflowId: string): Promise<void> {
    for (let look = 0; look < 100; look += 1) {
      const found = await world.time.client.workflow
        .getHandle(workflowId)
        .describe()
        .catch(() => null)
      if (found) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the child was not started')
  }

  it('a journey goes from its referral to its outcome, and its dotation beside it', async () => {
    const device = await laptop(world, 1)
    const journey = await referSomebody(world, 1)
    const dotation = dotationOf(journey)
    await go(world, journey, ...roadToDotation)
    await untilThere(dotation)
    await act(world, dotation, 'Bind', { device })
    await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
    await act(world, dotation, 'HandOver', { on: '' })
    const { changed_at: since } = await world.head(journey)
    expect(await passDeadline(world, journey, since)).toMatchObject({ command: 'OpenFollowUp' })
    await go(world, journey, 'RecordFollowUp')

    const { workflow } = world.time.client
    expect(await workflow.getHandle(journey).result()).toBe('completed')
    expect(await world.head(dotation)).toMatchObject({ stage: 'guarantee', deadline_command: 'EndGuarantee' })
    expect((await workflow.getHandle(dotation).describe()).parentExecution?.workflowId).toBe(journey)
    expect(await world.head(journey)).toMatchObject({
      outcome: 'completed',
      woken_version: (await world.head(journey)).version,
    })
  })
})
