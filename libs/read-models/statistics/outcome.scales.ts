import type { Definition } from '../../domain/definition/definition.schema'
import type { OutcomeTables } from './outcome.tables'

/** The codes of an item or a question, in the order of its scale. */
export interface Scale {
  readonly instrument: string
  readonly item: string
  readonly codes: readonly string[]
}

/** Everything that may have been measured, whether anybody answered it or not. */
export interface Scales {
  readonly sentiment: readonly string[]
  readonly skills: readonly Scale[]
  readonly answers: readonly Scale[]
}

const codesOf = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code)

/**
 * The scales of the instruments of some definitions, each version once, then what was counted and is in none of them.
 * Codes that nobody gave are there too: a list of those given would tell of a group that is too small to be told.
 */
export function scalesOf(definitions: readonly Definition[], tables: OutcomeTables): Scales {
  const instruments = definitions.map((definition) => definition.instruments)
  const sentiment = [
    ...instruments.flatMap((one) => one.sentiment.map(({ version }) => version)),
    ...tables.sentiment.map((row) => row.instrument),
  ]
  const skills = instruments
    .flatMap((one) => one.skills)
    .flatMap(({ version, items, scale }) =>
      items.map(({ code }) => ({ instrument: version, item: code, codes: codesOf(scale) })),
    )
  const answers = instruments
    .flatMap(({ questionnaires }) => questionnaires)
    .flatMap(({ version, questions }) =>
      questions.map(({ code, answers: given }) => ({ instrument: version, item: code, codes: codesOf(given) })),
    )
  const levelsSeen = tables.skills.map(({ instrument, item, level }) => ({ instrument, item, codes: [level] }))
  const answersSeen = tables.answers.map((row) => ({
    instrument: row.instrument,
    item: row.question,
    codes: [row.answer],
  }))
  return {
    sentiment: [...new Set(sentiment)],
    skills: merged([...skills, ...levelsSeen]),
    answers: merged([...answers, ...answersSeen]),
  }
}

function merged(scales: readonly Scale[]): readonly Scale[] {
  const known = new Map<string, Scale>()
  for (const scale of scales) {
    const key = `${scale.instrument}/${scale.item}`
    const codes = new Set([...(known.get(key)?.codes ?? []), ...scale.codes])
    known.set(key, { ...scale, codes: [...codes] })
  }
  return [...known.values()]
}
