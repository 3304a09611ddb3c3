import { lightCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts, grantOutside, project } from '../../testing/grant.fixtures'
import { completeDraft, conditionProvided, grantAfter, grantAt } from '../../testing/grant.moments'
import { named, type RefusalCase, refusalOf, underFullCall } from '../../testing/grant.refusals'
import type { OutsideFacts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import type { GrantState, OpenGrant } from './grant.state'

const { unknown, submit_application: drafted, decide: decided } = grantAt
const outside = (over: Partial<OutsideFacts>) => grantFacts(over)
const draft = (over: object): GrantCommand => ({
  type: 'DraftApplication',
  data: { ...commands.DraftApplication.data, project: { ...project, ...over } },
})
const award = (cents: number): GrantCommand => ({
  type: 'AwardGrant',
  data: { cents, split: [{ line: fundIds.line, cents }], condition: null },
})
/** A grant that asks for so much, of a body of this law, where the call has room for it. */
const large = (cents: number, body: 'private' | 'public' = 'private'): OpenGrant => {
  const state = decided() as OpenGrant
  const terms = { ...state.opening.terms, envelopeCents: 10_000_000, largestCents: null }
  return { ...state, project: { ...state.project, askedCents: cents, body }, opening: { ...state.opening, terms } }
}
const by = grantFacts({}, fundIds.reviewer)
const scored = (score: number): GrantCommand => ({
  type: 'GiveReview',
  data: { favourable: true, scores: lightCall.criteria.map(({ code: criterion }) => ({ criterion, score })) },
})
const provided = (known: boolean) => outside({ document: { ...grantOutside.document, known } })
const withDocument = () => grantAfter(drafted(), commands.ProvideDocument)
const recoverable = () => underFullCall(grantAt.evaluate(), null)
const reviewedTwice = () => {
  const state = underFullCall(grantAt.study_application(), null)
  const answered = { is: 'answered', favourable: true, scores: [] } as const
  return {
    ...state,
    reviews: [
      { reviewer: 'a', ...answered },
      { reviewer: 'b', ...answered },
    ],
  }
}

const cases: readonly RefusalCase[] = [
  [
    'on the first day of a call',
    'ApplicationDrafted',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-01-14T23:00:00Z'),
  ],
  [
    'on its last day',
    'ApplicationDrafted',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-12-31T22:59:00Z'),
  ],
  ['a project of one day', 'ApplicationDrafted', unknown, draft({ endsOn: project.startsOn })],
  ['as much as one grant may be', 'ApplicationDrafted', unknown, draft({ askedCents: 300_000, costCents: 350_000 })],
  ['the same draft', '', drafted, commands.DraftApplication],
  [
    'a draft with other words',
    'ApplicationDrafted',
    drafted,
    commands.DraftApplication,
    outside({ textsChanged: true }),
  ],
  ['another draft', 'ApplicationDrafted', drafted, draft({ endsOn: '2026-11-30' })],
  ['bytes that were provided', '', withDocument, commands.ProvideDocument, provided(true)],
  ['bytes that were provided as something else', 'DocumentProvided', drafted, commands.ProvideDocument, provided(true)],
  ['other bytes', 'DocumentProvided', withDocument, commands.ProvideDocument, provided(false)],
  [
    'a document that the decision is subject to',
    'DocumentProvided',
    subjectToPhoto,
    { type: 'ProvideDocument', data: { code: 'photo' } },
  ],
  [
    'the bytes that were there before the decision which is subject to them',
    'DocumentProvided',
    grantAt.meet_condition,
    { type: 'ProvideDocument', data: { code: 'statuts' } },
    provided(true),
  ],
  [
    'those bytes again',
    '',
    () => conditionProvided(),
    { type: 'ProvideDocument', data: { code: 'statuts' } },
    provided(true),
  ],
  [
    'the bytes of another document',
    '',
    grantAt.meet_condition,
    { type: 'ProvideDocument', data: { code: 'rib' } },
    provided(true),
  ],
  ['all that was asked', 'GrantAwarded', decided, award(200_000)],
  ['all that the envelope holds', 'GrantAwarded', decided, award(180_000), outside({ engagedCents: 1_820_000 })],
  ['as much as the law lets go without agreement', 'GrantAwarded', () => large(2_300_000), award(2_300_000)],
  ['more than that to a body of public law', 'GrantAwarded', () => large(2_300_001, 'public'), award(2_300_001)],
  [
    'more than that under an agreement',
    'GrantAwarded',
    () => underFullCall(large(2_300_001), { agree: 3 }),
    award(2_300_001),
    fullLine(),
  ],
  ['a reviewer who was asked', '', grantAt.study_application, commands.AskReviewer],
  ['the highest score', 'ReviewGiven', grantAt.study_application, scored(5), by],
  [
    'no favour, and no amount',
    'InstructionConcluded',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: false, proposedCents: null } },
  ],
  [
    'all that was asked is proposed',
    'InstructionConcluded',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: 200_000 } },
  ],
  ['as many answers as reviewers', 'InstructionConcluded', reviewedTwice, commands.ConcludeInstruction],
  [
    'all that was paid is asked back',
    'RecoveryOrdered',
    recoverable,
    { type: 'OrderRecovery', data: { cents: 180_000, reason: 'non_realise' } },
  ],
  ['the day that the report has', '', grantAt.hand_in_report, { type: 'MoveReportDay', data: { until: '2027-02-28' } }],
  [
    'that day anew, once it was missed',
    'ReportDayMoved',
    grantAt.settle_report,
    { type: 'MoveReportDay', data: { until: '2027-02-28' } },
  ],
]

