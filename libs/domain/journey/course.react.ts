import type { Owner } from '../../contracts/codes'
import type { Doer, Intent, MailKind } from '../kernel/decider'
import { never } from '../kernel/refusal'
import type { JourneyEventOf } from './journey.events'
import { asked, newsTo, told, unlessDone } from './journey.mails'
import { followerOf, prescriberOf } from './journey.plan'
import type { OpenJourney } from './journey.state'

/** A pause is told to both sides; its end by the date is a question to the lieu: is the person back? */
export function pauseMails(
  event: JourneyEventOf<'JourneyPaused'> | JourneyEventOf<'JourneyResumed'>,
  state: OpenJourney,
  by: Doer,
): readonly Intent[] {
  const { place } = state.referral
  const tell = (mail: MailKind, data: Intent['data']) =>
    unlessDone(by, ...newsTo(state, told(mail, prescriberOf(state), data)), told(mail, followerOf(state), data))
  if (event.type === 'JourneyPaused') {
    const { until, reasons } = event.data
    return tell('journey_paused', { place, until, reason: reasons.shareable })
  }
  return tell('journey_resumed', { place, by: event.data.by })
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
      const changed = told('lieu_changed', prescriberOf(state), { place, reason: reasons.shareable })
      const news = unlessDone(by, ...newsTo(state, changed))
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
      const { former, reasons, readsUntil } = event.data
      const received = told('journey_received', prescriberOf(state), { place, named: 1, until })
      // Whoever signed a paper sheet is told of nothing.
      const left = former.agent === null ? [] : [{ role: 'prescriber', id: former.agent } as const]
      return unlessDone(by, received, ...left.map((to) => handedOn(to, place, readsUntil, reasons.shareable)))
    }
    default:
      return never(event)
  }
}

const handedOn = (to: Owner, place: string, until: string, reason: string | null): Intent =>
  told('journey_handed_on', to, { place, until, reason })
