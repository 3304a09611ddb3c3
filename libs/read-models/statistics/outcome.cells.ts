import { journeyStages, outcomeCodes } from '../../contracts/codes'
import type { Scale, Scales } from './outcome.scales'
import type { OutcomeTables, Tally } from './outcome.tables'
import type { Cell, Sum, Table } from './small.groups'

/** The name of a figure among all those of an answer. */
export const cell = (...parts: readonly string[]): string => parts.join('/')

export const openStages = journeyStages.filter((stage) => stage !== 'closed')

/** The EPCI of the territory by name, then what was counted elsewhere. */
export function epcisOf({ epcis, groups }: OutcomeTables): readonly { siren: string; name: string }[] {
  const known = new Set(epcis.map(({ siren }) => siren))
  const others = [...new Set(groups.map(({ epci }) => epci))].filter((siren) => !known.has(siren)).sort()
  const named = [...epcis].sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  return [...named, ...others.map((siren) => ({ siren, name: siren }))]
}

/** Where the figures are put together: cells by name, and how they add up. */
interface Builder {
  /** Adds up what is counted of the lines that are kept: all of them unless told otherwise. */
  readonly put: <T extends Tally>(name: string, lines: readonly T[], keeps?: (line: T) => boolean) => void
  /** Declares that a total is the sum of parts. */
  readonly sum: (total: string, parts: readonly string[]) => void
  /**
   * Declares that parts belong to a total, the rest of it being hidden. Where the parts are `usually` all and there is
   * no rest, everybody knows that they are the whole.
   */
  readonly within: (total: string, parts: readonly string[], usually: 'all' | 'some') => void
}

function builderOf(cells: Map<string, Cell>, sums: Sum[]): Builder {
  const add = (tallies: readonly Tally[]): Tally => ({
    journeys: tallies.reduce((all, { journeys }) => all + journeys, 0),
    people: tallies.reduce((all, { people }) => all + people, 0),
  })
  const known = (names: readonly string[]) => add(names.flatMap((name) => cells.get(name) ?? []))
  return {
    put: (name, lines, keeps = () => true) => void cells.set(name, add(lines.filter(keeps))),
    sum: (total, parts) => void sums.push({ total, parts }),
    within: (total, parts, usually) => {
      const [all, shown] = [known([total]), known(parts)]
      if (usually === 'all' && all.journeys === shown.journeys) return void sums.push({ total, parts })
      const rest = cell('rest', total, ...parts.slice(0, 1))
      cells.set(rest, { journeys: all.journeys - shown.journeys, people: all.people - shown.people, hidden: true })
      sums.push({ total, parts: [...parts, rest] })
    },
  }
}

/**
 * All figures of an answer and how they add up, the hidden complements included: who of an EPCI has no laptop is told
 * nowhere, and follows from who has one.
 */
export function cellsOf(tables: OutcomeTables, scales: Scales): Table {
  const cells = new Map<string, Cell>()
  const sums: Sum[] = []
  const builder = builderOf(cells, sums)
  putGroups(builder, tables)
  putSentiment(builder, tables, scales)
  putSkills(builder, tables, scales)
  putAnswers(builder, tables, scales)
  return { cells, sums }
}

const completed = cell('outcome', 'completed')

function putGroups({ put, sum, within }: Builder, tables: OutcomeTables): void {
  const { groups, past } = tables
  put('reprise', groups, ({ reprise }) => reprise)
  put('past laptops', past)
  put('journeys', groups)
  put('laptops', groups, (group) => group.handed_over)
  for (const code of outcomeCodes) put(cell('outcome', code), groups, ({ outcome }) => outcome === code)
  for (const code of openStages) put(cell('stage', code), groups, ({ stage }) => stage === code)
  const sirens = epcisOf(tables).map(({ siren }) => siren)
  for (const siren of sirens) {
    const here = groups.filter(({ epci }) => epci === siren)
    put(cell('epci', siren), here)
    put(cell('epci', siren, 'completed'), here, ({ outcome }) => outcome === 'completed')
    put(cell('epci', siren, 'laptops'), here, (group) => group.handed_over)
    within(cell('epci', siren), [cell('epci', siren, 'completed')], 'some')
    within(cell('epci', siren), [cell('epci', siren, 'laptops')], 'some')
  }
  const ends = outcomeCodes.map((code) => cell('outcome', code))
  sum('journeys', [...ends, ...openStages.map((code) => cell('stage', code))])
  sum(
    'journeys',
    sirens.map((siren) => cell('epci', siren)),
  )
  sum(
    completed,
    sirens.map((siren) => cell('epci', siren, 'completed')),
  )
  sum(
    'laptops',
    sirens.map((siren) => cell('epci', siren, 'laptops')),
  )
  within('journeys', ['laptops'], 'some')
  within('journeys', ['reprise'], 'some')
}

function putSentiment({ put, within }: Builder, { sentiment }: OutcomeTables, scales: Scales): void {
  const named = (moment: string) => scales.sentiment.map((instrument) => cell('sentiment', moment, instrument))
  for (const moment of ['after_training', 'follow_up'] as const) {
    for (const instrument of scales.sentiment) {
      const asked = sentiment.filter((row) => row.moment === moment)
      put(cell('sentiment', moment, instrument), asked, (row) => row.instrument === instrument)
    }
  }
  within('journeys', named('after_training'), 'some')
  within(completed, named('follow_up'), 'all')
}

function putSkills(builder: Builder, { skills }: OutcomeTables, scales: Scales): void {
  const { put, sum } = builder
  for (const { instrument, item, codes } of scales.skills) {
    const rows = skills.filter((row) => row.instrument === instrument && row.item === item)
    const pairs = cell('skill', instrument, item)
    put(pairs, rows, ({ moment }) => moment === 'before')
    for (const moment of ['before', 'after'] as const) {
      const measured = rows.filter((row) => row.moment === moment)
      for (const code of codes) put(cell(pairs, moment, code), measured, ({ level }) => level === code)
      sum(
        pairs,
        codes.map((code) => cell(pairs, moment, code)),
      )
    }
  }
  relate(builder, scales.skills, 'skill', 'journeys', 'some')
}

function putAnswers(builder: Builder, { answers }: OutcomeTables, scales: Scales): void {
  const { put, sum } = builder
  for (const { instrument, item, codes } of scales.answers) {
    const rows = answers.filter((row) => row.instrument === instrument && row.question === item)
    const answered = cell('answer', instrument, item)
    put(answered, rows)
    for (const code of codes) put(cell(answered, code), rows, ({ answer }) => answer === code)
    sum(
      answered,
      codes.map((code) => cell(answered, code)),
    )
  }
  relate(builder, scales.answers, 'answer', completed, 'all')
}

/** Who answered an item is part of the whole, whatever the instrument; and all of who answered its first item. */
function relate(
  { within }: Builder,
  scales: readonly Scale[],
  kind: string,
  whole: string,
  usually: 'all' | 'some',
): void {
  for (const item of new Set(scales.map((scale) => scale.item))) {
    const alike = scales.filter((scale) => scale.item === item)
    within(
      whole,
      alike.map(({ instrument }) => cell(kind, instrument, item)),
      usually,
    )
  }
  const first = new Map<string, string>()
  for (const { instrument, item } of scales) {
    const name = cell(kind, instrument, item)
    const before = first.get(instrument)
    if (before) within(before, [name], 'all')
    else first.set(instrument, name)
  }
}
