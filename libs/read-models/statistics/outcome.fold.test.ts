import fc from 'fast-check'
import { decide } from '../../domain/journey/journey.decide'
import type { JourneyCommand } from '../../domain/journey/journey.commands'
import type { JourneyEvent } from '../../domain/journey/journey.events'
import type { JourneyState } from '../../domain/journey/journey.state'
import { commands, facts, fold, ids } from '../../testing/journey.fixtures'
import { statisticsOf } from './outcome.fold'
import type { OutcomeRow } from './outcome.row'

const dayMs = 86_400_000
const start = Date.parse('2026-03-02T09:00:00Z')
const instant = (days: number) => new Date(start + days * dayMs).toISOString()

type Step = readonly [days: number, command: JourneyCommand]

/** The facts of a step: what the dotation has decided just before, where the command is its own. */
function factsOf(command: JourneyCommand, now: string) {
  const data = { device: ids.device, cause: 'expired' }
  const types = { HandOver: 'DotationHandedOver', ExpireDotation: 'DotationAbandoned' } as const
  const type = command.type in types ? types[command.type as keyof typeof types] : null
  const decided = type ? [{ stream: ids.dotation, event: { type, data, at: now, on: now.slice(0, 10) } }] : []
  return facts({}, now, { decided })
}

/** Plays what is accepted of the steps, each some days after the one before. */
function play(steps: readonly Step[]): { events: JourneyEvent[]; state: JourneyState; row: OutcomeRow | null } {
  const events: JourneyEvent[] = []
  let state: JourneyState = { stage: 'unknown' }
  let days = 0
  for (const [later, command] of steps) {
    days += later
    const decision = decide(command, state, factsOf(command, instant(days)))
    if (!decision.ok) continue
    events.push(...decision.events)
    state = fold(state, decision.events)
  }
  const row = events.reduce<OutcomeRow | null>((before, event) => statisticsOf(before, ids.journey, event), null)
  return { events, state, row }
}

const handOver: JourneyCommand = { type: 'HandOver', data: {} }
const road: readonly Step[] = [
  [0, commands.Refer],
  [1, commands.Accept],
  [1, commands.BookAppointment],
  [7, commands.RecordDiagnostic],
  [1, commands.PlanTraining],
  [10, commands.RecordAttendance],
  [30, commands.AssessTraining],
  [14, handOver],
  [92, commands.OpenFollowUp],
  [6, commands.RecordFollowUp],
]

test('a completed journey leaves its stages, its measures and its laptop', () => {
  expect(play(road).row).toEqual({
    stream: ids.journey,
    territory: '40',
    epci: '244000808',
    definition: 'landes-mon-ordi-pin40.v1',
    prescriber_structure: ids.prescriberStructure,
    stage: 'closed',
    stage_since: instant(162),
    stage_seconds: {
      prescription: 86_400,
      diagnostic: 8 * 86_400,
      training: 41 * 86_400,
      dotation: 14 * 86_400,
      evaluation: 98 * 86_400,
    },
    outcome: 'completed',
    referred_at: instant(0),
    closed_at: instant(162),
    before: { sentiment: commands.RecordDiagnostic.data.sentiment, skills: commands.RecordDiagnostic.data.skills },
    after: { sentiment: commands.AssessTraining.data.sentiment, skills: commands.AssessTraining.data.skills },
    follow_up: {
      sentiment: commands.RecordFollowUp.data.sentiment,
      skills: null,
      instrument: 'suivi-3-mois.v1',
      answers: { usage: 'chaque_semaine', demarches: 'avec_aide' },
    },
    handed_over_on: instant(64).slice(0, 10),
    age_band: '50_54',
    gender: 'female',
    reprise: false,
  })
})

test('someone oriented elsewhere ends in the diagnostic, and what was measured there counts', () => {
  const elsewhere: JourneyCommand = {
    type: 'RecordDiagnostic',
    data: {
      ...commands.RecordDiagnostic.data,
      conclusion: 'oriented_elsewhere',
      reasons: { shareable: 'oriente', internal: 'autre_service' },
    },
  }
  const { row } = play([...road.slice(0, 3), [7, elsewhere]])
  expect(row).toMatchObject({ outcome: 'oriented_elsewhere', stage: 'closed', before: { sentiment: { value: 2 } } })
  expect(Object.keys(row?.stage_seconds ?? {})).toEqual(['prescription', 'diagnostic'])
})

test('an event of a journey that was never referred counts for nothing', () => {
  const { events } = play(road)
  expect(statisticsOf(null, ids.journey, events[1] as JourneyEvent)).toBeNull()
})

const step = fc.tuple(
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom<JourneyCommand>(...Object.values(commands), handOver, { type: 'ExpireDotation', data: {} }),
)
/** Part of the straight road, then anything: so that the late stages are reached as well. */
const walks = fc
  .tuple(fc.integer({ min: 1, max: road.length }), fc.array(step, { maxLength: 12 }))
  .map(([length, more]) => [...road.slice(0, length), ...more])

/** How long a journey was over before it was reopened. */
function closedMs(events: readonly JourneyEvent[]): number {
  const times = (type: JourneyEvent['type']) =>
    events.flatMap((event) => (event.type === type ? Date.parse(event.at) : []))
  const ends = times('JourneyClosed')
  return times('JourneyReopened').reduce((sum, at, index) => sum + at - (ends[index] ?? at), 0)
}

test('wherever a journey goes, the row says the same stage and outcome, and its stages add up to its length', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(walks, (steps) => {
      const { state, row, events } = play(steps)
      if (state.stage === 'unknown' || !row) throw new Error('a walk begins with an accepted referral')
      reached.add(state.stage === 'closed' ? state.outcome : state.stage)
      expect(row.stage).toBe(state.stage)
      expect(row.outcome).toBe(state.stage === 'closed' ? state.outcome : null)
      const { handedOver } = state.found
      expect(row.handed_over_on).toBe(handedOver?.on ?? null)
      const total = Object.values(row.stage_seconds).reduce((sum, seconds) => sum + seconds, 0)
      const length = Date.parse(row.stage_since) - Date.parse(row.referred_at) - closedMs(events)
      expect(total).toBeCloseTo(length / 1000, 6)
      expect(row.closed_at === null).toBe(row.age_band === null)
    }),
    { numRuns: 1000, seed: 20260301 },
  )
  expect([...reached]).toEqual(
    expect.arrayContaining(['diagnostic', 'training', 'dotation', 'evaluation', 'completed']),
  )
})

test('nothing that could tell a person apart is in a row: no stream but the journey’s and the prescriber’s structure', () => {
  const row = play(road).row
  const streams = JSON.stringify(row).match(/(person|actor|place|device|structure|journey)-[0-9a-f-]{36}/g)
  expect(streams).toEqual([ids.journey, ids.prescriberStructure])
})
