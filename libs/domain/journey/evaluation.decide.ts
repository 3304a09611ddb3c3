import type { SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { stageOfKind } from '../definition/stage.graph'
import { accept, refuse } from '../kernel/refusal'
import { questionnaireOf } from '../definition/stage.measures'
import {
  closeByTask,
  definitionOf,
  notBefore,
  notInFuture,
  reasonsOf,
  unknownReason,
  wrongAgent,
  wrongSentiment,
  wrongSkills,
  wrongStage,
  type Refused,
} from './journey.checks'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import { lastAssessedOn } from './journey.found'
import type { Evaluation, OpenJourney } from './journey.state'
import { isLast, leaveBy } from './stage.leave'

/** The day of the follow-up has come: the mediator is asked to hear the person. */
export function openFollowUp(state: OpenJourney, facts: Facts): Decision<JourneyEvent> {
  if (state.task !== 'await_follow_up') return wrongStage(state)
  return accept({ type: 'FollowUpOpened', data: {}, at: facts.now })
}

/** The person could not be reached. After the set number of attempts they are lost to follow-up. */
export function recordAttempt(
  command: CommandOf<'RecordAttempt'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'evaluation' || state.task !== 'ask_follow_up') return wrongStage(state)
  const { on, reasons } = command.data
  const wrong = unknownReason(facts, 'miss', reasons) ?? notInFuture(facts, 'on', on) ?? notBeforeLastStep(state, on)
  if (wrong) return wrong
  const attempted = { type: 'FollowUpAttempted', data: { reasons: reasonsOf(reasons) }, at: facts.now, on } as const
  const { maxAttempts } = stageOfKind(definitionOf(facts), state.at, 'evaluation')
  return state.attempts + 1 >= maxAttempts ? notHeard(state, facts, attempted) : accept<JourneyEvent>(attempted)
}

/**
 * Nobody was reached this time. Another follow-up may come; after the last one the person is lost, unless an earlier one
 * was answered: then the outcome is known all the same.
 */
export function notHeard(
  state: OpenJourney,
  facts: Facts,
  ...attempted: readonly JourneyEvent[]
): Decision<JourneyEvent> {
  if (isLast(state, facts) && state.found.followUps.length === 0)
    return accept<JourneyEvent>(...attempted, closeByTask(state, facts, 'ask_follow_up'))
  return leaveBy(state, facts, ...attempted, { type: 'FollowUpMissed', data: {}, at: facts.now })
}

/** The person has answered: the journey is completed and its outcome is known. */
export function recordFollowUp(
  command: CommandOf<'RecordFollowUp'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  if (state.stage !== 'evaluation' || state.task !== 'ask_follow_up') return wrongStage(state)
  const { on, askedBy, instrument, answers, sentiment, skills } = command.data
  const wrong =
    wrongAgent(state, facts) ??
    wrongInstrument(state, facts, instrument) ??
    wrongFollowUp(state, facts, { on, answers, sentiment, skills })
  if (wrong) return wrong
  const data = { askedBy, instrument, answers, sentiment, skills }
  return leaveBy(state, facts, { type: 'FollowUpAnswered', data, at: facts.now, on })
}

interface Told {
  readonly on: string
  readonly answers: Readonly<Record<string, string>>
  readonly sentiment: SentimentAnswer
  readonly skills: SkillsAnswer | null
}

/** What is wrong with what somebody answered on a day, or null. */
export function wrongFollowUp(
  state: Evaluation,
  facts: Facts,
  { on, answers, sentiment, skills }: Told,
): Refused | null {
  return (
    notInFuture(facts, 'on', on) ??
    notBeforeLastStep(state, on) ??
    wrongAnswers(state, facts, answers) ??
    wrongSentiment(state, facts, sentiment) ??
    (skills && wrongSkills(state, facts, skills))
  )
}

/** A follow-up asks how it goes since the laptop or, where there was none, since the person was last assessed. */
function notBeforeLastStep({ found, referral }: Evaluation, on: string): Refused | null {
  if (found.handedOver) return notBefore('hand_over', found.handedOver.on, on)
  return notBefore('last_assessment', lastAssessedOn(found, referral), on)
}

function wrongInstrument(state: Evaluation, facts: Facts, given: string): Refused | null {
  const { version: expected } = questionnaireOf(definitionOf(facts), state.at)
  if (given === expected) return null
  return refuse('wrong_instrument', { field: 'instrument', measure: 'followUp', expected, given })
}

function wrongAnswers(state: Evaluation, facts: Facts, answers: Readonly<Record<string, string>>): Refused | null {
  const { questions } = questionnaireOf(definitionOf(facts), state.at)
  const missing = questions.find(({ code }) => !(code in answers))
  if (missing) return refuse('incomplete_answers', { field: `answers.${missing.code}`, item: missing.code })
  const wrong = Object.entries(answers).find(([code, answer]) => {
    const question = questions.find((each) => each.code === code)
    return !question?.answers.some((known) => known.code === answer)
  })
  return wrong ? refuse('out_of_scale', { field: `answers.${wrong[0]}`, item: wrong[0] }) : null
}
