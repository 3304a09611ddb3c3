import type { Facts } from '../../domain/facts'
import type { GrantCommand } from '../../domain/grant/grant.decide'
import { evolve } from '../../domain/grant/grant.evolve'
import type { GrantState, KnownGrant } from '../../domain/grant/grant.state'
import { grantPartsOf } from '../../policy/grant.policy'
import { fundIds, grantCommands as commands, grantFacts } from '../../testing/grant.fixtures'
import { conditionProvided, grantAt, grantDecided } from '../../testing/grant.moments'
import { amendmentsOf, decisionsOf, type StoredGrantEvent } from './grant.decisions'
import { moneyOf } from './grant.money.view'
import type { GrantReader } from './grant.reader'
import { agreementOf, reportsOf, studyOf, toldOf } from './grant.study.view'

const manager: GrantReader = { sub: fundIds.manager, parts: grantPartsOf('fund_manager', true), lines: null }
/** Every note is said to be the number of its event. */
const noteOf = ({ version }: { version: number }) => `note ${version}`

/** What a grant goes through from one of its moments on. */
function story(from: GrantState, ...given: readonly (readonly [GrantCommand, Facts?])[]) {
  let state = from
  const events: StoredGrantEvent[] = []
  for (const [command, facts] of given) {
    for (const event of grantDecided(state, command, facts)) {
      events.push({ ...event, version: events.length + 1 })
      state = evolve(state, event)
    }
  }
  return { state: state as KnownGrant, events }
}

test('every decision is kept, with why it went back to instruction', () => {
  const { AwardGrant, DeferGrant, ReopenInstruction } = commands
  const { events } = story(grantAt.decide(), [AwardGrant], [ReopenInstruction])
  const again = story(grantAt.decide(), [DeferGrant])
  expect(decisionsOf([...events, ...again.events], noteOf)).toMatchObject([
    {
      ...{ is: 'awarded', cents: 180_000, reason: null, until: null, note: 'note 1' },
      reversed: { reason: 'fait_nouveau', note: 'note 2' },
    },
    { is: 'deferred', cents: null, reason: 'precisions', until: '2026-05-04', note: 'note 1', reversed: null },
  ])
  const conditional = grantDecided(grantAt.decide(), {
    type: 'AwardGrant',
    data: { ...AwardGrant.data, condition: { document: 'statuts', until: '2026-04-30' } },
  })
  expect(decisionsOf([{ ...conditional[0], version: 1 } as StoredGrantEvent], noteOf)).toMatchObject([
    { is: 'awarded', until: '2026-04-30' },
  ])
  expect(decisionsOf([], noteOf)).toEqual([])
})

test('changes are told in their order: asked for, then in effect or declined', () => {
  const { AskAmendment, AmendGrant, DeclineAmendment } = commands
  const { events } = story(grantAt.hand_in_report(), [AskAmendment], [DeclineAmendment], [AmendGrant])
  expect(amendmentsOf(events, noteOf)).toMatchObject([
    { is: 'asked', reason: AskAmendment.data.reason, cents: null, note: 'note 1' },
    { is: 'declined', reason: DeclineAmendment.data.reason, cents: null, note: 'note 2' },
    { is: 'in_effect', reason: AmendGrant.data.reason, cents: AmendGrant.data.cents, note: 'note 3' },
  ])
})

test('a condition says whether its document came since the decision', () => {
  const money = (state: GrantState) => moneyOf(state as KnownGrant, [], { hands: noteOf, notes: noteOf }, manager)
  expect(money(grantAt.meet_condition()).award?.condition).toMatchObject({ document: 'statuts', provided: false })
  expect(money(conditionProvided()).award?.condition).toMatchObject({ document: 'statuts', provided: true })
})

test('what is asked back is told with its reason, and what came back is counted', () => {
  const recovering = grantAt.record_recovery() as KnownGrant
  const data = { cents: 50_000, reason: 'non_realise', parts: [] }
  const ordered: StoredGrantEvent = { type: 'RecoveryOrdered', data, at: '2026-03-02T09:00:00Z', version: 7 }
  const half = { type: 'RecordRecovered', data: { ...commands.RecordRecovered.data, cents: 20_000 } } as const
  const { state } = story(recovering, [half])
  const told = (reader: GrantReader) => moneyOf(state, [ordered], { hands: noteOf, notes: noteOf }, reader)
  expect(told(manager)).toMatchObject({
    recoveredCents: 20_000,
    recovery: {
      reason: 'non_realise',
      note: 'note 7',
      parts: [{ line: fundIds.line, cents: 50_000, recoveredCents: 20_000 }],
    },
  })
  const elsewhere = told({ ...manager, lines: new Set([fundIds.otherLine]) })
  expect(elsewhere).toMatchObject({ recoveredCents: 0, recovery: { parts: [] }, payments: [], award: { split: [] } })
  const withoutMoney = told({ ...manager, parts: grantPartsOf('reviewer', true) })
  expect(withoutMoney).toMatchObject({ recoveredCents: 0, recovery: null, payments: [] })
})

