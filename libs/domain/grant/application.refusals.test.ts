import { fullCall, lightCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts, grantOutside, project } from '../../testing/grant.fixtures'
import { completeDraft, grantAfter, grantAt } from '../../testing/grant.moments'
import type { Facts, OutsideFacts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import type { GrantState, OpenGrant } from './grant.state'

type Case = readonly [why: string, rule: string, state: () => GrantState, command: GrantCommand, given?: Facts]
const draft = (over: Partial<typeof project> | Record<string, unknown>): GrantCommand => ({
  type: 'DraftApplication',
  data: { ...commands.DraftApplication.data, project: { ...project, ...over } },
})
const outside = (over: Partial<OutsideFacts>) => grantFacts(over)
const of = (state: () => GrantState) => state() as OpenGrant
const { unknown, submit_application: drafted, check_application: submitted, decide: decided } = grantAt
const applicant = (over: object) =>
  outside({ applicant: { territory: '40', siret: '73282932000074', roles: ['lieu'], ...over } })
const agent = (over: object) => outside({ agent: { ...grantOutside.agent, ...over } })
const inFull = (hearing: Partial<NonNullable<OpenGrant['hearing']>> | null): OpenGrant => {
  const state = of(decided)
  const { id: _id, territory: _territory, zone: _zone, opensOn: _opensOn, ...terms } = fullCall
  const spoken = hearing && { agree: 0, disagree: 0, abstain: 0, quorate: true, ...hearing }
  return { ...state, hearing: spoken, opening: { ...state.opening, terms } }
}
const scores = (...given: readonly (readonly [string, number])[]): GrantCommand => ({
  type: 'GiveReview',
  data: { favourable: true, scores: given.map(([criterion, score]) => ({ criterion, score })) },
})
const whole = lightCall.criteria.map(({ code }) => [code, 3] as const)
const by = (sub: string) => grantFacts({}, sub)

const cases: readonly Case[] = [
  ['no such call', 'unknown_call', unknown, commands.DraftApplication, outside({ call: null })],
  [
    'a call retired',
    'call_not_published',
    unknown,
    commands.DraftApplication,
    outside({ call: { content: lightCall, status: 'retired' } }),
  ],
  [
    'a call that is not open yet',
    'call_not_open',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-01-14T22:59:00Z'),
  ],
  [
    'a call that is closed',
    'call_closed',
    unknown,
    commands.DraftApplication,
    grantFacts({}, 'x', '2026-12-31T23:00:00Z'),
  ],
  ['an unknown structure', 'unknown_structure', unknown, commands.DraftApplication, outside({ applicant: null })],
  ['a structure of elsewhere', 'unknown_structure', unknown, commands.DraftApplication, applicant({ territory: '32' })],
  [
    'a structure without SIRET',
    'structure_without_siret',
    unknown,
    commands.DraftApplication,
    applicant({ siret: null }),
  ],
  [
    'a SIRET with a wrong key',
    'siret_wrong_key',
    unknown,
    commands.DraftApplication,
    applicant({ siret: '73282932000075' }),
  ],
  ['an end before the start', 'date_before', unknown, draft({ endsOn: '2026-03-31' })],
  ['a public of no list', 'unknown_code', unknown, draft({ publics: ['seniors', 'chats'] })],
  ['a co-funder of no list', 'unknown_code', unknown, draft({ cofunders: [{ code: 'mecene', cents: 20_000 }] })],
  ['an indicator of no list', 'unknown_code', unknown, draft({ targets: [{ indicator: 'joie', value: 1 }] })],
  [
    'a co-funder twice',
    'code_twice',
    unknown,
    draft({
      cofunders: [
        { code: 'commune', cents: 10_000 },
        { code: 'commune', cents: 10_000 },
      ],
    }),
  ],
  ['a target twice', 'code_twice', unknown, draft({ targets: [project.targets[0], project.targets[0]] })],
  ['a budget one cent out', 'budget_not_balanced', unknown, draft({ ownCents: 30_001 })],
  ['more than one grant may be', 'asked_too_much', unknown, draft({ askedCents: 300_001, costCents: 350_001 })],
  [
    'a draft for another call',
    'application_of_another_call',
    drafted,
    { type: 'DraftApplication', data: { ...commands.DraftApplication.data, call: 'autre.v1' } },
  ],
  [
    'a draft of another structure',
    'application_of_another_structure',
    drafted,
    { type: 'DraftApplication', data: { ...commands.DraftApplication.data, structure: fundIds.payer } },
  ],
  ['a faulty draft over a good one', 'budget_not_balanced', drafted, draft({ ownCents: 0 })],
  ['a document of no list', 'unknown_code', drafted, { type: 'ProvideDocument', data: { code: 'photo' } }],
  [
    'bytes of no type',
    'unsupported_document',
    drafted,
    commands.ProvideDocument,
    outside({ document: { ...grantOutside.document, mediaType: null } }),
  ],
  [
    'the agreement of a call without one',
    'unknown_code',
    drafted,
    { type: 'ProvideDocument', data: { code: 'agreement' } },
  ],
  ['documents missing', 'documents_missing', drafted, commands.SubmitApplication],
  [
    'handed in a day late',
    'call_closed',
    completeDraft,
    commands.SubmitApplication,
    grantFacts({}, 'x', '2026-12-31T23:00:00Z'),
  ],
  [
    'a call retired meanwhile',
    'call_not_published',
    completeDraft,
    commands.SubmitApplication,
    outside({ call: { content: lightCall, status: 'retired' } }),
  ],
  [
    'a structure that may not apply',
    'project_not_eligible',
    completeDraft,
    commands.SubmitApplication,
    applicant({ roles: [] }),
  ],
  [
    'a document of no list asked for',
    'unknown_code',
    submitted,
    { type: 'AskCompletion', data: { documents: ['photo'], until: '2026-03-20' } },
  ],
  [
    'asked for by today',
    'day_not_ahead',
    submitted,
    { type: 'AskCompletion', data: { documents: ['rib'], until: '2026-03-02' } },
  ],
  [
    'what was asked for is not there anew',
    'documents_missing',
    grantAt.complete_application,
    commands.CompleteApplication,
  ],
  [
    'inadmissible for no reason of the call',
    'unknown_code',
    submitted,
    { type: 'RefuseAdmission', data: { reason: 'humeur' } },
  ],
  [
    'an agent who reviews nothing',
    'not_a_reviewer',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ role: 'mediator' }),
  ],
  [
    'a reviewer of elsewhere',
    'not_a_reviewer',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ territory: '32' }),
  ],
  ['nobody', 'not_a_reviewer', grantAt.study_application, commands.AskReviewer, outside({ agent: null })],
  [
    'a reviewer who has left',
    'agent_has_left',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ leftOn: '2026-02-01' }),
  ],
  [
    'a reviewer of the structure that applies',
    'reviewer_of_the_applicant',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ structure: fundIds.applicant }),
  ],
  [
    'an opinion that nobody asked for',
    'review_not_asked',
    grantAt.study_application,
    commands.GiveReview,
    by(fundIds.otherReviewer),
  ],
  [
    'a refusal to review what nobody asked',
    'review_not_asked',
    grantAt.study_application,
    commands.DeclineReview,
    by(fundIds.otherReviewer),
  ],
  [
    'an opinion after a conflict',
    'review_in_conflict',
    () => grantAfter(grantAt.study_application(), commands.DeclineReview, by(fundIds.reviewer)),
    commands.GiveReview,
    by(fundIds.reviewer),
  ],
  [
    'a criterion without score',
    'criteria_not_scored',
    grantAt.study_application,
    scores(...whole.slice(1)),
    by(fundIds.reviewer),
  ],
  [
    'a criterion of no list',
    'unknown_code',
    grantAt.study_application,
    scores(...whole, ['charme', 1]),
    by(fundIds.reviewer),
  ],
  [
    'a criterion twice',
    'code_twice',
    grantAt.study_application,
    scores(...whole, ['publics', 1]),
    by(fundIds.reviewer),
  ],
  [
    'a score above its most',
    'score_too_high',
    grantAt.study_application,
    scores(...whole.slice(1), ['publics', 6]),
    by(fundIds.reviewer),
  ],
  [
    'fewer answers than reviewers',
    'reviews_missing',
    () => ({ ...of(grantAt.study_application), opening: inFull({}).opening }),
    commands.ConcludeInstruction,
  ],
  [
    'more proposed than asked',
    'more_than_asked',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: 200_001 } },
  ],
  [
    'favourable without amount',
    'proposal_without_amount',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: null } },
  ],
]

test.each(cases.map((each) => [`${each[0]}: ${each[1]}`, each] as const))('%s', (_name, each) => {
  const [, rule, state, command, given = grantFacts()] = each
  const decision = decide(command, state(), given, fundIds.grant)
  expect(decision.ok ? decision.events : decision.rule).toBe(rule)
})

test('what a call asks of a project is told in its own words', () => {
  const long = grantAfter(completeDraft(), draft({ endsOn: '2027-06-30' }))
  const decision = decide(commands.SubmitApplication, long, grantFacts(), fundIds.grant)
  expect(decision).toMatchObject({
    rule: 'project_not_eligible',
    details: { codes: 'one_year' },
    issues: [{ field: 'one_year', fr: 'Le projet dure 14 mois : une action se fait en douze mois au plus.' }],
  })
})
