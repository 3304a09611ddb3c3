import type { Outcomes } from '../../contracts/api/outcome.schema'
import { outcomeCodes } from '../../contracts/codes'
import { cell, epcisOf, openStages } from './outcome.cells'
import { lagSeconds } from './outcome.lag'
import type { Scale, Scales } from './outcome.scales'
import type { OutcomeTables } from './outcome.tables'
import { LEAST_PEOPLE, type Table } from './small.groups'

/** What may be shown of the figures: nothing is withheld from who reads them exactly. */
export interface Shown {
  readonly table: Table
  readonly withheld: ReadonlySet<string> | null
}

type Count = (...name: readonly string[]) => number | null

const isMasked = (...figures: readonly (number | null)[]) => figures.includes(null)

/** The answer that people read, from what was counted. `now` is the present instant. */
export function answerOf(tables: OutcomeTables, scales: Scales, shown: Shown, now: string): Outcomes {
  const count: Count = (...name) => {
    const key = cell(...name)
    return shown.withheld?.has(key) ? null : (shown.table.cells.get(key)?.journeys ?? 0)
  }
  const { counted_until: until, waiting_since: since } = tables
  return {
    journeys: count('journeys'),
    laptopsHandedOver: count('laptops'),
    reprise: repriseOf(count('reprise'), count('past laptops')),
    byOutcome: outcomeCodes.map((outcome) => counted({ outcome }, count('outcome', outcome))),
    openByStage: openStages.map((stage) => counted({ stage }, count('stage', stage))),
    stageTimes: stageTimes(tables, shown),
    sentiment: sentiments(tables, scales, count),
    skills: scales.skills.map((scale) => skill(scale, count)),
    followUp: scales.answers.map((scale) => question(scale, count)),
    byEpci: epcisOf(tables).map(({ siren, name }) => epciLine(siren, name, count)),
    asOf: {
      recordedAt: until === null ? null : new Date(until).toISOString(),
      lagSeconds: lagSeconds(since, now),
    },
    masked: shown.withheld !== null && shown.withheld.size > 0,
  }
}

const repriseOf = (journeys: number | null, laptops: number | null) => ({
  ...{ journeys, laptops },
  masked: isMasked(journeys, laptops),
})

const counted = <T extends object>(of: T, journeys: number | null) => ({ ...of, journeys, masked: isMasked(journeys) })

/**
 * To who reads no small group, no count is told of the journeys that have left a stage: those that left it and those
 * that came to an outcome differ by few.
 */
function stageTimes({ times }: OutcomeTables, { withheld }: Shown): Outcomes['stageTimes'] {
  return openStages.map((stage) => {
    const took = times.find((row) => row.stage === stage)
    const told = withheld === null || (took?.people ?? 0) >= LEAST_PEOPLE
    return {
      stage,
      journeys: withheld === null ? (took?.journeys ?? 0) : null,
      medianSeconds: told ? (took?.median ?? null) : null,
      p90Seconds: told ? (took?.p90 ?? null) : null,
      masked: withheld !== null,
    }
  })
}

function sentiments(tables: OutcomeTables, scales: Scales, count: Count): Outcomes['sentiment'] {
  return (['after_training', 'follow_up'] as const).flatMap((moment) =>
    scales.sentiment.map((instrument) => {
      const pairs = count('sentiment', moment, instrument)
      const row = tables.sentiment.find((each) => each.moment === moment && each.instrument === instrument)
      const means = pairs === null ? undefined : row
      return {
        instrument,
        moment,
        pairs,
        before: means?.before ?? null,
        after: means?.after ?? null,
        masked: isMasked(pairs),
      }
    }),
  )
}

function skill({ instrument, item, codes }: Scale, count: Count): Outcomes['skills'][number] {
  const pairs = count('skill', instrument, item)
  const levels = codes.map((level) => {
    const before = count('skill', instrument, item, 'before', level)
    const after = count('skill', instrument, item, 'after', level)
    return { level, before, after, masked: isMasked(before, after) }
  })
  return { instrument, item, pairs, levels, masked: isMasked(pairs) || levels.some((level) => level.masked) }
}

function question({ instrument, item, codes }: Scale, count: Count): Outcomes['followUp'][number] {
  const answered = count('answer', instrument, item)
  const answers = codes.map((answer) => counted({ answer }, count('answer', instrument, item, answer)))
  const masked = isMasked(answered) || answers.some((answer) => answer.masked)
  return { instrument, question: item, answered, answers, masked }
}

function epciLine(siren: string, name: string, count: Count): Outcomes['byEpci'][number] {
  const journeys = count('epci', siren)
  const completed = count('epci', siren, 'completed')
  const laptops = count('epci', siren, 'laptops')
  return { epci: siren, name, journeys, completed, laptops, masked: isMasked(journeys, completed, laptops) }
}
