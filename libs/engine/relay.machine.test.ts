import { dotationPlan, journeyPlan, someJourney } from '../testing/temporal.plans'
import type { Plan } from '../contracts/plan'
import { deliveriesOf, type OutboxRow, retryMs, settlementOf, type WakeRow, triesLeftToParent } from './relay.machine'

const wake = (id: number, payload: Plan, attempts = 0): WakeRow => ({
  ...{ id, kind: 'wake', stream: payload.stream, version: payload.version, attempts, payload },
})
const mail = (id: number, name: string, attempt?: number): OutboxRow => ({
  ...{ id, kind: 'mail', stream: someJourney(), version: 1, attempts: 0, payload: { mail: name, attempt } },
})

describe('what is sent of the rows that were claimed', () => {
  it("is the newest of a stream's wakes, for all its rows", () => {
    const [one, other] = [someJourney(), someJourney()]
    const newest = journeyPlan(one, { version: 3 })
    const rows = [
      wake(4, newest),
      wake(1, journeyPlan(one)),
      wake(2, journeyPlan(other)),
      wake(3, journeyPlan(one, { version: 2 })),
    ]
    const deliveries = deliveriesOf(rows)
    expect(deliveries).toHaveLength(2)
    expect(deliveries[0]).toMatchObject({ to: 'temporal', plan: newest, running: false })
    expect(deliveries[0]?.rows.map(({ id }) => id)).toEqual([1, 3, 4])
  })

  it('takes a Plan of a later epoch for the newest', () => {
    const stream = someJourney()
    const restored = journeyPlan(stream, { epoch: 2, version: 1 })
    expect(deliveriesOf([wake(1, restored), wake(2, journeyPlan(stream, { version: 9 }))])).toMatchObject([
      { plan: restored },
    ])
  })

  it('is all mails at once, in the order in which they were written', () => {
    expect(deliveriesOf([mail(2, 'b', 3), mail(1, 'a')])).toMatchObject([
      {
        to: 'queue',
        mails: [
          { mail: 'a', attempt: 1 },
          { mail: 'b', attempt: 3 },
        ],
      },
    ])
  })

  it('leaves the start of a dotation to its journey for a while', () => {
    const plan = dotationPlan(someJourney())
    expect(deliveriesOf([wake(1, plan)])).toMatchObject([{ running: true }])
    expect(deliveriesOf([wake(1, plan, triesLeftToParent - 1)])).toMatchObject([{ running: true }])
    expect(deliveriesOf([wake(1, plan, triesLeftToParent)])).toMatchObject([{ running: false }])
  })
})

describe('what is written once everybody has answered', () => {
  const stream = someJourney()
  const [delivery] = deliveriesOf([wake(1, journeyPlan(stream)), wake(2, journeyPlan(stream, { version: 2 }), 3)])
  const [letters] = deliveriesOf([mail(3, 'a')])
  const at = (ms: number) => new Date(ms).toISOString()
  if (!delivery || !letters) throw new Error('two deliveries')

  it('removes what arrived, marks its streams woken and its mails queued', () => {
    const answers = [delivery, letters].map((each) => ({ delivery: each, arrival: 'arrived' as const }))
    expect(settlementOf(answers, 0)).toEqual({
      done: [1, 2, 3],
      woken: [{ stream, version: 2 }],
      queued: ['a'],
      again: [],
    })
  })

  it('keeps what did not arrive for later, each row by its own tries', () => {
    const answers = [delivery, letters].map((each) => ({ delivery: each, arrival: 'failed' as const }))
    const again = [
      { id: 1, at: at(1_000) },
      { id: 2, at: at(8_000) },
      { id: 3, at: at(1_000) },
    ]
    expect(settlementOf(answers, 0)).toEqual({ done: [], woken: [], queued: [], again })
  })

  it('never waits longer than half a minute', () => {
    expect(retryMs('failed', 60)).toBe(30_000)
    expect(retryMs('absent', 60)).toBe(500)
  })
})
