const replacement = '□'

/**
 * A text as the fonts can print it: composed, what is invisible and unknown to them left out, anything else that they do
 * not know replaced by a mark that shows. Without it one emoji in a name would keep a letter from being made.
 */
export const printable = (text: string, covers: (codePoint: number) => boolean): string =>
  [...text.normalize('NFC')].map((character) => shown(character, covers)).join('')

function shown(character: string, covers: (codePoint: number) => boolean): string {
  if (character === '\n' || character === '\t') return ' '
  if (/\p{Cc}|\p{Bidi_Control}|\p{Variation_Selector}/u.test(character)) return ''
  if (covers(character.codePointAt(0) ?? 0)) return character
  return /\p{Default_Ignorable_Code_Point}/u.test(character) ? '' : replacement
}

/** The same value with every text in it printable. */
export function printableData<T>(data: T, covers: (codePoint: number) => boolean): T {
  if (typeof data === 'string') return printable(data, covers) as T
  if (Array.isArray(data)) return data.map((item: unknown) => printableData(item, covers)) as T
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printableData(value, covers)])) as T
}
