import type { FactChange, FactKind } from '../../contracts/commands/correction.commands'
import { sessionNumber } from './fact.named'
import type { Reasons } from '../../contracts/commands/parts'
import type { JourneyEvent, JourneyEventOf } from './journey.events'
import { evolve } from './journey.evolve'
import type { JourneyState } from './journey.state'

/** A fact as it stands: every field that a correction may change. */
export type FactValue = Required<FactChange>

/** The events that record a fact which can be put right, and what people call it. */
const kinds = {
  JourneyTakenOver: 'hand_over',
  DiagnosticHeld: 'diagnostic',
  DiagnosticMissed: 'missed',
  SessionRecorded: 'session',
  TrainingAssessed: 'training',
  SupportRecorded: 'support',
  LaptopHandedOver: 'hand_over',
  FollowUpAnswered: 'follow_up',
  JourneyClosed: 'end',
} as const satisfies Partial<Record<JourneyEvent['type'], FactKind>>
type FactEvent = JourneyEventOf<keyof typeof kinds>

/** A case of the former tool records a hand-over where there was one, and an end its reason where it has one. */
function isFact(event: JourneyEvent): event is FactEvent {
  if (event.type === 'JourneyTakenOver') return event.data.handedOverOn !== null
  if (event.type === 'JourneyClosed') return event.data.reasons !== null
  return Object.hasOwn(kinds, event.type)
}

/** One event of a journey's log, with the corrections of it and the journey as it was before, other corrections included. */
export interface Step {
  readonly event: JourneyEvent
  /** Its version in the journey. */
  readonly version: number
  readonly before: JourneyState
  readonly after: JourneyState
  /** What it records, as it stands now; null where nothing of it can be put right. */
  readonly fact: { readonly stage: string; readonly number: number; readonly value: FactValue } | null
}

interface Entry {
  readonly event: JourneyEvent
  readonly version: number
  readonly stage: string
  readonly number: number
  readonly corrections: JourneyEventOf<'FactCorrected'>[]
}

/**
 * The log of a journey as it would have gone, had each fact been right from the start: every correction comes right
 * after the fact that it corrects. Decisions stay as they were taken.
 */
export function replay(log: readonly JourneyEvent[]): readonly Step[] {
  let state: JourneyState = { stage: 'unknown' }
  return entriesOf(log).map(({ event, version, stage, number, corrections }) => {
    const before = state
    state = [event, ...corrections].reduce(evolve, before)
    const value = isFact(event) ? corrections.reduce(merged, valueOf(event)) : null
    return { event, version, before, after: state, fact: value && { stage, number, value } }
  })
}

const merged = (value: FactValue, { data }: JourneyEventOf<'FactCorrected'>): FactValue =>
  withChange(value, data.change)

/** A fact with some of its fields put right. Both are of one kind. */
export const withChange = (value: FactValue, change: FactChange): FactValue => ({ ...value, ...change }) as FactValue

/** Each event with the corrections of it. A correction is of the last fact of its name that was there when it was made. */
function entriesOf(log: readonly JourneyEvent[]): readonly Entry[] {
  let state: JourneyState = { stage: 'unknown' }
  const entries: Entry[] = []
  const latest = new Map<string, Entry>()
  for (const [index, event] of log.entries()) {
    if (event.type === 'FactCorrected') {
      const { change, stage, number } = event.data
      latest.get(`${change.fact} ${stage} ${number}`)?.corrections.push(event)
    } else {
      const stage = event.type === 'JourneyTakenOver' ? event.data.referral.stage : atOf(state)
      const number = isFact(event) ? numberOf(event, state, entries) : 0
      const entry = { event, version: index + 1, stage, number, corrections: [] }
      entries.push(entry)
      if (isFact(event)) latest.set(`${kinds[event.type]} ${stage} ${number}`, entry)
    }
    state = evolve(state, event)
  }
  return entries
}

/** A session has its own number, counted on where its training was begun anew; all else is the how-manieth in its stage. */
function numberOf(event: FactEvent, state: JourneyState, before: readonly Entry[]): number {
  if (event.type === 'SessionRecorded' && state.stage === 'training') return sessionNumber(state, event.data.session)
  const stage = atOf(state)
  return before.filter((entry) => entry.event.type === event.type && entry.stage === stage).length + 1
}

const atOf = (state: JourneyState): string => (state.stage === 'unknown' ? '' : state.at)

function valueOf(event: FactEvent): FactValue {
  const on = event.on ?? event.at.slice(0, 10)
  switch (event.type) {
    case 'JourneyTakenOver':
      return { fact: 'hand_over', on: event.data.handedOverOn ?? on }
    case 'DiagnosticHeld': {
      const { skills, sentiment, pix, equipment, needs } = event.data
      const known = { ...needs, features: [...needs.features] }
      return { fact: 'diagnostic', on, skills, sentiment, pix, equipment, needs: known }
    }
    case 'TrainingAssessed': {
      const { skills, sentiment, pix, commitmentKept } = event.data
      return { fact: 'training', on, skills, sentiment, pix, commitmentKept }
    }
    case 'SessionRecorded':
      return { fact: 'session', on, present: event.data.present, reasons: event.data.reasons }
    case 'DiagnosticMissed':
      return { fact: 'missed', on, missed: true, reasons: event.data.reasons }
    case 'SupportRecorded':
      return { fact: 'support', on, result: event.data.result, reasons: event.data.reasons }
    case 'LaptopHandedOver':
      return { fact: 'hand_over', on }
    case 'JourneyClosed':
      return { fact: 'end', on, reasons: event.data.reasons as Reasons }
    case 'FollowUpAnswered': {
      const { skills, sentiment, answers } = event.data
      return { fact: 'follow_up', on, skills, sentiment, answers }
    }
  }
}
