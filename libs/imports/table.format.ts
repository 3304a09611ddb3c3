// A year of referrals of a whole département is some 1 500 lines: more than this is a wrong file, or one to be cut.
export const MAX_ROWS = 10_000
// The longest cell of a directory, a place's description, is a page of text at most.
export const MAX_CELL_CHARS = 5_000
// The widest known format, the national directory, has 32 columns.
export const MAX_COLUMNS = 200
// csv-parse stops there, so that a quote never closed does not swallow the rest of the file into one cell.
export const MAX_LINE_BYTES = 128_000

/**
 * What a kind of file holds. Headers match whatever their case and accents, hyphens and spaces being `_`.
 * `oneOf`: groups of optional columns of which at least one must be there.
 * `others`: what becomes of a column that is not listed.
 * `keepsSpaces`: spaces that do not break stay what they are, where a file is to be written again as it was.
 */
export type TableFormat = {
  required: readonly string[]
  optional: readonly string[]
  oneOf?: readonly (readonly string[])[]
  others: 'refused' | 'ignored'
  keepsSpaces?: boolean
}
