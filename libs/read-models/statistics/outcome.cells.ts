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

const nobody: Tally = { journeys: 0, people: 0 }
const add = (a: Tally, b: Tally): Tally => ({ journeys: a.journeys + b.journeys, people: a.people + b.people })
const total = (tallies: readonly Tally[]) => tallies.reduce(add, nobody)

/**
 * All figures of an answer and how they add up, the hidden complements included: who of an EPCI has no laptop is told
 * nowhere, and follows from who has one.
 */
export function cellsOf(tables: OutcomeTables, scales: Scales): Table {
  const cells = new Map<string, Cell>()
  const sums: Sum[] = []
  const put = (name: string, tallies: readonly Tally[]) => void cells.set(name, total(tallies))
  /** Declares that parts add up to a total, the rest of it being hidden. */
  const within = (whole: string, parts: readonly string[]) => {
    const [all, shown] = [cells.get(whole) ?? nobody, total(parts.map((name) => cells.get(name) ?? nobody))]
    const rest = cell('rest', whole, ...parts.slice(0, 1))
    cells.set(rest, { journeys: all.journeys - shown.journeys, people: all.people - shown.people, hidden: true })
    sums.push({ total: whole, parts: [...parts, rest] })
  }
  putGroups(tables, put, sums)
  for (const { siren } of epcisOf(tables)) {
    within(cell('epci', siren), [cell('epci', siren, 'completed')])
    within(cell('epci', siren), [cell('epci', siren, 'laptops')])
  }
  within('journeys', ['laptops'])
  putMeasures(tables, scales, put, within)
  putScales(tables, scales, put, within, sums)
  return { cells, sums }
}

type Put = (name: string, tallies: readonly Tally[]) => void
type Within = (whole: string, parts: readonly string[]) => void

function putGroups(tables: OutcomeTables, put: Put, sums: Sum[]): void {
  const { groups } = tables
  put('journeys', groups)
  const handedOver = groups.filter((group) => group.handed_over)
  put('laptops', handedOver)
  for (const code of outcomeCodes)
    put(
      cell('outcome', code),
      groups.filter(({ outcome }) => outcome === code),
    )
  for (const code of openStages)
    put(
      cell('stage', code),
      groups.filter(({ stage }) => stage === code),
    )
  const sirens = epcisOf(tables).map(({ siren }) => siren)
  for (const siren of sirens) {
    const here = groups.filter(({ epci }) => epci === siren)
    put(cell('epci', siren), here)
    put(
      cell('epci', siren, 'completed'),
      here.filter(({ outcome }) => outcome === 'completed'),
    )
    put(
      cell('epci', siren, 'laptops'),
      here.filter((group) => group.handed_over),
    )
  }
  const states = [
    ...outcomeCodes.map((code) => cell('outcome', code)),
    ...openStages.map((code) => cell('stage', code)),
  ]
  sums.push(
    { total: 'journeys', parts: states },
    { total: 'journeys', parts: sirens.map((siren) => cell('epci', siren)) },
    { total: cell('outcome', 'completed'), parts: sirens.map((siren) => cell('epci', siren, 'completed')) },
    { total: 'laptops', parts: sirens.map((siren) => cell('epci', siren, 'laptops')) },
  )
}

function putMeasures(tables: OutcomeTables, scales: Scales, put: Put, within: Within): void {
  const moments = { after_training: 'journeys', follow_up: cell('outcome', 'completed') } as const
  for (const [moment, whole] of Object.entries(moments)) {
    const names = scales.sentiment.map((instrument) => {
      const name = cell('sentiment', moment, instrument)
      put(
        name,
        tables.sentiment.filter((row) => row.moment === moment && row.instrument === instrument),
      )
      return name
    })
    within(whole, names)
  }
}

function putScales(tables: OutcomeTables, scales: Scales, put: Put, within: Within, sums: Sum[]): void {
  for (const { instrument, item, codes } of scales.skills) {
    const rows = tables.skills.filter((row) => row.instrument === instrument && row.item === item)
    const pairs = cell('skill', instrument, item)
    put(
      pairs,
      rows.filter(({ moment }) => moment === 'before'),
    )
    for (const moment of ['before', 'after'] as const) {
      const level = (code: string) => cell('skill', instrument, item, moment, code)
      for (const code of codes)
        put(
          level(code),
          rows.filter((row) => row.moment === moment && row.level === code),
        )
      sums.push({ total: pairs, parts: codes.map(level) })
    }
  }
  for (const { instrument, item, codes } of scales.answers) {
    const rows = tables.answers.filter((row) => row.instrument === instrument && row.question === item)
    const given = (code: string) => cell('answer', instrument, item, code)
    put(cell('answer', instrument, item), rows)
    for (const code of codes)
      put(
        given(code),
        rows.filter(({ answer }) => answer === code),
      )
    sums.push({ total: cell('answer', instrument, item), parts: codes.map(given) })
  }
  relate(scales.skills, 'skill', 'journeys', within)
  relate(scales.answers, 'answer', cell('outcome', 'completed'), within)
}

/** Who answered an item is part of the whole, whatever the instrument; and of who answered the instrument's first item. */
function relate(scales: readonly Scale[], kind: string, whole: string, within: Within): void {
  for (const item of new Set(scales.map((scale) => scale.item))) {
    const alike = scales.filter((scale) => scale.item === item)
    within(
      whole,
      alike.map(({ instrument }) => cell(kind, instrument, item)),
    )
  }
  const first = new Map<string, string>()
  for (const { instrument, item } of scales) {
    const name = cell(kind, instrument, item)
    const before = first.get(instrument)
    if (before) within(before, [name])
    else first.set(instrument, name)
  }
}
