import { mayKnowOf, sharedDataOf } from './shared.history'

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

  test('where a held diagnostic leads, none of what was measured', () => {
    const data = {
      next: 'training',
      skills: { levels: { bases: 'acquired' } },
      sentiment: { value: 2 },
      on: '2026-03-10',
    }
    expect(sharedDataOf('DiagnosticHeld', data)).toEqual({ next: 'training' })
    expect(mayKnowOf('prescriber', 'DiagnosticHeld')).toBe(true)
  })

  test('the outcome with the reason that may be shared, and no coarse code', () => {
    const data = { outcome: 'withdrawn', reasons, unmet: [], ageBand: '50_54', gender: 'female' }
    expect(sharedDataOf('JourneyClosed', data)).toEqual({ outcome: 'withdrawn', reason: 'non_realise', unmet: [] })
    expect(sharedDataOf('JourneyClosed', { ...data, reasons: null })).toMatchObject({ reason: null })
  })
})
