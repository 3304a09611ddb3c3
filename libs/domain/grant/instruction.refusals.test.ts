import { lightCall } from '../../testing/call.fixtures'
import { fundIds, grantCommands as commands, grantFacts, grantOutside } from '../../testing/grant.fixtures'
import { grantAfter, grantAt } from '../../testing/grant.moments'
import { named, type RefusalCase, refusalOf, underFullCall } from '../../testing/grant.refusals'
import type { OutsideFacts } from '../facts'
import type { GrantCommand } from './grant.decide'

const outside = (over: Partial<OutsideFacts>) => grantFacts(over)
const agent = (over: object) => outside({ agent: { ...grantOutside.agent, ...over } })
const scores = (...given: readonly (readonly [string, number])[]): GrantCommand => ({
  type: 'GiveReview',
  data: { favourable: true, scores: given.map(([criterion, score]) => ({ criterion, score })) },
})
const whole = lightCall.criteria.map(({ code }) => [code, 3] as const)
const by = (sub: string) => grantFacts({}, sub)

const cases: readonly RefusalCase[] = [
  [
    'an agent who reviews nothing',
    'not_a_reviewer field=reviewer',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ role: 'mediator' }),
  ],
  [
    'a reviewer of elsewhere',
    'not_a_reviewer field=reviewer',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ territory: '32' }),
  ],
  [
    'nobody',
    'not_a_reviewer field=reviewer',
    grantAt.study_application,
    commands.AskReviewer,
    outside({ agent: null }),
  ],
  [
    'a reviewer who has left',
    'agent_has_left field=reviewer day=2026-02-01',
    grantAt.study_application,
    commands.AskReviewer,
    agent({ leftOn: '2026-02-01' }),
  ],
  [
    'a reviewer of the structure that applies',
    'reviewer_of_the_applicant field=reviewer',
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
    'criteria_not_scored field=scores codes=publics',
    grantAt.study_application,
    scores(...whole.slice(1)),
    by(fundIds.reviewer),
  ],
  [
    'no criterion with its score',
    'criteria_not_scored field=scores codes=publics, territoire, realisable',
    grantAt.study_application,
    scores(),
    by(fundIds.reviewer),
  ],
  [
    'a criterion of no list',
    'unknown_code field=scores[3].criterion code=charme list=criteria',
    grantAt.study_application,
    scores(...whole, ['charme', 1]),
    by(fundIds.reviewer),
  ],
  [
    'a criterion twice',
    'code_twice field=scores code=publics',
    grantAt.study_application,
    scores(...whole, ['publics', 1]),
    by(fundIds.reviewer),
  ],
  [
    'a score above its most',
    'score_too_high field=scores[2].score score=6 most=5',
    grantAt.study_application,
    scores(...whole.slice(1), ['publics', 6]),
    by(fundIds.reviewer),
  ],
  [
    'fewer answers than reviewers',
    'reviews_missing asked=2 answered=0',
    () => underFullCall(grantAt.study_application(), null),
    commands.ConcludeInstruction,
  ],
  [
    'more proposed than asked',
    'more_than_asked field=proposedCents cents=200001 most=200000',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: 200_001 } },
  ],
  [
    'favourable without amount',
    'proposal_without_amount field=proposedCents',
    grantAt.study_application,
    { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: null } },
  ],
]

test.each(named(cases))('%s', (_name, each) => expect(refusalOf(each)).toBe(each[1]))
