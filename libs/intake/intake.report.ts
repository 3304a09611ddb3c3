import type { Result } from '../contracts/command'
import type { LineProblem } from '../imports/line.problem'

/** Why a line was refused: which column, by which rule, in French and English. Never what the cell held. */
export interface IntakeProblem {
  readonly column: string | null
  readonly rule: string
  readonly fr: string
  readonly en: string
}

/** What became of one line of a file. `id` is the uuid of what it stands for. */
export interface IntakeLine {
  readonly line: number
  readonly result: 'taken' | 'unchanged' | 'refused'
  readonly id: string | null
  readonly problems: readonly IntakeProblem[]
}

/** What an import took and what it refused, line by line, in the order of the file. */
export interface IntakeReport {
  readonly taken: number
  readonly unchanged: number
  readonly refused: number
  readonly lines: readonly IntakeLine[]
  /** Columns that were there and are not of the format. */
  readonly ignored: readonly string[]
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
  return { taken: count('taken'), unchanged: count('unchanged'), refused: count('refused'), lines, ignored }
}

function refusedLines(problems: readonly LineProblem[]): readonly IntakeLine[] {
  const byLine = new Map<number, IntakeProblem[]>()
  for (const { line, column, rule, fr, en } of problems) {
    byLine.set(line, [...(byLine.get(line) ?? []), { column, rule, fr, en }])
  }
  return [...byLine].map(([line, found]) => ({ line, result: 'refused', id: null, problems: found }))
}

/** What the rule on keys means to whoever sent the file. */
const importedOtherwise = {
  rule: 'imported_otherwise',
  fr: 'Cette ligne a déjà été importée avec un autre contenu (même référence) : elle reste comme elle était.',
  en: 'This line was imported before with another content (same reference): it stays as it was.',
}

/** A line that its command refused, or that was taken; unchanged where the stream is where it was before. */
export function lineOf(line: number, id: string, before: number, result: Result): IntakeLine {
  if (!result.ok) {
    const { rule, fr, en } = result.rule === 'key_reused' ? importedOtherwise : result
    return { line, result: 'refused', id: null, problems: [{ column: null, rule, fr, en }] }
  }
  return { line, result: result.answer.version > before ? 'taken' : 'unchanged', id, problems: [] }
}
