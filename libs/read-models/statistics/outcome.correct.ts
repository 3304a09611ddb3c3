import type { JourneyEventOf } from '../../domain/journey/journey.events'
import type { Measured, OutcomeRow } from './outcome.row'

/** A row as if the corrected fact had been right from the start; the same row where that fact is not counted. */
export function corrected(row: OutcomeRow, { change, counts }: JourneyEventOf<'FactCorrected'>['data']): OutcomeRow {
  switch (counts) {
    case 'before':
      return { ...row, before: row.before && measured(row.before, change) }
    case 'after':
      return { ...row, after: row.after && measured(row.after, change) }
    case 'hand_over':
      return { ...row, handed_over_on: change.on ?? row.handed_over_on }
    case 'follow_up': {
      const answers = 'answers' in change ? change.answers : undefined
      return { ...row, follow_up: row.follow_up && { ...measured(row.follow_up, change), ...(answers && { answers }) } }
    }
    case null:
      return row
  }
}

function measured<M extends Measured>(before: M, change: JourneyEventOf<'FactCorrected'>['data']['change']): M {
  const sentiment = 'sentiment' in change ? change.sentiment : undefined
  const skills = 'skills' in change ? change.skills : undefined
  return { ...before, ...(sentiment && { sentiment }), ...(skills === undefined ? {} : { skills }) }
}
