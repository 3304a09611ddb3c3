import { advanced, amending, inFull, larger, light, rule, same } from '../../testing/amendment.moments'
import { fullCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts, longer } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import type { Facts } from '../facts'
import type { GrantCommand } from './grant.decide'
import type { GrantState } from './grant.state'

const { line, otherLine } = fundIds

const paidAll = grantAt.hand_in_report
type Refused = readonly [why: string, rule: string, () => GrantState, GrantCommand, Facts?]
const all = [
  [line, 66_668],
  [otherLine, 33_333],
] as const
const refusals: readonly Refused[] = [
  ['for no reason of the call', 'unknown_code', light, amending(all, larger, 'humeur'), inFull()],
  ['that does not balance', 'budget_not_balanced', light, amending(all, { ...larger, costCents: 1 }), inFull()],
  ['that ends before it begins', 'date_before', light, amending(all, { ...larger, endsOn: '2026-03-31' }), inFull()],
  [
    'above what the call grants at most',
    'asked_too_much',
    light,
    amending(all, { ...larger, askedCents: 4_000_001, costCents: 4_050_001 }),
    inFull(),
  ],
  ['above what the project asks for', 'more_than_asked', light, amending([[line, 300_001]]), inFull()],
  [
    'above the envelope',
    'envelope_exceeded',
    light,
    amending([
      [line, 66_668],
      [otherLine, 33_335],
    ]),
    inFull({ engagedCents: fullCall.envelopeCents - 1 }),
  ],
  [
    'on an unknown line',
    'unknown_fund_line',
    light,
    amending([...all, [fundIds.line.replace(/.$/, '9'), 1]]),
    inFull(),
  ],
  [
    'below what a line has paid',
    'less_than_paid',
    () => advanced(light()),
    amending([
      [line, 39_999],
      [otherLine, 50_000],
    ]),
    inFull(),
  ],
  ['without a line that has paid', 'less_than_paid', () => advanced(light()), amending([[line, 90_000]]), inFull()],
  ['that grows once all is paid', 'no_instalment_left', paidAll, amending([[line, 180_001]]), grantFacts()],
  [
    'while a payment is under way',
    'payment_under_way',
    () => grantAfter(grantAt.record_payment(), commands.RecordPaymentFailed),
    commands.AmendGrant,
  ],
  [
    'below what is set aside for journeys',
    'coverage_above_grant',
    light,
    amending([[line, 66_668]]),
    inFull({ coverage: { envelopeCents: 66_669, costCents: 0, twice: 0, proposedCents: 0 } }),
  ],
  [
    'that a private body signs nothing for',
    'agreement_required',
    light,
    amending([[line, 2_300_001]], { ...larger, askedCents: 2_300_001, costCents: 2_350_001 }),
    inFull(),
  ],
  [
    'that changes nothing of what was asked',
    'nothing_amended',
    grantAt.decide_amendment,
    amending([[line, 180_000]], same, 'calendrier'),
    grantFacts(),
  ],
]
test.each(refusals.map((each) => [`${each[0]}: ${each[1]}`, each] as const))('an amendment %s', (_name, each) => {
  const [, expected, state, command, given = grantFacts()] = each
  expect(rule(state(), command, given)).toBe(expected)
})

test('what is just within every bound is amended, and what says the same is quiet', () => {
  const engagedCents = fullCall.envelopeCents - 1
  const more = amending([
    [line, 66_668],
    [otherLine, 33_334],
  ])
  expect(rule(light(), more, inFull({ engagedCents }))).toBe('GrantAmended')
  // What does not grow asks nothing of an envelope that others have emptied.
  expect(rule(light(), amending(all, larger), inFull({ engagedCents: fullCall.envelopeCents + 5 }))).toBe(
    'GrantAmended',
  )
  expect(
    rule(
      advanced(light()),
      amending([
        [line, 40_000],
        [otherLine, 19_999],
      ]),
      inFull(),
    ),
  ).toBe('GrantAmended')
  expect(rule(paidAll(), amending([[line, 180_000]], longer), grantFacts())).toBe('GrantAmended ReportDayMoved')
  const coverage = { envelopeCents: 66_668, costCents: 0, twice: 0, proposedCents: 0 }
  expect(rule(light(), amending([[line, 66_668]]), inFull({ coverage }))).toBe('GrantAmended')
  expect(rule(light(), amending(all, same), inFull())).toBe('quiet')
  expect(rule(paidAll(), amending([[otherLine, 180_000]], same), grantFacts())).toBe('less_than_paid')
})
