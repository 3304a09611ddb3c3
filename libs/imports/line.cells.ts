import type { ImportRule } from './import.rules'
import { type LineProblem, problem } from './line.problem'

/** What a cell turned out to be: a value, or the rule that it breaks. */
export type Read<T> = { ok: true; value: T } | { ok: false; rule: ImportRule; detail?: string }
export type CellParser<T> = (text: string) => Read<T>

export const read = <T>(value: T): Read<T> => ({ ok: true, value })
export const broken = (rule: ImportRule, detail?: string): Read<never> => ({ ok: false, rule, detail })

export type Line = {
  problems: LineProblem[]
  /** What is left out of a line that may be taken all the same. */
  warnings: LineProblem[]
  text(this: void, column: string): string
  refuse(column: string | null, rule: ImportRule, detail?: string): null
  warn(this: void, column: string | null, rule: ImportRule, detail?: string): void
  required<T>(column: string, parse: CellParser<T>): T | null
  optional<T>(column: string, parse: CellParser<T>): T | null
}

/**
 * Reads the cells of one line and gathers all its problems, so that a person corrects a line once.
 * A value that is refused or absent is null; the caller looks at `problems` before it builds a row.
 */
export function lineOf(line: number, cells: Readonly<Record<string, string>>): Line {
  const problems: LineProblem[] = []
  const warnings: LineProblem[] = []
  const text = (column: string) => cells[column] ?? ''
  const refuse = (column: string | null, rule: ImportRule, detail?: string): null => {
    problems.push(problem(line, column, rule, detail))
    return null
  }
  const warn = (column: string | null, rule: ImportRule, detail?: string): void => {
    warnings.push(problem(line, column, rule, detail))
  }
  const optional = <T>(column: string, parse: CellParser<T>): T | null => {
    if (text(column) === '') return null
    const result = parse(text(column))
    return result.ok ? result.value : refuse(column, result.rule, result.detail)
  }
  const required = <T>(column: string, parse: CellParser<T>): T | null => {
    return text(column) === '' ? refuse(column, 'value_missing') : optional(column, parse)
  }
  return { problems, warnings, text, refuse, warn, required, optional }
}
