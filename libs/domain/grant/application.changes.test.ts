import { lightCall } from '../../testing/call.fixtures'
import { type ChangeCase, changesOf, nextDay, nextMorning } from '../../testing/grant.changes'
import { fundIds, grantCommands as commands, sessionTold } from '../../testing/grant.fixtures'
import { completeDraft, grantAfter, grantAt } from '../../testing/grant.moments'
import type { OpenGrant } from './grant.state'

const told = (type: string, data: object) => sessionTold(type, data, nextMorning)
const vote = { grant: fundIds.grant, agree: 3, disagree: 1, abstain: 2, quorate: true }
const studied = () => grantAfter(grantAt.check_application(), commands.AdmitApplication)
const proposed = () => grantAfter(grantAt.study_application(), commands.ConcludeInstruction)
const withoutCommittee = () => {
  const state = grantAt.study_application() as OpenGrant
  return { ...state, opening: { ...state.opening, terms: { ...state.opening.terms, committee: null } } }
}
const bothAsked = () => {
  const state = grantAt.study_application() as OpenGrant
  const other = { reviewer: fundIds.otherReviewer, is: 'asked', favourable: null, scores: [] } as const
  return { ...state, reviews: [other, ...state.reviews] }
}

const cases: readonly ChangeCase[] = [
  [
    'an application that is handed in',
    [completeDraft(), commands.SubmitApplication],
    {
      events: [['ApplicationSubmitted', {}]],
      changed: {
        stage: 'admissibility',
        submittedAt: nextMorning,
        task: 'check_application',
        until: null,
        since: nextMorning,
      },
    },
  ],
  [
    'what lacks is asked for',
    [grantAt.check_application(), commands.AskCompletion],
    {
      events: [['CompletionAsked', { documents: ['statuts'], until: '2026-03-20' }]],
      changed: { completing: ['statuts'], task: 'complete_application', until: '2026-03-20', since: nextMorning },
    },
  ],
  [
    'one that is admitted',
    [grantAt.check_application(), commands.AdmitApplication],
    {
      events: [['ApplicationAdmitted', {}]],
      changed: { stage: 'instruction', task: 'study_application', since: nextMorning },
    },
  ],
  [
    'one that is not',
    [grantAt.check_application(), commands.RefuseAdmission],
    {
      events: [['GrantClosed', { outcome: 'inadmissible', reason: 'hors_objet', movements: [] }]],
      changed: { stage: 'closed', outcome: 'inadmissible', closedAt: nextMorning },
    },
  ],
  [
    'a document that was asked for',
    [grantAt.complete_application(), { type: 'ProvideDocument', data: { code: 'statuts' } }],
    {
      events: [
        [
          'DocumentProvided',
          { code: 'statuts', document: fundIds.document, mediaType: 'application/pdf', sha256: '0'.repeat(64) },
        ],
      ],
      changed: { completing: [] },
    },
  ],
  [
    'all that was asked for',
    [
      grantAfter(grantAt.complete_application(), { type: 'ProvideDocument', data: { code: 'statuts' } }),
      commands.CompleteApplication,
    ],
    { events: [['ApplicationCompleted', {}]], changed: { task: 'check_application', until: null, since: nextMorning } },
  ],
  [
    'nothing of what was asked for',
    [grantAt.complete_application(), commands.ExpireGrant],
    {
      events: [['CompletionMissed', {}]],
      changed: { completing: [], task: 'check_application', until: null, since: nextMorning },
    },
  ],
  [
    'an application that nobody hands in',
    [grantAt.submit_application(), commands.ExpireGrant],
    {
      events: [['GrantClosed', { outcome: 'not_submitted', reason: null, movements: [] }]],
      changed: { stage: 'closed', outcome: 'not_submitted', closedAt: nextMorning },
    },
  ],
  [
    'somebody asked to study it',
    [studied(), commands.AskReviewer],
    {
      events: [['ReviewAsked', { reviewer: fundIds.reviewer }]],
      changed: { reviews: [{ reviewer: fundIds.reviewer, is: 'asked', favourable: null, scores: [] }] },
    },
  ],
  [
    'an opinion',
    [grantAt.study_application(), commands.GiveReview, nextDay(fundIds.reviewer)],
    {
      events: [
        [
          'ReviewGiven',
          {
            reviewer: fundIds.reviewer,
            favourable: true,
            scores: [
              { criterion: 'publics', score: 3 },
              { criterion: 'territoire', score: 3 },
              { criterion: 'realisable', score: 3 },
            ],
          },
        ],
      ],
      changed: {
        reviews: [
          {
            reviewer: fundIds.reviewer,
            is: 'answered',
            favourable: true,
            scores: [
              { criterion: 'publics', score: 3 },
              { criterion: 'territoire', score: 3 },
              { criterion: 'realisable', score: 3 },
            ],
          },
        ],
      },
    },
  ],
  [
    'a conflict',
    [grantAt.study_application(), commands.DeclineReview, nextDay(fundIds.reviewer)],
    {
      events: [['ReviewDeclined', { reviewer: fundIds.reviewer, conflict: true }]],
      changed: { reviews: [{ reviewer: fundIds.reviewer, is: 'in_conflict', favourable: null, scores: [] }] },
    },
  ],
  [
    'no opinion',
    [grantAt.study_application(), { type: 'DeclineReview', data: { conflict: false } }, nextDay(fundIds.reviewer)],
    {
      events: [['ReviewDeclined', { reviewer: fundIds.reviewer, conflict: false }]],
      changed: { reviews: [{ reviewer: fundIds.reviewer, is: 'declined', favourable: null, scores: [] }] },
    },
  ],
  [
    'an opinion among two',
    [bothAsked(), commands.GiveReview, nextDay(fundIds.reviewer)],
    {
      events: [
        [
          'ReviewGiven',
          {
            reviewer: fundIds.reviewer,
            favourable: true,
            scores: [
              { criterion: 'publics', score: 3 },
              { criterion: 'territoire', score: 3 },
              { criterion: 'realisable', score: 3 },
            ],
          },
        ],
      ],
      changed: {
        reviews: [
          { reviewer: fundIds.otherReviewer, is: 'asked', favourable: null, scores: [] },
          {
            reviewer: fundIds.reviewer,
            is: 'answered',
            favourable: true,
            scores: [
              { criterion: 'publics', score: 3 },
              { criterion: 'territoire', score: 3 },
              { criterion: 'realisable', score: 3 },
            ],
          },
        ],
      },
    },
  ],
  [
    'what is proposed',
    [grantAt.study_application(), commands.ConcludeInstruction],
    {
      events: [['InstructionConcluded', { favourable: true, proposedCents: 180_000 }]],
      changed: {
        stage: 'committee',
        proposal: { favourable: true, proposedCents: 180_000 },
        task: 'hear_committee',
        since: nextMorning,
      },
    },
  ],
  [
    'what is proposed where there is no committee',
    [withoutCommittee(), commands.ConcludeInstruction],
    {
      events: [['InstructionConcluded', { favourable: true, proposedCents: 180_000 }]],
      changed: {
        stage: 'decision',
        proposal: { favourable: true, proposedCents: 180_000 },
        task: 'decide',
        since: nextMorning,
      },
    },
  ],
  [
    'a session that is convened',
    [
      proposed(),
      commands.ConveneSession,
      told('SessionConvened', { call: lightCall.id, on: '2026-03-20', pack: [fundIds.grant] }),
    ],
    {
      events: [['CommitteeConvened', { session: fundIds.session, on: '2026-03-20' }]],
      changed: { session: { session: fundIds.session, on: '2026-03-20' } },
    },
  ],
  [
    'a session that is closed',
    [grantAt.hear_committee(), commands.CloseSession, told('SessionClosed', { heard: [vote] })],
    {
      events: [['CommitteeHeard', { session: fundIds.session, agree: 3, disagree: 1, abstain: 2, quorate: true }]],
      changed: {
        stage: 'decision',
        session: null,
        hearing: { agree: 3, disagree: 1, abstain: 2, quorate: true },
        task: 'decide',
        since: nextMorning,
      },
    },
  ],
  [
    'a session that is cancelled',
    [grantAt.hear_committee(), commands.CancelSession, told('SessionCancelled', { pack: [fundIds.grant] })],
    { events: [['CommitteeCancelled', { session: fundIds.session }]], changed: { session: null } },
  ],
]

test.each(cases)('%s', (_what, given, expected) => expect(changesOf(...given)).toEqual(expected))
