import type { OutcomeCode } from '../../contracts/codes'
import type { PixAnswer, Reasons, SentimentAnswer, SkillsAnswer } from '../../contracts/commands/parts'
import { worksAt } from '../agent/agent.fact'
import type { Definition } from '../definition/definition.schema'
import type { FactValue } from '../definition/rule'
import { endOf, pixOf, sentimentOf, skillsOf } from '../definition/stage.measures'
import type { ClosingTask } from '../definition/wait.schema'
import type { Facts } from '../facts'
import { type Refusal, refuse, refuseBefore } from '../kernel/refusal'
import type { EarlierStep } from '../kernel/rules'
import { dayOf } from '../kernel/wait'
import type { JourneyEventOf } from './journey.events'
import type { OpenJourney } from './journey.state'

export type Refused = Refusal

/** The definition of the journey at hand. Its absence is a fault of the engine, not a refusal. */
export function definitionOf(facts: Facts): Definition {
  if (!facts.definition) throw new TypeError('a journey is decided with its definition')
  return facts.definition
}

export const wrongStage = (state: OpenJourney): Refusal =>
  refuse('wrong_stage', { stage: state.stage, task: state.task })

const nothingUnmet = { codes: [], facts: {} }

/** The event that ends a journey, with the coarse codes that indicators use afterwards. */
export function close(
  state: OpenJourney,
  facts: Facts,
  outcome: OutcomeCode,
  reasons: Reasons | null = null,
  unmet: { readonly codes: readonly string[]; readonly facts: Readonly<Record<string, FactValue>> } = nothingUnmet,
): JourneyEventOf<'JourneyClosed'> {
  const { ageBand, gender } = facts.outside.coarse ?? { ageBand: 'unknown', gender: 'unknown' }
  const { codes, facts: because } = unmet
  const data = { outcome, reasons, unmet: codes, because, epci: state.referral.epci, ageBand, gender }
  return { type: 'JourneyClosed', data: { ...data, ...(isSilent(facts, reasons) && { untold: true }) }, at: facts.now }
}

/** Whether the definition leaves the person in peace after an end under these reasons. */
const isSilent = (facts: Facts, reasons: Reasons | null): boolean =>
  reasons !== null &&
  definitionOf(facts).refusals.end.internal.some(({ code, silent }) => silent && code === reasons.internal)

/** The end that the definition gives to a task that came to nothing: by silence, misses or attempts in vain. */
export function closeByTask(state: OpenJourney, facts: Facts, task: ClosingTask): JourneyEventOf<'JourneyClosed'> {
  const { outcome, shareable, internal } = endOf(definitionOf(facts), task)
  return close(state, facts, outcome, { shareable, internal })
}

export const reasonsOf = ({ shareable, internal }: Reasons): Reasons => ({ shareable, internal })

/** The first of `codes`, given in `field`, that is not in the list. */
export function unknownCode(
  field: string,
  list: string,
  known: readonly { code: string }[],
  codes: readonly string[],
): Refusal | null {
  const code = codes.find((each) => !known.some((item) => item.code === each))
  return code === undefined ? null : refuse('unknown_code', { field, code, list })
}

export function unknownReason(facts: Facts, kind: keyof Definition['refusals'], reasons: Reasons): Refusal | null {
  const lists = definitionOf(facts).refusals[kind]
  return (
    unknownCode('reasons.shareable', `${kind}.shareable`, lists.shareable, [reasons.shareable]) ??
    unknownCode('reasons.internal', `${kind}.internal`, lists.internal, [reasons.internal])
  )
}

export function notInFuture(facts: Facts, field: string, date: string): Refusal | null {
  return date > dayOf(facts.now, facts.zone) ? refuse('date_in_future', { field, date }) : null
}

/**
 * Nothing of a journey can have happened before the person agreed, nor before the day on the sheet where they came by one.
 * The referral itself may be typed days later.
 */
