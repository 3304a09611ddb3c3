import { nextOf, waits } from './course.wait'
import type { GrantEventOf } from './grant.events'
import type { OpenGrant } from './grant.state'

type OfReport = GrantEventOf<
  'ReportAwaited' | 'ReportHandedIn' | 'ReportAccepted' | 'ReportSentBack' | 'ReportDayMoved' | 'ReportMissed'
>

/** Folds what happens to a report: awaited until a day, handed in, sent back or accepted. */
export function followReport(state: OpenGrant, event: OfReport): OpenGrant {
  const { at } = event
  const put = (over: Partial<OpenGrant['reports'][number]>): OpenGrant => ({
    ...state,
    reports: state.reports.map((each) => (each.report === event.data.report ? { ...each, ...over } : each)),
  })
  switch (event.type) {
    case 'ReportAwaited': {
      const { report, until } = event.data
      const awaited = { report, until, is: 'awaited', results: [] } as const
      return waits({ ...state, reports: [...state.reports, awaited] }, 'hand_in_report', at, until)
    }
    case 'ReportSentBack':
    case 'ReportDayMoved': {
      const { until } = event.data
      return waits(put({ is: 'awaited', until }), 'hand_in_report', at, until)
    }
    case 'ReportHandedIn':
      return waits(put({ is: 'handed_in', results: event.data.results }), 'accept_report', at)
    case 'ReportMissed':
      return waits(put({ is: 'missed' }), 'settle_report', at)
    case 'ReportAccepted':
      return nextOf({ ...put({ is: 'accepted' }), done: state.done + 1 }, at)
  }
}