test('a report that was sent back is told with why, and with what was handed in at last', () => {
  const { HandInReport, SendBackReport, AcceptReport, EvaluateGrant } = commands
  const { state, events } = story(
    grantAt.hand_in_report(),
    [HandInReport],
    [SendBackReport],
    [HandInReport],
    [AcceptReport],
    [EvaluateGrant],
  )
  const texts = { note: noteOf, account: noteOf, internal: noteOf }
  const { reports, evaluation } = reportsOf(state, events, texts, manager)
  expect(reports).toEqual([
    {
      ...{ report: 'bilan', until: '2026-04-15', is: 'accepted', results: [{ indicator: 'personnes', value: 38 }] },
      ...{ spentCents: 240_000, account: 'note 3', note: 'note 2' },
    },
  ])
  expect(evaluation).toEqual({ results: [{ indicator: 'personnes', value: 38 }], note: 'note 5' })
  expect(reportsOf(state, events, texts, { ...manager, parts: grantPartsOf('payer', true) })).toEqual({
    ...{ reports: [], evaluation: null },
  })
  expect(toldOf(state, events, noteOf)).toMatchObject({ ending: { reason: null, note: 'note 6' }, completion: null })
})

test('a completion is told while it is awaited, and a notification while it stands', () => {
  const asking = story(grantAt.check_application(), [commands.AskCompletion])
  const asked = { documents: ['statuts'], until: '2026-03-20', note: 'note 1' }
  expect(toldOf(asking.state, asking.events, noteOf)).toMatchObject({
    completion: asked,
    notification: null,
    ending: null,
  })
  const provided = { type: 'ProvideDocument', data: { code: 'statuts' } } as const
  const completed = story(
    grantAt.check_application(),
    [commands.AskCompletion],
    [provided],
    [commands.CompleteApplication],
  )
  expect(toldOf(completed.state, completed.events, noteOf).completion).toBeNull()
  const notified = story(grantAt.notify(), [commands.NotifyGrant])
  expect(toldOf(notified.state, notified.events, noteOf).notification).toEqual({
    on: '2026-03-02',
    reference: 'DEC-2026-014',
  })
  const reopened = story(grantAt.notify(), [commands.NotifyGrant], [commands.ReopenInstruction])
  expect(toldOf(reopened.state, reopened.events, noteOf).notification).toBeNull()
})

test('an agreement is told by its version, to those who read documents', () => {
  const signing = grantAt.sign_agreement() as KnownGrant
  const { scans: _, ...printed } = signing.agreement ?? { scans: [] }
  expect(agreementOf(signing, manager)).toEqual(printed)
  expect(agreementOf(signing, manager)).toMatchObject({ version: 1, signed: null, countersigned: null })
  expect(agreementOf(signing, { ...manager, parts: grantPartsOf('funder', true) })).toBeNull()
  expect(agreementOf(grantAt.notify() as KnownGrant, manager)).toBeNull()
})

test('an ending is told of a grant that is closed, and no more once something is asked back of it', () => {
  const at = '2026-03-02T09:00:00Z'
  const ended: StoredGrantEvent = {
    ...{ type: 'GrantClosed', data: { outcome: 'closed', reason: null, movements: [] }, at, version: 4 },
  }
  expect(toldOf(grantAt.closed() as KnownGrant, [ended], noteOf).ending).toEqual({ reason: null, note: 'note 4' })
  expect(toldOf(grantAt.record_recovery() as KnownGrant, [ended], noteOf).ending).toBeNull()
})

test('a reviewer who answered anew is told by what they said last, and one who declined by nothing', () => {
  const given = grantFacts({}, fundIds.reviewer)
  const against = { type: 'GiveReview', data: { ...commands.GiveReview.data, favourable: false } } as const
  const { state, events } = story(grantAt.study_application(), [commands.GiveReview, given], [against, given])
  const { reviews, debate } = studyOf(state, events, noteOf, manager)
  expect(reviews).toMatchObject([{ reviewer: fundIds.reviewer, is: 'answered', favourable: false, note: 'note 2' }])
  expect(debate).toEqual({ proposal: null, session: null, hearing: null })
  const declined = story(grantAt.study_application(), [commands.GiveReview, given], [commands.DeclineReview, given])
  expect(studyOf(declined.state, declined.events, noteOf, manager).reviews).toMatchObject([
    { is: 'in_conflict', note: null },
  ])
  const another = { sub: fundIds.otherReviewer, parts: grantPartsOf('reviewer', true), lines: null }
  expect(studyOf(state, events, noteOf, another)).toEqual({ reviews: [], debate: null })
})
