import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { JourneyCommand } from '../../../libs/domain/journey/journey.commands'
import { decide } from '../../../libs/domain/journey/journey.decide'
import type { JourneyEvent } from '../../../libs/domain/journey/journey.events'
import type { JourneyState } from '../../../libs/domain/journey/journey.state'
import { commands, facts, fold, ids } from '../../../libs/testing/journey.fixtures'

/** One journey of the log, as its commands would have decided it. */
export interface LoggedJourney {
  readonly stream: string
  readonly person: string
  readonly territory: string
  readonly events: readonly JourneyEvent[]
}

export type Step = readonly [days: number, command: JourneyCommand]

const hands: JourneyCommand = { type: 'HandOver', data: {} }
const straight: readonly Step[] = [
  [1, commands.Accept],
  [1, commands.BookAppointment],
  [7, commands.RecordDiagnostic],
  [1, commands.PlanTraining],
  [10, commands.RecordAttendance],
  [30, commands.AssessTraining],
  [14, hands],
  [92, commands.OpenFollowUp],
  [6, commands.RecordFollowUp],
]

/** How many steps bring a journey to each moment of the straight road. */
export const moments = {
  prescription: 0,
  diagnostic: 1,
  training: 3,
  dotation: 6,
  evaluation: 7,
  completed: 9,
} as const

export interface Journey {
  readonly until?: keyof typeof moments
  readonly then?: readonly Step[]
  readonly territory?: string
  readonly epci?: string
  readonly person?: string
  /** The day of the referral, 2026-03-02 by default. */
  readonly referredOn?: string
}

/** A journey led along the straight road until a moment, then by other steps. Throws where a step is refused. */
export function journeyOf(asked: Journey = {}): LoggedJourney {
  const { until = 'completed', then = [], territory = '40', epci = '244000808' } = asked
  const person = asked.person ?? `person-${randomUUID()}`
  const refer: JourneyCommand = { ...commands.Refer, data: { ...commands.Refer.data, person } }
  const events: JourneyEvent[] = []
  let state: JourneyState = { stage: 'unknown' }
  let now = '2026-03-02T09:00:00.000Z'
  const shift = (Date.parse(asked.referredOn ?? '2026-03-02') - Date.parse('2026-03-02')) / dayMs
  for (const [later, command] of [[0, refer] as const, ...straight.slice(0, moments[until]), ...then]) {
    now = laterBy(now, later)
    const decision = decide(command, state, factsOf(command, now))
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
    const placed = decision.events.map((event) => {
      const moved = { ...event, at: laterBy(event.at, shift) }
      return moved.type === 'JourneyReferred' ? { ...moved, data: { ...moved.data, territory, epci } } : moved
    })
    events.push(...placed)
    state = fold(state, decision.events)
  }
  return { stream: `journey-${randomUUID()}`, person, territory, events }
}

/** Commands are given for days of 2026; a journey referred on another day has the same road, moved as a whole. */
const dayMs = 86_400_000
const laterBy = (instant: string, days: number) => new Date(Date.parse(instant) + days * dayMs).toISOString()

function factsOf(command: JourneyCommand, now: string) {
  const handedOver = { type: 'DotationHandedOver', data: { device: ids.device }, at: now, on: now.slice(0, 10) }
  const decided = command.type === 'HandOver' ? [{ stream: ids.dotation, event: handedOver }] : []
  return facts({}, now, { decided })
}

/**
 * Writes some versions of a journey into the log within the client's present transaction, if it is in one.
 * As the owner of the database: these tests are about reading the log, whoever has written it.
 */
export async function append(client: Client, journey: LoggedJourney, from = 1, to = journey.events.length, epoch = 1) {
  for (let version = from; version <= to; version += 1) {
    const event = journey.events[version - 1]
    if (!event) throw new RangeError(`no version ${version}`)
    await client.query(
      `INSERT INTO event (stream, version, epoch, type, schema_version, occurred_on, recorded_at, actor, origin, cause,
                          territory, data, previous_hash, hash)
       VALUES ($1, $2, $3, $4, 1, $5, $6, 'actor', 'live', 'command:test', $7, $8, $9, repeat('0', 64))`,
      [
        ...[journey.stream, version, epoch, event.type, event.on ?? null, event.at, journey.territory],
        ...[JSON.stringify(event.data), version === 1 ? null : '0'.repeat(64)],
      ],
    )
  }
}

/** Writes whole journeys, with the inline row that the engine would have kept for each. */
export async function appendAll(client: Client, journeys: readonly LoggedJourney[]): Promise<void> {
  for (const journey of journeys) {
    await append(client, journey)
    await client.query(
      `INSERT INTO journey (stream, territory, person, prescriber_structure, prescriber_agent, definition, stage, referred_at)
       VALUES ($1, $2, $3, 'structure', 'actor', 'definition', 'any', now())`,
      [journey.stream, journey.territory, journey.person],
    )
  }
}
