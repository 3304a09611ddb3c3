import type { CommandType } from '../../domain/command.table'
import type { Definition } from '../../domain/definition/definition.schema'
import type { DeviceState } from '../../domain/device/device.state'
import type { DotationState } from '../../domain/dotation/dotation.state'
import type { JourneyState } from '../../domain/journey/journey.state'
import type { DomainEvent } from '../../domain/kernel/decider'
import type { LotState } from '../../domain/lot/lot.state'
import type { PersonState } from '../../domain/person/person.state'
import { aggregates } from '../../domain/registry'
import { kindOf } from '../../contracts/stream'
import { ids } from '../journey.fixtures'
import { lotId } from '../laptop.fixtures'

/** The streams of a small world: one journey with its dotation, two laptops of one lot, two people. */
export const streams = {
  journey: ids.journey,
  dotation: ids.dotation,
  devices: [ids.device, ids.device.replace(/.$/, '9')],
  lot: lotId,
  persons: [ids.person, ids.person.replace(/.$/, '9')],
} as const

const everyStream = [streams.journey, streams.dotation, ...streams.devices, streams.lot, ...streams.persons]

/** Everything that is so at an instant, by stream, and the events that have led there. Nothing in it ever changes. */
export interface WalkWorld {
  readonly now: string
  readonly states: Readonly<Record<string, unknown>>
  readonly events: Readonly<Record<string, readonly DomainEvent[]>>
  /** The definition that the journey is referred to. */
  readonly definition: Definition
}

/** What somebody does. */
export interface Move {
  readonly type: CommandType
  readonly stream: string
  readonly data: Readonly<Record<string, unknown>>
}

const began = '2026-03-02T09:00:00.000Z'
const known: DomainEvent = { type: 'PersonRegistered', data: { territory: '40', epci: '244000808' }, at: began }

/** Nothing has happened yet, but that the second person is known. */
export function nowhere(definition: Definition): WalkWorld {
  const events = Object.fromEntries(everyStream.map((stream): [string, DomainEvent[]] => [stream, []]))
  events[streams.persons[1]] = [known]
  const folded = Object.entries(events).map(([stream, list]) => {
    const { evolve, initialState } = aggregates[kindOf(stream)]
    return [stream, list.reduce(evolve, initialState)] as const
  })
  return { now: began, states: Object.fromEntries(folded), events, definition }
}

export const journeyOf = ({ states }: WalkWorld) => states[streams.journey] as JourneyState
export const dotationIn = ({ states }: WalkWorld) => states[streams.dotation] as DotationState
export const lotIn = ({ states }: WalkWorld) => states[streams.lot] as LotState
export const deviceIn = ({ states }: WalkWorld, stream: string) => states[stream] as DeviceState
export const personIn = ({ states }: WalkWorld, stream: string) => states[stream] as PersonState

/** The day of a world; its hours are such that it is the same day in Paris. */
export const todayIn = ({ now }: WalkWorld, days = 0): string =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10)
