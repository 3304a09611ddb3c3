import { refuse } from '../domain/kernel/refusal'
import { mayKnowOf, sharedDataOf, sharedRefusal } from './shared.history'

const reasons = { shareable: 'non_realise', internal: 'injoignable' }

describe('what a prescriber reads of a journey’s history', () => {
  test.each([
    'DiagnosticMissed',
    'SessionRecorded',
    'FollowUpAttempted',
    'FollowUpAnswered',
    'OwnerReminded',
    'Unknown',
  ])('nothing of %s, not even that it happened', (type) => {
    expect(sharedDataOf(type, { reasons })).toBeNull()
    expect(mayKnowOf('prescriber', type)).toBe(false)
    expect(mayKnowOf('mediator', type)).toBe(true)
  })

  test('of a correction, the day of a hand-over and nothing else', () => {
    const correction = (change: object) => sharedDataOf('FactCorrected', { change, stage: 'training', differs: [{}] })
    expect(correction({ fact: 'hand_over', on: '2026-05-03' })).toEqual({ fact: 'hand_over', on: '2026-05-03' })
    for (const fact of ['session', 'missed', 'diagnostic', 'training', 'follow_up', 'support']) {
      expect(correction({ fact, present: false, on: '2026-05-03' })).toBeNull()
    }
    expect(sharedDataOf('CodesCorrected', { ageBand: '50_54', differs: [] })).toBeNull()
    expect(mayKnowOf('prescriber', 'FactCorrected')).toBe(false)
  })

  test('that a journey goes on, and where, without the reason', () => {
    const data = { stage: 'training', kind: 'training', reason: 'personne_revenue' }
    expect(sharedDataOf('JourneyReopened', data)).toEqual({ stage: 'training', kind: 'training' })
  })

  test('where a held diagnostic leads, none of what was measured', () => {
    const data = {
      next: 'training',
      skills: { levels: { bases: 'acquired' } },
      sentiment: { value: 2 },
      on: '2026-03-10',
    }
    expect(sharedDataOf('DiagnosticHeld', data)).toEqual({})
    const left = { stage: 'diagnostic', to: 'dotation', kind: 'dotation', skipped: ['training'], why: 'Pas besoin' }
    expect(sharedDataOf('StageLeft', left)).toEqual({ to: 'dotation', skipped: ['training'] })
    expect(mayKnowOf('prescriber', 'DiagnosticHeld')).toBe(true)
  })

  test('nor in a refusal what the lieu is doing within a stage', () => {
    const refusal = refuse('wrong_stage', { stage: 'diagnostic', task: 'book_diagnostic' })
    const told = sharedRefusal('prescriber', refusal)
    expect(told.details).toEqual({ stage: 'diagnostic', task: '—' })
    expect(`${told.fr} ${told.en}`).not.toContain('book')
    expect(sharedRefusal('mediator', refusal)).toBe(refusal)
    const other = refuse('same_lieu', { field: 'place' })
    expect(sharedRefusal('prescriber', other)).toBe(other)
  })

  test('the outcome with the reason that may be shared, and no coarse code', () => {
    const data = { outcome: 'withdrawn', reasons, unmet: [], ageBand: '50_54', gender: 'female' }
    expect(sharedDataOf('JourneyClosed', data)).toEqual({ outcome: 'withdrawn', reason: 'non_realise', unmet: [] })
    expect(sharedDataOf('JourneyClosed', { ...data, reasons: null })).toMatchObject({ reason: null })
  })
})
