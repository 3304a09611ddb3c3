import { agent, commands, facts, ids, journeyAt, type Moment } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'

/** What is answered to a command at a moment: all that people read of a refusal, or that it was accepted. */
function answer(type: JourneyCommand['type'], data: object, moment: Moment, now: string, outside = {}): string {
  const decision = decide({ type, data } as JourneyCommand, journeyAt[moment](), facts(outside, now))
  return decision.ok ? 'accepted' : whyNot(decision)
}

const diagnostic = commands.RecordDiagnostic.data
const { skills, sentiment } = diagnostic
const pix = (levels: Record<string, number>, instrument = 'pix-crcn.v1') => ({ pix: { instrument, levels } })
const oriented = { conclusion: 'oriented_elsewhere', reasons: { shareable: 'oriente', internal: 'autre_service' } }

test.each<[string, object, string]>([
  ['of tomorrow', { on: '2026-03-12' }, 'date_in_future field=on date=2026-03-12'],
  ['of today', { on: '2026-03-11' }, 'accepted'],
  ['of before the person agreed', { on: '2026-02-28' }, 'date_before_consent field=on date=2026-02-28'],
  ['of the day on which they agreed', { on: '2026-03-01' }, 'accepted'],
  [
    'with another grid',
    { skills: { ...skills, instrument: 'grille.v0' } },
    'wrong_instrument field=skills.instrument measure=skills expected=quatre-bases.v1 given=grille.v0',
  ],
  [
    'without a level',
    { skills: { ...skills, levels: { bases: 'acquired' } } },
    'incomplete_answers field=skills.levels.textes item=textes',
  ],
  [
    'with one that is not asked',
    { skills: { ...skills, levels: { ...skills.levels, jeux: 'acquired' } } },
    'unknown_code field=skills.levels code=jeux list=skills.items',
  ],
  [
    'with a level that is none',
    { skills: { ...skills, levels: { ...skills.levels, internet: 'expert' } } },
    'out_of_scale field=skills.levels.internet item=internet',
  ],
  [
    'with another sentiment',
    { sentiment: { ...sentiment, instrument: 'joie.v1' } },
    'wrong_instrument field=sentiment.instrument measure=sentiment expected=sentiment-competence.v1 given=joie.v1',
  ],
  [
    'with too high a one',
    { sentiment: { ...sentiment, value: 11 } },
    'out_of_scale field=sentiment.value item=sentiment',
  ],
  ['with the highest', { sentiment: { ...sentiment, value: 10 } }, 'accepted'],
  ['with the lowest', { sentiment: { ...sentiment, value: 0 } }, 'accepted'],
  [
    'with another Pix',
    pix({}, 'pix.v0'),
    'wrong_instrument field=pix.instrument measure=pix expected=pix-crcn.v1 given=pix.v0',
  ],
  ['with levels of Pix within its scale', pix({ '1.1': 0, '1.2': 3, '5.2': 8 }), 'accepted'],
  ['above it', pix({ '1.1': 3, '2.2': 9 }), 'out_of_scale field=pix.levels.2.2 item=pix 2.2'],
  ['below it', pix({ '1.1': -1 }), 'out_of_scale field=pix.levels.1.1 item=pix 1.1'],
  ['of a competence that is none', pix({ '1.9': 3 }), 'out_of_scale field=pix.levels.1.9 item=pix 1.9'],
  ['that ends it without a reason', { ...oriented, reasons: null }, 'reasons_required field=reasons'],
  ['that goes on with one', { reasons: oriented.reasons }, 'reasons_unwanted field=reasons'],
  [
    'for no reason that is known',
    { ...oriented, reasons: { ...oriented.reasons, internal: 'humeur' } },
    'unknown_code field=reasons.internal code=humeur list=end.internal',
  ],
  [
    'for none that may be told',
    { ...oriented, reasons: { ...oriented.reasons, shareable: 'humeur' } },
    'unknown_code field=reasons.shareable code=humeur list=end.shareable',
  ],
  ['that ends it for a reason', oriented, 'accepted'],
])('a diagnostic %s', (_, over, expected) => {
  expect(answer('RecordDiagnostic', { ...diagnostic, ...over }, 'hold_diagnostic', '2026-03-11T09:00:00Z')).toBe(
    expected,
  )
})

test.each<[string, object, string]>([
  ['nobody', { agent: null }, 'unknown_agent field=askedBy'],
  [
    'somebody of elsewhere',
    { agent: agent({ structure: ids.otherStructure }) },
    'agent_of_another_structure field=askedBy',
  ],
])('a diagnostic and a follow-up asked by %s', (_, outside, expected) => {
  const { RecordDiagnostic, RecordFollowUp } = commands
  expect(answer('RecordDiagnostic', RecordDiagnostic.data, 'hold_diagnostic', '2026-03-11T09:00:00Z', outside)).toBe(
    expected,
  )
  expect(answer('RecordFollowUp', RecordFollowUp.data, 'ask_follow_up', '2026-08-11T09:00:00Z', outside)).toBe(expected)
})

