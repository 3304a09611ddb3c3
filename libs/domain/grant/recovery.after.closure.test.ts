import { fullCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts as given } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { decide } from './grant.decide'
import { plan } from './grant.plan'
import { paidBy, released } from './grant.money'
import type { KnownGrant } from './grant.state'

/** A grant of 1 800 €, all paid, evaluated and closed, of a call that may ask for money back. */
const closed = (): KnownGrant => {
  const state = grantAt.closed() as KnownGrant
  const { reasons } = fullCall
  return { ...state, opening: { ...state.opening, terms: { ...state.opening.terms, recovery: true, reasons } } }
}
const asking = (cents: number) => ({ type: 'OrderRecovery', data: { cents, reason: 'non_realise' } }) as const
const coming = (cents: number, title = 'T-1') =>
  ({ type: 'RecordRecovered', data: { ...commands.RecordRecovered.data, cents, title } }) as const

test('what comes to be known after the closure is asked back, and the grant is open until it has come', () => {
  const asked = grantAfter(closed(), asking(50_000)) as KnownGrant
  expect(asked).toMatchObject({ stage: 'recovery', task: 'record_recovery', recovery: { resumes: null } })
  expect(asked).not.toHaveProperty('outcome')
  expect(plan(asked, fundIds.grant)).toMatchObject({ stage: 'recovery', task: 'record_recovery' })
  expect(grantDecided(asked, coming(20_000))).toHaveLength(1)
  const [came, again] = grantDecided(grantAfter(asked, coming(20_000)), coming(30_000, 'T-2'))
  expect(came?.type).toBe('FundsRecovered')
  expect(again).toMatchObject({ type: 'GrantClosed', data: { outcome: 'closed', movements: [] } })
})

test('all of it may come back: then nothing of the grant is left', () => {
  const asked = grantAfter(closed(), asking(180_000))
  expect(grantDecided(asked, coming(180_000))[1]).toMatchObject({ data: { outcome: 'recovered', movements: [] } })
  const state = grantAfter(asked, coming(180_000)) as KnownGrant
  expect(paidBy(state, fundIds.line)).toBe(0)
  expect(released(fundIds.grant, state)).toEqual([])
})

test('what never comes back is written off, and the grant is closed again', () => {
  const asked = grantAfter(closed(), asking(50_000))
  expect(grantDecided(asked, commands.WaiveRecovery).map(({ type }) => type)).toEqual(['RecoveryWaived', 'GrantClosed'])
  expect(grantAfter(asked, commands.WaiveRecovery)).toMatchObject({ stage: 'closed', outcome: 'closed' })
})

test('no more than was paid, and nothing of a grant that ended otherwise', () => {
  expect(decide(asking(180_001), closed(), given(), fundIds.grant)).toMatchObject({ rule: 'more_than_paid' })
  const refused = { ...closed(), outcome: 'withdrawn' } as KnownGrant
  expect(decide(asking(1), refused, given(), fundIds.grant)).toMatchObject({ rule: 'grant_closed' })
})
