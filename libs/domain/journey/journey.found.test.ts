import { commands, facts, fold, ids, journeyAt, landes } from '../../testing/journey.fixtures'
import { decide } from './journey.decide'
import type { Measures, Referral } from './journey.events'
import { type Assessment, foundFacts, nothingFound, withAssessments } from './journey.found'
import { plan } from './journey.plan'
import type { JourneyState } from './journey.state'

const known = (moment: keyof typeof journeyAt) => {
  const state = journeyAt[moment]()
  if (state.stage === 'unknown') throw new Error('not there')
  return state
}
const { referral } = known('answer_referral')
const told = { reasons: referral.reasons, needs: referral.needs }
const yes = { training: true, laptop: true, features: [], mailbox: true, connection: true, orientation: true }
const no = { training: false, laptop: false, features: [], mailbox: false, connection: false, orientation: false }

describe('what the branches of a definition read', () => {
  const nothing = {
    ...told,
    ...{ trainingNeeded: false, laptopNeeded: false, mailboxNeeded: false, connectionNeeded: false },
    ...{ orientationNeeded: false, hasComputer: false, hasConnection: false },
    ...{ commitmentKept: true, handedOver: false, heard: false },
  }
  const all = {
    ...told,
    ...{ trainingNeeded: true, laptopNeeded: true, mailboxNeeded: true, connectionNeeded: true },
    ...{ orientationNeeded: true, hasComputer: true, hasConnection: true },
    ...{ commitmentKept: true, handedOver: true, heard: true },
  }
  const { handedOver, followUps } = known('completed').found

  test('nothing found yet: nothing is needed nor there, and no commitment was broken', () => {
    expect(foundFacts(referral, nothingFound)).toEqual(nothing)
    const equipment = { computer: false, connection: false }
    expect(foundFacts(referral, { ...nothingFound, needs: no, equipment })).toEqual(nothing)
  })

  test('everything found', () => {
    const equipment = { computer: true, connection: true }
    const found = { ...nothingFound, needs: yes, equipment, commitmentKept: true, handedOver, followUps }
    expect(foundFacts(referral, found)).toEqual(all)
    expect(foundFacts(referral, { ...found, commitmentKept: false })).toEqual({ ...all, commitmentKept: false })
  })
})

describe('measures, in the order in which they were taken', () => {
  const { skills, sentiment } = commands.RecordDiagnostic.data
  const measured = (on: string): Measures => ({ on, askedBy: ids.mediator, skills, sentiment, pix: null })
  const diagnostic = (on: string, needs = yes): Assessment => ({
    ...{ ...measured(on), stage: 'diagnostic', kind: 'diagnostic', needs },
    equipment: { computer: false, connection: true },
  })
  const training = (on: string, commitmentKept: boolean): Assessment => ({
    ...{ ...measured(on), stage: 'training', kind: 'training', commitmentKept },
  })

  test('the first ones stay what people began with, and the last ones of each kind count', () => {
    const list = [diagnostic('2026-03-10'), training('2026-04-20', false), diagnostic('2026-05-20', no)]
    const found = withAssessments(nothingFound, list)
    expect(found).toMatchObject({ before: measured('2026-03-10'), after: measured('2026-05-20') })
    expect(found).toMatchObject({ needs: no, commitmentKept: false })
  })

  test('a commitment that was kept before stays kept until a training says otherwise', () => {
    const kept = { ...nothingFound, commitmentKept: true }
    expect(withAssessments(kept, [diagnostic('2026-03-10')]).commitmentKept).toBe(true)
    expect(withAssessments(kept, [training('2026-03-10', false)]).commitmentKept).toBe(false)
  })
})

test('when the training, and all that is done, were left', () => {
  const trainedAt = '2026-04-20T15:00:00Z'
  expect(known('plan_training').found).toMatchObject({ trainedAt: null, exitedAt: '2026-03-10T15:00:00Z' })
  expect(known('dotation').found).toMatchObject({ trainedAt, exitedAt: trainedAt })
  expect(known('await_follow_up').found).toMatchObject({ trainedAt, exitedAt: '2026-05-04T09:00:00Z' })
  // A follow-up is no step of what is done: the one after it counts from the same day.
  expect(known('completed').found).toMatchObject({ trainedAt, exitedAt: '2026-05-04T09:00:00Z' })
  expect(known('completed').task).toBe('none')
})

test.each([
  ['hand_over', '2026-08-04'],
  ['exit', '2026-08-06'],
  ['end_of_training', '2026-07-20'],
] as const)('a follow-up counted from %s comes on %s', (anchor, day) => {
  const stages = landes.stages.map((stage) => (stage.kind === 'evaluation' ? { ...stage, anchor } : stage))
  const state = known('await_follow_up')
  const written = { ...state, found: { ...state.found, exitedAt: '2026-05-06T09:00:00Z' } } as JourneyState
  const dayOf = (from: JourneyState) => plan(from, { ...landes, stages }, ids.journey)?.until?.slice(0, 10)
  expect(dayOf(written)).toBe(day)
  const without = { ...written, found: { ...state.found, trainedAt: null, handedOver: null, exitedAt: null } }
  expect(dayOf(without as JourneyState)).toBe('2026-08-04')
})

test('whoever signed on paper has no account: the coordinator is awaited in their place, and follows no one', () => {
  const paper = (of: Referral): Referral => ({ ...of, prescriber: { structure: null, agent: null } })
  const state = known('choose_lieu')
  expect(plan({ ...state, referral: paper(state.referral) }, landes, ids.journey)).toMatchObject({
    owner: { role: 'coordinator', id: '40' },
  })
  const owner = { ...landes.waits.plan_training, owner: 'coordinator' as const }
  const waits = { ...landes.waits, plan_training: owner }
  expect(plan(known('plan_training'), { ...landes, waits }, ids.journey)).toMatchObject({
    owner: { role: 'coordinator', id: '40' },
  })
})

test('a closed journey awaits nothing; a dotation, its child, named after it alone', () => {
  expect(plan(known('closed'), landes, ids.journey)).toEqual({
    ...{ stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome: 'withdrawn' },
  })
  const owner = { role: 'mediator', id: ids.mediator }
  const waiting = { stage: 'dotation', task: 'dotation', owner, until: null, command: null }
  expect(plan(known('dotation'), landes, ids.journey)).toEqual({ ...waiting, child: ids.dotation })
  expect(plan(known('dotation'), landes, 'journey-journey-x')).toEqual({ ...waiting, child: 'dotation-journey-x' })
  const rest = decide(commands.Pause, known('dotation'), facts({}, '2026-05-04T09:00:00Z'))
  const paused = rest.ok ? fold(known('dotation'), rest.events) : known('dotation')
  expect(plan(paused, landes, ids.journey)).toMatchObject({ task: 'paused', child: ids.dotation })
  expect(plan(known('paused'), landes, ids.journey)).toMatchObject({ stage: 'training', task: 'paused', child: null })
})
