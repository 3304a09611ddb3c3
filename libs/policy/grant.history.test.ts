import { type GrantEvent } from '../domain/grant/grant.events'
import { evolve } from '../domain/grant/grant.evolve'
import type { GrantState } from '../domain/grant/grant.state'
import { fundIds, grantCommands as commands, grantFacts } from '../testing/grant.fixtures'
import { grantAt, grantDecided } from '../testing/grant.moments'
import { sharedGrantDataOf, wholeGrantDataOf } from './grant.history'

const told = (events: readonly GrantEvent[]) => events.map(({ type, data }) => sharedGrantDataOf(type, { ...data }))

test('a structure reads what is decided, not who it was that studied, ordered and approved', () => {
  const studying = grantAt.study_application()
  const byReviewer = grantFacts({}, fundIds.reviewer)
  expect(told(grantDecided(studying, commands.GiveReview, byReviewer))).toEqual([null])
  expect(told(grantDecided(studying, commands.DeclineReview, byReviewer))).toEqual([null])
  expect(told(grantDecided(studying, commands.ConcludeInstruction))).toEqual([{}])
  expect(told(grantDecided(grantAt.decide(), commands.AwardGrant))).toEqual([{ cents: 180_000, condition: null }])
  expect(told(grantDecided(grantAt.order_payment(), commands.OrderPayment))).toEqual([
    { instalment: 'versement', cents: 180_000 },
  ])
  const approving = grantFacts({}, fundIds.otherManager)
  expect(told(grantDecided(grantAt.approve_payment(), commands.ApprovePayment, approving))).toEqual([
    { instalment: 'versement' },
  ])
})

test('what is not an event of a grant is not read', () => {
  expect(sharedGrantDataOf('JourneyReferred', { place: 'x' })).toBeNull()
  expect(sharedGrantDataOf('toString', {})).toBeNull()
})

test('the whole of an event leaves out the terms of the call that an application repeats', () => {
  const unknown: GrantState = { stage: 'unknown' }
  const [drafted] = grantDecided(unknown, commands.DraftApplication)
  if (!drafted) throw new Error('an application was drafted')
  const state = evolve(unknown, drafted)
  if (state.stage === 'unknown') throw new Error('an application was drafted')
  expect(wholeGrantDataOf({ ...drafted.data })).toEqual({ project: state.project })
})