export function notBeforeReferral({ referral }: Pick<OpenJourney, 'referral'>, date: string): Refusal | null {
  if (date < referral.consentedOn) return refuse('date_before_consent', { field: 'on', date })
  const { entry, paper, takenOver } = referral
  return entry === 'paper' && paper && !takenOver ? notBefore('referral', paper.signedOn, date) : null
}

/**
 * A day that people give is not before the one they gave for an earlier step. Days of recording are never compared:
 * people write things down late.
 */
export function notBefore(what: EarlierStep, day: string, date: string): Refusal | null {
  return date < day ? refuseBefore(what, day, 'on', date) : null
}

/** Whoever asked must work where the journey is followed. */
export function wrongAgent(state: OpenJourney, facts: Facts): Refusal | null {
  const agent = facts.outside.agent
  if (!agent) return refuse('unknown_agent', { field: 'askedBy' })
  return worksAt(agent, state.referral) ? null : refuse('agent_of_another_structure', { field: 'askedBy' })
}

export function wrongSkills(state: OpenJourney, facts: Facts, answer: SkillsAnswer): Refusal | null {
  const { version, items, scale } = skillsOf(definitionOf(facts), state.at)
  if (answer.instrument !== version) {
    return refuse('wrong_instrument', {
      field: 'skills.instrument',
      measure: 'skills',
      expected: version,
      given: answer.instrument,
    })
  }
  const missing = items.find(({ code }) => !(code in answer.levels))
  if (missing) return refuse('incomplete_answers', { field: `skills.levels.${missing.code}`, item: missing.code })
  const entries = Object.entries(answer.levels)
  const unknown = unknownCode(
    'skills.levels',
    'skills.items',
    items,
    entries.map(([item]) => item),
  )
  const outside = entries.find(([, level]) => !scale.some(({ code }) => code === level))
  return (
    unknown ?? (outside ? refuse('out_of_scale', { field: `skills.levels.${outside[0]}`, item: outside[0] }) : null)
  )
}

export function wrongSentiment(state: OpenJourney, facts: Facts, answer: SentimentAnswer): Refusal | null {
  const { version, min, max } = sentimentOf(definitionOf(facts), state.at)
  if (answer.instrument !== version) {
    return refuse('wrong_instrument', {
      field: 'sentiment.instrument',
      measure: 'sentiment',
      expected: version,
      given: answer.instrument,
    })
  }
  return answer.value < min || answer.value > max
    ? refuse('out_of_scale', { field: 'sentiment.value', item: 'sentiment' })
    : null
}

function wrongPix(state: OpenJourney, facts: Facts, answer: PixAnswer | null): Refusal | null {
  if (!answer) return null
  const instrument = pixOf(definitionOf(facts), state.at)
  if (!instrument) return refuse('not_measured', { field: 'pix', measure: 'pix' })
  const { version, min, max, competences } = instrument
  if (answer.instrument !== version) {
    return refuse('wrong_instrument', {
      field: 'pix.instrument',
      measure: 'pix',
      expected: version,
      given: answer.instrument,
    })
  }
  const outside = Object.entries(answer.levels).find(
    ([competence, level]) => !competences.includes(competence) || level < min || level > max,
  )
  return outside ? refuse('out_of_scale', { field: `pix.levels.${outside[0]}`, item: `pix ${outside[0]}` }) : null
}

interface Measured {
  readonly on: string
  readonly skills: SkillsAnswer
  readonly sentiment: SentimentAnswer
  readonly pix: PixAnswer | null
}

/** What is wrong with a set of measures taken on a day by an agent, or null. */
export const wrongMeasures = (state: OpenJourney, facts: Facts, answer: Measured): Refusal | null =>
  wrongAgent(state, facts) ?? wrongLevels(state, facts, answer)

/** The same, whoever has asked. */
export function wrongLevels(state: OpenJourney, facts: Facts, answer: Measured): Refusal | null {
  return (
    notInFuture(facts, 'on', answer.on) ??
    notBeforeReferral(state, answer.on) ??
    wrongSkills(state, facts, answer.skills) ??
    wrongSentiment(state, facts, answer.sentiment) ??
    wrongPix(state, facts, answer.pix)
  )
}
