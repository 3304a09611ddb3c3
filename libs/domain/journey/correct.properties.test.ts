import fc from 'fast-check'
import type { FactChange } from '../../contracts/commands/correction.commands'
import { statisticsOf } from '../../read-models/statistics/outcome.fold'
import type { OutcomeRow } from '../../read-models/statistics/outcome.row'
import { correcting } from '../../testing/correction.fixtures'
import { commands, facts, fold, ids, played, road } from '../../testing/journey.fixtures'
import { replay } from './fact.log'
import type { JourneyEvent } from './journey.events'
import type { JourneyState } from './journey.state'

const unknown: JourneyState = { stage: 'unknown' }
const counted = (log: readonly JourneyEvent[]) =>
  log.reduce<OutcomeRow | null>((row, event) => statisticsOf(row, ids.journey, event), null)

const whole = played(...road, [commands.RecordFollowUp, facts({}, '2026-08-12T09:00:00Z')]).log

const days = fc
  .integer({ min: 0, max: 120 })
  .map((count) => new Date(Date.UTC(2026, 2, 1 + count)).toISOString().slice(0, 10))
const value = fc.integer({ min: 0, max: 10 })
const levels = fc.constantFrom('not_acquired', 'in_progress', 'acquired')
const skills = fc
  .record({ bases: levels, textes: levels, internet: levels, messagerie: levels })
  .map((given) => ({ instrument: 'quatre-bases.v1', levels: given }))
const sentiment = value.map((given) => ({ instrument: 'sentiment-competence.v1', value: given }))
const measures = { on: days, sentiment, skills }
const some = { requiredKeys: [] as [] }
const needs = fc.record({
  ...{ training: fc.boolean(), laptop: fc.boolean(), features: fc.constant([]), mailbox: fc.boolean() },
  ...{ connection: fc.boolean(), orientation: fc.boolean() },
})

/** A correction of any fact of the straight road, with the stage that it is of. */
const correction = fc.oneof(
  fc.record({ ...measures, needs }, some).map((change) => ['diagnostic', { fact: 'diagnostic', ...change }] as const),
  fc
    .record({ ...measures, commitmentKept: fc.boolean() }, some)
    .map((change) => ['training', { fact: 'training', ...change }] as const),
  fc.record({ on: days }, some).map((change) => ['training', { fact: 'session', ...change }] as const),
  days.map((on) => ['dotation', { fact: 'hand_over', on }] as const),
  fc
    .record(
      {
        ...measures,
        answers: fc.record({ usage: fc.constantFrom('chaque_jour', 'chaque_semaine'), demarches: fc.constant('seul') }),
      },
      some,
    )
    .map((change) => ['evaluation', { fact: 'follow_up', ...change }] as const),
) as fc.Arbitrary<readonly [string, FactChange]>

/** Where in the log a correction falls: after how many of its events. */
const corrections = fc.array(fc.tuple(fc.integer({ min: 4, max: whole.length }), correction), { maxLength: 6 })

const types = {
  ...{
    diagnostic: 'DiagnosticHeld',
    training: 'TrainingAssessed',
    session: 'SessionRecorded',
    support: 'SupportRecorded',
  },
  ...{ missed: 'DiagnosticMissed', hand_over: 'LaptopHandedOver', follow_up: 'FollowUpAnswered', end: 'JourneyClosed' },
} as const

/** The same event, had it been recorded right: what the corrections say in its place. */
function rightly(event: JourneyEvent, corrections: readonly FactChange[]): JourneyEvent {
  return corrections
    .filter(({ fact }) => types[fact] === event.type)
    .reduce((before, { fact: _fact, ...fields }) => {
      const on = fields.on ?? before.on
      const { on: _on, ...rest } = fields
      const dated = 'on' in before.data ? { on } : {}
      return { ...before, ...(on ? { on } : {}), data: { ...before.data, ...rest, ...dated } } as JourneyEvent
    }, event)
}

/** Plays the corrections that are accepted, each where it falls; the log with them, and what they say. */
function playCorrections(given: readonly (readonly [number, readonly [string, FactChange]])[]) {
  let log: readonly JourneyEvent[] = []
  const accepted: FactChange[] = []
  for (const [index, event] of whole.entries()) {
    log = [...log, event]
    for (const [, [stage, change]] of given.filter(([at]) => at === index + 1)) {
      const decision = correcting(log, stage, change)
      if (!decision.ok) continue
      log = [...log, ...decision.events]
      accepted.push(...decision.events.flatMap((each) => (each.type === 'FactCorrected' ? [each.data.change] : [])))
    }
  }
  return { log, accepted }
}

test('a journey with its corrections is what it would be, had every fact been right from the start; so is its outcome', () => {
  let made = 0
  fc.assert(
    fc.property(corrections, (given) => {
      const { log, accepted } = playCorrections(given)
      made += accepted.length
      const right = whole.map((event) => rightly(event, accepted))
      expect(fold(unknown, log)).toEqual(fold(unknown, right))
      expect(counted(log)).toEqual(counted(right))
      expect(replay(log).at(-1)?.after).toEqual(fold(unknown, log))
    }),
    { numRuns: 400, seed: 20260301 },
  )
  expect(made).toBeGreaterThan(300)
})

test('nothing that was recorded is touched: the log only grows', () => {
  fc.assert(
    fc.property(corrections, (given) => {
      const before = JSON.stringify(whole)
      const { log } = playCorrections(given)
      expect(JSON.stringify(whole)).toBe(before)
      expect(log.filter(({ type }) => type !== 'FactCorrected')).toEqual(whole)
    }),
    { numRuns: 100 },
  )
})
