import { isOneLine, isPlainText } from '../contracts/commands/parts'
import { broken, type CellParser, read } from './line.cells'
import { foldCode } from './text.fold'

/** Text of at most `max` characters on one line, inner spaces made single. */
export function parseText(max: number): CellParser<string> {
  return (text) => {
    if (!isOneLine(text)) return broken('text_on_one_line')
    return text.length > max ? broken('cell_too_long', String(max)) : read(text.replace(/ +/g, ' '))
  }
}

/** Text of at most `max` characters, on several lines if need be. */
export function parseParagraphs(max: number): CellParser<string> {
  return (text) => {
    if (!isPlainText(text)) return broken('text_not_plain')
    return text.length > max ? broken('cell_too_long', String(max)) : read(text)
  }
}

/** The name of a person, a place or a structure: one line with at least a letter. */
export function parseName(max: number): CellParser<string> {
  return (text) => {
    const name = parseText(max)(text)
    return name.ok && !/\p{L}/u.test(name.value) ? broken('name_without_letter') : name
  }
}

/** What a sender numbers its own lines with. */
export function parseReference(max: number): CellParser<string> {
  return (text) => {
    const wellFormed = text.length <= max && /^[\p{L}\p{N}][\p{L}\p{N}._/ -]*$/u.test(text)
    return wellFormed ? read(text) : broken('reference_format', String(max))
  }
}

/** One code of a list, whatever its case and accents: « Électronique » is `electronique`. */
export function parseCode<Code extends string>(codes: readonly Code[]): CellParser<Code> {
  return (text) => {
    const code = codes.find((candidate) => candidate === foldCode(text))
    return code === undefined ? broken('value_not_allowed', codes.join(', ')) : read(code)
  }
}

/** Several codes split by `|` or `,`, each once, in the order of the list. */
export function parseCodes<Code extends string>(codes: readonly Code[]): CellParser<Code[]> {
  return (text) => {
    const written = text.split(/[|,]/).map(foldCode)
    const unknown = written.some((code) => code !== '' && !codes.some((candidate) => candidate === code))
    const taken = codes.filter((code) => written.includes(code))
    // A cell of separators alone names nothing.
    return unknown || taken.length === 0 ? broken('value_not_allowed', codes.join(', ')) : read(taken)
  }
}
