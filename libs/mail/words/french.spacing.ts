/**
 * Puts the no-break spaces that French wants before high punctuation and inside quotation marks, so that sentences can
 * be written with plain spaces.
 */
export const frenchSpacing = (text: string): string =>
  text
    .replace(/ (?=[:;!?»])/g, '\u00a0')
    .replace(/(?<=«) /g, '\u00a0')
    .replace(/(?<=\d) (?=h\b)/g, '\u00a0')
    .replace(/(?<=\bh) (?=\d)/g, '\u00a0')
