/** Text without case, accents, ligatures or typographic apostrophes: two spellings of one French text become equal. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘´`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

/** A proper name without punctuation either, `St`/`Ste` written out: « ST-PAUL LES DAX » is Saint-Paul-lès-Dax. */
export function foldName(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
}

/** A code or a column name as a spreadsheet may show it: « Code INSEE » is `code_insee`. */
export function foldCode(code: string): string {
  return foldText(code)
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
}
