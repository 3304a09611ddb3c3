import { type ImportRule, importRules } from './import.rules'

/**
 * Why something was refused.
 * `line`: line of the file, the header being 1 (for a JSON list, position of the entry from 1); 0 for the whole file.
 * `column`: the column as the format names it, null where the whole line or file is meant.
 */
export type LineProblem = { line: number; column: string | null; rule: ImportRule; fr: string; en: string }

/** @param detail a bound, accepted codes, column names or a line number; never the content of a cell. */
export function problem(line: number, column: string | null, rule: ImportRule, detail = ''): LineProblem {
  const { fr, en } = importRules[rule]
  const fill = (sentence: string) => sentence.replace('{detail}', () => detail)
  if (column === null) return { line, column, rule, fr: capitalised(fill(fr)), en: capitalised(fill(en)) }
  return { line, column, rule, fr: `${column} : ${fill(fr)}.`, en: `${column}: ${fill(en)}.` }
}

function capitalised(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
