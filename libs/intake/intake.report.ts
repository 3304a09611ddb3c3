import type { Result } from '../contracts/command'
import type { ImportRule } from '../imports/import.rules'
import { type LineProblem, problem } from '../imports/line.problem'
import type { FileColumns } from './file.columns'

/** Why a line was refused, or what was left out of it: which column, by which rule, in French and English. Never what the cell held. */
export interface IntakeProblem {
  readonly column: string | null
  readonly rule: string
  readonly fr: string
  readonly en: string
}

/**
 * What became of one line of a file. `id` is the uuid of what it stands for; `warnings` tell what was left out of a
 * line that was taken all the same.
 */
export interface IntakeLine {
  readonly line: number
  readonly result: 'taken' | 'unchanged' | 'refused'
  readonly id: string | null
  readonly problems: readonly IntakeProblem[]
  readonly warnings: readonly IntakeProblem[]
}

/** What an import took and what it refused, line by line, in the order of the file. */
export interface IntakeReport {
  readonly taken: number
  readonly unchanged: number
  readonly refused: number
  readonly lines: readonly IntakeLine[]
  /** Columns that were there and are not of the format. */
  readonly ignored: readonly string[]
  /** What is there already and no line that was taken names, where a file is all of a source: it stays. */
  readonly absent: readonly AbsentPlace[]
}

/** A place that a file says nothing of: its line is missing, or was refused. */
export interface AbsentPlace {
  readonly id: string
  readonly externalId: string
  readonly name: string
}

/** A file that cannot be read at all: nothing of it was taken. */
export interface UnreadableFile {
  readonly unreadable: readonly LineProblem[]
}

export type Intake = IntakeReport | UnreadableFile

/** Counts lines and puts them in the order of the file. Problems of one line are told together. */
export function reportOf(
  done: readonly IntakeLine[],
  refused: readonly LineProblem[],
  ignored: readonly string[],
): IntakeReport {
  const lines = [...done, ...refusedLines(refused)].sort((one, other) => one.line - other.line)
  const count = (result: IntakeLine['result']) => lines.filter((line) => line.result === result).length
  const counts = { taken: count('taken'), unchanged: count('unchanged'), refused: count('refused') }
  return { ...counts, lines, ignored, absent: [] }
}

function refusedLines(problems: readonly LineProblem[]): readonly IntakeLine[] {
  const byLine = new Map<number, IntakeProblem[]>()
  for (const one of problems) byLine.set(one.line, [...(byLine.get(one.line) ?? []), withoutLine(one)])
  return [...byLine].map(([line, found]) => refusedLine(line, ...found))
}

export const refusedLine = (line: number, ...problems: readonly IntakeProblem[]): IntakeLine => ({
  ...{ line, result: 'refused', id: null, warnings: [] },
  problems,
})

/** What a rule of imports says of the line that is in hand. */
export const saidOf = (column: string | null, rule: ImportRule, detail?: string): IntakeProblem =>
  withoutLine(problem(0, column, rule, detail))

/** A problem, or a warning, as it is told within its line. */
export const withoutLine = ({ column, rule, fr, en }: LineProblem): IntakeProblem => ({ column, rule, fr, en })

/** What a command refused of a line, by the columns of the file: people who sent a file know no field of a command. */
export function refusalOf(refusal: Refused, { fields, rules }: FileColumns): IntakeProblem {
  const { rule, details } = refusal
  const field = typeof details?.field === 'string' ? details.field : null
  const column = (field && columnOf(field, fields)) ?? rules[rule] ?? null
  const [fr, en] = [renamed(refusal.fr, field, column), renamed(refusal.en, field, column)]
  if (column === null || fr.includes(column)) return { column, rule, fr, en }
  return { column, rule, fr: `${column} : ${lowered(fr)}`, en: `${column}: ${lowered(en)}` }
}

type Refused = Extract<Result, { ok: false }>

/** The column of a field, or of what it is inside of: `reasons[0]` is in the column of `reasons`. */
function columnOf(field: string, fields: FileColumns['fields']): string | null {
  const outer = field.replace(/[.[][^.[]*$/, '')
  return fields[field] ?? (outer === field ? null : columnOf(outer, fields))
}

const renamed = (sentence: string, field: string | null, column: string | null) =>
  field && column
    ? sentence.replace(`« ${field} »`, () => `« ${column} »`).replace(`"${field}"`, () => `"${column}"`)
    : sentence

const lowered = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
