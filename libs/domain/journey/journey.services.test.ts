import { completed, corrected } from '../../testing/correction.fixtures'
import { commands, facts, fold, ids, played } from '../../testing/journey.fixtures'
import type { JourneyEvent } from './journey.events'
import { payableChange, servicesIn } from './journey.services'
import type { JourneyState } from './journey.state'

const { log } = completed()
const stateOf = (events: readonly JourneyEvent[]): JourneyState => fold({ stage: 'unknown' }, events)

describe('what was given in a journey', () => {
  test('sessions that were attended, the laptop, follow-ups that were answered', () => {
    const attended = log.filter((event) => event.type === 'SessionRecorded' && event.data.present)
    expect(servicesIn(log)).toEqual({ sessions: attended.length, device: ids.device, followUps: 1 })
    expect(attended.length).toBeGreaterThan(0)
    expect(servicesIn(log.slice(0, 2))).toEqual({ sessions: 0, device: null, followUps: 0 })
  })

  test('as it was put right since', () => {
    const { shareable, internal } = commands.RecordMissed.data.reasons
    const absent = { fact: 'session', present: false, reasons: { shareable, internal } } as const
    const before = servicesIn(log)
    expect(servicesIn(corrected(log, 'training', absent, { number: 1 }))).toEqual({
      ...before,
      sessions: before.sessions - 1,
    })
  })
})

describe('what a change means to whoever pays', () => {
  const events = (type: JourneyEvent['type']) => log.filter((event) => event.type === type)

  test('a journey begins by its acceptance', () => {
    const { state } = played([commands.Refer, facts()], [commands.Accept, facts()])
    expect(payableChange(state, events('JourneyAccepted'))).toBe('begins')
    expect(payableChange(state, events('JourneyReferred'))).toBeNull()
  })

  test('it is settled by its end, and anew by a correction after it', () => {
    const corrections = corrected(log, 'training', { fact: 'training', on: '2026-04-21' }).slice(log.length)
    expect(payableChange(stateOf(log), events('JourneyClosed'))).toBe('settles')
    expect(payableChange(stateOf(log), corrections)).toBe('settles')
    expect(payableChange(stateOf(log), events('JourneyAccepted'))).toBeNull()
  })

  test('a correction before the end says nothing yet', () => {
    const open = log.slice(
      0,
      log.findIndex(({ type }) => type === 'TrainingAssessed'),
    )
    const corrections = corrected(log, 'training', { fact: 'training', on: '2026-04-21' }).slice(log.length)
    expect(payableChange(stateOf(open), corrections)).toBeNull()
  })
})
