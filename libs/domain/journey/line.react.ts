import { never } from '../kernel/refusal'
import type { Doer, Intent, MailKind } from '../kernel/decider'
import type { JourneyEventOf } from './journey.events'
import { asked, newsTo, takenBack, unlessDone, withLieu } from './journey.mails'
import { prescriberOf } from './journey.plan'
import type { ClosedJourney, OpenJourney } from './journey.state'

type InLine = JourneyEventOf<'Enlisted' | 'RankTold' | 'PlaceOffered' | 'LineExpired' | 'OfferLapsed'>

/** Whom to tell of a line: the prescriber of every step, the lieu of what it has to do and of what it need not do any more. */
export function lineMails(
  event: InLine,
  state: OpenJourney | ClosedJourney,
  { by, until }: { readonly by: Doer; readonly until: string | null },
): readonly Intent[] {
  const back = prescriberOf(state)
  const news = (mail: MailKind, data: Intent['data']) => newsTo(state, asked(mail, back, state, data))
  const { place } = state.referral
  switch (event.type) {
    case 'Enlisted':
      return unlessDone(by, ...news('line_entered', { place }))
    case 'RankTold':
      return unlessDone(by, ...news('line_rank', { place, rank: event.data.rank }))
    case 'PlaceOffered':
      return [
        asked('place_offered', { role: 'lieu', id: place }, state, { place, until }),
        ...news('place_offered', { place, until }),
      ]
    case 'LineExpired':
    case 'OfferLapsed': {
      const reason = event.data.reasons.shareable
      const cause = event.type === 'LineExpired' ? 'line_expired' : 'offer_lapsed'
      return [
        asked('referral_back', back, state, { place, reason, cause, until }),
        ...withLieu(state, takenBack(place, cause)),
      ]
    }
    default:
      return never(event)
  }
}
