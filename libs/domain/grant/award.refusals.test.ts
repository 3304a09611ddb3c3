import { fundIds, grantCommands as commands, grantFacts, grantOutside } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { named, type RefusalCase, refusalOf, underFullCall } from '../../testing/grant.refusals'
import type { OutsideFacts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import type { GrantState, OpenGrant } from './grant.state'

const outside = (over: Partial<OutsideFacts>) => grantFacts(over)
const of = (state: () => GrantState) => state() as OpenGrant
const { decide: decided } = grantAt
const split = (...parts: readonly (readonly [string, number])[]) => parts.map(([line, cents]) => ({ line, cents }))
const award = (
  cents: number,
  parts = split([fundIds.line, cents]),
  condition: null | { document: string; until: string } = null,
): GrantCommand => ({
  type: 'AwardGrant',
  data: { cents, split: parts, condition },
})
const inFull = (hearing: Parameters<typeof underFullCall>[1]) => underFullCall(decided(), hearing)
const large = (cents: number): OpenGrant => {
  const state = of(decided)
  const terms = { ...state.opening.terms, envelopeCents: 10_000_000, largestCents: null }
  return { ...state, project: { ...state.project, askedCents: cents }, opening: { ...state.opening, terms } }
}

const cases: readonly RefusalCase[] = [
  ['no session yet', 'quorum_missing quorum=3', () => inFull(null), award(180_000)],
  ['no quorum', 'quorum_missing quorum=3', () => inFull({ quorate: false, agree: 3 }), award(180_000)],
  [
    'granted against the vote',
    'against_the_vote agree=1 disagree=2',
    () => inFull({ agree: 1, disagree: 2 }),
    award(180_000),
  ],
  [
    'refused against the vote',
    'against_the_vote agree=2 disagree=1',
    () => inFull({ agree: 2, disagree: 1 }),
    commands.RefuseGrant,
  ],
  [
    'refused for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.refused',
    decided,
    { type: 'RefuseGrant', data: { reason: 'humeur' } },
  ],
  ['more granted than asked', 'more_than_asked field=cents cents=200001 most=200000', decided, award(200_001)],
  [
    'more than the envelope holds',
    'envelope_exceeded field=cents cents=180000 left=179999',
    decided,
    award(180_000),
    outside({ engagedCents: 1_820_001 }),
  ],
  [
    'an agreement that the law asks for',
    'agreement_required field=cents cents=2300001',
    () => large(2_300_001),
    award(2_300_001),
  ],
  [
    'a split one cent out',
    'split_not_balanced field=split cents=180000 told=179999',
    decided,
    award(180_000, split([fundIds.line, 179_999])),
  ],
  [
    'a line twice',
    'fund_line_twice field=split[1].line',
    decided,
    award(180_000, split([fundIds.line, 90_000], [fundIds.line, 90_000])),
  ],
  ['an unknown line', 'unknown_fund_line field=split[0].line', decided, award(180_000), outside({ fundLines: {} })],
  [
    'a line of another call',
    'fund_line_of_another_call field=split[0].line call=autre.v1',
    decided,
    award(180_000),
    outside({ fundLines: { [fundIds.line]: { call: 'autre.v1', payer: fundIds.payer } } }),
  ],
  [
    'a condition of no list',
    'unknown_code field=condition.document code=photo list=documents',
    decided,
    award(180_000, undefined, { document: 'photo', until: '2026-04-30' }),
  ],
  [
    'a condition by today',
    'day_not_ahead field=condition.until date=2026-03-02 day=2026-03-02',
    decided,
    award(180_000, undefined, { document: 'rib', until: '2026-03-02' }),
  ],
  [
    'deferred until today',
    'day_not_ahead field=until date=2026-03-02 day=2026-03-02',
    decided,
    { type: 'DeferGrant', data: { reason: 'precisions', until: '2026-03-02' } },
  ],
  [
    'deferred for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.deferred',
    decided,
    { type: 'DeferGrant', data: { reason: 'humeur', until: '2026-05-04' } },
  ],
  [
    'taken back for no reason of the call',
    'unknown_code field=reason code=humeur list=reasons.reversed',
    grantAt.notify,
    { type: 'ReopenInstruction', data: { reason: 'humeur' } },
  ],
  [
    'taken back once a payment failed',
    'grant_already_paid',
    () => grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed),
    commands.ReopenInstruction,
  ],
  [
    'notified before it was decided',
    'date_before field=on date=2026-03-01 what=previous_step day=2026-03-02',
    grantAt.notify,
    { type: 'NotifyGrant', data: { on: '2026-03-01', reference: 'D' } },
  ],
  [
    'notified tomorrow',
    'date_in_future field=on date=2026-03-03',
    grantAt.notify,
    { type: 'NotifyGrant', data: { on: '2026-03-03', reference: 'D' } },
  ],
]

test.each(named(cases))('%s', (_name, each) => expect(refusalOf(each)).toBe(each[1]))

test('a tie of votes leaves the decision free', () => {
  const tied = inFull({ agree: 2, disagree: 2 })
  expect(decide(award(180_000), tied, outside({ fundLines: grantOutside.fundLines }), fundIds.grant).ok).toBe(true)
  expect(decide(commands.RefuseGrant, inFull({ agree: 2, disagree: 2 }), grantFacts(), fundIds.grant).ok).toBe(true)
})
