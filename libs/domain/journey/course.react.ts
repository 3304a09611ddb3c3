import type { Owner } from '../../contracts/codes'
import type { Doer, Intent } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { JourneyEventOf } from './journey.events'
import { asked, told, unlessDone } from './journey.mails'
import { followerOf } from './journey.plan'
import type { OpenJourney } from './journey.state'

/** A pause is told to both sides; its end by the date is a question to the lieu: is the person back? */
export function pauseMails(
  event: JourneyEventOf<'JourneyPaused'> | JourneyEventOf<'JourneyResumed'>,
  state: OpenJourney,
  by: Doer,
): readonly Intent[] {
  const { prescriber, place } = state.referral
  const both: readonly Owner[] = [{ role: 'prescriber', id: prescriber.agent }, followerOf(state)]
  if (event.type === 'JourneyPaused') {
    const { until, reasons } = event.data
    return unlessDone(by, ...both.map((to) => told('journey_paused', to, { place, until, reason: reasons.shareable })))
  }
  return unlessDone(by, ...both.map((to) => told('journey_resumed', to, { place, by: event.data.by })))
}

type Transfer = JourneyEventOf<'LieuChanged'> | JourneyEventOf<'MediatorNamed'> | JourneyEventOf<'PrescriberChanged'>

/** Both sides of a transfer: whoever has the journey now, and whoever had it and still reads it for a while. */
export function transferMails(
  event: Transfer,
  state: OpenJourney,
  { by, until }: { readonly by: Doer; readonly until: string | null },
): readonly Intent[] {
  const { place } = state.referral
  switch (event.type) {
    case 'LieuChanged': {
      const { former, reasons, readsUntil, mediator } = event.data
      const prescriber = { role: 'prescriber', id: state.referral.prescriber.agent } as const
      const news = unlessDone(by, told('lieu_changed', prescriber, { place, reason: reasons.shareable }))
      const left: Owner = former.mediator
        ? { role: 'mediator', id: former.mediator }
        : { role: 'lieu', id: former.place }
      if (state.stage === 'prescription') {
        const here = { role: 'lieu', id: place } as const
        const back = told('referral_taken_back', left, { place: former.place, cause: 'withdrawn' })
        return [asked('referral_received', here, state, { until }), ...unlessDone(by, back), ...news]
      }
      const received = told('journey_received', followerOf(state), { place, named: mediator ? 1 : 0, until })
      return [...unlessDone(by, received, handedOn(left, place, readsUntil, reasons.shareable)), ...news]
    }
    case 'MediatorNamed': {
      const { mediator, former, reasons, readsUntil } = event.data
      const received = told('journey_received', { role: 'mediator', id: mediator }, { place, named: 1, until })
      const left = former
        ? [handedOn({ role: 'mediator', id: former }, place, readsUntil, reasons?.shareable ?? null)]
        : []
      return unlessDone(by, received, ...left)
    }
    case 'PrescriberChanged': {
      const { prescriber, former, reasons, readsUntil } = event.data
      const received = told(
        'journey_received',
        { role: 'prescriber', id: prescriber.agent },
        { place, named: 1, until },
      )
      const left = handedOn({ role: 'prescriber', id: former.agent }, place, readsUntil, reasons.shareable)
      return unlessDone(by, received, left)
    }
    default:
      return never(event)
  }
}

const handedOn = (to: Owner, place: string, until: string, reason: string | null): Intent =>
  told('journey_handed_on', to, { place, until, reason })
