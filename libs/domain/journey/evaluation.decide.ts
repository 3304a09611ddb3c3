import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import {
  close,
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
import type { Evaluation, OpenJourney } from './journey.state'

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
  const last = state.attempts + 1 >= definitionOf(facts).evaluation.maxAttempts
  return last
    ? accept<JourneyEvent>(attempted, closeByTask(state, facts, 'ask_follow_up'))
    : accept<JourneyEvent>(attempted)
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
    notInFuture(facts, 'on', on) ??
    notBeforeLastStep(state, on) ??
    wrongAgent(state, facts) ??
    wrongAnswers(facts, instrument, answers) ??
    wrongSentiment(facts, sentiment) ??
    (skills && wrongSkills(facts, skills))
  if (wrong) return wrong
  const data = { askedBy, instrument, answers, sentiment, skills }
  const answered = { type: 'FollowUpAnswered', data, at: facts.now, on } as const
  return accept<JourneyEvent>(answered, close(state, facts, 'completed'))
}

/** A follow-up asks how it goes since the laptop or, where there was none, since the person was last assessed. */
function notBeforeLastStep({ handedOver, before, after }: Evaluation, on: string): Refused | null {
  if (handedOver) return notBefore('hand_over', handedOver.on, on)
  return notBefore('last_assessment', (after ?? before).on, on)
}

function wrongAnswers(facts: Facts, instrument: string, answers: Readonly<Record<string, string>>): Refused | null {
  const { version, questions } = definitionOf(facts).instruments.followUp
  if (instrument !== version) {
    return refuse('wrong_instrument', {
      field: 'instrument',
      measure: 'followUp',
      expected: version,
      given: instrument,
    })
  }
  const missing = questions.find(({ code }) => !(code in answers))
  if (missing) return refuse('incomplete_answers', { field: `answers.${missing.code}`, item: missing.code })
  const wrong = Object.entries(answers).find(([code, answer]) => {
    const question = questions.find((each) => each.code === code)
    return !question?.answers.some((known) => known.code === answer)
  })
  return wrong ? refuse('out_of_scale', { field: `answers.${wrong[0]}`, item: wrong[0] }) : null
}
