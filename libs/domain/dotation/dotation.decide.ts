import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import type { Facts, OutsideFacts } from '../facts'
import type { JourneyEvent } from '../journey/journey.events'
import type { Decision } from '../kernel/decider'
import { accept, never, refuse } from '../kernel/refusal'
import { instantOn } from '../kernel/wait'
import type { Abandonment, DotationEvent, DotationOpening, Stock, Wanted } from './dotation.events'
import { bind, type OfferLaptop } from './bind.decide'
import { reportFault } from './fault.decide'
import { bookHandOver, missHandOver, remindHandOver } from './appointment.decide'
import { endGuarantee, replaceLaptop, replaceLate } from './guarantee.decide'
import { followJourney } from './dotation.follow'
import { type DotationState, isAbandoned, isOpen } from './dotation.state'
import { handOver, issueReceipt, signReceipt } from './receipt.decide'

type Own = { [T in keyof typeof dotationCommands]: { type: T; data: z.output<(typeof dotationCommands)[T]['data']> } }

/** The commands that a dotation leads, and those of the journey that it follows. */
export type DotationCommand =
  | Own[keyof Own]
  | OfferLaptop
  | {
      type:
        | 'TakeOverJourney'
        | 'RecordDiagnostic'
        | 'AssessTraining'
        | 'RecordSupport'
        | 'Expire'
        | 'Withdraw'
        | 'Pause'
        | 'Resume'
        | 'ResumeByDate'
        | 'ChangeLieu'
        | 'NameMediator'
        | 'MoveToVersion'
        | 'Reopen'
        | 'Correct'
      data: unknown
    }

/** What a command does to a dotation. Pure; the laptop was chosen by the engine and arrives as a fact. */
export function decide(command: DotationCommand, state: DotationState, facts: Facts): Decision<DotationEvent> {
  switch (command.type) {
    case 'TakeOverJourney':
    case 'RecordDiagnostic':
    case 'AssessTraining':
    case 'RecordSupport':
    case 'Expire':
    case 'Reopen':
      return open(state, facts)
    case 'Pause':
    case 'Resume':
    case 'ResumeByDate':
    case 'ChangeLieu':
    case 'NameMediator':
    case 'MoveToVersion':
      return isOpen(state) || state.stage === 'guarantee' ? followJourney(state, facts) : accept()
    case 'Correct':
      return correctHandOver(state, facts)
    case 'Bind':
      return state.stage === 'stock' ? bind(state, command.data, facts) : notThere(state)
    case 'OfferLaptop':
      // Who rests keeps their rank, and the laptop goes to the next who can take it.
      return state.stage === 'stock' && !state.paused ? bind(state, { despite: false }, facts) : notThere(state)
    case 'IssueReceipt':
      return state.stage === 'handover' ? issueReceipt(state, facts) : notThere(state)
    case 'SignReceipt':
      return state.stage === 'handover' ? signReceipt(state, command.data, facts) : notThere(state)
    case 'ReportFault':
      return state.stage === 'handover' ? reportFault(state, command.data, stockOf(facts), facts) : notThere(state)
    case 'HandOver':
      return state.stage === 'handover' ? handOver(state, command.data, facts) : notThere(state)
    case 'ReplaceLaptop':
      return state.stage === 'guarantee'
        ? replaceLaptop(state, command.data, stockOf(facts), facts)
        : state.stage === 'closed' && state.covered
          ? replaceLate(state.covered, command.data, stockOf(facts), facts)
          : notThere(state)
    case 'EndGuarantee':
      return state.stage === 'guarantee' ? endGuarantee(facts) : notThere(state)
    case 'BookHandOver':
      return state.stage === 'handover' ? bookHandOver(command.data, facts) : notThere(state)
    case 'MissHandOver':
      return state.stage === 'handover' ? missHandOver(state, command.data, facts) : notThere(state)
    case 'RemindHandOver':
      return state.stage === 'handover' ? remindHandOver(state, facts) : notThere(state)
    case 'RemindDotation':
      return remind(state, facts)
    case 'ExpireDotation':
      return abandon(state, facts, state.stage === 'handover' ? 'not_collected' : 'no_laptop')
    case 'Withdraw':
      return isOpen(state) ? abandon(state, facts, 'withdrawn') : accept()
    default:
      return never(command)
  }
}

