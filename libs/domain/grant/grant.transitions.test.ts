import { grantStages } from '../../contracts/codes'
import { fullCall } from '../../testing/call.fixtures'
import { fullOutside, fundIds, grantCommands, grantFacts, sessionTold } from '../../testing/grant.fixtures'
import { completeDraft, grantAfter, grantAt } from '../../testing/grant.moments'
import type { Facts } from '../facts'
import { decide, type GrantCommand } from './grant.decide'
import { evolve } from './grant.evolve'
import type { GrantEventOf } from './grant.events'
import type { GrantState, OpenGrant } from './grant.state'
import { transitions } from './grant.transitions'

const heard = { grant: fundIds.grant, agree: 1, disagree: 0, abstain: 0, quorate: true }
const line = { line: fundIds.line, mandate: 'M-2', on: '2026-03-02' }
const commands: readonly GrantCommand[] = [
  ...Object.values<GrantCommand>(grantCommands),
  { type: 'RecordPaid', data: line },
  { type: 'RecordRecovered', data: { line: fundIds.line, cents: 180_000, title: 'T-1', on: '2026-03-02' } },
  { type: 'OrderRecovery', data: { cents: 180_000, reason: 'non_realise' } },
]
const days: readonly Facts[] = [
  grantFacts(),
  grantFacts(fullOutside, fundIds.otherManager),
  grantFacts({}, fundIds.reviewer),
  sessionTold('SessionClosed', { heard: [heard] }),
]

type Course = GrantEventOf<'ApplicationDrafted'>['data']['opening']['terms']['course']
const courses: readonly Course[] = [
  [{ kind: 'payment', code: 'tout', fr: 'Tout', percent: 100 }],
  fullCall.course,
  ['avance', 'solde'].map((code) => ({ kind: 'payment', code, fr: 'Échéance', percent: 50 })),
  [{ kind: 'report', code: 'debut', fr: 'Début', from: 'notification', after: 'P1M' }, ...fullCall.course],
]

/** The same grant under terms of every kind: with an agreement or a committee or not, and courses of every beginning. */
function variants(state: GrantState): readonly GrantState[] {
  if (state.stage === 'unknown') return [state]
  const { terms } = state.opening
  return courses.flatMap((course) =>
    [true, false].flatMap((switched) =>
      [0, 1].map((done) => ({
        ...state,
        done: Math.max(state.done, done),
        opening: {
          ...state.opening,
          terms: {
            ...{ ...terms, course, agreement: switched, recovery: true },
            committee: switched ? { quorum: null, votes: false } : null,
            reasons: fullCall.reasons,
          },
        },
      })),
    ),
  )
}

/** What was paid is all that was granted; or half of it, where there is something left to pay. */
const withTwice = (state: GrantState): GrantState => {
  if (state.stage === 'unknown' || !state.award) return state
  const { cents, split } = state.award
  const twice = split.map((share) => ({ ...share, cents: 2 * share.cents }))
  return { ...state, award: { ...state.award, cents: 2 * cents, split: twice } }
}
const orderable: GrantState = { ...(grantAt.hand_in_report() as OpenGrant), stage: 'payment', task: 'order_payment' }

const nextOf = (state: GrantState): readonly GrantState[] =>
  commands.flatMap((command) =>
    days.flatMap((given) => {
      try {
        const decision = decide(command, state, given, fundIds.grant)
        return decision.ok ? [decision.events.reduce<GrantState>(evolve, state)] : []
      } catch (error) {
        // A payment is only ordered at a step that pays: some of these mixtures stand at none.
        if (error instanceof TypeError) return []
        throw error
      }
    }),
  )

test('the transitions are those that the decisions amount to', () => {
  const found = Object.fromEntries(grantStages.map((stage) => [stage, new Set<string>()]))
  const agreed = grantAfter(grantAt.sign_agreement(), { type: 'ProvideDocument', data: { code: 'agreement' } })
  // A report before any payment, and a recovery of all that was paid, are two steps from these.
  const second = [grantAt.notify(), grantAt.evaluate(), grantAt.accept_report()].flatMap(variants).flatMap(nextOf)
  const amending = [grantAt.order_payment(), orderable].map((state) => grantAfter(state, grantCommands.AskAmendment))
  const moments = Object.values(grantAt).map((at) => at())
  const doubled = [...moments, ...amending].map(withTwice)
  const starts = [...moments, ...amending, ...doubled, completeDraft(), agreed].flatMap(variants)
  for (const state of [...starts, ...second]) {
    for (const next of nextOf(state)) if (next.stage !== state.stage) found[state.stage]?.add(next.stage)
  }
  const sorted = (table: Readonly<Record<string, Iterable<string>>>) =>
    Object.fromEntries(Object.entries(table).map(([stage, nexts]) => [stage, [...nexts].sort()]))
  expect(sorted(found)).toEqual(sorted(transitions))
})