test.each<[string, string, string, string]>([
  ['of an instant that is past', '2026-03-04T08:59:59Z', '2026-03-04T09:00:00Z', 'date_in_past field=at'],
  ['at once', '2026-03-04T09:00:00Z', '2026-03-04T09:00:00Z', 'accepted'],
  [
    'at the very end of 90 days, with what is added to each wait',
    '2026-06-02T08:22:15Z',
    '2026-03-04T09:00:00Z',
    'accepted',
  ],
  ['a second later', '2026-06-02T08:22:16Z', '2026-03-04T09:00:00Z', 'date_too_far field=at'],
])('an appointment %s', (_, at, now, expected) => {
  const told = expected === 'accepted' ? expected : `${expected} date=${at}`
  expect(answer('BookAppointment', { at }, 'book_diagnostic', now)).toBe(told)
})

const missed = commands.RecordMissed.data
test.each<[string, object, string, string]>([
  ['before its hour', {}, '2026-03-10T13:59:59Z', 'before_appointment field=on date=2026-03-10T14:00:00Z'],
  ['from its hour on', {}, '2026-03-10T14:00:00Z', 'accepted'],
  [
    'of the day before',
    { on: '2026-03-09' },
    '2026-03-11T09:00:00Z',
    'date_before field=on date=2026-03-09 what=appointment day=2026-03-10',
  ],
  ['of tomorrow', { on: '2026-03-12' }, '2026-03-11T09:00:00Z', 'date_in_future field=on date=2026-03-12'],
  [
    'for no known reason',
    { reasons: { ...missed.reasons, internal: 'pluie' } },
    '2026-03-11T09:00:00Z',
    'unknown_code field=reasons.internal code=pluie list=miss.internal',
  ],
])('an appointment missed %s', (_, over, now, expected) => {
  expect(answer('RecordMissed', { ...missed, ...over }, 'hold_diagnostic', now)).toBe(expected)
})

const followUp = commands.RecordFollowUp.data
const { answers } = followUp
test.each<[string, object, string]>([
  [
    'of another questionnaire',
    { instrument: 'suivi.v0' },
    'wrong_instrument field=instrument measure=followUp expected=suivi-3-mois.v1 given=suivi.v0',
  ],
  [
    'without an answer',
    { answers: { usage: 'rarement' } },
    'incomplete_answers field=answers.demarches item=demarches',
  ],
  [
    'with one that is none',
    { answers: { ...answers, usage: 'parfois' } },
    'out_of_scale field=answers.usage item=usage',
  ],
  [
    'to what is not asked',
    { answers: { ...answers, humeur: 'bonne' } },
    'out_of_scale field=answers.humeur item=humeur',
  ],
  ['of tomorrow', { on: '2026-08-12' }, 'date_in_future field=on date=2026-08-12'],
  ['of the day of the laptop', { on: '2026-05-04' }, 'accepted'],
  ['of the day before', { on: '2026-05-03' }, 'date_before field=on date=2026-05-03 what=hand_over day=2026-05-04'],
  ['with levels', { skills: commands.AssessTraining.data.skills }, 'accepted'],
])('a follow-up %s', (_, over, expected) => {
  expect(answer('RecordFollowUp', { ...followUp, ...over }, 'ask_follow_up', '2026-08-11T09:00:00Z')).toBe(expected)
})

const attempt = commands.RecordAttempt.data
test.each<[string, object, string]>([
  ['of tomorrow', { on: '2026-08-12' }, 'date_in_future field=on date=2026-08-12'],
  ['of before the laptop', { on: '2026-05-03' }, 'date_before field=on date=2026-05-03 what=hand_over day=2026-05-04'],
  [
    'for no known reason',
    { reasons: { ...attempt.reasons, shareable: 'pluie' } },
    'unknown_code field=reasons.shareable code=pluie list=miss.shareable',
  ],
])('an attempt %s', (_, over, expected) => {
  expect(answer('RecordAttempt', { ...attempt, ...over }, 'ask_follow_up', '2026-08-11T09:00:00Z')).toBe(expected)
})

const stop = commands.Withdraw.data
test('an end of tomorrow, of a journey that is over, and what is said at rest', () => {
  expect(answer('Withdraw', { ...stop, on: '2026-03-04' }, 'answer_referral', '2026-03-03T09:00:00Z')).toBe(
    'date_in_future field=on date=2026-03-04',
  )
  expect(answer('Withdraw', stop, 'closed', '2026-03-03T09:00:00Z')).toBe('journey_closed outcome=withdrawn')
  expect(answer('PlanTraining', commands.PlanTraining.data, 'paused', '2026-04-06T09:00:00Z')).toBe(
    'journey_paused until=2026-10-01',
  )
})

test.each<[JourneyCommand, Moment, string]>([
  [commands.BookAppointment, 'plan_training', 'training task=plan_training'],
  [commands.RemindAppointment, 'book_diagnostic', 'diagnostic task=book_diagnostic'],
  [commands.RecordMissed, 'book_diagnostic', 'diagnostic task=book_diagnostic'],
  [commands.RecordDiagnostic, 'dotation', 'dotation task=dotation'],
  [commands.RecordAttempt, 'await_follow_up', 'evaluation task=await_follow_up'],
  [commands.RecordFollowUp, 'plan_training', 'training task=plan_training'],
  [commands.OpenFollowUp, 'ask_follow_up', 'evaluation task=ask_follow_up'],
  [commands.Expire, 'dotation', 'dotation task=dotation'],
  [commands.Expire, 'await_follow_up', 'evaluation task=await_follow_up'],
])('$type out of its turn is told where the journey is', ({ type, data }, moment, where) => {
  expect(answer(type, data as object, moment, '2026-08-11T09:00:00Z')).toBe(`wrong_stage stage=${where}`)
})