/** The dotation opens in the transaction in which its journey asks for it, and only then. */
function open(state: DotationState, facts: Facts): Decision<DotationEvent> {
  const told = facts.decided.map(({ stream, event }) => ({ stream, event: event as JourneyEvent }))
  const request = told.find(({ event }) => event.type === 'DotationRequested')
  if (!request || request.event.type !== 'DotationRequested') return accept()
  // One that ended without a laptop opens anew; nobody is given a second one.
  if (state.stage !== 'unknown' && !isAbandoned(state)) return refuse('dotation_ended')
  const journey = facts.outside.journey ?? takenOver(told.map(({ event }) => event))
  if (!journey || !facts.definition) throw new TypeError('a dotation opens with its journey and its definition')
  const { lookBack } = facts.definition
  const opening: DotationOpening = { ...journey, lookBack, journey: request.stream, ...request.event.data }
  return accept({ type: 'DotationOpened', data: opening, at: facts.now })
}

/** A journey that is taken over is not there before: what its dotation needs to know is in its first event. */
function takenOver(told: readonly JourneyEvent[]): OutsideFacts['journey'] {
  const taken = told.find((event) => event.type === 'JourneyTakenOver')
  if (!taken?.data.mediator) return undefined
  const { person, place, placeStructure, definition, territory, epci, referredOn } = taken.data.referral
  const { mediator } = taken.data
  return { person, place, structure: placeStructure, mediator, definition, territory, epci, referredOn }
}

/** The journey says another day of the hand-over. */
function correctHandOver(state: DotationState, facts: Facts): Decision<DotationEvent> {
  const corrected = facts.decided
    .map(({ event }) => event as JourneyEvent)
    .find((event) => event.type === 'FactCorrected' && event.data.change.fact === 'hand_over')
  if (corrected?.type !== 'FactCorrected' || state.stage === 'unknown') return accept()
  const { on } = corrected.data.change
  // It is about the first one, be it replaced since: from there its guarantee counts.
  const given = state.laptops.find(({ is }) => is === 'handed_over' || is === 'returned')
  if (!on || !given) return accept()
  const covered = state.stage !== 'closed' && state.guarantee !== null
  const data = { device: given.device, on, ...(covered && { since: instantOn(on, facts.now, facts.zone) }) }
  return accept({ type: 'HandOverCorrected', data, at: facts.now })
}

function remind(state: DotationState, facts: Facts): Decision<DotationEvent> {
  if (!isOpen(state)) return notThere(state)
  return accept({ type: 'DotationReminded', data: { task: state.task, ...stockOf(facts) }, at: facts.now })
}

function stockOf(facts: Facts): Stock {
  const { stock } = facts.outside
  if (!stock) throw new TypeError('the stock that a dotation waits on is looked at anew')
  return stock
}

function abandon(state: DotationState, facts: Facts, cause: Abandonment['cause']): Decision<DotationEvent> {
  if (!isOpen(state)) return notThere(state)
  const device = state.stage === 'handover' ? state.device : null
  const preparing = state.task === 'await_laptop' ? withoutThis(state.wanted, stockOf(facts)) : null
  const gone = { cause, device, preparing, ...(isUntold(facts) && { untold: true as const }) }
  return accept({ type: 'DotationAbandoned', data: gone, at: facts.now })
}

/** The journey ends under a reason after which nobody is written to. */
const isUntold = ({ decided }: Facts): boolean =>
  decided.some(({ event }) => {
    const { type, data } = event as JourneyEvent
    return type === 'JourneyClosed' && data.untold === true
  })

/** Whoever was asked last learns what the stock lacks once this dotation waits no more. */
const withoutThis = ({ recyclerie }: Wanted, { ready, waiting }: Stock): Wanted => ({
  recyclerie,
  number: Math.max(0, waiting - 1 - ready),
})

function notThere(state: DotationState) {
  if (state.stage === 'unknown') return refuse('unknown_stream')
  return refuse('wrong_stage', { stage: state.stage, task: state.task })
}
