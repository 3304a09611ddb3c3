import { fundIds, grantCommands as commands, sessionTold } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { refusalOf } from '../../testing/grant.refusals'
import { seats } from '../../testing/session.fixtures'
import type { Facts } from '../facts'

const vote = { grant: fundIds.grant, agree: 3, disagree: 1, abstain: 0, quorate: true }
const closed = sessionTold('SessionClosed', { heard: [vote] })
const cancelled = sessionTold('SessionCancelled', { pack: [fundIds.grant] })
const ofAnother = ({ decided, ...facts }: Facts): Facts => ({
  ...facts,
  decided: decided.map((each) => ({ ...each, stream: `${seats.session.slice(0, -1)}0` })),
})

test('a grant is heard in the session that it waits for, and goes on to its decision', () => {
  const { grant: _grant, ...hearing } = vote
  expect(grantDecided(grantAt.hear_committee(), commands.CloseSession, closed)).toMatchObject([
    { type: 'CommitteeHeard', data: { session: fundIds.session, ...hearing } },
  ])
  expect(grantAfter(grantAt.hear_committee(), commands.CloseSession, closed)).toMatchObject({ task: 'decide', hearing })
})

test('where the session is called off it waits for another one', () => {
  expect(grantAfter(grantAt.hear_committee(), commands.CancelSession, cancelled)).toMatchObject({
    ...{ task: 'hear_committee', session: null },
  })
})

test.each(['withdrawn', 'decided', 'heard elsewhere'])(
  'a session that is over changes nothing of a grant that is %s',
  (is) => {
    const packed = grantAt.hear_committee()
    const states = {
      withdrawn: grantAfter(packed, commands.WithdrawGrant),
      decided: grantAt.decide(),
      'heard elsewhere': packed,
    }
    const state = states[is as keyof typeof states]
    for (const [command, told] of [
      [commands.CloseSession, closed],
      [commands.CancelSession, cancelled],
    ] as const)
      expect(grantDecided(state, command, state === packed ? ofAnother(told) : told)).toEqual([])
  },
)

test('a session that says nothing of it, or nothing new, changes nothing', () => {
  const silent = sessionTold('SessionClosed', { heard: [] })
  expect(grantDecided(grantAt.hear_committee(), commands.CloseSession, silent)).toEqual([])
  expect(grantDecided(grantAt.hear_committee(), commands.CloseSession, { ...silent, decided: [] })).toEqual([])
})

test('the session that is over names itself, and speaks of each grant of its pack', () => {
  const another = { ...vote, grant: fundIds.otherGrant, agree: 0 }
  const both = sessionTold('SessionClosed', { heard: [another, vote] })
  expect(grantAfter(grantAt.hear_committee(), commands.CloseSession, both)).toMatchObject({ hearing: { agree: 3 } })
  expect(grantDecided(grantAt.hear_committee(), commands.CancelSession, cancelled)).toMatchObject([
    { type: 'CommitteeCancelled', data: { session: fundIds.session } },
  ])
})

test.each([
  [{ call: 'autre.v1', on: '2026-03-02' }, 'grant_of_another_call field=pack call=landes-actions-2026.v1'],
  [{ call: 'landes-actions-2026.v1', on: '2026-03-02' }, 'accepted: CommitteeConvened'],
])('a grant waits for a session of its own call: %j', (data, expected) => {
  const waiting = () => grantAfter(grantAt.hear_committee(), commands.CancelSession, cancelled)
  const told = sessionTold('SessionConvened', { ...data, pack: [fundIds.grant] })
  expect(refusalOf(['', '', waiting, commands.ConveneSession, told])).toBe(expected)
})

test('a grant is in one pack at a time, and waits for a session before any', () => {
  const told = sessionTold('SessionConvened', {
    call: 'landes-actions-2026.v1',
    on: '2026-04-01',
    pack: [fundIds.grant],
  })
  expect(refusalOf(['', '', grantAt.hear_committee, commands.ConveneSession, told])).toBe(
    'grant_already_packed field=pack day=2026-03-02',
  )
  const alone = () => grantAfter(grantAt.hear_committee(), commands.CancelSession, cancelled)
  expect(refusalOf(['', '', alone, commands.CloseSession, closed])).toBe('accepted: ')
})
