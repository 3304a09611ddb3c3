import type { Doer, Intent } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { Difference } from './fact.kinds'
import type { JourneyEventOf } from './journey.events'
import { asked, newsTo, told, unlessDone } from './journey.mails'
import { prescriberOf } from './journey.plan'
import type { ClosedJourney, OpenJourney } from './journey.state'

type Known = OpenJourney | ClosedJourney

type Mended = JourneyEventOf<'FactCorrected' | 'CodesCorrected' | 'LookBackCorrected' | 'JourneyReopened'>

/** Whom to tell of what was put right, and of a journey that is taken up again. */
export function correctionMails(
  event: Mended,
  state: Known,
  { by, until }: { readonly by: Doer; readonly until: string | null },
): readonly Intent[] {
  switch (event.type) {
    case 'FactCorrected':
      return factCorrected(event, state, by)
    case 'CodesCorrected':
    case 'LookBackCorrected':
      return differing(event.data.differs, state)
    case 'JourneyReopened':
      return state.stage === 'closed' ? [] : reopened(event, state, by, until)
    default:
      return never(event)
  }
}

/** The coordinator, of decisions that would now be others; the prescriber, of a result that they were told. */
function factCorrected({ data }: JourneyEventOf<'FactCorrected'>, state: Known, by: Doer): readonly Intent[] {
  const { change, differs } = data
  const result =
    change.fact === 'hand_over' && change.on
      ? newsTo(state, told('hand_over_corrected', prescriberOf(state), { on: change.on }))
      : []
  return [...unlessDone(by, ...result), ...differing(differs, state)]
}

/** Whoever made the correction is told as well: what it makes doubtful is news to them too. */
function differing(differs: readonly Difference[], { referral }: Known): readonly Intent[] {
  if (differs.length === 0) return []
  const codes = [...new Set(differs.map(({ code }) => code))].join(' ')
  return [told('correction_differs', { role: 'coordinator', id: referral.territory }, { codes })]
}

/** To the prescriber and to those who follow it; a lieu that is asked again reads it as it read the first time. */
function reopened(
  { data }: JourneyEventOf<'JourneyReopened'>,
  state: OpenJourney,
  by: Doer,
  until: string | null,
): readonly Intent[] {
  const { mediator, referral } = state
  const news = { stage: data.stage }
  const back = prescriberOf(state)
  const lieu = { role: 'lieu', id: referral.place } as const
  const toPrescriber = told('journey_reopened', back, news)
  // Whoever has to choose a lieu is asked, even where they only typed the sheet of somebody else.
  if (state.task === 'choose_lieu') return unlessDone(by, toPrescriber)
  const known = back.id === mediator ? [] : newsTo(state, toPrescriber)
  if (state.stage === 'prescription')
    return unlessDone(by, ...known, asked('referral_received', lieu, state, { until }))
  const follower = mediator === null ? lieu : ({ role: 'mediator', id: mediator } as const)
  return unlessDone(by, ...known, told('journey_reopened', follower, news))
}
