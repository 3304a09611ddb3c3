import type { Facts } from '../domain/facts'
import type { GrantCommand } from '../domain/grant/grant.decide'
import { evolve } from '../domain/grant/grant.evolve'
import type { GrantEvent } from '../domain/grant/grant.events'
import type { GrantState } from '../domain/grant/grant.state'
import { fundIds, grantCommands as commands, grantFacts } from '../testing/grant.fixtures'
import { grantDecided } from '../testing/grant.moments'
import { fullCall, lightCall } from '../testing/call.fixtures'
import { type HeldShare, shareOf } from './granted.share'

const held: HeldShare = {
  grant: fundIds.grant,
  funder: { name: 'Préfecture inventée', siret: null },
  beneficiary: { name: 'Association inventée', siret: null },
  ...{ cents: 180_000, unpaidCents: 180_000, lines: [fundIds.line] },
}
/** A call without documents, criteria or committee: an application is decided at once. */
const shortOf = (terms: object) => ({
  ...{ ...lightCall, documents: [], criteria: [], committee: null, ...terms },
})

type Step = readonly [command: GrantCommand, given?: Facts]

/** Everything that commands decide, one after the other. */
function eventsOf(content: object, ...steps: readonly Step[]): readonly GrantEvent[] {
  const call = { content: shortOf(content), status: 'published' } as const
  const told: GrantEvent[] = []
  let state: GrantState = { stage: 'unknown' }
  for (const [command, given = grantFacts({ call })] of steps) {
    const events = grantDecided(state, command, given)
    state = events.reduce<GrantState>(evolve, state)
    told.push(...events)
  }
  return told
}

const decided: readonly Step[] = [
  [commands.DraftApplication],
  [commands.SubmitApplication],
  [commands.AdmitApplication],
  [commands.ConcludeInstruction],
]
const awarded: readonly Step[] = [...decided, [commands.AwardGrant]]
const notifying = (on: string, reference: string): Step => [{ type: 'NotifyGrant', data: { on, reference } }]
const later = grantFacts({}, fundIds.manager, '2026-05-04T09:00:00Z')
const paying = (line: string, on: string): readonly Step[] => [
  [commands.OrderPayment, grantFacts({}, fundIds.manager, '2026-05-01T09:00:00Z')],
  [commands.ApprovePayment, grantFacts({}, fundIds.otherManager, '2026-05-01T09:00:00Z')],
  [{ type: 'RecordPaid', data: { line, mandate: `M-${on}`, on } }, later],
]

test('nothing is published before the structure is told', () => {
  expect(shareOf(held, [], 'Titre')).toBeNull()
  expect(shareOf(held, eventsOf({}, ...awarded), 'Titre')).toBeNull()
})

test('a grant without agreement is published by its notification', () => {
  const events = eventsOf({}, ...awarded, notifying('2026-03-02', 'DEC-1'))
  expect(shareOf(held, events, 'Titre')).toEqual({
    ...held,
    ...{ call: lightCall.id, agreedOn: '2026-03-02', reference: 'DEC-1', title: 'Titre' },
    ...{ instalments: 1, paidOn: [], endsOn: '2026-12-31' },
  })
  expect(shareOf(held, events, null)).toMatchObject({ title: null })
})

test('a grant with an agreement is published once it is signed, by that day', () => {
  const content = { agreement: true, course: fullCall.course }
  const provide: Step = [{ type: 'ProvideDocument', data: { code: 'agreement' } }]
  const signed: readonly Step[] = [[commands.IssueAgreement], provide, [commands.SignAgreement]]
  const notified: readonly Step[] = [...awarded, notifying('2026-03-02', 'DEC-1'), ...signed]
  expect(shareOf(held, eventsOf(content, ...notified), 'Titre')).toBeNull()
  const signing: Step = [
    { type: 'CountersignAgreement', data: { ...commands.CountersignAgreement.data, on: '2026-05-01' } },
    later,
  ]
  expect(shareOf(held, eventsOf(content, ...notified, signing), 'Titre')).toMatchObject({
    ...{ agreedOn: '2026-05-01', reference: 'DEC-1', instalments: 2 },
  })
})

test('a decision that was taken again is published as it was told last', () => {
  const again: readonly Step[] = [[commands.ReopenInstruction], [commands.ConcludeInstruction], [commands.AwardGrant]]
  const told = [...awarded, notifying('2026-03-02', 'DEC-1'), ...again]
  expect(shareOf(held, eventsOf({}, ...told), 'Titre')).toBeNull()
  const anew: Step = [{ type: 'NotifyGrant', data: { on: '2026-05-03', reference: 'DEC-2' } }, later]
  expect(shareOf(held, eventsOf({}, ...told, anew), 'Titre')).toMatchObject({
    ...{ agreedOn: '2026-05-03', reference: 'DEC-2' },
  })
})

test('the days of payment are those of the funder’s own lines, and of what was paid', () => {
  const split = [
    { line: fundIds.line, cents: 100_000 },
    { line: fundIds.otherLine, cents: 80_000 },
  ]
  const granting: Step = [{ type: 'AwardGrant', data: { cents: 180_000, split, condition: null } }]
  const told = [...decided, granting, notifying('2026-03-02', 'DEC-1')]
  const other: Step = [
    { type: 'RecordPaid', data: { line: fundIds.otherLine, mandate: 'M-2', on: '2026-05-02' } },
    later,
  ]
  const failing: Step = [
    { type: 'RecordPaymentFailed', data: { line: fundIds.otherLine, mandate: 'M-3', on: '2026-05-03' } },
    later,
  ]
  const first = paying(fundIds.line, '2026-05-04')
  const paidOn = (events: readonly GrantEvent[], ...lines: readonly string[]) =>
    shareOf({ ...held, lines }, events, 'Titre')?.paidOn
  const both = eventsOf({}, ...told, ...first, other)
  expect(paidOn(both, fundIds.line)).toEqual(['2026-05-04'])
  expect(paidOn(both, fundIds.otherLine)).toEqual(['2026-05-02'])
  expect(paidOn(both, fundIds.line, fundIds.otherLine)).toEqual(['2026-05-02', '2026-05-04'])
  const failed = eventsOf({}, ...told, ...first, failing)
  expect(paidOn(failed, fundIds.line, fundIds.otherLine)).toEqual(['2026-05-04'])
})
