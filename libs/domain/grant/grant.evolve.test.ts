import { fundIds, grantCommands as commands, grantFacts, project } from '../../testing/grant.fixtures'
import { grantAfter, grantAt, grantDecided } from '../../testing/grant.moments'
import { refusalOf } from '../../testing/grant.refusals'
import type { GrantCommand } from './grant.decide'
import { evolve } from './grant.evolve'
import type { GrantEvent } from './grant.events'
import type { GrantState, OpenGrant } from './grant.state'

const at = '2026-03-03T09:00:00Z'
const events: readonly GrantEvent[] = [
  { type: 'ReviewAsked', data: { reviewer: fundIds.reviewer }, at },
  { type: 'GrantReminded', data: { task: 'decide' }, at },
  { type: 'GrantEscalated', data: { task: 'decide' }, at },
  { type: 'GrantClosed', data: { outcome: 'closed', reason: null, movements: [] }, at },
]

test.each(events)('before it was drafted and once it is closed, $type changes nothing of a grant', (event) => {
  for (const state of [grantAt.unknown(), grantAt.closed()]) expect(evolve(state, event)).toBe(state)
})

test('a draft of what is closed is no other project', () => {
  const [drafted] = grantDecided(grantAt.unknown(), commands.DraftApplication) as [GrantEvent]
  const closed = grantAt.closed()
  expect(evolve(closed, drafted)).toBe(closed)
})

test('a recomputed Plan changes nothing of what is known', () => {
  const state = grantAt.decide()
  expect(evolve(state, { type: 'PlanRecomputed', data: {}, at })).toEqual(state)
})

test('an event that nobody has thought of is a mistake', () => {
  expect(() => evolve(grantAt.decide(), { type: 'Unheard', data: {}, at } as never)).toThrow()
})

test('a grant begins with its call, its project, and nothing else', () => {
  const { opening, ...state } = grantAt.submit_application() as OpenGrant
  expect(opening).toMatchObject({ call: 'landes-actions-2026.v1', structure: fundIds.applicant, territory: '40' })
  expect(state).toMatchObject({
    ...{ stage: 'application', task: 'submit_application', until: '2026-12-31', since: '2026-03-02T09:00:00Z' },
    ...{ remindedAt: null, reminders: 0, project, submittedAt: null, documents: {}, completing: [], reviews: [] },
    ...{ proposal: null, session: null, hearing: null, decisions: [], award: null, notifiedOn: null, done: 0 },
    ...{ payments: [], reports: [], recovery: null, recovered: {} },
  })
})

test('of two reviewers, what one says is not said of the other', () => {
  const state = grantAt.study_application() as OpenGrant
  const second = { reviewer: fundIds.otherReviewer, is: 'asked', favourable: null, scores: [] } as const
  const both = { ...state, reviews: [...state.reviews, second] }
  const given = grantAfter(both, commands.GiveReview, grantFacts({}, fundIds.reviewer)) as OpenGrant
  expect(given.reviews.find(({ reviewer }) => reviewer === second.reviewer)).toEqual(second)
  expect(given.reviews).toHaveLength(2)
})

test('a decision that is taken back a second time leaves the first one as it was taken back', () => {
  const again = ['ReopenInstruction', 'ConcludeInstruction'] as const
  const reopened = again.reduce<GrantState>((state, type) => grantAfter(state, commands[type]), grantAt.notify())
  const decided = { ...(reopened as OpenGrant), task: 'decide', stage: 'decision' } as OpenGrant
  const hearing = { agree: 3, disagree: 0, abstain: 0, quorate: true }
  const second = grantAfter({ ...decided, hearing }, commands.AwardGrant)
  const other: GrantCommand = { type: 'ReopenInstruction', data: { reason: 'erreur' } }
  const reasons = decided.opening.terms.reasons.reversed.map(({ code }) => code)
  const last = grantAfter(second, { ...other, data: { reason: reasons.at(-1) ?? '' } }) as OpenGrant
  expect(last.decisions.map(({ reversed }) => reversed)).toEqual(['fait_nouveau', reasons.at(-1)])
  expect(reasons.at(-1)).not.toBe('fait_nouveau')
})

test.each<[string, () => GrantState, GrantCommand, string]>([
  ['is not there', grantAt.unknown, commands.SubmitApplication, 'unknown_stream'],
  ['is closed', grantAt.closed, commands.SubmitApplication, 'grant_closed outcome=closed'],
  ['is closed', grantAt.closed, commands.WithdrawGrant, 'grant_closed outcome=closed'],
  ['is closed', grantAt.closed, commands.ProvideDocument, 'grant_closed outcome=closed'],
  ['waits for something else', grantAt.decide, commands.NotifyGrant, 'grant_wrong_task stage=decision task=decide'],
])('a command to a grant that %s says where it is', (_, state, command, expected) => {
  expect(refusalOf(['', '', state, command])).toBe(expected)
})