function subjectToPhoto(): GrantState {
  const state = grantAt.meet_condition() as OpenGrant
  const condition = { document: 'photo', until: '2026-04-30', provided: false }
  return { ...state, award: state.award && { ...state.award, condition } }
}

function fullLine() {
  const state = underFullCall(decided(), null)
  return outside({ fundLines: { [fundIds.line]: { call: state.opening.call, payer: fundIds.payer } } })
}

test.each(named(cases))('taken as it is, to the last: %s', (_name, each) => {
  expect(refusalOf(each)).toBe(`accepted: ${each[1]}`)
})

test.each<[string, Partial<Record<'favourable', boolean>>, boolean, string]>([
  ['the same opinion', {}, false, ''],
  ['the same opinion in other words', {}, true, 'ReviewGiven'],
  ['another opinion', { favourable: false }, false, 'ReviewGiven'],
])('%s', (_, over, textsChanged, expected) => {
  const given = grantAfter(grantAt.study_application(), commands.GiveReview, by)
  const again: GrantCommand = { type: 'GiveReview', data: { ...commands.GiveReview.data, ...over } }
  const decision = decide(again, given, grantFacts({ textsChanged }, fundIds.reviewer), fundIds.grant)
  expect(decision.ok && decision.events.map(({ type }) => type).join()).toBe(expected)
})

test.each([
  ['declined', true, 'ReviewDeclined'],
  ['declined', false, ''],
  ['in_conflict', false, ''],
  ['in_conflict', true, ''],
  ['asked', false, 'ReviewDeclined'],
  ['answered', false, 'ReviewDeclined'],
] as const)('a review that is %s, declined for a conflict %s', (is, conflict, expected) => {
  const state = grantAt.study_application() as OpenGrant
  const reviews = state.reviews.map((review) => ({ ...review, is }))
  const decision = decide({ type: 'DeclineReview', data: { conflict } }, { ...state, reviews }, by, fundIds.grant)
  expect(decision.ok && decision.events.map(({ type }) => type).join()).toBe(expected)
})

/** The documents that are asked of one law, and not of the other. */
test.each(['private', 'public'] as const)('a body of %s law provides its own documents and those of all', (body) => {
  const state = grantAt.submit_application() as OpenGrant
  const documents = (['all', 'private', 'public'] as const).map((of) => ({ code: of, fr: of, of }))
  const opening = { ...state.opening, terms: { ...state.opening.terms, documents } }
  const asked = { ...state, opening, project: { ...state.project, body } }
  const given = outside({ call: { content: lightCall, status: 'published' } })
  const decision = decide(commands.SubmitApplication, asked, given, fundIds.grant)
  expect(decision).toMatchObject({ rule: 'documents_missing', details: { codes: `all, ${body}` } })
})

/** Rules over what an application says, for one that has two co-funders. */
function ruled(...rules: readonly string[]): OpenGrant {
  const state = completeDraft() as OpenGrant
  const eligibility = rules.map((rule, at) => ({ code: `rule_${at}`, rule, fr: 'Non.', en: 'No.' }))
  const cofunders = [project.cofunders[0], { code: 'epci', cents: 5 }].map((each) => ({
    code: 'commune',
    cents: 7,
    ...each,
  }))
  const opening = { ...state.opening, terms: { ...state.opening.terms, eligibility } }
  return { ...state, opening, project: { ...state.project, cofunders } }
}
const submitting = (state: OpenGrant, over: Partial<OutsideFacts> = {}) =>
  refusalOf(['', '', () => state, commands.SubmitApplication, outside(over)])

test.each([
  "body == 'private'",
  'askedCents == 200000',
  'costCents == 250000',
  'ownCents == 30000',
  'cofundedCents == 20005',
  'months == 8',
  "publics == ['seniors']",
  "epcis == ['244000808']",
  "structureRoles == ['lieu']",
])('a call may ask that %s', (rule) => {
  expect(submitting(ruled(rule))).toBe('accepted: ApplicationSubmitted')
  const other = rule.replace('==', '!=')
  expect(submitting(ruled(rule, other, other))).toBe('project_not_eligible codes=rule_1, rule_2')
})

test('a structure that is nowhere has no role', () => {
  expect(submitting(ruled('structureRoles == []'), { applicant: null })).toBe('accepted: ApplicationSubmitted')
  expect(submitting(ruled('structureRoles == []'), { applicant: undefined })).toBe('accepted: ApplicationSubmitted')
})
